"""Importing what belongs to no client: services, traits and weights for all, days off.

What can't be stored of it is refused piece by piece, and the rest is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from clientpulse import records as tables
from clientpulse.errors import ConflictError, InputError
from clientpulse.records import Record
from clientpulse.services.importing.dependents_shape import SHARED_READERS, UNIQUE
from clientpulse.services.importing.known import TABLES, Recognition
from clientpulse.services.importing.outcome import Outcome
from clientpulse.services.importing.rows import RowWriter, differing
from clientpulse.services.importing.values import Row
from clientpulse.store import queries
from clientpulse.transfer import StoreRecord, StoreShared

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


class SharedArrival:
    """Takes in what belongs to no client.

    Args:
        unit: Writes.
        outcome: Counts.
        recognition: Recognises what is stored.

    Attributes:
        service_ids: The numbers of the services, by the uid that the file or the store has.
    """

    # What has no uid: its table, and the word by which one owner's rows differ.
    BY_WORD: ClassVar[Mapping[str, tuple[type[Record], str]]] = {
        "trait_weights": (tables.TraitWeight, "trait"),
        "rules": (tables.ClientRule, "rule"),
    }

    def __init__(self, unit: UnitOfWork, outcome: Outcome, recognition: Recognition) -> None:
        self._unit = unit
        self._outcome = outcome
        self._writer = RowWriter(unit, outcome)
        self._recognition = recognition
        stored = queries.export_dependents.everything(unit.reader, "service")
        self.service_ids = {str(row["uid"]): int(row["id"]) for row in stored}

    def take(self, shared: StoreShared) -> None:
        """Take all of it in."""
        services, known = self._acceptable("services", shared.services)
        self.service_ids |= self._sync(tables.Service, "services", services, known)
        traits, known = self._acceptable("traits", shared.traits)
        for row in traits:
            row["client_id"] = None
        self._sync(tables.Trait, "traits", traits, known)
        weights, _ = self._acceptable("trait_weights", shared.trait_weights)
        if weights:
            self.take_by_word("trait_weights", *self.BY_WORD["trait_weights"], None, weights)
        days_off, known = self._acceptable("away", shared.away)
        self._sync(tables.Away, "away", days_off, known)

    def take_by_word(
        self,
        name: str,
        model: type[Record],
        word: str,
        client_id: int | None,
        rows: Sequence[Row],
    ) -> None:
        """Write weights or rules, of which an owner has one for each trait or rule.

        Args:
            name: The list they stand in.
            model: Their table.
            word: The column that names the trait or the rule.
            client_id: The client; None for all.
            rows: The rows.
        """
        reader = self._unit.reader
        stored = queries.export_dependents.of_client(reader, model.TABLE, client_id)
        known = {one[word]: one for one in stored}
        new = [{"client_id": client_id} | row for row in rows if row[word] not in known]
        self._writer.add(model, name, new)
        tally = self._outcome.of(name)
        for row in rows:
            if row[word] not in known:
                continue
            there = known[row[word]]
            changes = differing(row, there)
            if changes:
                self._unit.update_all(model, [there["id"]], **changes)
            tally.updated += bool(changes)
            tally.skipped += not changes

    def _sync(
        self, model: type[Record], name: str, rows: Sequence[Row], known: Mapping[str, Row]
    ) -> dict[str, int]:
        return self._writer.sync(model, name, rows, known) if rows else {}

    def _acceptable(
        self, name: str, records: Sequence[StoreRecord]
    ) -> tuple[list[Row], dict[str, Row]]:
        """Read what can be stored, and say what is wrong with the rest.

        Returns:
            The rows, and those of them that are stored, by the uid they have in the file.
        """
        read: Callable[[StoreRecord], Row] = SHARED_READERS[name]
        rows: list[Row] = []
        known: dict[str, Row] = {}
        seen: set[tuple[str, Any]] = set()
        meant: set[int] = set()
        for place, record in enumerate(records):
            try:
                row = read(record)
                marks = {(column, row[column]) for column in UNIQUE[name]}
                if marks & seen:
                    raise InputError("it occurs twice")
                stored = self._recognition.known(name, [row], None, place) if name in TABLES else {}
                numbers = {one["id"] for one in stored.values()}
                if numbers & meant:
                    raise InputError("it is the same as one before it")
            except InputError as error:
                self._refuse(name, f"{name}[{place}]: {error.message}")
                continue
            except ConflictError as error:
                self._refuse(name, error.message)
                continue
            seen |= marks
            meant |= numbers
            known |= stored
            rows.append(row)
        return rows, known

    def _refuse(self, name: str, reason: str) -> None:
        self._outcome.of(name).refused += 1
        self._outcome.say(None, reason)
