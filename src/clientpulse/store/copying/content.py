"""What is in a store, table by table, as either database gives it: days and moments as ISO text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn

from clientpulse.errors import StoreError
from clientpulse.quoting import printable
from clientpulse.store import tables
from clientpulse.store.queries.values import counted
from clientpulse.store.reader import Reader, Row
from clientpulse.store.server.companion import TABLES as PRIVATE
from clientpulse.store.tables.constraints import METADATA


@dataclass(frozen=True, slots=True)
class Part:
    """One table, and whether its keys are given out by the database."""

    table: str
    columns: tuple[str, ...]
    is_counted: bool

    @property
    def is_private(self) -> bool:
        """Whether it stays on this machine, wherever the rest is."""
        return self.table in PRIVATE

    @property
    def spelled(self) -> str:
        """The columns, as SQL has them."""
        return ", ".join(f'"{column}"' for column in self.columns)


def parts() -> tuple[Part, ...]:
    """Return all there is to copy; what rows refer to comes before them."""
    tables.load_all()
    return tuple(
        Part(
            table.name,
            tuple(column.name for column in table.columns),
            table.columns["id"].autoincrement is not False,
        )
        for table in METADATA.sorted_tables
    )


def counts(reader: Reader) -> dict[str, int]:
    """Return how many rows each table has."""
    return {one.table: counted(reader, f"SELECT count(*) FROM {one.table}") for one in parts()}


def is_of_private(part: Part, row: Row) -> bool:
    """Tell whether a row says what was in a private table, as the journal's may."""
    return "before" in part.columns and row[part.columns.index("table_name")] in PRIVATE


class Content:
    """What a store that is read holds at one moment.

    Args:
        on_server: Whether the store is on a server.
        place: Where it is, for messages.
    """

    def __init__(self, reader: Reader, *, on_server: bool, place: str) -> None:
        self._reader = reader
        self.on_server = on_server
        self._place = place
        self.counts: Mapping[str, int] = counts(reader)

    @property
    def total(self) -> int:
        """How many rows there are."""
        return sum(self.counts.values())

    def rows(self, part: Part) -> Iterator[Row]:
        """Give a table's rows in the order of their keys."""
        at = 0
        try:
            for row in self._reader.stream(f"SELECT {part.spelled} FROM {part.table} ORDER BY id"):
                at += 1
                yield row
        except StoreError as error:
            if self.on_server:
                raise
            # SQLite tells only of structure what is damaged; where it stopped tells the rest.
            raise StoreError(
                f"{part.table} {self.key(part, at + 1)} can't be read ({error.message})", error.hint
            ) from error

    def keys(self) -> dict[str, int]:
        """Return the greatest key that each table ever gave out, where it gave out any."""
        sql = "SELECT name, seq FROM sqlite_sequence"
        if self.on_server:
            sql = " UNION ALL ".join(
                f"SELECT '{one.table}', last_value FROM {one.table}_id_seq WHERE is_called"
                for one in parts()
                if one.is_counted
            )
        return {str(table): int(key) for table, key in self._reader.rows(sql)}

    def key(self, part: Part, number: int) -> int | str:
        """Return the key of a table's n-th row."""
        sql = f"SELECT id FROM {part.table} ORDER BY id LIMIT 1 OFFSET :before"
        found = self._reader.rows(sql, {"before": number - 1})
        return int(found[0][0]) if found else "?"

    def astray(self) -> tuple[str, int] | None:
        """Return the table and key of a row that refers to one that isn't there.

        A server lets nobody store one.
        """
        if self.on_server:
            return None
        found = self._reader.rows('SELECT "table", rowid FROM pragma_foreign_key_check LIMIT 1')
        return (str(found[0][0]), int(found[0][1])) if found else None

    def refuse(self, where: str, why: str, cause: BaseException) -> NoReturn:
        """Say which row the other store doesn't take.

        Args:
            where: The table, and the row's key.

        Raises:
            StoreError: Always.
        """
        raise StoreError(
            f"{where} of {self._place} can't be copied: {printable(why)}",
            "correct or delete it there, and copy again; nothing was stored",
        ) from cause
