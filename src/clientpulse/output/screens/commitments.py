"""Promises both ways: who owes what, by when, and how late it is."""

from __future__ import annotations

from datetime import date

from clientpulse.cadence.wording import weekday_date
from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.records import Commitment
from clientpulse.views.listed import Listed

OWED_BY = {"us": "us", "client": "them"}

record = Fields.of(Commitment)


def status_text(one: Commitment, today: date) -> str:
    """Say how far a promise is: ``in 6 days``, ``3 days late``, ``done Fri 20 Nov, in time``."""
    if one.dropped_on is not None:
        return f"dropped {weekday_date(one.dropped_on, today)}"
    if one.done_on is not None:
        done = f"done {weekday_date(one.done_on, today)}"
        return ", ".join(filter(None, [done, phrases.timing(one.done_on, one.due_on)]))
    return "open" if one.due_on is None else phrases.how_far(one.due_on, today)


def _title(view: Listed[Commitment]) -> str:
    if not view.items:
        return f"Nothing {'was promised' if view.include_closed else 'is owed'} either way"
    ours = sum(one.owed_by == "us" for one in view.items)
    some = phrases.counts((ours, "promise"), (len(view.items) - ours, "request"))
    due_days = [one.due_on for one in view.items if one.open and one.due_on is not None]
    late = sum(day < view.today for day in due_days)
    return f"{some}, {late:,} late" if late else some


def _footer(view: Listed[Commitment]) -> tuple[str, ...]:
    some_open = any(one.open for one in view.items)
    return ("Once kept or received: pulse done ID",) if some_open else ()


SCREEN: Screen[Listed[Commitment]] = list_screen(
    "commitment-list",
    record,
    _title,
    lambda one, view: {
        "Id": one.id,
        "Owes": OWED_BY[one.owed_by],
        "Client": one.client,
        "What": one.what,
        "By": None if one.due_on is None else weekday_date(one.due_on, view.today),
        "Status": status_text(one, view.today),
    },
    _footer,
)
