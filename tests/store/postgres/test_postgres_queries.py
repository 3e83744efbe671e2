"""Every query of the store finds the same in both databases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from every_query import ALWAYS_EMPTY, queries, questions
from sqlalchemy import Engine

from clientpulse.store.reader import ConnectionReader, Reader, Row, SqliteReader
from clientpulse.store.server.database import ServerStore
from clientpulse.store.server.reader import ServerReader

QUERIES = queries()
FEWEST = 70


class Overheard:
    """A reader that keeps the queries it was asked."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.author = reader.author
        self.heard: list[str] = []

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Sequence[Row]:
        self.heard.append(sql)
        return self._reader.rows(sql, parameters)

    def stream(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Iterator[Row]:
        self.heard.append(sql)
        return self._reader.stream(sql, parameters)

    @property
    def in_order(self) -> bool:
        """Whether all of them say in which order they want their rows."""
        return all("ORDER BY" in self._outside(sql) for sql in self.heard)

    @staticmethod
    def _outside(sql: str) -> str:
        """Return a query without what it has in parentheses."""
        found = 1
        while found:
            sql, found = re.subn(r"\([^()]*\)", "", sql)
        return sql


@pytest.fixture(scope="module")
def both(filled_file: Path, filled: Engine) -> Iterator[tuple[Reader, Reader]]:
    reader = SqliteReader(filled_file)
    # A query that fails mustn't take those after it along.
    with filled.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        yield reader, ConnectionReader(connection)
    reader.close()


@pytest.fixture(scope="module")
def server(served: ServerStore) -> Iterator[ServerReader]:
    reader = served.open_reader()
    yield reader
    reader.close()


def spelled_out(value: Any) -> Any:
    """Return a value with the types of all its parts, so that 1 isn't the same as True."""
    if is_dataclass(value):
        parts: Any = [(one.name, spelled_out(getattr(value, one.name))) for one in fields(value)]
    elif isinstance(value, dict):
        parts = sorted(
            ((spelled_out(key), spelled_out(one)) for key, one in value.items()), key=repr
        )
    elif isinstance(value, set | frozenset):
        parts = sorted(map(spelled_out, value), key=repr)
    elif isinstance(value, list | tuple):
        parts = list(map(spelled_out, value))
    else:
        parts = value
    return type(value).__name__, parts


def asked(reader: Reader, name: str, question: dict[str, Any]) -> Any:
    overheard = Overheard(reader)
    answer = QUERIES[name](overheard, **question)
    if isinstance(answer, Iterator):
        answer = list(answer)
    if isinstance(answer, list) and not overheard.in_order:
        answer.sort(key=repr)
    return answer


def test_the_queries_are_found() -> None:
    assert len(QUERIES) >= FEWEST


@pytest.mark.thorough
@pytest.mark.parametrize("name", QUERIES)
def test_both_databases_find_the_same(
    name: str, both: tuple[Reader, Reader], server: ServerReader
) -> None:
    here, there = both
    found = 0
    for question in questions(here, name, QUERIES[name]):
        answer = asked(here, name, question)
        assert spelled_out(asked(there, name, question)) == spelled_out(answer), question
        # Without SQLAlchemy, each query by itself or all of them in one statement.
        assert spelled_out(asked(server, name, question)) == spelled_out(answer), question
        ask = partial(asked, name=name, question=question)
        assert spelled_out(server.answer(ask)) == spelled_out(answer), question
        found += bool(answer)
    assert (found > 0) is (name not in ALWAYS_EMPTY)
