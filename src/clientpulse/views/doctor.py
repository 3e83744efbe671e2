"""What ``doctor`` found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check of ``pulse doctor`` found; its level is ``ok``, ``warning`` or ``error``."""

    check: str
    level: str
    message: str
    hint: str | None = None
