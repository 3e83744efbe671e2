"""What is said after a promise or a request was written down or ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from clientpulse.dates import long_date
from clientpulse.output import phrases
from clientpulse.output.messages.days import by_day
from clientpulse.records import Commitment
from clientpulse.records.commitments import US


def agreed(view: Commitment, today: date) -> Iterator[str]:
    """Echo a promise or a request, and say what comes next."""
    said = commitment(view, today)
    yield said[0].upper() + said[1:]
    if view.due_on is None:
        yield (
            "Without a day, only the brief and the agenda show it. To set one:"
            f" pulse commitment edit {view.id} --by DATE"
        )
    else:
        yield f"Once it is {'kept' if view.owed_by == US else 'received'}: pulse done {view.id}"


def ended(view: Commitment) -> str:
    """Echo that a promise or a request is done, and whether that was in time."""
    verb = "Kept" if view.owed_by == US else "Received"
    day = view.done_on or view.made_on
    timing = f" ({phrases.timing(day, view.due_on)})" if view.due_on else ""
    return f"{verb}, {_whose(view)}, {long_date(day)}{timing}: {view.what} (number {view.id})"


def commitment(view: Commitment, today: date) -> str:
    """Name a promise or a request in a line: whose, by when, what, its number."""
    by = by_day(view.due_on, today)
    return f"{_whose(view)}{by}: {view.what} (number {view.id})"


def _whose(view: Commitment) -> str:
    return f"{'promised to' if view.owed_by == US else 'asked of'} {view.client}"
