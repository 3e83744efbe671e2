"""A feed's events in words: initials and the kind of contact, or all there is to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from clientpulse.cadence.advice import reason, suggestion
from clientpulse.cadence.items import OVERDUE, DueItem
from clientpulse.feeds.event import Event, uid_of
from clientpulse.output.initials import initials
from clientpulse.output.phrases import next_command
from clientpulse.output.safe import lines, one_line
from clientpulse.quoting import shell_word
from clientpulse.views.feed import FeedEntry

JUNE, HALF_A_YEAR = 6, timedelta(days=170)


def events(entries: Iterable[FeedEntry], *, full: bool, alarm: time | None) -> list[Event]:
    """Put a feed's entries into words.

    Calendars are shared, and lock screens are read.

    Args:
        full: With names, places, reasons, and the commands to type.
        alarm: When to remind on the day.
    """
    said = _in_full if full else _in_short
    return [said(one, None if one.silent else alarm) for one in entries]


def _in_short(entry: FeedEntry, alarm: time | None) -> Event:
    summary = f"{entry.word}: {initials(entry.who)}"
    return Event(uid_of(*entry.ids), entry.start, summary, alarm=alarm)


def _in_full(entry: FeedEntry, alarm: time | None) -> Event:
    client = f" ({entry.client})" if entry.client is not None else ""
    return Event(
        uid_of(*entry.ids),
        entry.start,
        one_line(f"{entry.word}: {entry.who}{client}"),
        tuple(_description(entry)),
        one_line(entry.place or ""),
        private=True,
        alarm=alarm,
    )


def _description(entry: FeedEntry) -> Iterator[str]:
    """Say what it is about, as it is true whenever it is read."""
    on = entry.start.date() if isinstance(entry.start, datetime) else entry.start
    for item in entry.items:
        yield from _item(item, on)
        yield ""
    if entry.note:
        yield from lines(entry.note)
        yield ""
    yield f"pulse brief {shell_word(entry.key)}"


def _item(item: DueItem, on: date) -> Iterator[str]:
    yield one_line(reason(item, on if item.status == OVERDUE else _far_from(on)))
    yield one_line(suggestion(item))
    yield one_line(next_command(item))


def _far_from(day: date) -> date:
    """Return a day of the same year from which nothing near it is called today or tomorrow."""
    return day - HALF_A_YEAR if day.month > JUNE else day + HALF_A_YEAR
