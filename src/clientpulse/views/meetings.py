"""The diary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.views.stored import MeetingView


@dataclass(frozen=True, slots=True)
class MeetingsView:
    """The diary."""

    today: date
    meetings: tuple[MeetingView, ...]
