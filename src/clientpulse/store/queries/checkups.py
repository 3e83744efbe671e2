"""Check-ups and their answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clientpulse.records import Checkup
from clientpulse.store.queries.values import GREATEST, grouped, read
from clientpulse.store.reader import Reader


def answers(reader: Reader, checkup_id: int) -> dict[str, tuple[int, str]]:
    """Return the id and the answer by trait, in the order in which they were given."""
    sql = """
    SELECT a.trait, a.id, a.answer FROM checkup_answer a
     WHERE a.checkup_id = :checkup_id ORDER BY a.id
    """
    return {row[0]: (row[1], row[2]) for row in reader.rows(sql, {"checkup_id": checkup_id})}


def select(reader: Reader, client_id: int, limit: int = GREATEST) -> Sequence[Checkup]:
    """Return a client's check-ups with their answers, the newest first."""
    told = """
    SELECT a.checkup_id, a.trait, a.answer
      FROM checkup_answer a JOIN checkup k ON k.id = a.checkup_id
     WHERE k.client_id = :client_id ORDER BY a.id
    """
    rows = reader.rows(told, {"client_id": client_id})
    answers = grouped((checkup_id, (trait, answer)) for checkup_id, trait, answer in rows)
    order = "x.checked_on DESC, x.id DESC LIMIT :limit"
    return [
        replace(one, answers=tuple(answers.get(one.id, ())))
        for one in read(reader, Checkup, order, client_id=client_id, limit=limit)
    ]
