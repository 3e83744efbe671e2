"""Our own days off."""

from __future__ import annotations

from dataclasses import dataclass

from clientpulse.records import Away


@dataclass(frozen=True, slots=True)
class Span:
    """Days off, and on how many of them there would have been work."""

    away: Away
    workdays: int
