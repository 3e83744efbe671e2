"""What is said after a promise or an ask was written down or ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from clientpulse.cadence.wording import in_words, span_words
from clientpulse.dates import long_date
from clientpulse.records import Commitment

US = "us"


def agreed(view: Commitment, today: date) -> Iterator[str]:
    """Echo a promise or an ask, and say what comes next."""
    yield f"{'Promised to' if view.owed_by == US else 'Asked of'} {commitment(view, today)}"
    if view.due_on is None:
        yield (
            "It has no day, so only the brief and the agenda show it. To give it one:"
            f" pulse commitment edit {view.id} --by DATE"
        )
    else:
        yield f"Once it is {'kept' if view.owed_by == US else 'there'}: pulse done {view.id}"


def ended(view: Commitment) -> str:
    """Echo that a promise or an ask is done, and whether that was in time."""
    verb = "Kept" if view.owed_by == US else "Received"
    whose = "promised to" if view.owed_by == US else "asked of"
    day = view.done_on or view.made_on
    timing = ""
    if view.due_on is not None:
        late = (day - view.due_on).days
        timing = f" ({span_words(late)} late)" if late > 0 else " (in time)"
    return (
        f"{verb}, {whose} {view.client}, {long_date(day)}{timing}: {view.what} (number {view.id})"
    )


def commitment(view: Commitment, today: date) -> str:
    """Name a promise or an ask in a line: with whom, by when, what, its number."""
    by = ""
    if view.due_on is not None:
        by = f" by {long_date(view.due_on)} ({in_words((view.due_on - today).days)})"
    return f"{view.client}{by}: {view.what} (number {view.id})"
