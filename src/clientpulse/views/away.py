"""Days off."""

from __future__ import annotations

from dataclasses import dataclass

from clientpulse.records import Away
from clientpulse.views.listed import Listed


@dataclass(frozen=True, slots=True)
class Span:
    """Days off, and on how many of them there would have been work."""

    away: Away
    workdays: int


@dataclass(frozen=True, slots=True)
class DaysOffView(Listed[Span]):
    """A list of days off.

    Attributes:
        me: Who looks at it; None where nobody said who they are.
    """

    me: str | None = None
