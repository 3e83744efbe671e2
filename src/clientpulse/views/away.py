"""Our own days off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.views.relation import AwayView


@dataclass(frozen=True, slots=True)
class Span:
    """Days off, and on how many of them there would have been work."""

    away: AwayView
    workdays: int


@dataclass(frozen=True, slots=True)
class DaysOffView:
    """Our days off, the earliest first."""

    today: date
    spans: tuple[Span, ...]
