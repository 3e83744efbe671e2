"""Mistakes of our own: written down, told, made good.

A mistake begins on the day it happened; where that isn't known, on the day it was written down.
It can't have been told before that, nor be made good before it was told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.dates import long_date
from clientpulse.errors import ConflictError, InputError, NotFoundError
from clientpulse.records import Mistake
from clientpulse.services import lookup, text
from clientpulse.store import queries
from clientpulse.store.reader import Reader

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

TEXTS = {
    "why": "reason why",
    "fix": "fix",
    "prevent": "way to prevent it",
    "offer": "offer",
}


@dataclass(frozen=True, slots=True)
class NewMistake:
    """What is to be written down.

    Attributes:
        what: What went wrong.
        why: Why it happened.
        fix: What is being done about it.
        prevent: How it won't happen again.
        offer: What we offer for the trouble.
        happened_on: When it happened, where that is known.
        fix_by: By when it is to be made good.
    """

    what: str
    why: str | None = None
    fix: str | None = None
    prevent: str | None = None
    offer: str | None = None
    happened_on: date | None = None
    fix_by: date | None = None


def enter(unit: UnitOfWork, today: date, client: lookup.Found, new: NewMistake) -> Mistake:
    """Write a mistake down; the client is to be told from today on.

    Raises:
        InputError: It lies ahead, is to be made good before it happened, or a text can't be
            stored.
    """
    _check_days(today, _Days(today, new.happened_on, None, new.fix_by, None))
    entered = unit.insert(
        Mistake(
            **client.whose,
            what=text.needed(new.what, "mistake"),
            entered_on=today,
            happened_on=new.happened_on,
            fix_by=new.fix_by,
            why=text.note(new.why, TEXTS["why"]),
            fix=text.note(new.fix, TEXTS["fix"]),
            prevent=text.note(new.prevent, TEXTS["prevent"]),
            offer=text.note(new.offer, TEXTS["offer"]),
        )
    )
    unit.describe(f"wrote down mistake {entered.id} with {client.name}")
    return entered


def told(unit: UnitOfWork, today: date, mistake_id: int, told_on: date) -> Mistake:
    """Say that the client was told.

    Raises:
        InputError: The day lies ahead, or before the mistake.
        NotFoundError: There is no such mistake.
        ConflictError: The client was told already.
    """
    before = find(unit.reader, mistake_id)
    if before.told_on is not None:
        raise ConflictError(
            f"{before.key} was told of mistake {mistake_id} already,"
            f" on {long_date(before.told_on)}",
            f"another day: pulse mistake edit {mistake_id} --told DATE",
        )
    _check_days(today, _days(before, {"told_on": told_on}), mistake_id)
    unit.update_all(Mistake, [mistake_id], told_on=told_on)
    unit.describe(f"told {before.client} of mistake {mistake_id}")
    return find(unit.reader, mistake_id)


def fixed(unit: UnitOfWork, today: date, mistake_id: int, fixed_on: date) -> Mistake:
    """Say that a mistake was made good.

    Raises:
        InputError: The day lies ahead, or before the client was told.
        NotFoundError: There is no such mistake.
        ConflictError: The client wasn't told yet, or it was made good already.
    """
    before = find(unit.reader, mistake_id)
    if before.fixed_on is not None:
        raise ConflictError(
            f"mistake {mistake_id} with {before.key} was fixed already,"
            f" on {long_date(before.fixed_on)}",
            f"another day: pulse mistake edit {mistake_id} --fixed DATE",
        )
    days = _days(before, {"fixed_on": fixed_on})
    _check_told(before, days)
    _check_days(today, days, mistake_id)
    unit.update_all(Mistake, [mistake_id], fixed_on=fixed_on)
    unit.describe(f"fixed mistake {mistake_id} with {before.client}")
    return find(unit.reader, mistake_id)


def edit(unit: UnitOfWork, today: date, mistake_id: int, changes: dict[str, Any]) -> Mistake:
    """Correct a mistake, or add what was found out since.

    Args:
        unit: Writes.
        today: The day it is.
        mistake_id: Its number.
        changes: New values by column of the table; those left out stay, and an empty text or None
            clears what may be empty.

    Raises:
        InputError: A text can't be stored, or the days contradict each other.
        NotFoundError: There is no such mistake.
        ConflictError: It would be fixed without having been told.
    """
    before = find(unit.reader, mistake_id)
    values = dict(changes)
    if "what" in values:
        values["what"] = text.needed(values["what"], "mistake")
    for column in values.keys() & TEXTS.keys():
        values[column] = text.note(values[column], TEXTS[column])
    days = _days(before, values)
    _check_told(before, days)
    _check_days(today, days, mistake_id)
    if values:
        unit.update_all(Mistake, [mistake_id], **values)
        unit.describe(f"edited mistake {mistake_id} with {before.client}")
    return find(unit.reader, mistake_id)


def delete(unit: UnitOfWork, mistake_id: int) -> Mistake:
    """Delete what turned out to be no mistake of ours.

    Returns:
        The mistake as it was.

    Raises:
        NotFoundError: There is no such mistake.
    """
    before = find(unit.reader, mistake_id)
    unit.delete_all(Mistake, [mistake_id])
    unit.describe(f"deleted mistake {mistake_id} with {before.client}")
    return before


def find(reader: Reader, mistake_id: int) -> Mistake:
    """Find a mistake by its number.

    Raises:
        NotFoundError: There is none.
    """
    found = queries.mistakes.one(reader, mistake_id)
    if found is None:
        raise NotFoundError(
            f"there is no mistake {mistake_id}", "'pulse mistake list --all' shows their numbers"
        )
    return found


@dataclass(frozen=True, slots=True)
class _Days:
    entered_on: date
    happened_on: date | None
    told_on: date | None
    fix_by: date | None
    fixed_on: date | None


def _days(before: Mistake, changes: dict[str, Any]) -> _Days:
    """Return the days of a mistake as they will be."""
    names = ("happened_on", "told_on", "fix_by", "fixed_on")
    return _Days(before.entered_on, *(changes.get(one, getattr(before, one)) for one in names))


def _check_told(before: Mistake, days: _Days) -> None:
    if days.fixed_on is None or days.told_on is not None:
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


def _check_days(today: date, days: _Days, number: int | None = None) -> None:
    """Refuse days that contradict each other; only the day to make it good by may lie ahead."""
    for day, how in (
        (days.happened_on, "have happened"),
        (days.told_on, "have been told"),
        (days.fixed_on, "have been fixed"),
    ):
        if day is not None and day > today:
            raise InputError(f"{day} lies ahead, so it can't {how} then", "give the day it was")
    began = days.happened_on or days.entered_on
    happened = "happened" if days.happened_on else "was written down"
    for day, how in ((days.told_on, "have been told"), (days.fix_by, "be made good")):
        if day is not None and day < began:
            raise InputError(
                f"the mistake {happened} on {began}, so it can't {how} on {day}",
                _from(began, number, known=days.happened_on is not None),
            )
    if days.fixed_on is not None and days.told_on is not None and days.fixed_on < days.told_on:
        raise InputError(
            f"the client was told on {days.told_on}, so it can't have been fixed on"
            f" {days.fixed_on}",
            f"give a day from {days.told_on} on",
        )


def _from(began: date, number: int | None, *, known: bool) -> str:
    hint = f"give a day from {began} on"
    if number is None:
        return hint if known else f"{hint}, or say with --on when it happened"
    verb = "correct" if known else "say"
    return f"{hint}, or {verb} when it happened: pulse mistake edit {number} --on DATE"
