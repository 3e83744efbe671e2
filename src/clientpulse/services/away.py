"""Our own days off, on which no work is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from clientpulse.cadence.policy import Policy
from clientpulse.comparing import is_same_name
from clientpulse.dates import long_date
from clientpulse.errors import AmbiguousError, ConflictError, InputError, NotFoundError
from clientpulse.quoting import printable
from clientpulse.records import Away
from clientpulse.records.owners import EVERYBODY, NOBODY
from clientpulse.services import lookup, text
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views.away import DaysOffView, Span

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

LONGEST_SPAN = 366


def listed(
    reader: Reader,
    today: date,
    policy: Policy,
    owner: str | None = None,
    *,
    include_closed: bool = False,
) -> DaysOffView:
    """List days off, the earliest first; those that are over only when asked for.

    Args:
        owner: Whose, ``all`` for everybody's own, too, ``none`` for those of all together; None
            for mine and those.

    Raises:
        InputError: The owner is empty.
    """
    spans = tuple(
        Span(one, workdays_off(one, policy))
        for one in _of(reader, owner)
        if include_closed or one.ends_on >= today
    )
    return DaysOffView(today, spans, me=reader.author.name)


def _of(reader: Reader, owner: str | None) -> list[Away]:
    """Return the days off that are meant."""
    every = queries.away.select(reader)
    if owner is None:
        return [one for one in every if one.owner is None or reader.author.is_called(one.owner)]
    word = lookup.folded(owner)
    if not word:
        raise InputError("the owner is empty", "name one, or all")
    if word == EVERYBODY:
        return every
    if word == NOBODY:
        return [one for one in every if one.owner is None]
    return [one for one in every if is_same_name(one.owner, owner)]


def whose(owner: str | None, me: str | None) -> str | None:
    """Return whose new days off are: mine, unless somebody is named; None for everybody's.

    Args:
        owner: As typed.

    Raises:
        InputError: The owner is empty.
    """
    if owner is None:
        return me
    if not owner.strip():
        raise InputError("the owner is empty", "name one, or all")
    return text.owner(owner)


def workdays_off(away: Away, policy: Policy) -> int:
    """Count the days off on which there would have been work."""
    days = range((away.ends_on - away.starts_on).days + 1)
    return sum(
        (away.starts_on + timedelta(days=number)).weekday() in policy.workdays for number in days
    )


def add(
    unit: UnitOfWork, today: date, starts_on: date, ends_on: date, owner: str | None = None
) -> Away:
    """Take days off; they may have begun already.

    Args:
        owner: Whose, as typed; None for mine.

    Raises:
        InputError: They end before they begin or before today, or are too many.
        ConflictError: Some of these days are off already.
    """
    me = unit.author.name
    new = Away(starts_on=starts_on, ends_on=ends_on, owner=whose(owner, me))
    new = text.checked_record(new)
    _check(unit.reader, today, new)
    of = f" for {new.owner}" if new.owner is not None and not is_same_name(new.owner, me) else ""
    unit.describe(f"took days off{of} from {long_date(new.starts_on)} to {long_date(new.ends_on)}")
    return unit.insert(new)


def edit(
    unit: UnitOfWork,
    today: date,
    away_id: int,
    starts_on: date,
    ends_on: date,
) -> Away:
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
        same = one.owner == new.owner or is_same_name(one.owner, new.owner)
        if same and one.id != new.id and one.starts_on <= ends_on and starts_on <= one.ends_on:
            span = f"from {long_date(one.starts_on)} to {long_date(one.ends_on)}"
            raise ConflictError(
                f"{_who_is(one.owner, reader.author.name)} away {span} already (number {one.id})",
                f"give other days, or cancel those: pulse away cancel {one.id}",
            )


def _who_is(owner: str | None, me: str | None) -> str:
    if owner is None and me is not None:
        return "everybody is"
    return "you are" if owner is None or is_same_name(owner, me) else f"{printable(owner)} is"


def meant(reader: Reader, today: date, on: date | None, command: str) -> int:
    """Return the number of the days off that a day is among; without one, of the only ones to come.

    Args:
        command: What asks, for the hint.

    Raises:
        NotFoundError: There are none, or there are several to choose from.
    """
    ahead = [one for one in _of(reader, None) if one.ends_on >= today]
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
