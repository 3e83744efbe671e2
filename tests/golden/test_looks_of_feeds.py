"""Each kind of feed, compared to the last character with a golden file beside this one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from clientpulse.feeds import calendar
from clientpulse.feeds.held import NOTHING
from clientpulse.feeds.options import BIRTHDAYS, DUE, MEETINGS, Options
from clientpulse.output.events import events
from clientpulse.services.feeding import diary, due
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.feed import FeedEntry
from tests.golden import shown
from tests.golden.test_screens import POLICY, check

NOW = datetime(shown.TODAY.year, shown.TODAY.month, shown.TODAY.day, 7, tzinfo=UTC)
VIENNA = ZoneInfo("Europe/Vienna")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    store = shown.store_at(tmp_path_factory.mktemp("demo") / "demo.db")
    with closing(store.open_reader()) as found:
        yield found


def entries(reader: Reader, kind: str, full: bool) -> list[FeedEntry]:
    if kind == MEETINGS:
        return diary.meetings(reader, shown.TODAY, VIENNA, Selection())
    if kind == BIRTHDAYS:
        return diary.birthdays(reader, shown.TODAY, Selection())
    return due.due(reader, shown.TODAY, POLICY, Selection(), full=full)


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("kind", [DUE, MEETINGS, BIRTHDAYS])
def test_a_feed_looks_as_it_did(reader: Reader, kind: str, full: bool) -> None:
    found = sorted(entries(reader, kind, full), key=lambda one: (str(one.start), one.who))
    # What an event is known by is made up anew with every store.
    known = [replace(one, ids=(number,)) for number, one in enumerate(found)]
    said = events(known, full=full, alarm=time(8) if full else None)
    text = calendar.text(Options(kind, full), said, NOTHING, NOW)
    check(f"feed_{kind}{'.FULL' if full else ''}.ics", text.replace("\r\n", "\n"))
