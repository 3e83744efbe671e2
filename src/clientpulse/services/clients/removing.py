"""Deleting clients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientpulse.records import Attendee, Client, Contact, Meeting, Tag, Touchpoint
from clientpulse.services import lookup
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
