"""Calendar files that we write: their laws, and what others read in them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientpulse.feeds import calendar, held
from clientpulse.feeds.event import Event, is_ours, lines, uid_of
from clientpulse.feeds.held import NOTHING, Held, NotOursError
from clientpulse.feeds.options import KINDS, Options
from clientpulse.feeds.options import read as read_options
from clientpulse.output.safe import one_line
from clientpulse.sources.calendars.events import Calendars
from clientpulse.sources.gathered import Window
from tests.hostile import naughty

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
DAY = date(2026, 11, 23)
MINUTE = timedelta(minutes=1)
VIENNA = timezone(timedelta(hours=1))

texts = st.text(max_size=120).map(one_line)
events = st.builds(
    Event,
    st.integers(0, 7).map(uid_of),
    st.dates(max_value=date(9999, 12, 30))
    | st.integers(0, 100_000_000).map(lambda minutes: NOW.astimezone(VIENNA) + minutes * MINUTE),
    texts,
    st.lists(texts, max_size=3).map(tuple),
    texts,
    st.booleans(),
    st.none() | st.times().map(lambda one: one.replace(second=0, microsecond=0, tzinfo=None)),
)
feeds = st.lists(events, max_size=6, unique_by=lambda one: one.uid)


def written(some: Iterable[Event], before: Held = NOTHING, now: datetime = NOW) -> str:
    return calendar.text(Options(), some, before, now)


def again(text: str) -> Held:
    return held.read(text.encode())


def read(text: str) -> list[Any]:
    """Read a feed as strictly as icalendar can."""
    (found,) = icalendar.Calendar.from_ical(text.encode(), multiple=True)
    assert [one.errors for one in found.walk() if getattr(one, "errors", [])] == []
    assert {one.name for one in found.subcomponents} <= {"VEVENT"}
    return list(found.walk("VEVENT"))


@settings(max_examples=40)
@given(feeds)
def test_the_same_state_is_the_same_file(some: list[Event]) -> None:
    text = written(some)
    assert written(some, again(text), NOW + MINUTE) == text
    assert written(some[::-1], again(text), NOW + MINUTE) == text
    assert written(some) == text


@settings(max_examples=40)
@given(st.lists(feeds, min_size=2, max_size=5))
def test_a_sequence_rises_with_a_change_and_never_falls(states: list[list[Event]]) -> None:
    before, last = NOTHING, dict[str, tuple[int, tuple[str, ...]]]()
    for number, some in enumerate(states):
        now = again(written(some, before, NOW + number * MINUTE))
        for event in some:
            version = now.versions[event.uid]
            assert version.lines == tuple(lines(event))
            if event.uid in before.versions:
                sequence, said = last[event.uid]
                rose = version.sequence - sequence
                assert rose == (said != version.lines)
                assert (version.stamp == before.versions[event.uid].stamp) is (not rose)
            elif event.uid in last:  # it was gone, and a calendar may have it still
                assert version.sequence > last[event.uid][0]
            last[event.uid] = version.sequence, version.lines
        before = now


@settings(max_examples=40)
@given(feeds)
def test_others_read_what_was_written(some: list[Event]) -> None:
    text = written(some)
    found = {str(one["UID"]): one for one in read(text)}
    assert found.keys() == {one.uid for one in some}
    for event in some:
        one = found[event.uid]
        assert str(one["SUMMARY"]) == event.summary
        assert str(one.get("DESCRIPTION", "")) == "\n".join(event.description)
        assert str(one.get("LOCATION", "")) == event.place
        timed = isinstance(event.start, datetime)
        start, end = one.decoded("DTSTART"), one.decoded("DTEND")
        assert start == event.start
        assert end - start == timedelta(hours=1) if timed else timedelta(days=1)
        assert str(one["TRANSP"]) == ("OPAQUE" if timed else "TRANSPARENT")
        assert len(one.walk("VALARM")) == (event.alarm is not None)


@settings(max_examples=40)
@given(feeds)
def test_lines_are_as_long_as_they_may_be_and_end_as_they_should(some: list[Event]) -> None:
    data = written(some).encode()
    physical = data.split(b"\r\n")
    assert physical.pop() == b""
    assert all(len(one) <= 75 and b"\n" not in one and b"\r" not in one for one in physical)
    for one in physical:
        one.decode()  # no character is cut in two


def test_hostile_texts_stay_texts() -> None:
    shown = [*map(one_line, naughty()), "a\\nEND:VEVENT", "x\\", ";,:\\\\n", "BEGIN:VALARM"]
    some = [
        Event(uid_of(number), DAY, one, (one, "END:VEVENT", one), one)
        for number, one in enumerate(shown)
    ]
    text = written(some)
    found = {str(one["UID"]): one for one in read(text)}
    for event in some:
        one = found[event.uid]
        assert str(one["SUMMARY"]) == event.summary
        assert str(one["DESCRIPTION"]) == "\n".join(event.description)
        assert one.subcomponents == []
        assert {*one} == {
            *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY"),
            *("DESCRIPTION", "LOCATION", "TRANSP"),
        } - ({"LOCATION"} if not event.place else set())
    assert written(some, again(text), NOW + MINUTE) == text


def test_our_own_reader_knows_them_by_their_uid() -> None:
    some = [Event(uid_of(1), DAY, "Call: AG"), Event(uid_of(2), NOW, "Meeting: AG")]
    window = Window(DAY - timedelta(days=30), DAY + timedelta(days=30), UTC, DAY)
    calendars = Calendars(window)
    calendars.take("", [written(some).encode()])
    found = calendars.gathered().items
    assert [(one.on, one.time, one.minutes, one.title, one.free) for one in found] == [
        (NOW.date(), "08:00", 60, "Meeting: AG", False),
        (DAY, None, None, "Call: AG", True),
    ]
    assert all(is_ours(one.uid) for one in found)
    assert not is_ours("0e67347a@google.com")


@pytest.mark.parametrize(
    ("start", "alarm", "trigger"),
    [
        (DAY, time(8), timedelta(hours=8)),
        (DAY, time(0), timedelta()),
        (DAY, time(23, 59), timedelta(hours=23, minutes=59)),
        (datetime(2026, 11, 23, 14, 30, tzinfo=VIENNA), time(8), -timedelta(hours=6, minutes=30)),
        (datetime(2026, 11, 23, 8, tzinfo=VIENNA), time(8), timedelta()),
        (datetime(2026, 11, 23, 7, tzinfo=VIENNA), time(8), timedelta()),
    ],
)
def test_an_alarm_rings_on_the_day_and_never_after_the_start(
    start: date, alarm: time, trigger: timedelta
) -> None:
    ((event),) = read(written([Event(uid_of(1), start, "Call: AG", alarm=alarm)]))
    (found,) = event.walk("VALARM")
    assert found.decoded("TRIGGER") == trigger
    assert (found["ACTION"], found["DESCRIPTION"]) == ("DISPLAY", "Call: AG")


def test_the_last_day_of_the_calendar_needs_no_end() -> None:
    (event,) = read(written([Event(uid_of(1), date.max, "Call: AG")]))
    assert event.decoded("DTSTART") == date.max
    assert "DTEND" not in event


def test_nothing_due_is_a_calendar_too() -> None:
    text = written([])
    assert read(text) == []
    assert written([], again(text)) == text


@pytest.mark.parametrize("data", [b"", b"\n", b" \r\n"])
def test_an_empty_file_holds_nothing(data: bytes) -> None:
    assert held.read(data) == NOTHING


WHOLE = written([Event(uid_of(1), DAY, "Call: AG")])
THEIRS = "BEGIN:VEVENT\r\nUID:1@google.com\r\nDTSTART:20261123T080000Z\r\nEND:VEVENT\r\n"


@pytest.mark.parametrize(
    "text",
    [
        "name,address\r\nAcme,here\r\n",
        "\ufeff",
        "BEGIN:VCALENDAR\r\nPRODID:-//Mozilla.org/NONSGML\r\nEND:VCALENDAR\r\n",
        WHOLE.replace("clientpulse//pulse", "Mozilla.org//pulse"),
        WHOLE[: len(WHOLE) // 2],
        WHOLE.replace("END:VCALENDAR\r\n", ""),
        WHOLE.replace("END:VEVENT\r\n", ""),
        WHOLE.replace("SEQUENCE:0", "SEQUENCE:x"),
        WHOLE.replace("SEQUENCE:0", "SEQUENCE:-1"),
        WHOLE.replace("SEQUENCE:0", "SEQUENCE:1_0"),
        WHOLE.replace("SEQUENCE:0", f"SEQUENCE:{2**31}"),
        WHOLE.replace("NEXT:0", "NEXT:-1"),
        WHOLE.replace("DTSTAMP:2", "DTSTAMP:x"),
        WHOLE.replace("DTSTAMP:", "DTSTAMP:\u0663"),
        WHOLE.replace("SEQUENCE:0\r\n", ""),
        WHOLE.replace("X-CLIENTPULSE-FEED:due\r\n", ""),
        WHOLE.replace("X-CLIENTPULSE-FEED:due", "X-CLIENTPULSE-FEED:promises"),
        WHOLE.replace("X-CLIENTPULSE-FEED:due", "X-CLIENTPULSE-FEED:due more=1"),
        WHOLE.replace("X-CLIENTPULSE-FEED:due", "X-CLIENTPULSE-FEED:due more"),
        WHOLE.replace("X-CLIENTPULSE-NEXT:0\r\n", ""),
        WHOLE.replace("END:VCALENDAR\r\n", f"{THEIRS}END:VCALENDAR\r\n"),
        WHOLE.replace("@feed.clientpulse", "@google.com"),
        WHOLE.replace("BEGIN:VEVENT", "BEGIN:VTODO").replace("END:VEVENT", "END:VTODO"),
        f"{WHOLE}{WHOLE}",
        "\r\n".join(["BEGIN:VCALENDAR"] * 3),
    ],
)
def test_what_is_not_ours_or_was_changed_is_told(text: str) -> None:
    with pytest.raises(NotOursError):
        held.read(text.encode())


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"BEGIN:VCALENDAR\xff", bytes(range(256))])
def test_what_is_not_text_is_not_ours(data: bytes) -> None:
    with pytest.raises(NotOursError):
        held.read(data)


@given(
    st.binary(max_size=300) | st.text(max_size=300).map(lambda one: one.encode("utf-8", "replace"))
)
def test_reading_what_is_there_never_fails_otherwise(data: bytes) -> None:
    with contextlib.suppress(NotOursError):
        held.read(data)


@given(st.integers(0, len(WHOLE)), st.integers(0, len(WHOLE)))
def test_a_part_cut_out_is_told_or_read(first: int, second: int) -> None:
    cut = WHOLE[: min(first, second)] + WHOLE[max(first, second) :]
    try:
        found = again(cut)
    except NotOursError:
        return
    assert again(written([Event(uid_of(1), DAY, "Call: AG")], found)).versions.keys()


def test_line_ends_that_a_program_changed_are_read_all_the_same() -> None:
    found = again(WHOLE.replace("\r\n", "\n"))
    assert found.versions == again(WHOLE).versions


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize(("within", "alarm"), [(None, None), ("2w", None), ("1y", "8:00")])
def test_a_file_remembers_what_was_asked(
    kind: str, full: bool, within: str | None, alarm: str | None
) -> None:
    asked = Options(kind, full, within, alarm)
    assert read_options(asked.words()) == asked
    assert again(calendar.text(asked, [], NOTHING, NOW)).asked == asked
