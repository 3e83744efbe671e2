"""No query asks at once what a practice shares and what stays on one machine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from every_query import queries, questions

from clientpulse.records.lists import EVERY
from clientpulse.store.reader import Row, SqliteReader
from clientpulse.store.server.companion import TABLES, is_private
from clientpulse.store.tables.constraints import METADATA

QUERIES = queries()
JOURNAL = {"journal_entry", "journal_change"}
"""This machine has one of its own, of what it wrote to private tables."""


class Overheard(SqliteReader):
    """A reader that keeps the queries it was asked."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.heard: list[str] = []

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Sequence[Row]:
        self.heard.append(sql)
        return super().rows(sql, parameters)

    def stream(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Iterator[Row]:
        self.heard.append(sql)
        return super().stream(sql, parameters)


@pytest.fixture(scope="module")
def reader(filled_file: Path) -> Iterator[Overheard]:
    reader = Overheard(filled_file)
    yield reader
    reader.close()


def tables_in(sql: str) -> set[str]:
    return METADATA.tables.keys() & set(re.findall(r"[a-z_]+", sql))


def test_the_private_tables_are_those_of_the_private_records() -> None:
    assert {one.TABLE for one in EVERY if one.PRIVATE} == TABLES


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_asks_one_of_them(name: str, reader: Overheard) -> None:
    reader.heard = []
    for question in questions(reader, name, QUERIES[name]):
        if name == "export.exported" and question["record"].PRIVATE:
            continue  # it is asked of what stands in a client's part of an export, and nothing else
        answer = QUERIES[name](reader, **question)
        if isinstance(answer, Iterator):
            list(answer)
    for sql in reader.heard:
        # Words of other meanings, as a column that is called like a table, don't count.
        asked = {one for one in tables_in(sql) if re.search(rf"\b(FROM|JOIN)\s+{one}\b", sql)}
        assert is_private(sql) is bool(asked & TABLES)
        assert not asked & TABLES or asked <= TABLES | JOURNAL, sql
