"""Mistakes of ours."""

from __future__ import annotations

from clientpulse.records import Mistake
from clientpulse.store.queries.values import active, read
from clientpulse.store.reader import Reader


def select(
    reader: Reader,
    *,
    client_id: int | None = None,
    only_open: bool = False,
    archived: bool = True,
) -> list[Mistake]:
    """Return mistakes, the newest first; open ones are those that aren't fixed."""
    still_open = ("x.fixed_on IS NULL",) if only_open else ()
    order = "x.entered_on DESC, x.id DESC"
    return read(reader, Mistake, order, *still_open, *active(archived), client_id=client_id)
