"""Adding clients, and changing what is known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.errors import ConflictError
from clientpulse.quoting import quoted, shell_word
from clientpulse.records import Client, Contact, Tag
from clientpulse.services import lookup, text
from clientpulse.services.clients import contacts
from clientpulse.services.clients.keys import free_key, key_from
from clientpulse.services.clients.listing import read
from clientpulse.services.clients.tags import replace_tags, unique_tags
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


def add(unit: UnitOfWork, new: Client, contact: Contact | None = None) -> Client:
    """Add a client.

    Args:
        new: With its tags; where the key is empty, one is made from the name.
        contact: The first person there; one without a name is the client.

    Raises:
        ConflictError: The key is taken, or there is a client of this name.
    """
    new = replace(new, key=_new_key(unit.reader, new))
    client = unit.insert(text.checked_record(new))
    for tag in unique_tags(new.tags):
        unit.insert(Tag(client_id=client.id, name=tag))
    if contact is not None:
        whose = lookup.Found(client.id, client.key, client.name).whose
        name = contact.name or client.name
        contacts.add(unit, replace(contact, **whose, name=name, is_primary=True))
    unit.describe(f"added {client.name}")
    return read(unit.reader, client.id)


def edit(
    unit: UnitOfWork,
    today: date,
    client: lookup.Found,
    changes: dict[str, Any],
    tags: Sequence[str] | None,
) -> Client:
    """Change what is known of a client.

    Where nobody knows when it last heard from us, another cadence counts from today: the clock's
    start was chosen for the one it had.
    """
    before = read(unit.reader, client.id)
    values = text.checked(Client, changes)
    if "name" in values:
        _check_name(unit.reader, values["name"], client.id)
    if "key" in values:
        _check_key(unit.reader, values["key"], client.id)
    if tags is not None:
        replace_tags(unit, client.id, tags)
    unit.describe(f"edited {client.name}")
    starts = counts_from(before, values)
    anew = not starts and is_agreed_anew(before, values)
    if anew and queries.clients.not_reached(unit.reader, client.id):
        starts = {"clock_on": max(today, values.get("started_on", before.started_on))}
    unit.update(before, **values, **starts)
    return read(unit.reader, client.id)


def counts_from(before: Client, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return what else changes with a client's start: a later one is the clock's start, too."""
    started_on = changes.get("started_on")
    if before.clock_on is None or started_on is None or started_on <= before.clock_on:
        return {}
    return {"clock_on": None}


def is_agreed_anew(before: Client, changes: Mapping[str, Any]) -> bool:
    """Tell whether changes make another cadence of what was agreed."""
    agreed = ("meeting_interval", "update_interval")
    return any(one in changes and changes[one] != getattr(before, one) for one in agreed)


def rename(unit: UnitOfWork, today: date, client: lookup.Found, name: str) -> Client:
    """Give a client another name; its key stays, since fingers and scripts know it."""
    renamed = edit(unit, today, client, {"name": name}, None)
    unit.describe(f"renamed {client.name} to {name}")
    return renamed


def _check_name(reader: Reader, name: str, own_id: int) -> None:
    """Refuse another client's name, which would leave two that can't be told apart."""
    for client_id, key, other in queries.clients.names(reader, Selection(archived=None)):
        if client_id != own_id and lookup.folded(other) == lookup.folded(name):
            raise ConflictError(
                f"there is a client of this name already: {key}",
                f"merge the two: pulse client merge OLD {shell_word(key)}, or give another name",
            )


def _new_key(reader: Reader, new: Client) -> str:
    known = queries.clients.names(reader, Selection(archived=None))
    name = lookup.folded(new.name)
    same = [row for row in known if lookup.folded(row[2]) == name]
    if same and not new.key:
        _refuse_archived(reader, same[0][0])
        raise ConflictError(
            f"there is a client of this name already: {same[0][1]}",
            "give the new one a --key to tell them apart, or edit the other one",
        )
    if not new.key:
        return free_key(key_from(new.name), {row[1] for row in known})
    key = text.key(new.key)
    _check_key(reader, key, None)
    return key


def _refuse_archived(reader: Reader, client_id: int) -> None:
    """Say of a client that is in the way that it is archived, since no list shows it."""
    there = read(reader, client_id)
    if there.archived_on is not None:
        raise ConflictError(
            f"there is one already, archived: {there.name} ({there.key})",
            f"bring it back: pulse client restore {shell_word(there.key)}",
        )


def _check_key(reader: Reader, key: str, own_id: int | None) -> None:
    holder = queries.clients.by_key(reader, key)
    if holder and holder[0] != own_id:
        _refuse_archived(reader, holder[0])
        raise ConflictError(
            f"the key {quoted(key)} belongs to another client", "give another one with --key"
        )
