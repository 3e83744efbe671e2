"""What a file of rows is about, as it is typed after ``--kind``."""

from __future__ import annotations

from collections.abc import Sequence

from clientpulse.errors import InputError
from clientpulse.quoting import quoted

KINDS = ("clients", "touchpoints")
EXPORTED = (*KINDS, "contacts")


def checked_kind(typed: str | None, kinds: Sequence[str] = KINDS) -> str | None:
    """Read a kind.

    Raises:
        InputError: There is no such kind.
    """
    if typed is None or (kind := typed.strip().lower()) in kinds:
        return None if typed is None else kind
    *others, last = kinds
    raise InputError(f"{quoted(typed)} isn't a kind of file", f"use {', '.join(others)} or {last}")
