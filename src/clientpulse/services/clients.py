"""Clients: add, edit, let rest, archive, delete, merge."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.errors import ConflictError, InputError
from clientpulse.quoting import quoted
from clientpulse.records import Attendee, Client, Contact, Meeting, Tag, Touchpoint
from clientpulse.records.limits import KEY_LENGTH
from clientpulse.services import client_dependents, client_preferences, contacts, lookup, text
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

# A key that is made up stops at the word that would make it longer than this: it is for typing.
SHORT_KEY_LENGTH = 16
ROOM_FOR_A_NUMBER = 10

# What a client takes from the one that is merged into it, where it has none of its own.
TAKEN_IN_A_MERGE = (
    *("prefers", "owner", "timezone", "hours", "message_length", "language"),
    "asked_from",
)

# Letters that Unicode doesn't take apart into an ASCII letter and a mark.
PLAIN_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)


@dataclass(frozen=True, slots=True)
class NewClient:
    """A client to add, its texts as typed.

    Attributes:
        meeting_interval: As stored: ``3m`` or None.
        update_interval: As stored: ``1m``, ``none``, or None to follow the rule.
        started_on: From when its cadence counts.
        key: The key, or None to make one from the name.
        contact: The name of a person; with an e-mail address or a number and no name, the
            client is that person.
    """

    name: str
    started_on: date
    meeting_interval: str | None = None
    update_interval: str | None = None
    key: str | None = None
    contact: str | None = None
    email: str | None = None
    phone: str | None = None
    prefers: str | None = None
    tags: tuple[str, ...] = ()
    owner: str | None = None
    note: str | None = None
    timezone: str | None = None
    hours: str | None = None
    message_length: str | None = None
    language: str | None = None


def add(unit: UnitOfWork, new: NewClient) -> Client:
    """Add a client.

    Raises:
        InputError: A text can't be stored.
        ConflictError: The key is taken, or there is a client of this name.
    """
    name = text.name(new.name)
    key = _new_key(unit.reader, new, name)
    client = unit.insert(
        Client(
            key=key,
            name=name,
            meeting_interval=new.meeting_interval,
            update_interval=new.update_interval,
            started_on=new.started_on,
            prefers=new.prefers,
            owner=None if new.owner is None else text.word(new.owner, "owner"),
            note=text.note(new.note),
            timezone=client_preferences.timezone(new.timezone or ""),
            hours=client_preferences.hours(new.hours or ""),
            message_length=client_preferences.message_length(new.message_length or ""),
            language=client_preferences.language(new.language or ""),
        )
    )
    client_id = int(client.id or 0)
    for tag in unique_tags(new.tags):
        unit.insert(Tag(client_id=client_id, name=tag))
    if new.contact or new.email or new.phone:
        person = new.contact or name
        contacts.add(unit, client_id, person, email=new.email, phone=new.phone, primary=True)
    unit.describe(f"added {name}")
    return read(unit.reader, client_id)


def unique_tags(typed: Sequence[str]) -> list[str]:
    """Return the tags that may be stored, each once, whatever its case."""
    found: dict[str, str] = {}
    for one in typed:
        tag = text.tag(one)
        found.setdefault(tag.casefold(), tag)
    return list(found.values())


def key_from(name: str, otherwise: str = "client") -> str:
    """Make a key of a name: ``Żabka & Synowie`` becomes ``zabka-synowie``.

    Letters of other scripts stay as they are; they can be typed by whoever can type the name.

    Args:
        name: The name.
        otherwise: The key where the name has no letters and no digits.
    """
    folded = name.casefold().translate(PLAIN_LETTERS)
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char)
    )
    words = "".join(char if char.isalnum() else " " for char in plain.replace("'", "")).split()
    key = ""
    for word in words:
        longer = f"{key}-{word}" if key else word
        if key and len(longer) > SHORT_KEY_LENGTH:
            break
        key = longer
    key = unicodedata.normalize("NFC", key)[: KEY_LENGTH - ROOM_FOR_A_NUMBER]
    return key if text.KEY.fullmatch(key) else otherwise


def free_key(wanted: str, taken: set[str]) -> str:
    """Return the key, or the first of ``wanted-2``, ``wanted-3`` ... that isn't taken."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"


def read(reader: Reader, client_id: int) -> Client:
    """Return a client whole."""
    return queries.clients.select(reader, Selection(client_id=client_id))[0]


