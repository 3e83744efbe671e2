"""Promises both ways: who owes what, by when, and how late it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.wording import in_words, short_date, span_words, weekday_date
from clientpulse.output import phrases
from clientpulse.output.safe import one_line
from clientpulse.output.sheet import Sheet

if TYPE_CHECKING:
    from clientpulse.records import Commitment
    from clientpulse.views.commitments import CommitmentsView

OWED_BY = {"us": "us", "client": "them"}


def record(view: Commitment) -> dict[str, Any]:
    """Return the fields of a promise or an ask."""
    return {
        "id": view.id,
        "uid": view.uid,
        "client": view.client,
        "key": view.key,
        "owed_by": view.owed_by,
        "what": view.what,
        "made_on": view.made_on.isoformat(),
        "due_on": view.due_on and view.due_on.isoformat(),
        "done_on": view.done_on and view.done_on.isoformat(),
        "dropped_on": view.dropped_on and view.dropped_on.isoformat(),
    }


def envelope(view: CommitmentsView) -> dict[str, Any]:
    """Return the envelope's fields of ``commitment list``."""
    return {"items": [record(one) for one in view.commitments]}


def sheet(view: CommitmentsView) -> Sheet:
    """Lay out promises and asks."""
    rows = [
        (
            str(one.id),
            OWED_BY[one.owed_by],
            one_line(one.client),
            one_line(one.what),
            "" if one.due_on is None else weekday_date(one.due_on, view.today),
            standing(one, view.today),
        )
        for one in view.commitments
    ]
    some_open = any(one.open for one in view.commitments)
    footer = ("When one is kept: pulse done ID",) if some_open else ()
    headings = ("Id", "Owed by", "Client", "What", "By", "Is")
    return Sheet(_title(view), headings, rows, footer)


def standing(one: Commitment, today: date) -> str:
    """Say how a promise stands: ``in 6 days``, ``3 days late``, ``done 20 Nov, in time``."""
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
    theirs = len(view.commitments) - ours
    counts = [
        phrases.counted(number, noun)
        for number, noun in ((ours, "promise"), (theirs, "ask"))
        if number
    ]
    late = sum(
        one.open and one.due_on is not None and one.due_on < view.today for one in view.commitments
    )
    return " and ".join(counts) + (f", {late:,} late" if late else "")


ENVELOPES: dict[str, Callable[[Any], dict[str, Any]]] = {"commitment-list": envelope}
_COMMITMENT = "id uid client key owed_by what made_on due_on done_on dropped_on"
FIELDS = {"commitment-list": tuple(_COMMITMENT.split())}
SHEETS: dict[str, Callable[[Any], Sheet]] = {"commitment-list": sheet}
