"""What ``doctor`` found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check of ``pulse doctor`` found.

    Attributes:
        check: What was looked at.
        level: ``ok``, ``warning`` or ``error``.
        message: What was found.
        hint: What to do about it.
    """

    check: str
    level: str
    message: str
    hint: str | None = None
