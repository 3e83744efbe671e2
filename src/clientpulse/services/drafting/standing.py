"""Whether a letter may say that all is on track."""

from __future__ import annotations

from clientpulse.cadence.health import AT_RISK, band_of
from clientpulse.letters import values
from clientpulse.services.drafting.prepared import About
from clientpulse.store import queries

UNHAPPY = 6
"""The best score of feedback that is a complaint."""


def on_track(about: About, letter: values.Letter) -> bool:
    """Tell whether nothing speaks against saying that all is on track."""
    owed = (*letter.promises, *letter.asks)
    late = any(one.due_on is not None and one.due_on < about.today for one in owed)
    rests = about.facts.paused or about.facts.archived
    wrong = queries.mistakes.select(about.reader, client_id=about.found.id, only_open=True)
    return not (late or rests or wrong or _unhappy(about))


def _unhappy(about: About) -> bool:
    """Tell whether the last that is known of them is bad: a mood, a score, a check-up."""
    reader, client_id, today = about.reader, about.found.id, about.today
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
