"""What is said after a client gave feedback."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from clientpulse.cadence.items import DueItem
from clientpulse.cadence.wording import weekday_date
from clientpulse.dates import long_date
from clientpulse.records import Feedback


def given(view: Feedback, items: Sequence[DueItem], today: date) -> Iterator[str]:
    """Echo feedback, and say when to ask again; ``items`` is what is due next for the client."""
    yield f"F{feedback(view)[1:]}"
    yield from asked_again(view, items, today)


def feedback(view: Feedback) -> str:
    """Name feedback in a line: from whom, when, the score, about what, its number."""
    score = "" if view.score is None else f", {view.score} of 10"
    about = "" if view.project is None else f", about {view.project}"
    day = long_date(view.given_on)
    return f"feedback from {view.client}, {day}{score}{about}: {view.what} (number {view.id})"


def asked_again(view: Feedback, items: Sequence[DueItem], today: date) -> Iterator[str]:
    """Say when a client is asked again; ``items`` is what is due next."""
    for item in items:
        when = weekday_date(item.due_on, today)
        if item.rule == "project_feedback" and item.ref_id == view.project_id:
            yield f"Ask once more how {view.project} held up, about {when}."
        elif item.rule == "feedback":
            yield f"Ask again about {when}."
