"""What a file of rows is about, as it is typed after ``--kind``."""

from __future__ import annotations

from clientpulse.errors import InputError
from clientpulse.quoting import quoted

KINDS = ("clients", "touchpoints")


def checked_kind(typed: str | None) -> str | None:
    """Read a kind.

    Raises:
        InputError: There is no such kind.
    """
    if typed is None or (kind := typed.strip().lower()) in KINDS:
        return None if typed is None else kind
    raise InputError(f"{quoted(typed)} isn't a kind of file", f"use {' or '.join(KINDS)}")
