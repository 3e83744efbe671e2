"""Recognising what the store holds already of what belongs to a client, or to none.

Rows are recognised by their uid; those that can be there only once, also by what they are about:
a check-up by its day, a trait by its key, a service by its name. Weights and rules have no uid.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from clientpulse.errors import ConflictError
from clientpulse.quoting import quoted
from clientpulse.records import Contact, Meeting, Named, Record, Touchpoint
from clientpulse.records.record import OfClient
from clientpulse.services.importing.rows import mark_of
from clientpulse.services.importing.values import Row
from clientpulse.store import queries
from clientpulse.store.reader import Reader

# Whose the rows of a client are that has no number yet.
NOBODY = 0

# What the file may give to another client than the store has it at.
_MAY_MOVE = frozenset({Contact, Meeting, Touchpoint})


class Recognition:
    """Recognises the rows of a file, which may name each of them once.

    Args:
        may_move: Whether the file may give a contact, a meeting or a touchpoint to another client.
    """

    def __init__(self, reader: Reader, *, may_move: bool) -> None:
        self._reader = reader
        self._may_move = _MAY_MOVE if may_move else frozenset[type[Record]]()
        self._taken: dict[type[Record], set[str]] = {}

    def known(
        self, record: type[Record], rows: Sequence[Row], owner: int | None, first: int = 0
    ) -> dict[str, Row]:
        """Return the rows that are stored, by what the file knows them by; see ``mark_of``.

        Args:
            owner: The client they belong to; None for all clients.
            first: The place of the first of them in the list.

        Raises:
            ConflictError: One of them belongs to somebody else, or is another one already.
        """
        if not issubclass(record, Named):
            mark = mark_of(record)
            stored = {
                one[mark]: one for one in queries.export.of_owner(self._reader, record, owner)
            }
            return {row[mark]: stored[row[mark]] for row in rows if row[mark] in stored}
        taken = self._taken.setdefault(record, set())
        for place, row in enumerate(rows, first):
            if row["uid"] in taken:
                _refuse(record, place, f"{row['uid']} belongs to another client of the file")
        known = queries.export.by_uid(self._reader, record, [row["uid"] for row in rows])
        for place, row in enumerate(rows, first):
            there = known.get(row["uid"])
            if there and there.get("client_id") != owner and record not in self._may_move:
                _refuse(
                    record,
                    place,
                    f"{row['uid']} belongs to another client of the store",
                    "where two clients became one, do the same here: pulse client merge OLD INTO",
                )
        if record.UNIQUE:
            self._know_otherwise(record, rows, owner, known, first)
        taken.update(row["uid"] for row in rows)
        return known

    def _know_otherwise(
        self,
        record: type[Record],
        rows: Sequence[Row],
        owner: int | None,
        known: dict[str, Row],
        first: int,
    ) -> None:
        column = record.UNIQUE
        holders = {str(one[column]): one for one in self._rivals(record, owner)}
        meant: set[int] = set()
        for place, row in enumerate(rows, first):
            holder = holders.get(str(row[column]))
            if holder and holder.get("client_id") == owner:
                known.setdefault(row["uid"], holder)
            stored = known.get(row["uid"])
            other = holder and (stored is None or stored["id"] != holder["id"])
            if other or (stored and stored["id"] in meant):
                _refuse(record, place, f"{_said(row[column])} is that of another one")
            if stored:
                meant.add(stored["id"])

    def _rivals(self, record: type[Record], owner: int | None) -> Iterable[Row]:
        """Give the rows that can't share a value with one of this owner."""
        if issubclass(record, OfClient):
            return queries.export.of_owner(self._reader, record, owner)
        return queries.export.everything(self._reader, record)


def _said(value: Any) -> str:
    return quoted(value) if isinstance(value, str) else str(value)


def _refuse(record: type[Record], place: int, reason: str, hint: str = "") -> NoReturn:
    raise ConflictError(f"{record.LIST}[{place}]: {reason}", hint)
