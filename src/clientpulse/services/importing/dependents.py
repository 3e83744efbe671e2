"""Importing what hangs on a client beside its people, diary and touchpoints.

Everything about a client is looked through before the first row of it is written, so that a client
is taken whole or not at all. A row that belongs to one client is never given to another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clientpulse.errors import ConflictError
from clientpulse.records import Named, Record, Service, Touchpoint
from clientpulse.records.lists import DEPENDENTS, EVERY
from clientpulse.records.record import shape_of
from clientpulse.services.importing.known import NOBODY, Recognition
from clientpulse.services.importing.outcome import Outcome
from clientpulse.services.importing.reading import CheckedClient
from clientpulse.services.importing.rows import RowWriter
from clientpulse.services.importing.shared import SharedArrival
from clientpulse.services.importing.values import Row
from clientpulse.store import queries
from clientpulse.transfer.records import StoreShared

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

_BY_TABLE = {record.TABLE: record for record in EVERY}

REFERENCES: Mapping[type[Record], Mapping[str, type[Record]]] = {
    record: {
        name: _BY_TABLE[spec.refers_to]
        for name, spec in shape_of(record).specs.items()
        if spec.refers_to
    }
    for record in DEPENDENTS
}
"""By record, the attributes that hold another row's number, and which row's."""


@dataclass(slots=True)
class Arrivals:
    """What a client brings, looked through and ready to be written.

    Attributes:
        known: The rows that are stored, by the uid they have in the file.
        links: The numbers of those that are stored and referred to, by uid.
    """

    known: dict[type[Record], dict[str, Row]] = field(default_factory=dict)
    links: dict[type[Record], dict[str, int]] = field(default_factory=dict)


class DependentsArrival:
    """Takes in what hangs on clients, of one after the other, and what belongs to none."""

    def __init__(self, unit: UnitOfWork, outcome: Outcome) -> None:
        self._reader = unit.reader
        self._writer = RowWriter(unit, outcome)
        self._recognition = Recognition(unit.reader)
        self._shared = SharedArrival(unit, outcome, self._recognition)

    def take_shared(self, shared: StoreShared) -> None:
        """Take in what belongs to no client."""
        self._shared.take(shared)

    def examine(self, client_id: int | None, arriving: CheckedClient) -> Arrivals:
        """Look through what a client brings; nothing is written.

        Raises:
            ConflictError: Something belongs to another client, or refers to what isn't there.
        """
        owner = NOBODY if client_id is None else client_id
        arrivals = Arrivals()
        for record in DEPENDENTS:
            rows = arriving.rows.get(record, [])
            for attribute, target in REFERENCES[record].items():
                links = self._links(rows, attribute, target, owner)
                along = {row["uid"] for row in arriving.rows.get(target, ())}
                for place, row in enumerate(rows):
                    uid = row[attribute]
                    if uid is not None and uid not in links and uid not in along:
                        raise ConflictError(
                            f"{record.LIST}[{place}]: there is no {target.TABLE} {uid}"
                            " of this client"
                        )
                arrivals.links[target] = arrivals.links.get(target, {}) | links
        for record in DEPENDENTS:
            if record in arriving.rows and issubclass(record, Named):
                rows = arriving.rows[record]
                arrivals.known[record] = self._recognition.known(record, rows, owner)
        return arrivals

    def write(
        self,
        arrivals: Arrivals,
        client_id: int,
        arriving: CheckedClient,
        touchpoint_ids: Mapping[str, int],
    ) -> None:
        """Write what was looked through.

        Args:
            touchpoint_ids: The numbers of its touchpoints by uid.
        """
        links = arrivals.links
        links[Touchpoint] = links.get(Touchpoint, {}) | dict(touchpoint_ids)
        for record in DEPENDENTS:
            rows = arriving.rows.get(record)
            if not rows:
                continue
            if not issubclass(record, Named):
                self._shared.take_by_word(record, client_id, rows)
                continue
            for row in rows:
                row["client_id"] = client_id
                for attribute, target in REFERENCES[record].items():
                    row[attribute] = links[target].get(row[attribute])
            ids = self._writer.sync(record, rows, arrivals.known[record])
            links[record] = links.get(record, {}) | ids

    def _links(
        self, rows: list[Row], attribute: str, target: type[Record], owner: int
    ) -> dict[str, int]:
        """Return, by uid, the numbers of those that rows may refer to."""
        if target is Service:
            return self._shared.service_ids
        wanted = {row[attribute] for row in rows} - {None}
        found = queries.export.by_uid(self._reader, target, sorted(wanted))
        return {uid: row["id"] for uid, row in found.items() if row["client_id"] == owner}
