"""Recognising the rows of the relationship layer that the store holds already.

They are recognised by their uid; those of which there can be only one, also by what it is about:
a check-up by its day, a trait by its key, a service by its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NoReturn

from clientpulse.errors import ConflictError
from clientpulse.quoting import quoted
from clientpulse.services.importing.values import Row
from clientpulse.store import queries
from clientpulse.store.reader import Reader

# By list, the table its rows are in.
TABLES: Mapping[str, str] = {
    "projects": "project",
    "commitments": "commitment",
    "mistakes": "mistake",
    "reminders": "reminder",
    "feedback": "feedback",
    "agenda_points": "agenda_point",
    "checkups": "checkup",
    "mentions": "service_mention",
    "traits": "trait",
    "services": "service",
    "away": "away",
}

# By list, the column by which rows are recognised where their uid isn't known.
ALSO_BY: Mapping[str, str] = {"checkups": "checked_on", "traits": "key", "services": "name"}

# Whose the rows of a client are that has no number yet.
NOBODY = 0


class Recognition:
    """Recognises the rows of a file, which may name each of them once.

    Args:
        reader: The store.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._taken: dict[str, set[str]] = {name: set() for name in TABLES}

    def known(
        self, name: str, rows: Sequence[Row], owner: int | None, first: int = 0
    ) -> dict[str, Row]:
        """Return the rows that are stored, by the uid that the file gives them.

        Args:
            name: The list they stand in.
            rows: The rows.
            owner: The client they belong to; None for all clients.
            first: The place of the first of them in the list.

        Raises:
            ConflictError: One of them belongs to somebody else, or is another one already.
        """
        taken = self._taken[name]
        for place, row in enumerate(rows, first):
            if row["uid"] in taken:
                _refuse(name, place, f"{row['uid']} belongs to another client of the file")
        table = TABLES[name]
        columns = queries.export_dependents.COLUMNS[table]
        known = queries.export.by_uid(self._reader, table, columns, [row["uid"] for row in rows])
        for place, row in enumerate(rows, first):
            stored = known.get(row["uid"])
            if stored and stored.get("client_id") != owner:
                _refuse(
                    name, place, f"{row['uid']} belongs to another client of the store",
                    "where two clients became one, do the same here: pulse client merge OLD INTO",
                )  # fmt: skip
        if name in ALSO_BY:
            self._know_otherwise(name, rows, owner, known, first)
        taken.update(row["uid"] for row in rows)
        return known

    def _know_otherwise(
        self,
        name: str,
        rows: Sequence[Row],
        owner: int | None,
        known: dict[str, Row],
        first: int,
    ) -> None:
        column = ALSO_BY[name]
        holders = {str(one[column]): one for one in self._rivals(name, owner)}
        meant: set[int] = set()
        for place, row in enumerate(rows, first):
            holder = holders.get(str(row[column]))
            if holder and holder.get("client_id") == owner:
                known.setdefault(row["uid"], holder)
            stored = known.get(row["uid"])
            other = holder and (stored is None or stored["id"] != holder["id"])
            if other or (stored and stored["id"] in meant):
                _refuse(name, place, f"{_said(row[column])} is that of another one")
            if stored:
                meant.add(stored["id"])

    def _rivals(self, name: str, owner: int | None) -> Iterable[Row]:
        """Give the rows that can't share a value with one of this owner."""
        if name == "checkups":
            return queries.export_dependents.of_client(self._reader, "checkup", owner)
        return queries.export_dependents.everything(self._reader, TABLES[name])


def _said(value: Any) -> str:
    return quoted(value) if isinstance(value, str) else str(value)


def _refuse(name: str, place: int, reason: str, hint: str = "") -> NoReturn:
    raise ConflictError(f"{name}[{place}]: {reason}", hint)
