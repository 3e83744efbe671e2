"""Check-ups and their answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from clientpulse.store.queries.values import day
from clientpulse.store.queries.values import of_client as _of_client
from clientpulse.store.reader import Reader
from clientpulse.views.relation import (
    CheckupView,
)


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


CHECKUPS = """
SELECT k.id, k.uid, k.client_id, c.name, c.key, k.checked_on, k.score, k.created_at
  FROM checkup k JOIN client c ON c.id = k.client_id
 WHERE {where}
 ORDER BY k.checked_on DESC, k.id DESC
"""


def select(reader: Reader, client_id: int, limit: int | None = None) -> Sequence[CheckupView]:
    """Return a client's check-ups with their answers, the newest first."""
    where, parameters = _of_client("k", client_id, [], {})
    sql = CHECKUPS.format(where=where)
    if limit is not None:
        sql += " LIMIT :limit"
        parameters["limit"] = limit
    answers: dict[int, list[tuple[str, str]]] = {}
    told = """
    SELECT a.checkup_id, a.trait, a.answer
      FROM checkup_answer a JOIN checkup k ON k.id = a.checkup_id
     WHERE k.client_id = :client_id ORDER BY a.id
    """
    for checkup_id, trait, answer in reader.rows(told, {"client_id": client_id}):
        answers.setdefault(checkup_id, []).append((trait, answer))
    return [
        CheckupView(
            *[
                *row[:5],
                day(row[5]),
                float(row[6]),
                tuple(answers.get(row[0], ())),
                str(row[7]),
            ]
        )
        for row in reader.rows(sql, parameters)
    ]