def tags_of(reader: Reader, client_id: int) -> tuple[str, ...]:
    """Return a client's tags, by name."""
    return queries.clients.tags(reader, Selection(client_id=client_id)).get(client_id, ())


def edit(
    unit: UnitOfWork, client: lookup.Found, changes: dict[str, Any], tags: Sequence[str] | None
) -> Client:
    """Change what is known of a client.

    Args:
        unit: Writes.
        client: The client.
        changes: New values by column of the table; those left out stay.
        tags: Its tags, in place of those it has; None leaves them.

    Raises:
        InputError: A text can't be stored.
        ConflictError: The new key is taken.
    """
    values = dict(changes)
    if "name" in values:
        values["name"] = text.name(values["name"])
        _check_name(unit.reader, values["name"], client.id)
    if "key" in values:
        values["key"] = text.key(values["key"])
        _check_key(unit.reader, values["key"], client.id)
    if values.get("owner") is not None:
        values["owner"] = text.word(values["owner"], "owner")
    if "note" in values:
        values["note"] = text.note(values["note"])
    if values:
        unit.update_all(Client, [client.id], **values)
    if tags is not None:
        replace_tags(unit, client.id, tags)
    unit.describe(f"edited {client.name}")
    return read(unit.reader, client.id)


def rename(unit: UnitOfWork, client: lookup.Found, name: str) -> Client:
    """Give a client another name; its key stays, since fingers and scripts know it.

    Raises:
        InputError: The name can't be stored.
    """
    renamed = edit(unit, client, {"name": name}, None)
    unit.describe(f"renamed {client.name} to {name}")
    return renamed


def pause(unit: UnitOfWork, today: date, client: lookup.Found, until: date | None) -> Client:
    """Stop everything about a client until a day, or until it is resumed.

    Raises:
        InputError: The day isn't ahead.
    """
    if until is not None and until <= today:
        raise InputError(f"{until} isn't ahead", "give a day from tomorrow on, or leave it out")
    unit.update_all(Client, [client.id], paused_on=today, paused_until=until)
    unit.describe(f"paused {client.name}")
    return read(unit.reader, client.id)


def resume(unit: UnitOfWork, today: date, client: lookup.Found) -> Client:
    """Take a client up again.

    Raises:
        ConflictError: It isn't paused.
    """
    before = read(unit.reader, client.id)
    over = before.paused_until is not None and today >= before.paused_until
    if before.paused_on is None or over:
        raise ConflictError(f"{client.key} isn't paused", f"see 'pulse show {client.key}'")
    unit.update_all(Client, [client.id], paused_on=None, paused_until=None)
    unit.describe(f"resumed {client.name}")
    return read(unit.reader, client.id)


def archive(unit: UnitOfWork, today: date, client: lookup.Found) -> Client:
    """Put a client away: nothing is due for it, its history stays.

    Raises:
        ConflictError: It is archived already.
    """
    if read(unit.reader, client.id).archived_on is not None:
        raise ConflictError(
            f"{client.key} is archived already", f"bring it back: pulse client restore {client.key}"
        )
    unit.update_all(Client, [client.id], archived_on=today)
    unit.describe(f"archived {client.name}")
    return read(unit.reader, client.id)


def unarchive(unit: UnitOfWork, client: lookup.Found) -> Client:
    """Bring an archived client back.

    Raises:
        ConflictError: It isn't archived.
    """
    if read(unit.reader, client.id).archived_on is None:
        raise ConflictError(f"{client.key} isn't archived", f"see 'pulse show {client.key}'")
    unit.update_all(Client, [client.id], archived_on=None)
    unit.describe(f"brought {client.name} back from the archive")
    return read(unit.reader, client.id)


def snooze(
    unit: UnitOfWork, today: date, client: lookup.Found, until: date, reason: str | None
) -> Client:
    """Silence the reminders to contact a client until a day.

    Raises:
        InputError: The day isn't ahead, or the reason can't be stored.
    """
    if until <= today:
        raise InputError(f"{until} isn't ahead", "give a day from tomorrow on")
    values = {"snoozed_until": until, "snooze_reason": text.note(reason, "reason")}
    unit.update_all(Client, [client.id], **values)
    unit.describe(f"snoozed {client.name} until {until}")
    return read(unit.reader, client.id)


