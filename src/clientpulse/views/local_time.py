"""What time it is where a client is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LocalTime:
    """The time of day at a client's.

    Attributes:
        text: ``Tue 16:20``; empty where their timezone isn't known.
        open: Whether they are at work; None where those aren't known.
    """

    text: str
    open: bool | None
