"""The diary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.records import Meeting


@dataclass(frozen=True, slots=True)
class MeetingsView:
    """The diary."""

    today: date
    meetings: tuple[Meeting, ...]
