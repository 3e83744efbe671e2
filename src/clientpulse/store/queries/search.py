"""Where some words stand in what was ever written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from clientpulse.comparing import searchable
from clientpulse.records import Record
from clientpulse.records.record import from_row
from clientpulse.records.searched import NUMBERS, ROOM
from clientpulse.store.queries import values
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection

R = TypeVar("R", bound=Record)

KINDS: Mapping[str, tuple[str, str]] = {
    "clients": ("client", ""),
    "people": ("contact", ""),
    "notes": ("touchpoint", ""),
    "shares": ("touchpoint", "shared IS NOT NULL"),
    "meetings": ("meeting", ""),
    "promises": ("commitment", "owed_by = 'us'"),
    "asks": ("commitment", "owed_by = 'client'"),
    "mistakes": ("mistake", ""),
    "reminders": ("reminder", ""),
    "agenda": ("agenda_point", ""),
    "feedback": ("feedback", ""),
    "projects": ("project", ""),
    "services": ("service", ""),
    "traits": ("trait", ""),
}
"""By what somebody may ask for, the table, and which of its rows."""

LONGEST = 5_000

# Not the usual backslash, which the two databases read differently in a text.
ESCAPE = "!"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for.

    Attributes:
        words: In the form of ``comparing.searchable``; each has to stand in a record.
        named: By the place of a word, the clients in whose name it stands: there one word less has
            to stand in the record.
        kinds: Of ``KINDS``; none for all.
        clients: Only what belongs to these; None for everything.
    """

    words: tuple[str, ...]
    named: Mapping[int, Sequence[int]] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    clients: Selection | None = None


def found(reader: Reader, wanted: Wanted, limit: int) -> list[tuple[str, int]]:
    """Return table and number of the records that hold all words: those of no day, then newest."""
    where, parameters = _where(wanted)
    sql = f"""
    SELECT f.id FROM folded_text f WHERE {where}
     ORDER BY f.day DESC NULLS FIRST, f.id DESC LIMIT :limit
    """
    tables = {number: table for table, number in NUMBERS.items()}
    rows = reader.rows(sql, parameters | {"limit": min(limit, values.GREATEST)})
    return [(tables[key % ROOM], key // ROOM) for (key,) in rows]


def count(reader: Reader, wanted: Wanted) -> int:
    """Return how many records hold all words."""
    where, parameters = _where(wanted)
    return values.counted(reader, f"SELECT count(*) FROM folded_text f WHERE {where}", parameters)


def by_number(reader: Reader, record: type[R], ids: Iterable[int]) -> dict[int, R]:
    """Return records by their numbers."""
    within = f"{record.ALIAS}.id IN ({{ids}})"
    rows = values.in_chunks(reader, values.select(record, within), list(ids))
    return {one.id: one for one in (from_row(record, row) for row in rows)}


def written_in(table: str, word: str) -> tuple[str, dict[str, Any]]:
    """Return the statement for the numbers of a table's records that hold a word.

    Args:
        word: In the form of ``comparing.searchable``; only its beginning counts where it is longer
            than what SQLite compares.
    """
    return (
        f"SELECT f.id / {ROOM} FROM folded_text f"
        f" WHERE {_of_table(table)} AND f.text LIKE :word ESCAPE '{ESCAPE}'",
        {"word": f"%{_escaped(word[:LONGEST])}%"},
    )


def clients_named(reader: Reader, word: str) -> list[int]:
    """Return the clients in whose name a word stands, in the form of ``searchable``."""
    names = reader.rows("SELECT c.id, c.name FROM client c")
    return [number for number, name in names if word in searchable(name)]


def archived(reader: Reader, client_ids: Iterable[int]) -> frozenset[int]:
    """Return which of some clients are archived."""
    sql = "SELECT c.id FROM client c WHERE c.archived_on IS NOT NULL AND c.id IN ({ids})"
    return frozenset(values.numbered(values.in_chunks(reader, sql, list(client_ids))))


def _where(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    likes = [f"f.text LIKE :word{place} ESCAPE '{ESCAPE}'" for place in range(len(wanted.words))]
    parameters: dict[str, Any] = {
        f"word{place}": f"%{_escaped(word)}%" for place, word in enumerate(wanted.words)
    }
    conditions = [_or_of(like, wanted.named.get(place)) for place, like in enumerate(likes)]
    if wanted.named:
        conditions.append(f"({' OR '.join(likes)})")
    if wanted.kinds:
        conditions.append(f"({' OR '.join(map(_of_kind, wanted.kinds))})")
    if wanted.clients is not None:
        where, more = wanted.clients.where()
        conditions.append(f"f.client_id IN (SELECT c.id FROM client c WHERE {where})")
        parameters |= more
    return " AND ".join(conditions), parameters


def _escaped(word: str) -> str:
    for sign in (ESCAPE, "%", "_"):
        word = word.replace(sign, ESCAPE + sign)
    return word


def _or_of(like: str, clients: Sequence[int] | None) -> str:
    if not clients:
        return like
    return f"({like} OR f.client_id IN ({', '.join(str(int(one)) for one in clients)}))"


def _of_kind(kind: str) -> str:
    table, rows = KINDS[kind]
    of_table = _of_table(table)
    if not rows:
        return of_table
    # One division, and the number is that of the row: what is left over is the kind's.
    return f"({of_table} AND f.id / {ROOM} IN (SELECT x.id FROM {table} x WHERE x.{rows}))"


def _of_table(table: str) -> str:
    return f"f.id % {ROOM} = {NUMBERS[table]}"
