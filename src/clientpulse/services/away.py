"""Our own days off, on which no work is done; listing them is ``days_off``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clientpulse.dates import long_date
from clientpulse.errors import ConflictError, InputError, NotFoundError
from clientpulse.records import Away
from clientpulse.store import queries
from clientpulse.store.reader import Reader

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

LONGEST_SPAN = 366


def add(unit: UnitOfWork, today: date, starts_on: date, ends_on: date) -> Away:
    """Take days off.

    Args:
        unit: Writes.
        today: The day it is.
        starts_on: The first day; it may lie behind.
        ends_on: The last day.

    Raises:
        InputError: They end before they begin or before today, or are too many.
        ConflictError: Some of these days are off already.
    """
    if ends_on < starts_on:
        raise InputError(
            f"days off from {starts_on} can't end on {ends_on}", "give the first day first"
        )
    if ends_on < today:
        raise InputError(
            f"{ends_on} lies behind, so these days are over", "give days that end today or later"
        )
    days = (ends_on - starts_on).days + 1
    if days > LONGEST_SPAN:
        raise InputError(f"{days:,} days off are too many", f"{LONGEST_SPAN} are the limit")
    for one in queries.away.select(unit.reader):
        if one.starts_on <= ends_on and starts_on <= one.ends_on:
            raise ConflictError(
                f"you are away from {long_date(one.starts_on)} to {long_date(one.ends_on)} already"
                f" (number {one.id})",
                f"give other days, or cancel those: pulse away cancel {one.id}",
            )
    row = unit.insert(Away(starts_on=starts_on, ends_on=ends_on))
    unit.describe(f"took days off from {starts_on} to {ends_on}")
    return find(unit.reader, int(row.id or 0))


def cancel(unit: UnitOfWork, away_id: int) -> Away:
    """Work on these days after all.

    Returns:
        The days as they were.

    Raises:
        NotFoundError: There are no such days off.
    """
    before = find(unit.reader, away_id)
    unit.delete_all(Away, [away_id])
    unit.describe(f"cancelled the days off from {before.starts_on} to {before.ends_on}")
    return before


def find(reader: Reader, away_id: int) -> Away:
    """Find days off by their number.

    Raises:
        NotFoundError: There are none.
    """
    for one in queries.away.select(reader):
        if one.id == away_id:
            return one
    raise NotFoundError(f"there are no days off {away_id}", "'pulse away' shows their numbers")