def end_snooze(unit: UnitOfWork, today: date, client: lookup.Found) -> Client:
    """Let reminders come again at once.

    Raises:
        ConflictError: The client isn't snoozed.
    """
    before = read(unit.reader, client.id)
    if before.snoozed_until is None or today >= before.snoozed_until:
        raise ConflictError(f"{client.key} isn't snoozed", f"see 'pulse show {client.key}'")
    unit.update_all(Client, [client.id], snoozed_until=None, snooze_reason=None)
    unit.describe(f"ended the snooze of {client.name}")
    return read(unit.reader, client.id)


def delete(unit: UnitOfWork, client: lookup.Found) -> Client:
    """Delete a client and all that belongs to it.

    Returns:
        The client as it was.
    """
    before = read(unit.reader, client.id)
    client_dependents.delete_all(unit, client.id)
    unit.delete_all(Attendee, queries.touchpoints.attendee_ids_of_client(unit.reader, client.id))
    for model in (Meeting, Touchpoint, Contact, Tag):
        unit.delete_all(
            model, queries.dependents.ids_of_client(unit.reader, model.TABLE, client.id)
        )
    unit.delete_all(Client, [client.id])
    unit.describe(f"deleted {client.name}")
    return before


def merge(unit: UnitOfWork, source: lookup.Found, target: lookup.Found) -> Client:
    """Move everything of one client into another, and delete the emptied one.

    What the target doesn't know (owner, preferred channel, timezone, language ...) it takes from
    the source, and its cadence where it has none at all; the notes are put together and the
    earlier start counts. Where both know something, the target's stays.

    Raises:
        ConflictError: Both are the same client.
    """
    if source.id == target.id:
        raise ConflictError(
            "a client can't be merged with itself", "name two: pulse client merge OLD INTO"
        )
    old, into = read(unit.reader, source.id), read(unit.reader, target.id)
    for model in (Touchpoint, Meeting):
        rows = queries.dependents.ids_of_client(unit.reader, model.TABLE, source.id)
        unit.update_all(model, rows, client_id=target.id)
    contacts.move_all(unit, source.id, target.id)
    client_dependents.move_all(unit, source.id, target.id)
    both = [*tags_of(unit.reader, target.id), *tags_of(unit.reader, source.id)]
    replace_tags(unit, target.id, both)
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
        taken["note"] = text.note("\n".join(notes))
    if old.started_on < into.started_on:
        taken["started_on"] = old.started_on
    if taken:
        unit.update_all(Client, [target.id], **taken)
    unit.delete_all(Client, [source.id])
    unit.describe(f"merged {source.name} into {target.name}")
    return read(unit.reader, target.id)


def replace_tags(unit: UnitOfWork, client_id: int, tags: Sequence[str]) -> None:
    """Give a client these tags in place of those it has."""
    wanted = unique_tags(tags)
    present = queries.clients.tag_ids(unit.reader, client_id)
    unit.delete_all(Tag, [key for name, key in present.items() if name not in wanted])
    for name in wanted:
        if name not in present:
            unit.insert(Tag(client_id=client_id, name=name))


def _check_name(reader: Reader, name: str, own_id: int) -> None:
    """Refuse another client's name, which would leave two that can't be told apart."""
    for client_id, key, other in queries.clients.names(reader, Selection(archived=None)):
        if client_id != own_id and other.casefold() == name.casefold():
            raise ConflictError(
                f"there is a client of this name already: {key}",
                f"merge the two: pulse client merge OLD {key}, or give another name",
            )


def _new_key(reader: Reader, new: NewClient, name: str) -> str:
    known = queries.clients.names(reader, Selection(archived=None))
    same = [row[1] for row in known if row[2].casefold() == name.casefold()]
    if same and new.key is None:
        raise ConflictError(
            f"there is a client of this name already: {same[0]}",
            "give the new one a --key to tell them apart, or edit the one that is there",
        )
    if new.key is None:
        return free_key(key_from(name), {row[1] for row in known})
    key = text.key(new.key)
    _check_key(reader, key, None)
    return key


def _check_key(reader: Reader, key: str, own_id: int | None) -> None:
    holder = queries.clients.by_key(reader, key)
    if holder and holder[0] != own_id:
        raise ConflictError(
            f"the key {quoted(key)} belongs to another client", "give another one with --key"
        )
