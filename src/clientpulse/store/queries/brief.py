"""What only the brief asks."""

from __future__ import annotations

from datetime import date

from clientpulse.store.reader import Reader

MOODS = """
SELECT t.mood FROM touchpoint t
 WHERE t.client_id = :client_id AND t.mood IS NOT NULL AND t.occurred_on <= :today
 ORDER BY t.occurred_on DESC, t.id DESC
 LIMIT :limit
"""


def last_moods(reader: Reader, client_id: int, today: date, limit: int) -> list[int]:
    """Return a client's latest moods up to today, the newest first."""
    parameters = {"client_id": client_id, "today": today.isoformat(), "limit": limit}
    return [row[0] for row in reader.rows(MOODS, parameters)]
