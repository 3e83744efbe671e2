"""The diary by day: meetings, birthdays, reminders, days off, and what is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from clientpulse.cadence.interval import LARGEST_COUNT, Interval
from clientpulse.cadence.moments import Ref, birthday_on
from clientpulse.cadence.policy import Policy
from clientpulse.records import Reminder
from clientpulse.services import away
from clientpulse.services.feeding import due
from clientpulse.store import queries
from clientpulse.store.queries.values import grouped
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.diary import AWAY, BIRTHDAY, DUE, MEETING, REMINDER, Day, DiaryView, Entry

Dated = Iterator[tuple[date, Entry]]


def days(
    reader: Reader, today: date, policy: Policy, selection: Selection, first: date, last: date
) -> DiaryView:
    """Return what is on each of some days.

    What is due stands on the day by which to act, and what is late on today.
    """
    clients = {number: key for number, key, _ in queries.clients.names(reader, selection)}
    found = grouped(
        (on, entry)
        for on, entry in (
            *_days_off(reader, today, policy, first, last),
            *_meetings(reader, first, last),
            *_birthdays(reader, first, last),
            *_reminders(reader, first, last),
            *_due(reader, today, policy, selection, last, clients),
        )
        if first <= on <= last and (entry.client_id is None or entry.client_id in clients)
    )
    days = (first + timedelta(days=at) for at in range((last - first).days + 1))
    return DiaryView(
        today,
        tuple(Day(on, on.weekday() in policy.workdays, tuple(found.get(on, ()))) for on in days),
        tuple(clients.values()),
    )


def _days_off(reader: Reader, today: date, policy: Policy, first: date, last: date) -> Dated:
    for one in away.listed(reader, today, policy, include_closed=True).items:
        span = one.away
        on = max(first, span.starts_on)
        while on <= min(last, span.ends_on):
            if on.weekday() in policy.workdays:
                yield on, Entry(AWAY, str(span.id), until=span.ends_on)
            if on == date.max:
                break
            on += timedelta(days=1)


def _meetings(reader: Reader, first: date, last: date) -> Dated:
    for one in queries.meetings.select(reader, states=("booked", "held"), since=first, until=last):
        yield (
            one.planned_on,
            Entry(MEETING, str(one.id), one.client_id, one.client, one.key, meeting=one),
        )


def _birthdays(reader: Reader, first: date, last: date) -> Dated:
    for one in queries.contacts.select(reader, archived=False):
        for year in {first.year, last.year} if one.birthday else ():
            on = birthday_on(one.birthday or "", year)
            yield (
                on,
                Entry(
                    BIRTHDAY,
                    str(Ref(one.id, birthday=True)),
                    one.client_id,
                    one.client,
                    one.key,
                    one.name,
                    is_done=one.greeted_on is not None and one.greeted_on >= on,
                ),
            )


def _reminders(reader: Reader, first: date, last: date) -> Dated:
    for one in queries.reminders.select(reader, only_open=False):
        for on in _days_of(one, first, last):
            is_done = one.done_on is not None and (not one.yearly or one.done_on >= on)
            yield (
                on,
                Entry(
                    REMINDER,
                    one.ref,
                    one.client_id,
                    one.client,
                    one.key,
                    one.what,
                    is_done=is_done,
                ),
            )


def _days_of(one: Reminder, first: date, last: date) -> set[date]:
    if not one.yearly:
        return {one.remind_on}
    stored = one.remind_on.isoformat()
    days = {birthday_on(stored, year) for year in (first.year, last.year)}
    return {on for on in days if on >= one.remind_on}


def _due(
    reader: Reader,
    today: date,
    policy: Policy,
    selection: Selection,
    last: date,
    clients: Mapping[int, str],
) -> Dated:
    """Give what is due, but for occasions on their own day, where they stand by themselves."""
    if last < today:
        return
    number_of = {key: number for number, key in clients.items()}
    within = _interval((last - today).days)
    for one in due.due(reader, today, policy, selection, within, full=True):
        on = one.start.date() if isinstance(one.start, datetime) else one.start
        items = tuple(item for item in one.items if item.rule != "moment" or item.due_on != on)
        if items and one.key in number_of:
            yield on, Entry(DUE, one.key, number_of[one.key], one.who, one.key, items=items)


def _interval(days: int) -> Interval:
    """Return an interval of so many days or more."""
    if days <= LARGEST_COUNT:
        return Interval(max(1, days), "d")
    return Interval(min(LARGEST_COUNT, days // 365 + 1), "y")
