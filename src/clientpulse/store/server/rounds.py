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
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from clientpulse.store.dialect import marked
from clientpulse.store.reader import Row
from clientpulse.store.server.companion import is_private

if TYPE_CHECKING:
    from clientpulse.store.author import Author

T = TypeVar("T")

MOST = 9
"""After so many rounds each question is asked by itself."""

AT_ONCE = 200
"""So many questions fit into one statement."""

_PARAMETER = re.compile(r"%\((\w+)\)s")

Question = tuple[str, tuple[tuple[str, Any], ...]]
"""A query, and its parameters in the order of their names."""


class Askable(Protocol):
    """A reader that runs statements in PostgreSQL's words."""

    author: Author

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Sequence[Row]:
        """Run the query and return all its rows."""
        ...  # pragma: no cover

    def execute(self, statement: str, parameters: Mapping[str, Any]) -> Sequence[Row]:
        """Run a statement and return all its rows."""
        ...  # pragma: no cover


def answer(reader: Askable, ask: Callable[[Any], T]) -> T:
    """Run a function until it has asked nothing new, and return what it returned then.

    Args:
        ask: It only reads, and may be run several times.
    """
    known: dict[Question, Sequence[Row]] = {}
    for _ in range(MOST):
        listener = _Listener(reader.author, known)
        # Nothing was found of what isn't known yet, which may well surprise it.
        with contextlib.suppress(Exception):
            found = ask(listener)
            if not listener.new:
                return found
        if not listener.new:
            break
        known |= {one: _asked(reader, one) for one in listener.new if is_private(one[0])}
        new = [one for one in listener.new if one not in known]
        for start in range(0, len(new), AT_ONCE):
            some = new[start : start + AT_ONCE]
            known |= zip(some, answers(reader, some), strict=True)
    return ask(_Sure(reader, known))


def answers(reader: Askable, questions: Sequence[Question]) -> list[Sequence[Row]]:
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


def _asked(reader: Askable, question: Question) -> Sequence[Row]:
    return reader.rows(question[0], dict(question[1]))


class _Asked:
    """A reader that was asked something before."""

    def __init__(self, author: Author, known: Mapping[Question, Sequence[Row]]) -> None:
        self.author = author
        self._known = known

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Sequence[Row]:
        question = sql, tuple(sorted((parameters or {}).items()))
        return self._known[question] if question in self._known else self._unknown(question)

    def stream(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Iterator[Row]:
        return iter(self.rows(sql, parameters))

    def answer(self, ask: Callable[[Any], T]) -> T:
        return ask(self)

    def _unknown(self, question: Question) -> Sequence[Row]:
        raise NotImplementedError


class _Listener(_Asked):
    """Notes what isn't known, and answers that there is nothing."""

    def __init__(self, author: Author, known: Mapping[Question, Sequence[Row]]) -> None:
        super().__init__(author, known)
        self.new: dict[Question, None] = {}

    def _unknown(self, question: Question) -> Sequence[Row]:
        self.new[question] = None
        return ()


class _Sure(_Asked):
    """Asks what isn't known."""

    def __init__(self, reader: Askable, known: Mapping[Question, Sequence[Row]]) -> None:
        super().__init__(reader.author, known)
        self._reader = reader

    def _unknown(self, question: Question) -> Sequence[Row]:
        return _asked(self._reader, question)


def _rows(text: str | None) -> Sequence[Row]:
    # Pairs, since two columns may have one name.
    return json.loads(text, object_pairs_hook=_values) if text else ()


def _values(pairs: Sequence[tuple[str, Any]]) -> Row:
    return tuple(value for _, value in pairs)
