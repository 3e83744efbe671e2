"""Promises and asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from clientpulse.store.queries.values import day
from clientpulse.store.queries.values import first as _one
from clientpulse.store.queries.values import key as _key
from clientpulse.store.queries.values import of_client as _of_client
from clientpulse.store.reader import Reader
from clientpulse.views.relation import (
    CommitmentView,
)

COMMITMENTS = """
SELECT o.id, o.uid, o.client_id, c.name, c.key, o.owed_by, o.what, o.made_on, o.due_on, o.done_on,
       o.dropped_on, o.created_at
  FROM commitment o JOIN client c ON c.id = o.client_id
 WHERE {where}
 ORDER BY o.due_on IS NULL, o.due_on, o.id
"""


def select(
    reader: Reader,
    *,
    client_id: int | None = None,
    owed_by: str | None = None,
    only_open: bool = True,
) -> Sequence[CommitmentView]:
    """Return promises and asks, those with a day first, by their day."""
    conditions = ["o.done_on IS NULL AND o.dropped_on IS NULL"] if only_open else []
    parameters: dict[str, Any] = {}
    if owed_by is not None:
        conditions.append("o.owed_by = :owed_by")
        parameters["owed_by"] = owed_by
    return _commitments(reader, *_of_client("o", client_id, conditions, parameters))


def one(reader: Reader, commitment_id: int) -> CommitmentView | None:
    """Return one promise or ask."""
    return _one(_commitments(reader, "o.id = :id", _key(commitment_id)))


def _commitments(reader: Reader, where: str, parameters: dict[str, Any]) -> list[CommitmentView]:
    return [
        CommitmentView(*[*row[:7], *map(day, row[7:11]), str(row[11])])
        for row in reader.rows(COMMITMENTS.format(where=where), parameters)
    ]
