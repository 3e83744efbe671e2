"""All that a person has to decide."""

from __future__ import annotations

from datetime import date

from clientpulse.config.settings import Settings
from clientpulse.services.reviewing import correspondents, doubles, vanished
from clientpulse.services.syncing.marks import Marks
from clientpulse.store.reader import Reader
from clientpulse.views.review import ReviewView


def review(reader: Reader, today: date, settings: Settings) -> ReviewView:
    """Return what is to be decided: correspondents, doubles, and who has vanished."""
    return ReviewView(
        today,
        tuple(correspondents.find(reader, settings)),
        tuple(doubles.find(reader, Marks(reader))),
        tuple(vanished.find(reader)),
    )
