"""Adding clients, and changing what is known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.errors import ConflictError
from clientpulse.quoting import quoted, shell_word
from clientpulse.records import Client, Contact, Tag
from clientpulse.services import client_rules, lookup, text
from clientpulse.services.clients import contacts
from clientpulse.services.clients.defaults import of_tags
from clientpulse.services.clients.keys import free_key, key_from
from clientpulse.services.clients.listing import read
from clientpulse.services.clients.tags import Retagging, replace_tags, unique_tags
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.tags import FromTags

if TYPE_CHECKING:
    from clientpulse.config.tag_defaults import TagDefaults
    from clientpulse.store.writer import UnitOfWork


def add(
    unit: UnitOfWork,
    new: Client,
    contact: Contact | None = None,
    rules: Mapping[str, str] | None = None,
) -> Client:
    """Add a client.

    Args:
        new: With its tags; where the key is empty, one is made from the name.
        contact: The first person there; one without a name is the client.
        rules: Its own intervals, as stored, by rule.

    Raises:
        ConflictError: The key is taken, or there is a client of this name.
    """
    new = replace(new, key=_new_key(unit.reader, new))
    client = unit.insert(text.checked_record(new))
    for tag in unique_tags(new.tags):
        unit.insert(Tag(client_id=client.id, name=tag))
    found = lookup.Found.of(client)
    if contact is not None:
        name = contact.name or client.name
        contacts.add(unit, replace(contact, **found.whose, name=name, is_primary=True))
    if rules:
        client_rules.assign(unit, found, rules)
    unit.describe(f"added {client.name}")
    return read(unit.reader, client.id)


def edit(
    unit: UnitOfWork,
    today: date,
    client: lookup.Found,
    changes: dict[str, Any],
    tags: Retagging | None,
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
        replace_tags(unit, client.id, tags.of(before.tags))
    unit.describe(f"edited {client.name}")
    starts = counts_from(before, values)
    anew = not starts and is_agreed_anew(before, values)
    if anew and queries.clients.not_reached(unit.reader, client.id):
        starts = {"clock_on": max(today, values.get("started_on", before.started_on))}
    unit.update(before, **values, **starts)
    return read(unit.reader, client.id)


def edit_more(
    unit: UnitOfWork,
    today: date,
    client: lookup.Found,
    changes: Mapping[str, Any],
    tags: Retagging,
    defaults: Sequence[TagDefaults] | None = None,
) -> Sequence[str]:
    """Change what is known of a client, and apply what the config says of its tags.

    Args:
        changes: They win over the defaults.
        defaults: None where they aren't to be applied.

    Returns:
        What had no effect, a sentence each.

    Raises:
        ConflictError: There is nothing to change but the defaults, and none for the client's tags.
    """
    before = read(unit.reader, client.id).tags
    got = FromTags()
    if defaults is not None:
        got = of_tags(defaults, tags.of(before), changes)
        if not (got.taken or changes) and tags.is_empty:
            raise ConflictError(
                f"{client.key} has no tag with defaults",
                "add them to the config, under [defaults.TAG]: pulse config edit",
            )
    edit(unit, today, client, {**got.values, **changes}, tags)
    if got.rules:
        client_rules.assign(unit, client, got.rules)
    return [f"{client.name} {one}." for one in tags.without_effect(before)]


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
