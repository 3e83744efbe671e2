"""Writing the rows of a whole store: what is missing is added, what differs is changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.records import Named, Record
from clientpulse.records.lists import PARTS, listed, single
from clientpulse.records.record import shape_of
from clientpulse.services.importing.outcome import Outcome
from clientpulse.services.importing.values import Row
from clientpulse.store import queries

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

# When a row was typed in isn't a change; a row that is stored keeps its own.
_NOT_COMPARED = frozenset(("uid", "created_at"))


def mark_of(record: type[Record]) -> str:
    """Return the column by which a row of a file is recognised as one that is stored."""
    return "uid" if issubclass(record, Named) else record.UNIQUE


def unlike(stored: Record, values: Row) -> Row:
    """Return what a file says of a record, by attribute, otherwise than the store."""
    return {
        name: value
        for name, value in values.items()
        if name not in _NOT_COMPARED and getattr(stored, name) != value
    }


def add_rows(unit: UnitOfWork, record: type[Record], rows: Sequence[Row]) -> range:
    """Store new rows, and return their numbers."""
    first = unit.next_id(record)
    unit.insert_many(record, [{"id": number} | row for number, row in enumerate(rows, first)])
    return range(first, first + len(rows))


class RowWriter:
    """Writes rows whose stored ones are known, and counts them.

    Args:
        only_new: Add what is missing, and leave what is stored as it is.
    """

    def __init__(self, unit: UnitOfWork, outcome: Outcome, *, only_new: bool) -> None:
        self._unit = unit
        self._outcome = outcome
        self._only_new = only_new

    def sync(
        self, record: type[Record], rows: Sequence[Row], known: Mapping[str, Row]
    ) -> dict[str, int]:
        """Add the rows that are missing and change those that differ.

        Args:
            rows: How they shall be; several values of one are taken out of it.
            known: Those that are stored, by what the file knows them by; see ``mark_of``.

        Returns:
            The rows' keys by the same.
        """
        mark = mark_of(record)
        several = self._take_several(record, rows, known) if record in PARTS else {}
        ids = self._add(record, [row for row in rows if row[mark] not in known])
        tally = self._outcome.of(record.LIST)
        for row in rows:
            stored = known.get(row[mark])
            if stored is None:
                continue
            ids[row[mark]] = stored["id"]
            changes = _differing(row, stored)
            differs = bool(changes) or row[mark] in several
            tally.skipped += not differs
            if self._only_new:
                tally.left += differs
                several.pop(row[mark], None)
                continue
            tally.updated += differs
            if changes:
                self._unit.update_all(record, [stored["id"]], **changes)
        if several:
            self._write_several(record, several, ids)
        return ids

    def _add(self, record: type[Record], rows: Sequence[Row]) -> dict[str, int]:
        self._outcome.of(record.LIST).created += len(rows)
        # What an export of an earlier release didn't know.
        unsaid = {name: None for name, spec in shape_of(record).specs.items() if spec.later}
        numbers = add_rows(self._unit, record, [unsaid | row for row in rows])
        return dict(zip((row[mark_of(record)] for row in rows), numbers, strict=True))

    def _take_several(
        self, record: type[Record], rows: Sequence[Row], known: Mapping[str, Row]
    ) -> dict[str, tuple[Any, list[int]]]:
        """Take out of rows what has rows of its own.

        Returns:
            It by the uid, where the store says otherwise, and the numbers of the rows there.
        """
        (attribute,) = shape_of(record).of_kind("listed")
        ids = [row["id"] for row in known.values()]
        stored = queries.export.parts_of(self._unit.reader, record, ids)
        several = {}
        for row in rows:
            wanted, there = row.pop(attribute), known.get(row["uid"])
            parts = stored.get(there["id"], ()) if there else ()
            if wanted != listed(record, (values for _, *values in parts)):
                several[row["uid"]] = wanted, [number for number, *_ in parts]
        return several

    def _write_several(
        self,
        record: type[Record],
        several: Mapping[str, tuple[Any, list[int]]],
        ids: Mapping[str, int],
    ) -> None:
        part = PARTS[record]
        self._unit.delete_all(part, [number for _, gone in several.values() for number in gone])
        columns = (f"{record.TABLE}_id", *shape_of(part).exported.values())
        rows = [
            dict(zip(columns, (ids[uid], *values), strict=True))
            for uid, (wanted, _) in several.items()
            for values in single(wanted)
        ]
        add_rows(self._unit, part, rows)


def _differing(row: Row, stored: Row) -> Row:
    return {
        column: value
        for column, value in row.items()
        if column not in _NOT_COMPARED and stored[column] != _as_stored(value)
    }


def _as_stored(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "\n".join(value) or None
    return int(value) if isinstance(value, bool) else value
