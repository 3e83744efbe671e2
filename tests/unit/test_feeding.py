"""What a feed holds of a whole portfolio, day by day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from clientpulse.cadence.policy import Policy
from clientpulse.feeds import calendar, held
from clientpulse.feeds.event import Event
from clientpulse.feeds.held import NOTHING
from clientpulse.feeds.options import Options
from clientpulse.output.events import events
from clientpulse.services.demo.keeping import demo_store
from clientpulse.services.feeding import due
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.feed import FeedEntry
from tests.unit.made_up import TODAY

POLICY = Policy()
MORNINGS = [TODAY + timedelta(days=number) for number in range(40)]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        store = demo_store(TODAY, POLICY)
    with closing(store.open_reader()) as found:
        yield found


def said(entries: list[FeedEntry]) -> list[Event]:
    return events(entries, full=False, alarm=None)


def test_an_event_is_of_a_client_and_a_day(reader: Reader) -> None:
    for today in MORNINGS:
        entries = due.due(reader, today, POLICY, Selection())
        assert len({one.ids for one in entries}) == len(entries)
        assert len({(one.key, one.start) for one in entries}) == len(entries)
        assert min(one.start for one in entries) == today
        for one in entries:
            assert {max(item.act_by, today) for item in one.items} == {one.start}
            assert {item.client for item in one.items} == {one.who}


def test_every_item_is_in_it_but_for_meetings_of_today(reader: Reader) -> None:
    for today in MORNINGS[::10]:
        for full in (False, True):
            entries = due.due(reader, today, POLICY, Selection(), full=full)
            inside = [(one.key, item.rule, item.ref_id) for one in entries for item in one.items]
            listed = due.whom.listed(reader, today, POLICY, Selection(), due.Asked(due.USUAL))[1]
            wanted = [(item.key, item.rule, item.ref_id) for of in listed.values() for item in of]
            assert sorted(map(str, inside)) == sorted(
                str(one) for one in wanted if one[1] != "appointment"
            )


def test_versions_go_on_from_morning_to_morning(reader: Reader) -> None:
    before = NOTHING
    highest: dict[str, int] = {}
    for today in MORNINGS:
        now = datetime(today.year, today.month, today.day, 7, tzinfo=UTC)
        some = said(due.due(reader, today, POLICY, Selection()))
        text = calendar.text(Options(), some, before, now)
        after = held.read(text.encode())
        assert calendar.text(Options(), some, after, now + timedelta(hours=1)) == text
        for uid, version in after.versions.items():
            old = before.versions.get(uid)
            if old is None:
                assert version.sequence > highest.get(uid, -1)
            else:
                assert version.sequence == old.sequence + (version.lines != old.lines)
            highest[uid] = version.sequence
        before = after
    assert max(highest.values()) > 1


def test_nothing_of_any_name_is_in_it(reader: Reader) -> None:
    clients = queries.clients.select(reader, Selection(archived=None))
    words = {word for one in clients for word in re.findall(r"\w{4,}", f"{one.name} {one.key}")}
    assert len(words) > 20
    text = calendar.text(
        Options(), said(due.due(reader, TODAY, POLICY, Selection())), NOTHING, datetime.now(UTC)
    )
    assert [one for one in words if re.search(rf"\b{one}\b", text, re.IGNORECASE)] == []
