"""``pulse sync`` of calendars: what is past was held, what is ahead is booked and followed."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Pulse

ME = "sam@practice.example"
LENA = "lena@acme.example"
CARL = "carl@beta.example"


def event(
    start: str = "20261104T090000",
    uid: str = "one",
    *,
    people: Iterable[str] = (LENA,),
    ours: str = "ACCEPTED",
    title: str = "Review",
    more: str = "",
) -> str:
    """Write an event of an hour, by our clock unless it ends with Z."""
    lines = [f"UID:{uid}", f"DTSTART:{start}", "DURATION:PT1H", f"SUMMARY:{title}"]
    lines += [f"ATTENDEE;PARTSTAT={ours}:mailto:{ME}"] if ours else []
    lines += [f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{one}" for one in people]
    return "\n".join(["BEGIN:VEVENT", *lines, *more.split("|"), "END:VEVENT", ""])


class Calendar:
    def __init__(self, pulse: Pulse, path: Path) -> None:
        self.pulse, self.path = pulse, path

    def write(self, *events: str) -> None:
        text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{''.join(events)}END:VCALENDAR\n"
        self.path.write_text(text.replace("\n", "\r\n"))

    def sync(self, *events: str) -> dict[str, Any]:
        self.write(*events)
        (one,) = self.pulse.ok("sync", "--json").json["sources"]
        return dict(one)


@pytest.fixture
def diary(pulse: Pulse, tmp_path: Path, config: Path) -> Calendar:
    calendar = Calendar(pulse, tmp_path / "work.ics")
    configured(config, diary=calendar.path)
    pulse.begin_with(filled)
    return calendar


def configured(config: Path, include: str = "", **paths: Path) -> None:
    tables = [
        f'[sources.{name}]\nkind = "calendar"\npath = "{path}"\n{include}\n'
        for name, path in paths.items()
    ]
    config.write_text(f'[me]\nshare_subjects = true\naddresses = ["{ME}"]\n' + "".join(tables))


def filled(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--meet", "monthly", "--since", "2026-01-05")
    pulse.ok("contact", "add", "acme", "Lena Voss", "--email", LENA)
    pulse.ok("add", "Beta", "--contact", "Carl Beck", "--email", CARL)


def touchpoints(pulse: Pulse) -> list[dict[str, Any]]:
    return pulse.ok("history", "--json", "--limit", "0").items


def meetings(pulse: Pulse) -> list[tuple[Any, ...]]:
    found = pulse.ok("meeting", "list", "--all", "--json").items
    return [(one["key"], one["on"], one["at"], one["state"]) for one in found]


def held(pulse: Pulse) -> list[tuple[Any, ...]]:
    return [(one["key"], one["on"], one["at"]) for one in touchpoints(pulse)]


def rows(pulse: Pulse, table: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(pulse.store)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY id")]


def test_what_is_past_at_the_first_reading_was_held(pulse: Pulse, diary: Calendar) -> None:
    said = diary.sync(event())
    assert (said["touchpoints"], said["meetings"], said["skipped"]) == (1, 0, {})
    (one,) = touchpoints(pulse)
    assert (one["channel"], one["on"], one["at"], one["minutes"]) == (
        "meeting",
        "2026-11-04",
        "09:00",
        60,
    )
    assert (one["note"], one["with"], one["source"]) == ("Review", ["Lena Voss"], "diary")
    assert meetings(pulse) == []


@pytest.mark.parametrize("start", ["20261121T080000", "20261121T230000", "20261203T090000"])
def test_what_is_ahead_or_today_is_booked(pulse: Pulse, diary: Calendar, start: str) -> None:
    said = diary.sync(event(start, more="LOCATION:Their office"))
    assert (said["touchpoints"], said["meetings"]) == (0, 1)
    (one,) = pulse.ok("meeting", "list", "--json").items
    assert (one["on"].replace("-", ""), one["at"].replace(":", "")) == (start[:8], start[9:13])
    assert (one["place"], one["agenda"], one["source"]) == ("Their office", "Review", "diary")


def test_what_was_not_known_and_is_past_later_is_asked_about(pulse: Pulse, diary: Calendar) -> None:
    diary.sync(event("20261001T090000", "old"))
    diary.sync(event("20261001T090000", "old"), event())
    assert meetings(pulse) == [("acme-gmbh", "2026-11-04", "09:00", "booked")]
    assert len(touchpoints(pulse)) == 1
    assert "outcome" in rules(pulse, "acme")


def test_the_past_with_a_client_who_is_new_was_held(pulse: Pulse, diary: Calendar) -> None:
    new = event(people=("kim@new.example",))
    assert diary.sync(new)["skipped"] == {"no client": 1}
    pulse.ok("add", "New", "--contact", "Kim", "--email", "kim@new.example")
    pulse.ok("sync")
    assert held(pulse) == [("new", "2026-11-04", "09:00")]
    assert meetings(pulse) == []


def test_unchanged_is_nothing_new(pulse: Pulse, diary: Calendar) -> None:
    diary.sync(event(), event("20261203T090000", "two"))
    assert pulse.ok("sync").out == "Nothing new.\n"
    assert (len(held(pulse)), len(meetings(pulse))) == (1, 1)


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (event("20261203", more="TRANSP:OPAQUE"), "all-day"),
        (event(more="TRANSP:TRANSPARENT"), "free"),
        (event(more="X-MICROSOFT-CDO-BUSYSTATUS:FREE"), "free"),
        (event(people=()), "alone"),
        (event(people=(), ours=""), "alone"),
        (event(people=(), more="ATTENDEE;CUTYPE=ROOM:mailto:blue@acme.example"), "room"),
        (event(people=("c_1@resource.calendar.google.com",)), "room"),
        (event(ours="DECLINED"), "declined"),
        (event("20261203T090000", ours="DECLINED"), "declined"),
        (event(people=(), more=f"ATTENDEE;PARTSTAT=DECLINED:mailto:{LENA}"), "declined"),
        (event(more="STATUS:CANCELLED"), "cancelled"),
        (event(people=("kim@elsewhere.example",)), "no client"),
        (event(ours="NEEDS-ACTION"), "not answered"),
        (event(ours="TENTATIVE"), "not answered"),
    ],
)
def test_what_gives_nothing_is_counted_by_its_reason(
    pulse: Pulse, diary: Calendar, one: str, reason: str
) -> None:
    assert diary.sync(one)["skipped"] == {reason: 1}
    assert (held(pulse), meetings(pulse)) == ([], [])


@pytest.mark.parametrize("answer", ["NEEDS-ACTION", "TENTATIVE", ""])
def test_an_invitation_without_an_answer_is_booked(
    pulse: Pulse, diary: Calendar, answer: str
) -> None:
    diary.sync(event("20261203T090000", ours=answer))
    assert meetings(pulse) == [("acme-gmbh", "2026-12-03", "09:00", "booked")]


@pytest.mark.parametrize(
    ("include", "one", "time"),
    [
        ("all-day", event("20261203"), None),
        ("free", event("20261203T090000", more="TRANSP:TRANSPARENT"), "09:00"),
        ("alone", event("20261203T090000", people=(), title="Plans (acme)"), "09:00"),
        ("alone", event("20261203T090000", people=(), title="Lena Voss: lunch"), "09:00"),
    ],
)
def test_what_is_included_counts(
    pulse: Pulse, diary: Calendar, config: Path, include: str, one: str, time: str | None
) -> None:
    configured(config, f'include = ["{include}"]', diary=diary.path)
    diary.sync(one)
    assert meetings(pulse) == [("acme-gmbh", "2026-12-03", time, "booked")]


@pytest.mark.parametrize("title", ["Acmes plans", "Acme and Beta", "Lunch", ""])
def test_a_title_that_names_no_client_or_two_is_nobodys(
    pulse: Pulse, diary: Calendar, config: Path, title: str
) -> None:
    configured(config, 'include = ["alone"]', diary=diary.path)
    assert diary.sync(event("20261203T090000", people=(), title=title))["skipped"] == {
        "no client": 1
    }


def test_a_meeting_with_two_clients_is_with_each(pulse: Pulse, diary: Calendar) -> None:
    diary.sync(event(people=(LENA, CARL, "carla@beta.example")))
    assert sorted(held(pulse)) == [
        ("acme-gmbh", "2026-11-04", "09:00"),
        ("beta", "2026-11-04", "09:00"),
    ]
    assert sorted(one["with"] for one in touchpoints(pulse)) == [
        ["Carl Beck", "carla@beta.example"],
        ["Lena Voss"],
    ]


def test_what_was_logged_by_hand_is_not_doubled(pulse: Pulse, diary: Calendar) -> None:
    pulse.ok("log", "acme", "Typed", "-c", "meeting", "-d", "2026-11-04")
    diary.sync(event())
    (one,) = touchpoints(pulse)
    assert (one["note"], one["source"]) == ("Typed", None)


def test_a_second_meeting_of_a_day_is_a_meeting_too(pulse: Pulse, diary: Calendar) -> None:
    pulse.ok("log", "acme", "Typed", "-c", "meeting", "-d", "2026-11-04")
    diary.sync(event(), event("20261104T150000", "two"))
    assert len(touchpoints(pulse)) == 2


@pytest.mark.parametrize("time", ["09:00", ""])
def test_what_was_booked_by_hand_is_not_doubled(pulse: Pulse, diary: Calendar, time: str) -> None:
    pulse.ok("meeting", "book", "acme", "2026-12-03", *filter(None, [time]))
    diary.sync(event("20261203T090000"))
    assert len(meetings(pulse)) == 1
    diary.sync(event("20261210T100000"))
    assert meetings(pulse) == [("acme-gmbh", "2026-12-10", "10:00", "booked")]


def test_one_event_in_two_calendars_is_one_meeting(
    pulse: Pulse, diary: Calendar, config: Path, tmp_path: Path
) -> None:
    team = tmp_path / "team.ics"
    configured(config, diary=diary.path, team=team)
    diary.write(event(), event("20261203T090000", "two"))
    team.write_text(diary.path.read_text())
    pulse.ok("sync")
    assert (len(held(pulse)), len(meetings(pulse))) == (1, 1)
    diary.write(event())
    pulse.ok("sync")
    assert meetings(pulse)[0][3] == "booked"
    team.write_text(diary.path.read_text())
    pulse.ok("sync")
    assert meetings(pulse)[0][3] == "cancelled"


@pytest.mark.parametrize("names", [("diary", "team"), ("diary",)])
def test_a_calendar_that_is_no_source_any_more_keeps_nothing_booked(
    pulse: Pulse, diary: Calendar, config: Path, names: tuple[str, ...]
) -> None:
    other = event("20261210T090000", "other", people=(CARL,))
    configured(config, **dict.fromkeys(names, diary.path))
    diary.write(other, event("20261203T090000"))
    pulse.ok("sync")
    configured(config, team=diary.path)
    pulse.ok("sync")
    diary.sync(other)
    assert ("acme-gmbh", "2026-12-03", "09:00", "cancelled") in meetings(pulse)
    assert ("beta", "2026-12-10", "09:00", "booked") in meetings(pulse)


def test_moved_is_moved(pulse: Pulse, diary: Calendar) -> None:
    diary.sync(event("20261203T090000"))
    diary.sync(event("20261208T140000"))
    assert meetings(pulse) == [("acme-gmbh", "2026-12-08", "14:00", "booked")]


@pytest.mark.parametrize(
    "later",
    [
        [event("20261203T090000", more="STATUS:CANCELLED")],
        [event("20261203T090000", ours="DECLINED")],
        [event("20261203T090000", people=(), more=f"ATTENDEE;PARTSTAT=DECLINED:mailto:{LENA}")],
        [],
    ],
)
def test_what_is_cancelled_there_is_cancelled_and_comes_back(
    pulse: Pulse, diary: Calendar, later: list[str]
) -> None:
    other = event("20261210T090000", "other", people=(CARL,))
    diary.sync(other, event("20261203T090000"))
    diary.sync(other, *later)
    assert ("acme-gmbh", "2026-12-03", "09:00", "cancelled") in meetings(pulse)
    diary.sync(other, event("20261204T090000"))
    assert ("acme-gmbh", "2026-12-04", "09:00", "booked") in meetings(pulse)
    assert len(meetings(pulse)) == 2


def test_an_empty_calendar_cancels_nothing(pulse: Pulse, diary: Calendar) -> None:
    diary.sync(event("20261203T090000"))
    diary.sync()
    assert meetings(pulse)[0][3] == "booked"


def test_what_is_past_is_never_cancelled(pulse: Pulse, diary: Calendar) -> None:
    other = event("20261210T090000", "other", people=(CARL,))
    diary.sync(other, event("20261121T090000"))
    diary.write(other)
    pulse.ok("sync", today="2026-11-22")
    assert ("acme-gmbh", "2026-11-21", "09:00", "booked") in meetings(pulse)


def test_what_a_person_did_with_a_meeting_stays(pulse: Pulse, diary: Calendar) -> None:
    diary.sync(event("20261203T090000"), event("20261204T090000", "two", people=(CARL,)))
    first, second = pulse.ok("meeting", "list", "--json").items
    pulse.ok("meeting", "move", str(first["id"]), "2026-12-07", "10:00")
    pulse.ok("meeting", "cancel", str(second["id"]))
    diary.sync(
        event("20261208T110000"),
        event("20261209T090000", "two", people=(CARL,)),
    )
    assert meetings(pulse) == [
        ("beta", "2026-12-04", "09:00", "cancelled"),
        ("acme-gmbh", "2026-12-07", "10:00", "booked"),
    ]


SERIES = "RRULE:FREQ=WEEKLY;COUNT=8"


def test_a_series_that_is_moved_whole_asks_nothing_about_its_past(
    pulse: Pulse, diary: Calendar
) -> None:
    diary.sync(event("20261103T090000", more=SERIES))
    assert (len(held(pulse)), len(meetings(pulse))) == (3, 5)
    diary.sync(event("20261104T113000", more=SERIES))
    assert (len(held(pulse)), len(meetings(pulse))) == (3, 5)
    assert {one[1:] for one in meetings(pulse)} == {
        (f"2026-{day}", "11:30", "booked") for day in ("11-25", "12-02", "12-09", "12-16", "12-23")
    }


def test_a_series_follows_what_changes_in_it(pulse: Pulse, diary: Calendar) -> None:
    diary.sync(event("20261103T090000", more=SERIES))
    changed = event("20261202T140000", more="RECURRENCE-ID:20261201T090000")
    without = f"{SERIES}|EXDATE:20261208T090000"
    diary.sync(event("20261103T090000", more=without), changed)
    assert [one[1:] for one in meetings(pulse)] == [
        ("2026-11-24", "09:00", "booked"),
        ("2026-12-02", "14:00", "booked"),
        ("2026-12-08", "09:00", "cancelled"),
        ("2026-12-15", "09:00", "booked"),
        ("2026-12-22", "09:00", "booked"),
    ]


def test_an_undone_sync_comes_again(pulse: Pulse, diary: Calendar) -> None:
    diary.sync(event(), event("20261203T090000", "two"))
    before = held(pulse), meetings(pulse)
    pulse.ok("undo", "--origin", "sync")
    assert (held(pulse), meetings(pulse), rows(pulse, "diary_entry")) == ([], [], [])
    pulse.ok("sync")
    assert (held(pulse), meetings(pulse)) == before


def rules(pulse: Pulse, key: str) -> set[str]:
    return {one["rule"] for one in pulse.ok("show", key, "--json").json["due"]}


def test_a_past_that_is_read_brings_no_wall_of_questions(pulse: Pulse, diary: Calendar) -> None:
    before = rules(pulse, "acme")
    diary.sync(event("20260304T090000", more="RRULE:FREQ=MONTHLY;COUNT=8"))
    assert len(held(pulse)) == 8
    assert rules(pulse, "acme") <= before


def test_a_meeting_that_was_held_closes_what_stood_on_the_agenda(
    pulse: Pulse, diary: Calendar
) -> None:
    pulse.ok("agenda", "acme", "add", "The van", today="2026-11-01")
    pulse.ok("agenda", "acme", "add", "The new tax")
    diary.sync(event())
    points = rows(pulse, "agenda_point")
    assert [(one["what"], one["covered_on"]) for one in points] == [
        ("The van", "2026-11-04"),
        ("The new tax", None),
    ]


def test_what_is_included_later_was_held_too(pulse: Pulse, diary: Calendar, config: Path) -> None:
    assert diary.sync(event(people=(), title="Acme: plans"))["skipped"] == {"alone": 1}
    configured(config, 'include = ["alone"]', diary=diary.path)
    pulse.ok("sync")
    assert held(pulse) == [("acme-gmbh", "2026-11-04", "09:00")]
    assert pulse.ok("sync").out == "Nothing new.\n"


def test_what_was_deleted_here_stays_away_until_that_is_undone(
    pulse: Pulse, diary: Calendar
) -> None:
    all_of_it = event(), event("20261203T090000", "two")
    diary.sync(*all_of_it)
    (one,), (other,) = touchpoints(pulse), pulse.ok("meeting", "list", "--json").items
    pulse.ok("touchpoint", "delete", str(one["id"]))
    pulse.ok("meeting", "delete", str(other["id"]))
    assert diary.sync(*all_of_it, event(uid="new", people=()))["skipped"] == {
        "deleted here": 2,
        "alone": 1,
    }
    assert (held(pulse), meetings(pulse)) == ([], [])
    pulse.ok("undo")
    pulse.ok("sync")
    assert (len(held(pulse)), len(meetings(pulse))) == (0, 1)


def test_hostile_texts_are_stored_as_one_plain_line(pulse: Pulse, diary: Calendar) -> None:
    diary.sync(event("20261203T090000", "u\x00\x1b", title="\x1b[31m\\nred\u202e"))
    (one,) = pulse.ok("meeting", "list", "--json").items
    assert one["agenda"] == "[31m red\u202e"
    assert "\x1b" not in pulse.ok("meeting", "list").out
    assert rows(pulse, "diary_entry")[0]["event"] == "u"


@pytest.mark.parametrize("seed", range(6))
def test_after_every_sync_what_is_ahead_is_what_the_calendar_says(
    pulse: Pulse, diary: Calendar, seed: int
) -> None:
    chance = random.Random(seed)
    for _ in range(5):
        there: dict[str, str] = {}
        expected = set()
        for uid in chance.sample("abcde", chance.randint(1, 5)):
            # Each has hours of its own, for two at one time with one client are one meeting.
            day, hour = chance.randint(1, 5), 8 + "abcde".index(uid) * 2 + chance.randint(0, 1)
            is_off = chance.random() < 0.2
            more = "STATUS:CANCELLED" if is_off else ""
            there[uid] = event(f"202612{day:02}T{hour:02}0000", uid, more=more)
            if not is_off:
                expected.add((f"2026-12-{day:02}", f"{hour:02}:00"))
        diary.sync(*there.values())
        booked = [(one["on"], one["at"]) for one in pulse.ok("meeting", "list", "--json").items]
        assert sorted(booked) == sorted(expected)


def test_what_an_event_is_called_is_told_to_no_client_unless_somebody_makes_it_the_agenda(
    pulse: Pulse, diary: Calendar
) -> None:
    diary.sync(event("20261203T090000", title="Tell Acme it gets dearer"))
    for kind in ("agenda", "update"):
        letter = pulse.ok("draft", kind, "acme").out
        assert "3 December" in letter
        assert "dearer" not in letter
    assert "dearer" in pulse.ok("agenda", "acme").out
    pulse.ok("meeting", "edit", "acme", "--place", "Their office")
    assert "dearer" not in pulse.ok("draft", "agenda", "acme").out
    pulse.ok("meeting", "edit", "acme", "--agenda", "Prices of 2027")
    assert "- Prices of 2027\n" in pulse.ok("draft", "agenda", "acme").out
    diary.sync(event("20261204T090000", title="Tell Acme it gets dearer"))
    assert "- Prices of 2027\n" in pulse.ok("draft", "agenda", "acme").out
    assert meetings(pulse) == [("acme-gmbh", "2026-12-04", "09:00", "booked")]
