"""What others wrote a short while ago, for whoever changes the same now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from clientpulse.store import queries

if TYPE_CHECKING:
    from clientpulse.store.reader import Reader
    from clientpulse.views.journal import JournalLine

LATELY = timedelta(hours=1)
"""For how long somebody's change is news to a colleague who changes the same."""


class Before(NamedTuple):
    """What somebody else did with a row that is changed or deleted.

    Attributes:
        entered: Whether it is there by that.
    """

    line: JournalLine
    entered: bool


def by_others(reader: Reader, rows: Mapping[str, Collection[int]]) -> Before | None:
    """Return what somebody else did last with one of these rows, if it was lately.

    Whoever has changed a row since was told then, and isn't told again.

    Args:
        rows: The keys of the rows, by table.
    """
    if not rows:
        return None
    left = {table: set(keys) for table, keys in rows.items()}
    since = datetime.now(UTC) - LATELY
    for entry_id, by, table, action, first, last in queries.journal.recent(reader, since, left):
        met = {key for key in left[table] if first <= key <= last}
        if met and not reader.author.is_called(by):
            line = queries.journal.entry(reader, entry_id)
            return None if line is None else Before(line, action == "insert")
        left[table] -= met
    return None
