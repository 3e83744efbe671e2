"""Letting clients rest: paused, snoozed, archived; and bringing them back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clientpulse.dates import long_date
from clientpulse.errors import ConflictError, InputError
from clientpulse.quoting import shell_word
from clientpulse.records import Client, Rest
from clientpulse.records.rests import PAUSE, SNOOZE
from clientpulse.services import lookup, text
from clientpulse.services.clients.listing import read
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.listed import Listed
from clientpulse.views.snoozes import Snoozed

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


def pause(unit: UnitOfWork, today: date, client: lookup.Found, until: date | None) -> Client:
    """Stop everything about a client until a day, or until it is resumed."""
    if until is not None and until <= today:
        raise InputError(
            f"{long_date(until)} isn't in the future",
            "give a day from tomorrow on, or leave it out",
        )
    before = read(unit.reader, client.id)
    unit.describe(f"paused {client.name}")
    _begin(unit, today, client, PAUSE, until)
    return unit.update(before, paused_on=today, paused_until=until)


def pause_unless(unit: UnitOfWork, today: date, client: lookup.Found, until: date | None) -> Client:
    """Pause a client, unless it is paused until this day already."""
    before = read(unit.reader, client.id)
    if _is_paused(before, today) and before.paused_until == until:
        raise _conflict(client, "is paused already")
    return pause(unit, today, client, until)


def resume(unit: UnitOfWork, today: date, client: lookup.Found) -> Client:
    """Resume a paused client."""
    before = read(unit.reader, client.id)
    if not _is_paused(before, today):
        raise _conflict(client, "isn't paused")
    unit.describe(f"resumed {client.name}")
    _end(unit, today, client, PAUSE)
    return unit.update(before, paused_on=None, paused_until=None)


def archive(unit: UnitOfWork, today: date, client: lookup.Found) -> Client:
    """Put a client away: nothing is due for it, its history stays."""
    before = read(unit.reader, client.id)
    if before.archived_on is not None:
        raise ConflictError(
            f"{client.key} is archived already",
            f"bring it back: pulse client restore {shell_word(client.key)}",
        )
    unit.describe(f"archived {client.name}")
    return unit.update(before, archived_on=today)


def unarchive(unit: UnitOfWork, client: lookup.Found) -> Client:
    """Bring an archived client back."""
    before = read(unit.reader, client.id)
    if before.archived_on is None:
        raise _conflict(client, "isn't archived")
    unit.describe(f"brought {client.name} back from the archive")
    return unit.update(before, archived_on=None)


def snoozed(reader: Reader, today: date) -> Listed[Snoozed]:
    """List the clients that are snoozed, the one that wakes first coming first."""
    began = queries.rests.lasting(reader, SNOOZE, today)
    found = [
        Snoozed(one, began.get(one.id))
        for one in queries.clients.select(reader, Selection())
        if one.snoozed_until is not None and today < one.snoozed_until
    ]
    return Listed(today, tuple(sorted(found, key=lambda one: one.client.snoozed_until or today)))


def snooze(
    unit: UnitOfWork, today: date, client: lookup.Found, until: date, reason: str | None
) -> Client:
    """Silence the reminders to contact a client until a day.

    Raises:
        InputError: The day isn't in the future, or the reason can't be stored.
    """
    if until <= today:
        raise InputError(f"{long_date(until)} isn't in the future", "give a day from tomorrow on")
    values = text.checked(Client, {"snoozed_until": until, "snooze_reason": reason})
    before = read(unit.reader, client.id)
    unit.describe(f"snoozed {client.name} until {long_date(until)}")
    _begin(unit, today, client, SNOOZE, until)
    return unit.update(before, **values)


def end_snooze(unit: UnitOfWork, today: date, client: lookup.Found) -> Client:
    """Let reminders come again at once."""
    before = read(unit.reader, client.id)
    if before.snoozed_until is None or today >= before.snoozed_until:
        raise _conflict(client, "isn't snoozed")
    unit.describe(f"ended the snooze of {client.name}")
    _end(unit, today, client, SNOOZE)
    return unit.update(before, snoozed_until=None, snooze_reason=None)


def _is_paused(client: Client, today: date) -> bool:
    over = client.paused_until is not None and today >= client.paused_until
    return client.paused_on is not None and not over


def _conflict(client: lookup.Found, said: str) -> ConflictError:
    return ConflictError(f"{client.key} {said}", f"see: pulse show {shell_word(client.key)}")


def _begin(
    unit: UnitOfWork, today: date, client: lookup.Found, kind: str, until: date | None
) -> None:
    """Write down from when to when a client is left alone; what lasts gets another end."""
    lasting = queries.rests.current(unit.reader, client.id, kind, today)
    if lasting is None:
        unit.insert(Rest(client_id=client.id, kind=kind, starts_on=today, ends_on=until))
    else:
        unit.update(lasting, ends_on=until)


def _end(unit: UnitOfWork, today: date, client: lookup.Found, kind: str) -> None:
    """Write down that it is over; what began today never was."""
    lasting = queries.rests.current(unit.reader, client.id, kind, today)
    if lasting is None:
        return
    if lasting.starts_on == today:
        unit.delete(lasting)
    else:
        unit.update(lasting, ends_on=today)
