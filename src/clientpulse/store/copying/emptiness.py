"""Whether anything is in a store: a copy mixes with nothing."""

from __future__ import annotations

from clientpulse.cadence.wording import counted
from clientpulse.errors import ConflictError
from clientpulse.store.copying.content import counts
from clientpulse.store.reader import Reader


def check_empty(reader: Reader, place: str) -> None:
    """Refuse a store in which there is anything.

    Raises:
        ConflictError: There is, and what.
    """
    if there := in_words(reader):
        raise ConflictError(
            f"the store isn't empty: the {place} holds {there}",
            "copy into an empty one; nothing was changed",
        )


def in_words(reader: Reader) -> str:
    """Say what there is: clients and touchpoints, if any, or else the rows of the first table."""
    there = {table: rows for table, rows in counts(reader).items() if rows}
    named = [counted(there[noun], noun) for noun in ("client", "touchpoint") if noun in there]
    if there and not named:
        table, rows = next(iter(there.items()))
        named = [f"{counted(rows, 'row')} of {table}"]
    return " and ".join(named)
