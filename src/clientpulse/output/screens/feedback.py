"""What clients say about our work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientpulse.cadence.wording import weekday_date
from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Sheet
from clientpulse.records import Feedback

if TYPE_CHECKING:
    from clientpulse.views.feedback import FeedbackListView

record = Fields.of(Feedback)


def sheet(view: FeedbackListView) -> Sheet:
    """Lay out feedback."""
    return Sheet.of(
        _title(view),
        [
            {
                "Id": one.id,
                "On": weekday_date(one.given_on, view.today),
                "Client": one.client,
                "Score": None if one.score is None else f"{one.score} of 10",
                "Project": one.project,
                "What they said": one.what,
            }
            for one in view.feedback
        ],
    )


def _title(view: FeedbackListView) -> str:
    if not view.feedback:
        return "No feedback yet"
    title = phrases.counted(len(view.feedback), "piece of feedback", "pieces of feedback")
    scores = [one.score for one in view.feedback if one.score is not None]
    return f"{title}, {sum(scores) / len(scores):.1f} of 10 on average" if scores else title


SCREEN: Screen[FeedbackListView] = Screen(
    "feedback-list",
    lambda view: {"items": list(map(record, view.feedback))},
    sheet,
    record.names,
)
