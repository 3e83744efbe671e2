"""The read path of check-ups and their traits where they are written: plain SQL, as in ``queries``.

What other commands show of them is in ``relation_queries``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

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


def checkup_on(reader: Reader, client_id: int, day: date) -> int | None:
    """Return the id of a client's check-up of a day."""
    sql = "SELECT k.id FROM checkup k WHERE k.client_id = :client_id AND k.checked_on = :day"
    rows = reader.rows(sql, {"client_id": client_id, "day": day.isoformat()})
    return rows[0][0] if rows else None


def answers(reader: Reader, checkup_id: int) -> dict[str, tuple[int, str]]:
    """Return the id and the answer by trait, in the order in which they were given."""
    sql = """
    SELECT a.trait, a.id, a.answer FROM checkup_answer a
     WHERE a.checkup_id = :checkup_id ORDER BY a.id
    """
    return {row[0]: (row[1], row[2]) for row in reader.rows(sql, {"checkup_id": checkup_id})}


def rule_ids(reader: Reader, client_id: int) -> dict[str, int]:
    """Return the id of each rule that differs for a client, by the rule's name."""
    sql = "SELECT x.rule, x.id FROM client_rule x WHERE x.client_id = :client_id"
    return {row[0]: row[1] for row in reader.rows(sql, {"client_id": client_id})}
