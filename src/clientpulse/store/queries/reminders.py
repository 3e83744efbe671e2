"""Days worth a word."""

from __future__ import annotations

from clientpulse.records import Reminder
from clientpulse.store.queries.values import read
from clientpulse.store.reader import Reader


def select(
    reader: Reader, *, client_id: int | None = None, only_open: bool = True
) -> list[Reminder]:
    """Return reminders by their day; a yearly one is never over."""
    still_open = ("(x.done_on IS NULL OR x.yearly = 1)",) if only_open else ()
    return read(reader, Reminder, "x.remind_on, x.id", *still_open, client_id=client_id)
