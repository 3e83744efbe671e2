"""Asking a server many questions at once, which are asked one after the other in a file.

Over a network it is the round trips that take the time. A function that reads is run over a store
of which nothing is known yet: what it asks is noted, and answered as if there were nothing. Then
all of it is asked in one statement, and the function is run again, over these answers. What it asks
now is new, and follows from them: which clients are shown, say. So it goes on until everything is
known, two or three times as a rule, however many clients and questions there are.

This rests on what a reader promises: everything it reads belongs to one moment.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from clientpulse.store.dialect import marked
from clientpulse.store.reader import Row

if TYPE_CHECKING:
    from clientpulse.store.author import Author
    from clientpulse.store.server.reader import ServerReader

T = TypeVar("T")

MOST = 9
"""After so many rounds each question is asked by itself."""

AT_ONCE = 200
"""So many questions fit into one statement."""

_PARAMETER = re.compile(r"%\((\w+)\)s")

Question = tuple[str, tuple[tuple[str, Any], ...]]
"""A query, and its parameters in the order of their names."""


class Listener:
    """A reader that answers what is known, and notes what isn't."""

    def __init__(self, reader: ServerReader) -> None:
        self._reader = reader
        self._known: dict[Question, Sequence[Row]] = {}
        self._new: dict[Question, None] = {}
        self.author: Author = reader.author

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Sequence[Row]:
        """Return all rows of the query, where they are known."""
        question = sql, tuple(sorted((parameters or {}).items()))
        if question not in self._known:
            self._new[question] = None
            return ()
        return self._known[question]

    def stream(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """Give the rows of the query one by one."""
        return iter(self.rows(sql, parameters))

    def answer(self, ask: Callable[[Any], T]) -> T:
        """Run a function until it has asked nothing new, and return what it returned then.

        Args:
            ask: It only reads, and may be run several times.
        """
        for _ in range(MOST):
            # Nothing was found of what isn't known yet, which may well surprise it.
            with contextlib.suppress(Exception):
                found = ask(self)
                if not self._new:
                    return found
            if not self._new:
                break
            self._learn()
        return ask(_Sure(self, self._reader))

    def known(self, sql: str, parameters: Mapping[str, Any] | None) -> Sequence[Row] | None:
        """Return the rows of a query where they are known."""
        return self._known.get((sql, tuple(sorted((parameters or {}).items()))))

    def _learn(self) -> None:
        questions = list(self._new)
        self._new.clear()
        for start in range(0, len(questions), AT_ONCE):
            some = questions[start : start + AT_ONCE]
            self._known |= zip(some, answers(self._reader, some), strict=True)


class _Sure:
    """A reader that asks what isn't known."""

    def __init__(self, listener: Listener, reader: ServerReader) -> None:
        self._listener, self._reader = listener, reader
        self.author = reader.author

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Sequence[Row]:
        known = self._listener.known(sql, parameters)
        return self._reader.rows(sql, parameters) if known is None else known

    def stream(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Iterator[Row]:
        return iter(self.rows(sql, parameters))


def answers(reader: ServerReader, questions: Sequence[Question]) -> list[Sequence[Row]]:
    """Ask questions in one statement, and return the rows of each.

    Each becomes a column of the only row: its rows as JSON, which has a form for all that our
    tables hold, and the one that SQLite gives days and moments.
    """
    columns, given = [], dict[str, Any]()
    for number, (sql, parameters) in enumerate(questions):
        own = _PARAMETER.sub(rf"%(q{number}_\1)s", marked(sql))
        columns.append(f"(SELECT json_agg(q)::text FROM ({own}) AS q)")
        given |= {f"q{number}_{name}": value for name, value in parameters}
    (found,) = reader.execute(f"SELECT {', '.join(columns)}", given)
    return [_rows(text) for text in found]


def _rows(text: str | None) -> Sequence[Row]:
    # Pairs, since two columns may have one name.
    return json.loads(text, object_pairs_hook=_values) if text else ()


def _values(pairs: Sequence[tuple[str, Any]]) -> Row:
    return tuple(value for _, value in pairs)
