"""Events become meetings, and those of a first reading that are past become touchpoints."""

from __future__ import annotations

from clientpulse.config.sources import Source
from clientpulse.services.syncing.taking import Taking
from clientpulse.sources.gathered import Gathered
from clientpulse.views.syncing import Outcome


def take(taking: Taking, source: Source, gathered: Gathered, outcome: Outcome) -> None:
    """Write down what the events of a source say."""
