"""What is said of days off."""

from __future__ import annotations

from collections.abc import Iterator

from clientpulse.comparing import folded
from clientpulse.dates import long_date
from clientpulse.output.phrases import counted
from clientpulse.records import Away


def days_off(verb: str, view: Away, workdays: int, me: str | None = None) -> Iterator[str]:
    """Echo days off with their resolved days, and say how many workdays they are."""
    yield f"{verb}: {away(view, workdays, me)}"


def away(view: Away, workdays: int, me: str | None = None) -> str:
    """Name days off in a line, and whose they are where they aren't mine."""
    theirs = whose(view, me)
    span = f"{theirs}, " if theirs else ""
    span += long_date(view.starts_on)
    if view.ends_on != view.starts_on:
        span += f" to {long_date(view.ends_on)}"
    return f"{span}, {counted(workdays, 'workday')} off (number {view.id})"


def whose(view: Away, me: str | None) -> str:
    """Say whose days off are that aren't mine; empty of mine."""
    if view.owner is None:
        return "everybody" if me is not None else ""
    return "" if folded(view.owner) == folded(me or "") else view.owner
