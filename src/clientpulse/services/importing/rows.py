"""Writing the rows of a whole store: what is missing is added, what differs is changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.records import Record
from clientpulse.services.importing.outcome import Outcome
from clientpulse.services.importing.values import Row

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

# When a row was typed in is no news about it; a row that is there keeps its own.
NOT_COMPARED = frozenset(("uid", "created_at"))


class RowWriter:
    """Writes rows that are recognised by their uid, and counts them.

    Args:
        unit: Writes.
        outcome: Counts.
    """

    def __init__(self, unit: UnitOfWork, outcome: Outcome) -> None:
        self._unit = unit
        self._outcome = outcome

    def sync(
        self,
        record: type[Record],
        noun: str,
        rows: Sequence[Row],
        known: Mapping[str, Row],
        *,
        also_changed: Collection[str] = (),
        unsaid: Row | None = None,
    ) -> dict[str, int]:
        """Add the rows that are missing and change those that differ.

        Args:
            record: The table.
            noun: What to count them as.
            rows: How they shall be.
            known: Those that are stored, by the uid they have in the file.
            also_changed: The uids of those of which something else has changed.
            unsaid: What a new row holds where the file says nothing.

        Returns:
            The rows' keys by uid.
        """
        new = [row for row in rows if row["uid"] not in known]
        ids = self.add(record, noun, [(unsaid or {}) | row for row in new])
        tally = self._outcome.of(noun)
        for row in rows:
            stored = known.get(row["uid"])
            if stored is None:
                continue
            ids[row["uid"]] = stored["id"]
            changes = differing(row, stored)
            if changes:
                if "reaching" in row:
                    changes["reaching"] = row["reaching"]
                self._unit.update_all(record, [stored["id"]], **changes)
            changed = bool(changes) or row["uid"] in also_changed
            tally.updated += changed
            tally.skipped += not changed
        return ids

    def add(self, record: type[Record], noun: str, rows: Sequence[Row]) -> dict[str, int]:
        """Add rows.

        Returns:
            Their keys by uid, of those that have one.
        """
        self._outcome.of(noun).created += len(rows)
        first = self._unit.next_id(record) if rows else 0
        numbered: list[Row] = [{"id": number} | row for number, row in enumerate(rows, first)]
        self._unit.insert_many(record, numbered)
        return {row["uid"]: row["id"] for row in numbered if "uid" in row}


def differing(row: Row, stored: Row) -> Row:
    """Return what a file says otherwise than the store."""
    return {
        column: value
        for column, value in row.items()
        if column not in NOT_COMPARED and column in stored and stored[column] != _as_stored(value)
    }


def _as_stored(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value
