"""What clients say about our work."""

from __future__ import annotations

from clientpulse.cadence.wording import weekday_date
from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.records import Feedback
from clientpulse.views.listed import Listed

record = Fields.of(Feedback)


def _title(view: Listed[Feedback]) -> str:
    if not view.items:
        return "No feedback yet"
    title = phrases.counted(len(view.items), "piece of feedback", "pieces of feedback")
    scores = [one.score for one in view.items if one.score is not None]
    return f"{title}, {sum(scores) / len(scores):.1f} of 10 on average" if scores else title


SCREEN: Screen[Listed[Feedback]] = list_screen(
    "feedback-list",
    record,
    _title,
    lambda one, view: {
        "Id": one.id,
        "On": weekday_date(one.given_on, view.today),
        "Client": one.client,
        "Score": None if one.score is None else f"{one.score} of 10",
        "Project": one.project,
        "What they said": one.what,
    },
)
