"""The traits that check-ups ask about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TraitRow:
    """A trait, and how much it counts.

    Attributes:
        weight: 0 to 10; one of 0 isn't asked.
        client: The name of the only client it is for, or whose own weight it is; None of all.
    """

    key: str
    name: str
    good: bool
    built_in: bool
    weight: int
    client: str | None
