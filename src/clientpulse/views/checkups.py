"""Check-ups over time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from clientpulse.records import Checkup


@dataclass(frozen=True, slots=True)
class CheckupsView:
    """A client's check-ups, the newest first.

    Attributes:
        names: The traits' names by key; a trait that was taken away has none.
    """

    today: date
    client: str
    key: str
    checkups: tuple[Checkup, ...]
    names: Mapping[str, str]
