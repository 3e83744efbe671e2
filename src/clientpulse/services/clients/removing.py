"""Deleting clients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientpulse.records import Attendee, Client, Contact, Meeting, Tag, Touchpoint
from clientpulse.services import lookup, syncing
from clientpulse.services.clients import dependents
from clientpulse.services.clients.listing import read
from clientpulse.store import queries

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


def delete(unit: UnitOfWork, client: lookup.Found) -> Client:
    """Delete a client and all that belongs to it."""
    before = read(unit.reader, client.id)
    dependents.forget_client(unit, client.id)
    dependents.delete_all(unit, client.id)
    unit.delete_all(
        Attendee, queries.dependents.part_ids_of_client(unit.reader, Touchpoint, client.id)
    )
    for model in (Meeting, Touchpoint, Contact, Tag):
        unit.delete_all(model, queries.dependents.ids_of(unit.reader, model, "client", client.id))
    unit.delete(before)
    unit.describe(f"deleted {client.name}")
    return before


def forget(unit: UnitOfWork, client: lookup.Found) -> Client:
    """Delete a client for good: nothing of it is left in the journal, so nothing can be undone.

    Only hashes stay, by which imports and sources know whom not to bring back. What others have of
    it in their own texts stays as well.
    """
    unit.forget_journal()
    before = read(unit.reader, client.id)
    people = queries.contacts.select(unit.reader, client.id)
    syncing.forgetting.strangers(unit, client.name, people)
    delete(unit, client)
    return before
