"""The marks in the store: whom the hash of something that a source said leads to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import TYPE_CHECKING, TypeAlias

from clientpulse.records import Contact, ImportMark, ImportSalt
from clientpulse.services.importing.rows import add_rows
from clientpulse.services.importing.values import Row
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.transfer.records import StoreRecord

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

Key: TypeAlias = tuple[str, str, str]
"""A source, ``client`` or ``contact``, and a hash."""

Target: TypeAlias = int | None
"""The number of a client or a person; None of somebody deleted."""

_NEW = 0
"""Stands for the number of a mark that isn't stored yet."""


class Marks:
    """Marks as they are stored, and those to add.

    Args:
        source: Whose; None for those of all sources.
    """

    def __init__(self, reader: Reader, source: str | None = None) -> None:
        self._numbers: dict[Key, dict[Target, int]] = {}
        self._added: list[Row] = []
        self._moved: dict[tuple[str, int], list[int]] = {}
        for one in queries.imports.marks(reader, source):
            target = one.client_id if one.kind == "client" else one.contact_id
            self._numbers.setdefault((one.source, one.kind, one.mark), {})[target] = one.id

    def targets(self, key: Key) -> Set[Target]:
        """Return whom a mark leads to."""
        return self._numbers.get(key, {}).keys()

    def lead(self, key: Key, target: int) -> None:
        """Let a mark lead to somebody, in place of somebody deleted where it led there."""
        numbers = self._numbers.setdefault(key, {})
        if target in numbers:
            return
        if gone := numbers.get(None, _NEW):
            del numbers[None]
            self._moved.setdefault((key[1], target), []).append(gone)
        else:
            self._add(key, target)
        numbers[target] = gone

    def lead_nowhere(self, key: Key) -> None:
        """Note a mark of somebody deleted, unless the store has it already."""
        numbers = self._numbers.setdefault(key, {})
        if None not in numbers and not any(numbers.values()):
            self._add(key, None)
            numbers[None] = _NEW

    def write(self, unit: UnitOfWork, salt: str) -> None:
        """Store what has changed.

        Args:
            salt: What the hashes are keyed with.
        """
        if self._added and queries.imports.salt(unit.reader) is None:
            unit.insert(ImportSalt(salt=salt))
        add_rows(unit, ImportMark, self._added)
        for (kind, target), numbers in self._moved.items():
            unit.update_all(ImportMark, numbers, **{f"{kind}_id": target})
        self._added, self._moved = [], {}

    def _add(self, key: Key, target: Target) -> None:
        row = dict(zip(("source", "kind", "mark"), key, strict=True))
        self._added.append(row | {"client_id": None, "contact_id": None, f"{key[1]}_id": target})


def take_over(
    unit: UnitOfWork, salt: str, marks: Iterable[StoreRecord], client_ids: Mapping[str, int]
) -> bool:
    """Take over what another store remembers of its imports.

    A mark that leads to somebody who isn't here is left out: nobody deleted them.

    Args:
        client_ids: The numbers of the clients that came along, by their uids.

    Returns:
        Whether it could: not where this store has hashes of its own, keyed otherwise.
    """
    if queries.imports.salt(unit.reader) not in (None, salt):
        return False
    listed = list(marks)
    uids = sorted({one["contact"] for one in listed} - {None})
    people = queries.export.by_uid(unit.reader, Contact, uids)
    numbers = {"client": client_ids, "contact": {uid: row["id"] for uid, row in people.items()}}
    stored = Marks(unit.reader)
    for one in listed:
        kind, uid = one["kind"], one[one["kind"]]
        key = one["source"], kind, one["mark"]
        if uid is None:
            stored.lead_nowhere(key)
        elif uid in numbers[kind]:
            stored.lead(key, numbers[kind][uid])
    stored.write(unit, salt)
    return True
