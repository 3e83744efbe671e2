"""Calendars as programs really write them, broken ones, and those of people who mean harm."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from written_mail import forbid

from clientpulse.config.sources import Source
from clientpulse.errors import SourceError
from clientpulse.sources.calendars import calendar
from clientpulse.sources.calendars.events import MOST_REMARKS, Calendars
from clientpulse.sources.gathered import Gathered, Window

SAMPLES = Path(__file__).parent.parent / "samples" / "calendars"
TODAY = date(2026, 11, 28)
WINDOW = Window(date(2025, 11, 28), date(2027, 11, 28), ZoneInfo("Europe/Rome"), TODAY)
LENA = "lena@acme.example"


def gathered(text: str | bytes, size: int = 1 << 20) -> Gathered:
    data = text if isinstance(text, bytes) else text.encode()
    calendars = Calendars(WINDOW)
    calendars.take("", (data[at : at + size] for at in range(0, len(data), size)))
    return calendars.gathered()


def said(found: Gathered) -> list[tuple[str, str | None, int | None, str]]:
    return [(f"{one.on}", one.time, one.minutes, one.title) for one in found.items]


PROGRAMS = {
    "google.ics": [
        ("2026-10-05", "09:00", 30, "Weekly, with coffee"),
        ("2026-10-19", "09:00", 30, "Weekly, with coffee"),
        ("2026-10-27", "15:00", 30, "Weekly, moved"),
        ("2026-11-02", "09:00", 30, "Weekly, with coffee"),
        ("2026-11-09", "09:00", 30, "Weekly, with coffee"),
        ("2026-12-24", None, None, "Away"),
    ],
    "outlook.ics": [
        ("2026-11-02", "10:00", 90, "Jahresabschluss – Größe klären"),
        ("2026-11-10", "00:00", 90, "Focus"),
        ("2026-12-07", "10:00", 90, "Jahresabschluss – Größe klären"),
        ("2027-01-04", "10:00", 90, "Jahresabschluss – Größe klären"),
    ],
    "exchange.ics": [
        ("2026-11-03", "14:00", 60, "Beratung"),
        ("2026-11-09", None, None, "Urlaub"),
    ],
    "iphone.ics": [("2026-11-05", "12:30", 30, "Lunch")],
    "evolution.ics": [("2026-11-06", "09:00", 60, "Planning")],
    "lotus.ics": [
        ("2026-10-20", "10:00", 60, "Notes meeting"),
        ("2026-10-27", "10:00", 120, "Notes meeting"),
    ],
    "android.ics": [("2026-11-07", "09:00", 45, "Caffè con André")],
    "thunderbird.ics": [
        ("2026-10-13", "09:00", 60, "Quarterly"),
        ("2026-10-20", "09:00", 60, "Quarterly"),
        ("2026-10-28", "11:00", 90, "Quarterly, later"),
        ("2026-11-04", "11:00", 90, "Quarterly, later"),
    ],
    "old.vcs": [
        ("2026-10-05", "09:00", 60, "Größe und Fristen"),
        ("2026-10-19", "09:00", 60, "Größe und Fristen"),
        ("2026-11-02", "09:00", 60, "Größe und Fristen"),
    ],
}


@pytest.mark.parametrize("name", PROGRAMS)
@pytest.mark.parametrize("size", [1, 7, 1 << 20])
def test_every_programs_calendar_is_read(name: str, size: int) -> None:
    found = gathered((SAMPLES / name).read_bytes(), size)
    assert (said(found), found.remarks) == (PROGRAMS[name], [])


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("google.ics", "accepted"),
        ("outlook.ics", ""),
        ("iphone.ics", "needs-action"),
        ("evolution.ics", "declined"),
        ("lotus.ics", "needs-action"),
        ("old.vcs", "accepted"),
    ],
)
def test_every_programs_people_are_known(name: str, status: str) -> None:
    people = {one.address: one for one in gathered((SAMPLES / name).read_bytes()).items[0].people}
    assert people[LENA].status == status


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ([f"ATTENDEE:mailto:{LENA}"], ""),
        ([f"ATTENDEE;RSVP=TRUE:mailto:{LENA}", f"ATTENDEE;PARTSTAT=DECLINED:{LENA}"], "declined"),
        ([f"ATTENDEE;PARTSTAT=DECLINED:{LENA}", f"ATTENDEE;RSVP=TRUE:mailto:{LENA}"], "declined"),
        ([f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{LENA.replace('@', '@ ')}"], "accepted"),
    ],
)
def test_somebody_is_known_however_they_are_named(lines: list[str], status: str) -> None:
    (one,) = gathered(event(START, *lines)).items[0].people
    assert (one.address, one.status) == (LENA, status)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_marks_of_an_encoding_are_heeded(encoding: str) -> None:
    text = (SAMPLES / "outlook.ics").read_text("utf-8")
    text = f"\ufeff{text}" if encoding == "utf-16-le" else text
    for size in (3, 1 << 20):
        assert said(gathered(text.encode(encoding), size)) == PROGRAMS["outlook.ics"]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\n\n", "\r\r\n"])
def test_lines_end_as_they_like(end: str) -> None:
    text = (SAMPLES / "google.ics").read_bytes().decode().replace("\r\n", end)
    assert said(gathered(text)) == PROGRAMS["google.ics"]


@pytest.mark.parametrize("fold", ["\r\n ", "\r\n\t", "\r\n\r\n ", "\n "])
@pytest.mark.parametrize("name", ["google.ics", "iphone.ics", "thunderbird.ics"])
def test_a_line_may_be_folded_behind_its_name(name: str, fold: str) -> None:
    text = (SAMPLES / name).read_bytes().decode()
    folded = re.sub(r"(?m)^((?!BEGIN|END)[A-Z-]+)(?=[;:])", rf"\1{fold}", text)
    assert folded != text
    assert said(gathered(folded)) == PROGRAMS[name]
    within = re.sub(r"(?m)^([A-Z]{3})(?=[A-Z-]+[;:])", rf"\1{fold}", text)
    assert said(gathered(within)) == PROGRAMS[name]


def event(*lines: str, uid: str = "a") -> str:
    begin = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", *([f"UID:{uid}"] if uid else [])]
    return "\n".join([*begin, *lines, "END:VEVENT", "END:VCALENDAR", ""])


START = "DTSTART:20261104T090000"


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["SUMMARY:x"], "no start"),
        (["SUMMARY:x", "DTSTART:"], "no start"),
        (["SUMMARY:x", "DTSTART:tomorrow"], "a date that can't be read"),
        (["SUMMARY:x", "DTSTART:20261340T250000"], "a date that can't be read"),
        (["SUMMARY:x", "DTSTART:20261104T259000"], "a date that can't be read"),
        (["SUMMARY:x", START, "RRULE:FREQ=NEVER"], "a rule of recurrence that can't be read"),
        (["SUMMARY:x", START, "RRULE:every day"], "a rule of recurrence that can't be read"),
        (
            ["SUMMARY:x", START, "RRULE:FREQ=DAILY;COUNT=x"],
            "a rule of recurrence with a wrong COUNT",
        ),
        (
            ["SUMMARY:x", START, "RRULE:FREQ=DAILY;BYMONTH=13"],
            "a rule of recurrence with a wrong BYMONTH",
        ),
        (
            ["SUMMARY:x", START, "RRULE:FREQ=DAILY;BYDAY=XX"],
            "a rule of recurrence with a wrong BYDAY",
        ),
        (
            ["SUMMARY:x", START, "RRULE:FREQ=DAILY;UNTL=20261231"],
            "a rule of recurrence with an unknown UNTL",
        ),
        (
            ["SUMMARY:x", START, "RRULE:RSCALE=CHINESE;FREQ=YEARLY"],
            "a rule of recurrence by another calendar than ours",
        ),
        (
            ["SUMMARY:x", START, "RRULE:FREQ=DAILY;UNTIL=soon"],
            "a rule of recurrence without a proper end",
        ),
    ],
)
def test_a_bad_event_is_one_remark_and_the_rest_is_read(lines: list[str], reason: str) -> None:
    good = event(START, "SUMMARY:Good", uid="good")
    found = gathered(good + event(*lines) + good.replace("good", "better"))
    assert [one.title for one in found.items] == ["Good", "Good"]
    assert found.remarks == [f'the event "x" can\'t be read: it has {reason}']
    assert (found.read, found.passed_over) == (3, {"unreadable": 1})


def test_many_bad_events_are_few_remarks() -> None:
    found = gathered("".join(event("SUMMARY:x", uid=str(number)) for number in range(1_000)))
    assert len(found.remarks) == MOST_REMARKS + 1
    assert found.remarks[-1] == "990 more events can't be read"


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        (["DTEND:20261104T080000"], 0),
        (["DTEND:nonsense"], 0),
        (["DURATION:-PT1H"], 0),
        (["DURATION:soon"], 0),
        ([], 0),
        (["DURATION:P1DT1H"], 25 * 60),
        (["DTEND;TZID=Europe/London:20261104T090000"], 60),
        (["DTEND:20261104T090000Z"], 60),
    ],
)
def test_an_end_may_be_missing_or_nonsense(lines: list[str], minutes: int) -> None:
    assert [one.minutes for one in gathered(event(START, *lines)).items] == [minutes]


@pytest.mark.parametrize(
    "lines",
    [
        ["DTSTART;VALUE=DATE:20261104"],
        ["DTSTART:20261104"],
        ["DTSTART;VALUE=DATE:20261104", "DTEND;VALUE=DATE:20261105"],
        ["DTSTART:20261104T000000", "DTEND:20261105T000000"],
        ["DTSTART;TZID=Asia/Tokyo:20261104T000000", "DURATION:P2D"],
        ["DTSTART:20261104T000000", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"],
    ],
)
def test_whole_days_are_known_however_they_are_written(lines: list[str]) -> None:
    (one,) = gathered(event(*lines)).items
    assert (f"{one.on}", one.time, one.minutes) == ("2026-11-04", None, None)


def test_an_event_without_a_uid_is_the_same_one_again() -> None:
    first, second = (gathered(event(START, "SUMMARY:x", uid="")).items[0].uid for _ in range(2))
    other = gathered(event(START, "SUMMARY:y", uid="")).items[0].uid
    assert first == second != other


def test_the_latest_version_of_an_event_counts() -> None:
    old = event(START, "SEQUENCE:1", "SUMMARY:old")
    new = event("DTSTART:20261105T090000", "SEQUENCE:2", "SUMMARY:new")
    assert (
        said(gathered(new + old))
        == said(gathered(old + new))
        == [("2026-11-05", "09:00", 0, "new")]
    )


def test_different_events_of_one_uid_are_all_read() -> None:
    text = "".join(event(f"DTSTART:2026110{day}T090000", uid="1") for day in (4, 5, 6))
    assert [one.uid for one in gathered(text).items] == ["1", "1#2", "1#3"]


@pytest.mark.parametrize("method", ["REPLY", "COUNTER", "REFRESH"])
def test_an_answer_to_an_invitation_is_no_event(method: str) -> None:
    text = event(START).replace("BEGIN:VEVENT", f"METHOD:{method}\nBEGIN:VEVENT")
    assert gathered(text).items == []


def test_a_cancellation_cancels() -> None:
    text = event(START).replace("BEGIN:VEVENT", "METHOD:CANCEL\nBEGIN:VEVENT")
    assert [one.cancelled for one in gathered(text).items] == [True]


BROKEN = [
    event(START).replace("END:VEVENT\n", ""),
    event(START).replace("BEGIN:VCALENDAR\n", ""),
    f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:b\nBEGIN:VEVENT\nUID:a\n{START}\n",
    event("BEGIN:VALARM", "DTSTART:20200101", "END:VALARM", START),
    event("BEGIN:VALARM", "END:VEVENT", "BEGIN:VEVENT", "UID:a", START),
    event(START, "BEGIN:X", "BEGIN:X", "BEGIN:X"),
    event(START, "no colon", ":", ";;;", "=", "\x00\x01", 'ATTENDEE;CN="open:mailto:a@b.example'),
    event(START, "RDATE:x,y,20261104T090000", "EXDATE:,;,"),
    event(START, "DTSTART:20200101T000000"),
    event(START, f"SUMMARY:{'x' * 2_000_000}"),
    event("DTSTART;TZID=../../etc/passwd:20261104T090000"),
    event('DTSTART;TZID="":20261104T090000'),
    event(f"DTSTART;TZID={'x' * 9_000}:20261104T090000"),
]


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_what_is_broken_is_read_as_far_as_it_goes(text: str) -> None:
    assert ("2026-11-04", "09:00") in [one[:2] for one in said(gathered(text))]


NONSENSE = [
    "BEGIN:VTIMEZONE\nTZID:Odd\nEND:VTIMEZONE\n",
    "BEGIN:VTIMEZONE\nTZID:Odd\nBEGIN:STANDARD\nEND:STANDARD\nEND:VTIMEZONE\n",
    "BEGIN:VTIMEZONE\nTZID:Odd\nBEGIN:STANDARD\nDTSTART:x\nTZOFFSETTO:+0100\nEND:STANDARD\n",
    "BEGIN:VTIMEZONE\nTZID:Odd\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETTO:99999\n",
    "BEGIN:VTIMEZONE\nTZID:Odd\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETTO:+0100\n"
    "RRULE:FREQ=SECONDLY\nEND:STANDARD\nEND:VTIMEZONE\n",
    "BEGIN:VTIMEZONE\nTZID:Odd\nX-LIC-LOCATION:Nowhere/Land\nEND:VTIMEZONE\n",
]


@pytest.mark.parametrize("zone", NONSENSE, ids=range(len(NONSENSE)))
@pytest.mark.parametrize("behind", [False, True])
def test_a_timezone_that_makes_no_sense_is_our_clock(zone: str, behind: bool) -> None:
    one = event("DTSTART;TZID=Odd:20261104T090000", "DURATION:PT1H")
    marked = "END:VCALENDAR" if behind else "BEGIN:VEVENT"
    found = gathered(one.replace(marked, zone + marked, 1))
    assert said(found) == [("2026-11-04", "09:00", 60, "")]


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_no_calendar_however_broken_stops_the_reading(data: st.DataObject) -> None:
    text = bytearray((SAMPLES / data.draw(st.sampled_from(sorted(PROGRAMS)))).read_bytes())
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(text) - 1))
        length = data.draw(st.integers(0, 30))
        text[at : at + length] = data.draw(st.binary(max_size=30))
    gathered(bytes(text), data.draw(st.sampled_from([5, 4_096])))


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_stop_the_reading(junk: bytes) -> None:
    gathered(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261104T090000\nRRULE:" + junk)
    gathered(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART" + junk)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "work").mkdir()
    (tmp_path / "a.ics").write_text(event(START, uid="a"))
    (tmp_path / "work" / "B.ICS").write_text(event("DTSTART:20261105T090000", uid="b"))
    (tmp_path / ".hidden.ics").write_text(event("DTSTART:20261106T090000", uid="c"))
    (tmp_path / "note.txt").write_text("no calendar")
    return tmp_path


def read(path: Path, states: dict[str, str] | None = None, window: Window = WINDOW) -> Gathered:
    return calendar.read(Source("d", "calendar", path=path), window, states or {}, lambda *_: None)


def test_a_folder_is_read_with_the_folders_in_it(folder: Path) -> None:
    found = read(folder)
    assert ([one.uid for one in found.items], found.whole) == (["a", "b"], True)


def test_what_is_unchanged_gives_nothing_and_opens_no_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = read(folder).states

    def opened(*_: Any) -> Iterator[bytes]:
        raise AssertionError

    monkeypatch.setattr(calendar.vdir, "chunks", opened)
    assert read(folder, states) == Gathered()


@pytest.mark.parametrize("change", ["write", "delete", "add", "touch"])
def test_what_changed_is_read_whole(folder: Path, change: str) -> None:
    states = read(folder).states
    if change == "write":
        (folder / "a.ics").write_text(event(START, "SUMMARY:other"))
    elif change == "delete":
        (folder / "a.ics").unlink()
    elif change == "add":
        (folder / "work" / "c.ics").write_text(event(START, uid="c"))
    else:
        os.utime(folder / "a.ics", (1, 1))
    found = read(folder, states)
    assert found.whole
    assert found.items


def test_what_recurs_goes_on_though_the_file_doesnt_change(folder: Path) -> None:
    states = read(folder).states
    for days, again in ((6, False), (7, True)):
        until = date.fromordinal(WINDOW.until.toordinal() + days)
        assert bool(read(folder, states, WINDOW._replace(until=until)).states) is again
    assert read(folder, states, WINDOW._replace(since=date(2025, 1, 1))).states
    assert read(folder, states, WINDOW._replace(zone=ZoneInfo("Asia/Tokyo"))).states


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_cant_be_read_is_a_remark_and_nothing_is_gone(folder: Path) -> None:
    (folder / "a.ics").chmod(0)
    found = read(folder)
    assert ([one.uid for one in found.items], found.whole, found.states) == (["b"], False, {})
    assert found.remarks == ["a.ics can't be read: Permission denied"]


def test_a_file_that_goes_while_it_is_read_takes_nothing_with_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chunks = calendar.vdir.chunks

    def vanishing(path: Path) -> Iterator[bytes]:
        if path.name == "a.ics":
            raise FileNotFoundError(2, "No such file or directory")
        return chunks(path)

    monkeypatch.setattr(calendar.vdir, "chunks", vanishing)
    found = read(folder)
    assert (found.whole, found.states, len(found.remarks)) == (False, {}, 1)


def test_a_folder_in_itself_ends(folder: Path) -> None:
    (folder / "work" / "loop").symlink_to(folder)
    assert {one.uid for one in read(folder).items} == {"a", "b"}


@pytest.mark.parametrize("name", ["missing", "note.txt", "fifo"])
def test_what_is_no_calendar_is_an_error_in_one_line(folder: Path, name: str) -> None:
    if name == "fifo":
        os.mkfifo(folder / name)
    with pytest.raises(SourceError) as error:
        read(folder / name)
    assert "\n" not in error.value.message + (error.value.hint or "")


def test_look_says_what_is_there(folder: Path) -> None:
    source = Source("d", "calendar", path=folder)
    assert calendar.look(source, WINDOW) == ["2 files: 2 events"]


def test_a_folder_that_cant_be_read_leaves_the_rest_and_nothing_is_gone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbid(monkeypatch, "scandir", "/work")
    (folder / "loop.ics").symlink_to("loop.ics")
    found = read(folder)
    assert ([one.uid for one in found.items], found.whole, found.states) == (["a"], False, {})
    assert "work can't be read: Permission denied" in found.remarks
