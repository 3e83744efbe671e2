"""Importing what belongs to no client: services, traits and weights for all, days off.

What can't be stored of it is refused piece by piece, and the rest is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from clientpulse.errors import ConflictError, InputError
from clientpulse.records import Record, Service
from clientpulse.records.lists import SHARED
from clientpulse.records.record import shape_of
from clientpulse.services.importing.known import Recognition
from clientpulse.services.importing.outcome import Outcome
from clientpulse.services.importing.reading import row_of, unique_columns
from clientpulse.services.importing.rows import RowWriter
from clientpulse.services.importing.values import Row
from clientpulse.store import queries
from clientpulse.transfer.records import StoreRecord, StoreShared

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


class SharedArrival:
    """Takes in what belongs to no client.

    Attributes:
        service_ids: The numbers of the services, by the uid that the file or the store has.
    """

    def __init__(
        self, unit: UnitOfWork, outcome: Outcome, recognition: Recognition, writer: RowWriter
    ) -> None:
        self._outcome = outcome
        self._writer = writer
        self._recognition = recognition
        stored = queries.export.everything(unit.reader, Service)
        self.service_ids = {str(row["uid"]): int(row["id"]) for row in stored}

    def take(self, shared: StoreShared) -> None:
        """Take all of it in."""
        for record in SHARED:
            rows, known = self._acceptable(record, shared.lists[record.LIST])
            if not rows:
                continue
            if "client_id" in shape_of(record).columns:
                rows = [row | {"client_id": None} for row in rows]
            ids = self._writer.sync(record, rows, known)
            if record is Service:
                self.service_ids |= ids

    def _acceptable(
        self, record: type[Record], found: Sequence[StoreRecord]
    ) -> tuple[list[Row], dict[str, Row]]:
        """Read what can be stored, and say what is wrong with the rest.

        Returns:
            The rows, and those of them that are stored, by what the file knows them by.
        """
        rows: list[Row] = []
        known: dict[str, Row] = {}
        seen: set[tuple[str, Any]] = set()
        meant: set[int] = set()
        for place, one in enumerate(found):
            try:
                row = row_of(record, one)
                marks = {(column, row[column]) for column in unique_columns(record)}
                if marks & seen:
                    raise InputError("it occurs twice")
                stored = self._recognition.known(record, [row], None, place)
                numbers = {there["id"] for there in stored.values()}
                if numbers & meant:
                    raise InputError("it is the same as one before it")
            except InputError as error:
                self._refuse(record, f"{record.LIST}[{place}]: {error.message}")
                continue
            except ConflictError as error:
                self._refuse(record, error.message)
                continue
            seen |= marks
            meant |= numbers
            known |= stored
            rows.append(row)
        return rows, known

    def _refuse(self, record: type[Record], reason: str) -> None:
        self._outcome.of(record.LIST).refused += 1
        self._outcome.say(None, reason)
