"""The traits that check-ups ask about, and how much each counts."""

from __future__ import annotations

from collections.abc import Sequence

from clientpulse.records import Trait
from clientpulse.records.record import from_row
from clientpulse.store.queries import values
from clientpulse.store.queries.values import read
from clientpulse.store.reader import Reader, Row


def own_traits(reader: Reader) -> Sequence[Row]:
    """Return all traits of our own: id, client's id, its key and name, key, name, good.

    The client is None where the trait is for all; those come first.
    """
    sql = """
    SELECT t.id, t.client_id, c.key, c.name, t.key, t.name, t.good
      FROM trait t LEFT JOIN client c ON c.id = t.client_id
     ORDER BY t.client_id IS NOT NULL, c.key, t.id
    """
    return reader.rows(sql)


def weights(reader: Reader) -> Sequence[Row]:
    """Return all weights that were given: id, client's id, its key and name, trait, weight.

    The client is None where the weight is for all; those come first.
    """
    sql = """
    SELECT w.id, w.client_id, c.key, c.name, w.trait, w.weight
      FROM trait_weight w LEFT JOIN client c ON c.id = w.client_id
     ORDER BY w.client_id IS NOT NULL, c.key, w.id
    """
    return reader.rows(sql)


def answered_traits(reader: Reader) -> set[str]:
    """Return the keys of all traits that any check-up has an answer about."""
    return {row[0] for row in reader.rows("SELECT DISTINCT a.trait FROM checkup_answer a")}


def select(reader: Reader, client_id: int | None = None) -> list[Trait]:
    """Return the traits of our own that are for everybody, and those for one client."""
    if client_id is None:
        return read(reader, Trait, "x.id", "x.client_id IS NULL")
    sql = f"{values.select(Trait, 'x.client_id IS NULL OR x.client_id = :client_id')} ORDER BY x.id"
    return [from_row(Trait, row) for row in reader.rows(sql, {"client_id": client_id})]


def trait_weights(reader: Reader, client_id: int | None = None) -> dict[str, int]:
    """Return how much each trait counts: for this client, or else for all; 1 where not said."""
    sql = """
    SELECT w.trait, w.weight FROM trait_weight w
     WHERE w.client_id IS NULL OR w.client_id = :client_id
     ORDER BY w.client_id IS NOT NULL, w.id
    """
    return {row[0]: row[1] for row in reader.rows(sql, {"client_id": client_id})}
