"""Promises both ways: who owes what, by when, and how late it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence.wording import in_words, short_date, span_words, weekday_date
from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Sheet
from clientpulse.records import Commitment

if TYPE_CHECKING:
    from clientpulse.views.commitments import CommitmentsView

OWED_BY = {"us": "us", "client": "them"}

record = Fields.of(Commitment)


def sheet(view: CommitmentsView) -> Sheet:
    """Lay out promises and requests."""
    some_open = any(one.open for one in view.commitments)
    return Sheet.of(
        _title(view),
        [
            {
                "Id": one.id,
                "Owed by": OWED_BY[one.owed_by],
                "Client": one.client,
                "What": one.what,
                "By": None if one.due_on is None else weekday_date(one.due_on, view.today),
                "Status": status_text(one, view.today),
            }
            for one in view.commitments
        ],
        ("Once kept or received: pulse done ID",) if some_open else (),
    )


def status_text(one: Commitment, today: date) -> str:
    """Say how far a promise is: ``in 6 days``, ``3 days late``, ``done 20 Nov, in time``."""
    if one.dropped_on is not None:
        return f"dropped {short_date(one.dropped_on, today)}"
    if one.done_on is not None:
        return f"done {short_date(one.done_on, today)}{_against_its_day(one.done_on, one.due_on)}"
    if one.due_on is None:
        return "open"
    late = (today - one.due_on).days
    return f"{span_words(late)} late" if late > 0 else in_words(-late)


def _against_its_day(done_on: date, due_on: date | None) -> str:
    if due_on is None:
        return ""
    late = (done_on - due_on).days
    return f", {span_words(late)} late" if late > 0 else ", in time"


def _title(view: CommitmentsView) -> str:
    if not view.commitments:
        return (
            "Nothing was promised either way"
            if view.include_closed
            else "Nothing is owed either way"
        )
    ours = sum(one.owed_by == "us" for one in view.commitments)
    some = phrases.counts((ours, "promise"), (len(view.commitments) - ours, "request"))
    late = sum(
        one.open and one.due_on is not None and one.due_on < view.today for one in view.commitments
    )
    return f"{some}, {late:,} late" if late else some


SCREEN: Screen[CommitmentsView] = Screen(
    "commitment-list",
    lambda view: {"items": list(map(record, view.commitments))},
    sheet,
    record.names,
)
