"""Deleting clients, and merging two into one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clientpulse.errors import ConflictError
from clientpulse.records import Attendee, Client, Contact, Meeting, Tag, Touchpoint
from clientpulse.services import lookup, text
from clientpulse.services.clients import contacts, dependents
from clientpulse.services.clients.listing import read
from clientpulse.services.clients.tags import replace_tags
from clientpulse.store import queries

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

# What a client takes from the one that is merged into it, where it has none of its own.
TAKEN_IN_A_MERGE = (
    *("prefers", "owner", "timezone", "hours", "message_length", "language"),
    "asked_from",
)


def delete(unit: UnitOfWork, client: lookup.Found) -> Client:
    """Delete a client and all that belongs to it."""
    before = read(unit.reader, client.id)
    dependents.delete_all(unit, client.id)
    unit.delete_all(
        Attendee, queries.dependents.part_ids_of_client(unit.reader, Touchpoint, client.id)
    )
    for model in (Meeting, Touchpoint, Contact, Tag):
        unit.delete_all(model, queries.dependents.ids_of(unit.reader, model, "client", client.id))
    unit.delete(before)
    unit.describe(f"deleted {client.name}")
    return before


def merge(unit: UnitOfWork, source: lookup.Found, target: lookup.Found) -> Client:
    """Move everything of one client into another, and delete the emptied one.

    What the target doesn't know (owner, preferred channel, timezone, language ...) it takes from
    the source, and its cadence where it has none at all; the notes are put together and the
    earlier start counts. Where both know something, the target's stays.
    """
    if source.id == target.id:
        raise ConflictError(
            "a client can't be merged with itself", "name two: pulse client merge OLD INTO"
        )
    old, into = read(unit.reader, source.id), read(unit.reader, target.id)
    for model in (Touchpoint, Meeting):
        rows = queries.dependents.ids_of(unit.reader, model, "client", source.id)
        unit.update_all(model, rows, client_id=target.id)
    contacts.move_all(unit, source.id, target.id)
    dependents.move_all(unit, source.id, target.id)
    replace_tags(unit, target.id, [*into.tags, *old.tags])
    replace_tags(unit, source.id, ())
    taken: dict[str, Any] = {
        field: getattr(old, field)
        for field in TAKEN_IN_A_MERGE
        if getattr(into, field) is None and getattr(old, field) is not None
    }
    if into.meeting_interval is None and into.update_interval is None:
        taken["meeting_interval"] = old.meeting_interval
        taken["update_interval"] = old.update_interval
    notes = [one for one in (into.note, old.note) if one]
    if old.note and old.note != into.note:
        taken |= text.checked(Client, {"note": "\n".join(notes)})
    if old.started_on < into.started_on:
        taken["started_on"] = old.started_on
    unit.update(into, **taken)
    unit.delete(old)
    unit.describe(f"merged {source.name} into {target.name}")
    return read(unit.reader, target.id)
