"""What ``doctor`` found."""

from __future__ import annotations

from dataclasses import dataclass

OK, WARNING, ERROR = "ok", "warning", "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check of ``pulse doctor`` found; its level is `OK`, `WARNING` or `ERROR`."""

    check: str
    level: str
    message: str
    hint: str | None = None
