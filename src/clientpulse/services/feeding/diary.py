"""Booked meetings and birthdays, as a calendar shows them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta, tzinfo

from clientpulse.cadence.interval import Interval
from clientpulse.cadence.moments import birthday_on
from clientpulse.records import Meeting
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.feed import FeedEntry

A_YEAR = Interval(12, "m")


def meetings(
    reader: Reader,
    today: date,
    zone: tzinfo,
    selection: Selection,
    within: Interval | None = None,
) -> list[FeedEntry]:
    """Return the booked meetings from today on, but for those that a calendar has already.

    Args:
        zone: Ours: the times are by it.
        within: How far ahead; None for all.
    """
    until = date.max if within is None else within.after(today)
    in_a_calendar = queries.diary.meetings(reader)
    meant = {number for number, _, _ in queries.clients.names(reader, selection)}
    return [
        FeedEntry(
            ("meeting", one.uid),
            "Meeting",
            one.client,
            _start(one, zone),
            one.key,
            place=one.place,
            note=one.agenda,
        )
        for one in queries.meetings.select(reader, archived=False)
        if one.client_id in meant
        and today <= one.planned_on <= until
        and one.source is None
        and one.id not in in_a_calendar
    ]


def birthdays(
    reader: Reader, today: date, selection: Selection, within: Interval = A_YEAR
) -> list[FeedEntry]:
    """Return the next birthday of everybody who has one.

    Args:
        within: How far ahead.
    """
    return list(_birthdays(reader, today, selection, within.after(today)))


def _birthdays(
    reader: Reader, today: date, selection: Selection, until: date
) -> Iterator[FeedEntry]:
    meant = {number for number, _, _ in queries.clients.names(reader, selection)}
    for one in queries.contacts.select(reader, archived=False):
        if not one.birthday or one.client_id not in meant:
            continue
        on = birthday_on(one.birthday, today.year)
        if on < today and today.year < MAXYEAR:
            on = birthday_on(one.birthday, today.year + 1)
        if today <= on <= until:
            ids = ("birthday", one.uid)
            yield FeedEntry(ids, "Birthday", one.name, on, one.key, client=one.client)


def _start(meeting: Meeting, zone: tzinfo) -> date | datetime:
    """Return when a meeting begins; its day where no clock shows its hour in UTC."""
    if meeting.planned_time is None:
        return meeting.planned_on
    clock = time.fromisoformat(meeting.planned_time)
    start = datetime.combine(meeting.planned_on, clock, tzinfo=zone)
    try:
        _ = start.astimezone(UTC) + timedelta(hours=1)
    except OverflowError:
        return meeting.planned_on
    return start
