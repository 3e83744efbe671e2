"""Mistakes of our own: written down, told, fixed.

A mistake begins on the day it happened; where that isn't known, on the day it was written down.
It can't have been told before that, nor be fixed before it was told.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.dates import long_date
from clientpulse.errors import ConflictError
from clientpulse.records import Mistake, Touchpoint
from clientpulse.services import lookup, text
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import HistoryFilter
from clientpulse.views.listed import Listed

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


def listed(
    reader: Reader,
    today: date,
    *,
    client_id: int | None = None,
    include_closed: bool = False,
    archived: bool = False,
) -> Listed[Mistake]:
    """List mistakes: those not told first, then those not fixed, the newest first in each."""
    found = queries.mistakes.select(
        reader,
        client_id=client_id,
        only_open=not include_closed,
        archived=archived or client_id is not None,
    )
    return Listed(today, tuple(sorted(found, key=_stage)), include_closed=include_closed)


def enter(unit: UnitOfWork, today: date, new: Mistake) -> Mistake:
    """Write a mistake down; the client is to be told from today on.

    Raises:
        InputError: It is in the future, is to be fixed before it happened, or a text can't be
            stored.
    """
    new = text.checked_record(new)
    _check_days(today, new)
    entered = unit.insert(new)
    unit.describe(f"wrote down mistake {entered.id} with {entered.client}")
    return entered


def told(unit: UnitOfWork, today: date, mistake_id: int, told_on: date) -> Mistake:
    """Note that the client was told.

    Raises:
        InputError: The day is to come, or before the mistake.
    """
    before = lookup.numbered(unit.reader, Mistake, mistake_id)
    text.refuse_again(
        before.told_on,
        f"{before.key} was told of mistake {mistake_id}",
        f"another day: pulse mistake edit {mistake_id} --told DATE",
    )
    _check_days(today, replace(before, told_on=told_on))
    unit.describe(f"told {before.client} of mistake {mistake_id}")
    return unit.update(before, told_on=told_on)


def fixed(unit: UnitOfWork, today: date, mistake_id: int, fixed_on: date) -> Mistake:
    """Note that a mistake was fixed.

    Raises:
        InputError: The day is to come, or before the client was told.
        ConflictError: The client wasn't told yet, or it was fixed already.
    """
    before = lookup.numbered(unit.reader, Mistake, mistake_id)
    text.refuse_again(
        before.fixed_on,
        f"mistake {mistake_id} with {before.key} was fixed",
        f"another day: pulse mistake edit {mistake_id} --fixed DATE",
    )
    after = replace(before, fixed_on=fixed_on)
    _check_told(before, after)
    _check_days(today, after)
    unit.describe(f"fixed mistake {mistake_id} with {before.client}")
    return unit.update(before, fixed_on=fixed_on)


def edit(unit: UnitOfWork, today: date, mistake_id: int, changes: dict[str, Any]) -> Mistake:
    """Correct a mistake, or add what was found out since.

    Args:
        changes: By attribute; those left out stay, and an empty text or None clears what may be
            empty.

    Raises:
        InputError: A text can't be stored, or the days contradict each other.
        ConflictError: It would be fixed without having been told.
    """
    before = lookup.numbered(unit.reader, Mistake, mistake_id)
    values = text.checked(Mistake, changes)
    after = replace(before, **values)
    _check_told(before, after)
    _check_days(today, after)
    unit.describe(f"edited mistake {mistake_id} with {before.client}")
    return unit.update(before, **values)


def delete(unit: UnitOfWork, mistake_id: int) -> Mistake:
    """Delete a mistake entered in error."""
    before = lookup.numbered(unit.reader, Mistake, mistake_id)
    unit.delete(before)
    unit.describe(f"deleted mistake {mistake_id} with {before.client}")
    return before


def open_again(unit: UnitOfWork, apology: Touchpoint) -> None:
    """Let the mistake that an apology told them of be untold, now that the apology is gone.

    What is fixed they know of.
    """
    told = _told_by(unit.reader, apology, only_open=True)
    if told is not None:
        unit.update(told, told_on=None)


def move_telling(unit: UnitOfWork, today: date, apology: Touchpoint, to: date) -> None:
    """Let the mistake that an apology told them of have been told on another day.

    Args:
        apology: As it was; it is of the other day by now.

    Raises:
        InputError: The day is before the mistake, or after it was fixed.
    """
    told = _told_by(unit.reader, apology, only_open=False)
    if told is not None:
        _check_days(today, replace(told, told_on=to))
        unit.update(told, told_on=to)


def _told_by(reader: Reader, apology: Touchpoint, *, only_open: bool) -> Mistake | None:
    """Return the mistake that an apology told them of, which is gone from its day.

    Where several were told on that day, or another apology is of it, nobody can say which it was.
    """
    on, client_id = apology.occurred_on, apology.client_id
    that_day = HistoryFilter(client_id=client_id, since=on, until=on)
    others = queries.touchpoints.select(reader, that_day)
    known = queries.mistakes.select(reader, client_id=client_id, only_open=only_open)
    told = [one for one in known if one.told_on == on]
    alone = len(told) == 1 and all(one.purpose != apology.purpose for one in others)
    return told[0] if alone else None


def _stage(one: Mistake) -> int:
    return (one.told_on is not None) + (one.fixed_on is not None)


def _check_told(before: Mistake, after: Mistake) -> None:
    if after.fixed_on is None or after.told_on is not None:
        return
    if before.fixed_on is not None:
        raise ConflictError(
            f"mistake {before.id} with {before.key} is fixed, so the client knows of it",
            "take both back: --told none --fixed none",
        )
    raise ConflictError(
        f"{before.key} wasn't told of mistake {before.id} yet",
        f"tell them first, then: pulse mistake told {before.id}",
    )


def _check_days(today: date, mistake: Mistake) -> None:
    """Refuse days that contradict each other; only the day to fix it by may be to come."""
    for day, how in (
        (mistake.happened_on, "have happened"),
        (mistake.told_on, "have been told"),
        (mistake.fixed_on, "have been fixed"),
    ):
        if day is not None:
            text.refuse_future(day, today, f"it can't {how} then", "give the day it was")
    began = mistake.happened_on or mistake.entered_on
    happened = f"the mistake {'happened' if mistake.happened_on else 'was written down'}"
    for day, how in ((mistake.told_on, "have been told"), (mistake.fix_by, "be fixed")):
        if day is not None:
            text.refuse_before(began, day, happened, how, _from(began, mistake))
    if mistake.fixed_on is not None and mistake.told_on is not None:
        told = "the client was told"
        text.refuse_before(mistake.told_on, mistake.fixed_on, told, "have been fixed")


def _from(began: date, mistake: Mistake) -> str:
    hint = f"give a day from {long_date(began)} on"
    known = mistake.happened_on is not None
    if not mistake.id:
        return hint if known else f"{hint}, or say with --on when it happened"
    verb = "correct" if known else "say"
    return f"{hint}, or {verb} when it happened: pulse mistake edit {mistake.id} --on DATE"
