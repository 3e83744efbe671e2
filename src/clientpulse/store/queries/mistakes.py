"""Mistakes of ours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from clientpulse.store.queries.values import day
from clientpulse.store.queries.values import first as _one
from clientpulse.store.queries.values import key as _key
from clientpulse.store.queries.values import of_client as _of_client
from clientpulse.store.reader import Reader
from clientpulse.views.relation import (
    MistakeView,
)

MISTAKES = """
SELECT m.id, m.uid, m.client_id, c.name, c.key, m.what, m.why, m.fix, m.prevent, m.offer,
       m.happened_on, m.entered_on, m.told_on, m.fix_by, m.fixed_on, m.created_at
  FROM mistake m JOIN client c ON c.id = m.client_id
 WHERE {where}
 ORDER BY m.entered_on DESC, m.id DESC
"""


def select(
    reader: Reader, *, client_id: int | None = None, only_open: bool = False
) -> Sequence[MistakeView]:
    """Return mistakes, the newest first; open ones are those that aren't fixed."""
    conditions = ["m.fixed_on IS NULL"] if only_open else []
    return _mistakes(reader, *_of_client("m", client_id, conditions, {}))


def one(reader: Reader, mistake_id: int) -> MistakeView | None:
    """Return one mistake."""
    return _one(_mistakes(reader, "m.id = :id", _key(mistake_id)))


def _mistakes(reader: Reader, where: str, parameters: dict[str, Any]) -> list[MistakeView]:
    return [
        MistakeView(*[*row[:10], *map(day, row[10:15]), str(row[15])])
        for row in reader.rows(MISTAKES.format(where=where), parameters)
    ]
