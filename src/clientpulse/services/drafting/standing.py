"""Whether a letter may say that all is on track."""

from __future__ import annotations

from datetime import date

from clientpulse.cadence.health import AT_RISK, band_of
from clientpulse.store import queries
from clientpulse.store.reader import Reader

UNHAPPY = 6
"""The best score of feedback that is a complaint."""


def on_track(reader: Reader, today: date, client_id: int) -> bool:
    """Tell whether nothing of a client speaks against it: nothing late, wrong or complained of."""
    owed = queries.commitments.select(reader, client_id=client_id)
    late = any(one.due_on is not None and one.due_on < today for one in owed)
    wrong = queries.mistakes.select(reader, client_id=client_id, only_open=True)
    return not (late or wrong or _unhappy(reader, today, client_id))


def _unhappy(reader: Reader, today: date, client_id: int) -> bool:
    """Tell whether the last that is known of them is bad: a mood, a score, a check-up."""
    given = queries.feedback.select(reader, client_id=client_id)
    scores = [one.score for one in given if one.score is not None and one.given_on <= today]
    checked = queries.checkups.select(reader, client_id)
    bands = [band_of(round(one.score)) for one in checked if one.checked_on <= today]
    moods = queries.brief.last_moods(reader, client_id, today, 1)
    return (
        any(score <= UNHAPPY for score in scores[:1])
        or bands[:1] == [AT_RISK]
        or any(mood < 0 for mood in moods)
    )
