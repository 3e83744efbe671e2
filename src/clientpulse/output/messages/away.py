"""What is said of days off."""

from __future__ import annotations

from collections.abc import Iterator

from clientpulse.dates import long_date
from clientpulse.output.phrases import counted
from clientpulse.records import Away


def days_off(verb: str, view: Away, workdays: int) -> Iterator[str]:
    """Echo days off with their resolved days, and say how many workdays they are."""
    yield f"{verb}: {away(view, workdays)}"


def away(view: Away, workdays: int) -> str:
    """Name days off in a line."""
    span = long_date(view.starts_on)
    if view.ends_on != view.starts_on:
        span += f" to {long_date(view.ends_on)}"
    return f"{span}, {counted(workdays, 'workday')} off (number {view.id})"
