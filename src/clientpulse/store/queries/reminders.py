"""Days worth a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from clientpulse.store.queries.values import day
from clientpulse.store.queries.values import first as _one
from clientpulse.store.queries.values import key as _key
from clientpulse.store.queries.values import of_client as _of_client
from clientpulse.store.reader import Reader
from clientpulse.views.relation import (
    ReminderView,
)

REMINDERS = """
SELECT r.id, r.uid, r.client_id, c.name, c.key, r.remind_on, r.what, r.yearly, r.person, r.done_on,
       r.created_at
  FROM reminder r JOIN client c ON c.id = r.client_id
 WHERE {where}
 ORDER BY r.remind_on, r.id
"""


def select(
    reader: Reader, *, client_id: int | None = None, only_open: bool = True
) -> Sequence[ReminderView]:
    """Return moments to remember by their day; a yearly one is never over."""
    conditions = ["(r.done_on IS NULL OR r.yearly = 1)"] if only_open else []
    return _reminders(reader, *_of_client("r", client_id, conditions, {}))


def one(reader: Reader, reminder_id: int) -> ReminderView | None:
    """Return one moment to remember."""
    return _one(_reminders(reader, "r.id = :id", _key(reminder_id)))


def _reminders(reader: Reader, where: str, parameters: dict[str, Any]) -> list[ReminderView]:
    return [
        ReminderView(
            *[*row[:5], day(row[5]), row[6], bool(row[7]), row[8], day(row[9]), str(row[10])]
        )
        for row in reader.rows(REMINDERS.format(where=where), parameters)
    ]
