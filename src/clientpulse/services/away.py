"""Our own days off, on which no work is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from clientpulse.cadence.policy import Policy
from clientpulse.dates import long_date
from clientpulse.errors import AmbiguousError, ConflictError, InputError, NotFoundError
from clientpulse.records import Away
from clientpulse.services import lookup, text
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views.away import Span
from clientpulse.views.listed import Listed

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

LONGEST_SPAN = 366


def listed(
    reader: Reader, today: date, policy: Policy, *, include_closed: bool = False
) -> Listed[Span]:
    """List our days off, the earliest first; those that are over only when asked for."""
    spans = tuple(
        Span(one, workdays_off(one, policy))
        for one in queries.away.select(reader)
        if include_closed or one.ends_on >= today
    )
    return Listed(today, spans)


def workdays_off(away: Away, policy: Policy) -> int:
    """Count the days off on which there would have been work."""
    days = range((away.ends_on - away.starts_on).days + 1)
    return sum(
        (away.starts_on + timedelta(days=number)).weekday() in policy.workdays for number in days
    )


def add(unit: UnitOfWork, today: date, new: Away) -> Away:
    """Take days off; they may have begun already.

    Raises:
        InputError: They end before they begin or before today, or are too many.
        ConflictError: Some of these days are off already.
    """
    _check(unit.reader, today, new)
    unit.describe(f"took days off from {long_date(new.starts_on)} to {long_date(new.ends_on)}")
    return unit.insert(new)


def edit(unit: UnitOfWork, today: date, away_id: int, starts_on: date, ends_on: date) -> Away:
    """Change days off.

    Raises:
        InputError: As for ``add``.
        ConflictError: Some of these days are off already, by another number.
    """
    before = lookup.numbered(unit.reader, Away, away_id)
    _check(unit.reader, today, replace(before, starts_on=starts_on, ends_on=ends_on))
    was = long_date(before.starts_on)
    unit.describe(f"moved the days off from {was} to {long_date(starts_on)}")
    return unit.update(before, starts_on=starts_on, ends_on=ends_on)


def cancel(unit: UnitOfWork, away_id: int, done: str = "cancelled") -> Away:
    """Take days off away again."""
    before = lookup.numbered(unit.reader, Away, away_id)
    unit.delete(before)
    first, last = long_date(before.starts_on), long_date(before.ends_on)
    unit.describe(f"{done} the days off from {first} to {last}")
    return before


def _check(reader: Reader, today: date, new: Away) -> None:
    starts_on, ends_on = new.starts_on, new.ends_on
    if ends_on < starts_on:
        raise InputError(
            f"days off from {long_date(starts_on)} can't end on {long_date(ends_on)}",
            "give the first day first",
        )
    hint = "give days that end today or later"
    text.refuse_past(ends_on, today, "these days are over", hint)
    days = (ends_on - starts_on).days + 1
    if days > LONGEST_SPAN:
        raise InputError(f"{days:,} days off are too many", f"{LONGEST_SPAN} are the limit")
    for one in queries.away.select(reader):
        if one.id != new.id and one.starts_on <= ends_on and starts_on <= one.ends_on:
            raise ConflictError(
                f"you are away from {long_date(one.starts_on)} to {long_date(one.ends_on)} already"
                f" (number {one.id})",
                f"give other days, or cancel those: pulse away cancel {one.id}",
            )


def meant(reader: Reader, today: date, on: date | None, command: str) -> int:
    """Return the number of the days off that a day is among; without one, of the only ones to come.

    Args:
        command: What asks, for the hint.

    Raises:
        NotFoundError: There are none, or there are several to choose from.
    """
    ahead = [one for one in queries.away.select(reader) if one.ends_on >= today]
    fits = [one for one in ahead if on is None or one.starts_on <= on <= one.ends_on]
    if len(fits) == 1:
        return fits[0].id
    if not ahead:
        raise NotFoundError("no days off are coming up", "take some: pulse away FROM TO")
    days = [f"{one.id:>5}  {long_date(one.starts_on)} to {long_date(one.ends_on)}" for one in ahead]
    hint = f"say which: pulse {command} {ahead[0].id}"
    if on is None:
        raise AmbiguousError(f"there are {len(ahead)} sets of days off", hint, days)
    raise NotFoundError(f"{long_date(on)} isn't a day off", hint, days)
