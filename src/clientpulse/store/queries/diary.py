"""The events of calendars, and what they became."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from clientpulse.records import DiaryEntry, Touchpoint
from clientpulse.records.record import from_row
from clientpulse.store.queries.values import in_chunks, read, select
from clientpulse.store.reader import Reader


def entries(reader: Reader) -> list[DiaryEntry]:
    """Return all events of all calendars that were written down."""
    return read(reader, DiaryEntry, "x.id")


def meetings(reader: Reader) -> set[int]:
    """Return the numbers of the meetings that stand in a calendar that is read."""
    sql = """
    SELECT DISTINCT x.meeting_id FROM diary_entry x
     WHERE x.meeting_id IS NOT NULL AND x.cancelled = 0
    """
    return {row[0] for row in reader.rows(sql)}


def held(reader: Reader, client_ids: Sequence[int], since: date, until: date) -> list[Touchpoint]:
    """Return the meetings with clients that were held on some days, as touchpoints."""
    conditions = ("x.client_id IN ({ids})", "x.channel = 'meeting'")
    within = ("x.occurred_on >= :since", "x.occurred_on <= :until")
    sql = f"{select(Touchpoint, *conditions, *within)} ORDER BY x.id"
    days = {"since": since.isoformat(), "until": until.isoformat()}
    return [from_row(Touchpoint, row) for row in in_chunks(reader, sql, client_ids, days)]
