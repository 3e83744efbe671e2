"""``pulse feed``: a calendar file of what is due, of meetings, of birthdays."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from clientpulse.cli.app.context import Session
from clientpulse.cli.app.global_options import GlobalOptions
from clientpulse.cli.commands.feed import write
from clientpulse.errors import InputError
from clientpulse.output.safe import one_line
from tests.cli.test_sync_calendar import configured
from tests.conftest import TODAY, Pulse, filled_once
from tests.hostile import naughty

pytestmark = pytest.mark.usefixtures("_vienna")

LATER = "2026-11-23"  # the Monday after


@pytest.fixture
def _vienna(living_in: Callable[[str], None]) -> None:
    living_in("Europe/Vienna")


@pytest.fixture(autouse=True)
@filled_once
def _filled(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--meet", "quarterly", "--since", "2026-01-05")
    pulse.ok("add", "Beta Partners", "--since", TODAY)
    pulse.ok("log", "beta", "Hello", "-c", "call")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "due.ics"


def events(file: Path) -> list[Any]:
    """Read a feed, by day and summary."""
    found = icalendar.Calendar.from_ical(file.read_bytes())
    assert [one.errors for one in found.walk() if getattr(one, "errors", [])] == []
    return sorted(
        found.walk("VEVENT"), key=lambda one: (str(one.decoded("DTSTART")), one["SUMMARY"])
    )


def shown(file: Path) -> list[tuple[str, str]]:
    return [(str(one.decoded("DTSTART")), str(one["SUMMARY"])) for one in events(file)]


def one_of(file: Path, summary: str) -> Any:
    (found,) = (one for one in events(file) if one["SUMMARY"] == summary)
    return found


def test_a_client_has_an_event_for_each_day_on_which_to_act(pulse: Pulse, file: Path) -> None:
    pulse.ok("promise", "beta", "The estimate", "--by", "2026-11-27")
    pulse.ok("promise", "beta", "The form", "--by", "2026-11-29")  # a Sunday: Friday is the day
    pulse.ok("promise", "beta", "The letter", "--by", "2026-12-10")
    pulse.ok("promise", "beta", "The end", "--by", "2027-02-10")
    assert pulse.ok("feed", str(file)).out == f"Wrote 3 events to {file}\n"
    assert shown(file) == [
        (TODAY, "Update: AG"),
        ("2026-11-27", "Promise: BP"),
        ("2026-12-10", "Promise: BP"),
    ]


def test_a_mistake_looks_like_a_call(pulse: Pulse, file: Path) -> None:
    pulse.ok("mistake", "beta", "Sent it to the wrong person")
    pulse.ok("feed", str(file))
    assert shown(file) == [(TODAY, "Call: BP"), (TODAY, "Update: AG")]


def test_nothing_of_a_name_or_a_matter_is_in_it(pulse: Pulse, file: Path) -> None:
    pulse.ok("contact", "add", "acme", "Lena Voss", "--birthday", "1979-11-27")
    pulse.ok("mistake", "acme", "Sent it to the wrong person")
    pulse.ok("promise", "beta", "The estimate", "--by", "2026-11-27")
    pulse.ok("meeting", "book", "beta", "2026-12-03 14:00", "--place", "Their office")
    words = ("acme", "gmbh", "beta", "partners", "lena", "voss", "1979", "wrong", "estimate")
    for kind in ("due", "meetings", "birthdays"):
        pulse.ok("feed", str(file), "--kind", kind, "--yes")
        text = file.read_text().lower()
        assert "begin:vevent" in text
        assert [one for one in (*words, "office", "own_up", "mistake") if one in text] == []


def test_in_full_it_says_who_why_and_what_to_type(pulse: Pulse, file: Path) -> None:
    pulse.ok("promise", "acme", "The estimate", "--by", "2026-11-27")
    pulse.ok("feed", str(file), "--full")
    promise = one_of(file, "Promise: Acme GmbH")
    assert str(promise["DESCRIPTION"]).splitlines() == [
        "you promised The estimate by Fri 27 Nov",
        "keep it, or agree on another day",
        "pulse done 1",
        "",
        "pulse brief acme-gmbh",
    ]
    assert promise["CLASS"] == "PRIVATE"
    late = str(one_of(file, "Update: Acme GmbH")["DESCRIPTION"])
    assert "pulse log acme-gmbh -c email\n" in late
    assert "pulse meeting book acme-gmbh WHEN\n" in late


@pytest.mark.parametrize("due", ["2026-12-01", "2027-01-01", "2027-06-30", "2027-07-01"])
def test_its_words_stay_true_until_it_is_late(pulse: Pulse, file: Path, due: str) -> None:
    pulse.ok("promise", "beta", "The letter", "--by", due)
    pulse.ok("client", "snooze", "beta", "2y")
    days = [date.fromisoformat(due) - timedelta(days=ahead) for ahead in (9, 2, 1, 0)]
    seen = set()
    for day in days:
        pulse.ok("feed", str(file), "--full", today=day.isoformat())
        seen.add(one_of(file, "Promise: Beta Partners").to_ical())
    (same,) = seen
    assert b"SEQUENCE:0" in same
    assert b"today" not in same


def test_what_is_late_stands_on_today_and_moves_each_morning(pulse: Pulse, file: Path) -> None:
    pulse.ok("promise", "beta", "The letter", "--by", "2026-12-10")
    pulse.ok("feed", str(file))
    before, ahead = one_of(file, "Update: AG"), one_of(file, "Promise: BP")
    pulse.ok("feed", str(file), today=LATER)
    after = one_of(file, "Update: AG")
    assert (str(before.decoded("DTSTART")), str(after.decoded("DTSTART"))) == (TODAY, LATER)
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after.decoded("DTSTAMP") > before.decoded("DTSTAMP")
    assert one_of(file, "Promise: BP").to_ical() == ahead.to_ical()


def test_what_is_late_rings_on_workdays_alone(pulse: Pulse, file: Path) -> None:
    def rings(today: str) -> bool:
        pulse.ok("feed", str(file), "--alarm", "8:00", today=today)
        return bool(one_of(file, "Update: AG").walk("VALARM"))

    assert not rings(TODAY)  # a Saturday
    assert rings(LATER)
    pulse.ok("away", "add", LATER, LATER)
    assert not rings(LATER)
    assert rings("2026-11-24")


def test_a_name_and_a_key_may_change(pulse: Pulse, file: Path) -> None:
    pulse.ok("feed", str(file))
    before = one_of(file, "Update: AG")
    pulse.ok("client", "edit", "acme", "--name", "Zeta Works", "--key", "zw")
    pulse.ok("feed", str(file))
    after = one_of(file, "Update: ZW")
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == 1


def test_the_same_state_leaves_the_file_alone(pulse: Pulse, file: Path) -> None:
    pulse.ok("feed", str(file), "--alarm", "8:00")
    os.utime(file, (1, 1))
    before = file.read_bytes()
    said = pulse.ok("feed", str(file), "--alarm", "8:00", "--json").json["feed"]
    assert said == {"file": str(file), "kind": "due", "events": 1, "changed": False}
    assert file.stat().st_mtime == 1
    assert file.read_bytes() == before
    out = pulse.ok("feed", str(file), "--alarm", "8:00").out
    assert out == f"Nothing has changed: {file} holds 1 event\n"


def test_only_you_can_read_it_unless_you_let_others(pulse: Pulse, file: Path) -> None:
    pulse.ok("feed", str(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.chmod(0o644)
    pulse.ok("feed", str(file), today=LATER)
    assert stat.S_IMODE(file.stat().st_mode) == 0o644
    assert [one.name for one in file.parent.iterdir() if one.name != "store"] == ["due.ics"]


def test_what_is_done_is_gone_and_what_comes_back_is_newer(pulse: Pulse, file: Path) -> None:
    pulse.ok("promise", "beta", "The letter", "--by", "2026-11-20", today="2026-11-19")
    pulse.ok("feed", str(file))
    pulse.ok("feed", str(file), today=LATER)
    assert one_of(file, "Promise: BP")["SEQUENCE"] == 1
    pulse.ok("done", "1")
    pulse.ok("feed", str(file))
    assert "Promise: BP" not in [one for _, one in shown(file)]
    pulse.ok("undo")
    pulse.ok("feed", str(file))
    assert one_of(file, "Promise: BP")["SEQUENCE"] == 2


def test_a_store_that_is_not_there_empties_no_feed(pulse: Pulse, file: Path) -> None:
    pulse.ok("feed", str(file))
    before = file.read_bytes()
    pulse.store.rename(pulse.store.with_suffix(".elsewhere"))
    assert "nothing is stored yet" in pulse.fails(3, "feed", str(file)).err
    assert file.read_bytes() == before


def test_who_rests_is_not_in_it(pulse: Pulse, file: Path) -> None:
    pulse.ok("client", "pause", "acme")
    pulse.ok("feed", str(file))
    assert shown(file) == []
    assert pulse.ok("feed", str(file)).out == f"Nothing has changed: {file} holds 0 events\n"


@pytest.mark.parametrize(("within", "count"), [("1d", 0), ("6d", 1), ("5w", 2), ("1y", 3)])
def test_how_far_ahead_it_looks(pulse: Pulse, file: Path, within: str, count: int) -> None:
    pulse.ok("client", "archive", "acme")
    for day in ("2026-11-27", "2026-12-22", "2027-10-01"):
        pulse.ok("promise", "beta", "Something", "--by", day)
    pulse.ok("feed", str(file), "--within", within)
    assert [one for _, one in shown(file)].count("Promise: BP") == count


def test_meetings_are_at_their_time(pulse: Pulse, file: Path) -> None:
    pulse.ok("meeting", "book", "acme", "2026-12-03 14:00", "--place", "Their office")
    pulse.ok("meeting", "book", "acme", "2027-07-01 9:30")
    pulse.ok("meeting", "book", "beta", "2026-12-04", "--agenda", "The audit")
    pulse.ok("feed", str(file), "--kind", "meetings")
    first, whole, summer = events(file)
    text = first.to_ical().decode()
    assert "DTSTART:20261203T130000Z\r\nDTEND:20261203T140000Z" in text
    assert "DTSTART:20270701T073000Z" in summer.to_ical().decode()
    assert (str(whole.decoded("DTSTART")), str(whole.decoded("DTEND"))) == (
        "2026-12-04",
        "2026-12-05",
    )
    assert [one["SUMMARY"] for one in (first, whole)] == ["Meeting: AG", "Meeting: BP"]
    assert [one["TRANSP"] for one in (first, whole)] == ["OPAQUE", "TRANSPARENT"]
    assert "LOCATION" not in first


def test_a_meeting_in_full_says_where_and_what_about(pulse: Pulse, file: Path) -> None:
    pulse.ok("meeting", "book", "acme", "2026-12-03 14:00", "--place", "Here, or there; maybe")
    pulse.ok("meeting", "edit", "1", "--agenda", "The audit\nThe fee")
    pulse.ok("feed", str(file), "--kind", "meetings", "--full")
    (one,) = events(file)
    assert (one["SUMMARY"], one["LOCATION"]) == ("Meeting: Acme GmbH", "Here, or there; maybe")
    assert str(one["DESCRIPTION"]).splitlines()[:2] == ["The audit", "The fee"]


def test_a_meeting_that_moves_is_the_same_event(pulse: Pulse, file: Path) -> None:
    pulse.ok("meeting", "book", "acme", "2026-12-03 14:00")
    pulse.ok("feed", str(file), "--kind", "meetings")
    (before,) = events(file)
    pulse.ok("meeting", "move", "1", "2026-12-04 14:00")
    pulse.ok("feed", str(file), "--kind", "meetings")
    (after,) = events(file)
    assert (after["UID"], after["SEQUENCE"]) == (before["UID"], 1)
    pulse.ok("meeting", "cancel", "1")
    pulse.ok("feed", str(file), "--kind", "meetings")
    assert events(file) == []


def test_a_meeting_of_today_is_in_the_feed_of_meetings_alone(pulse: Pulse, file: Path) -> None:
    pulse.ok("meeting", "book", "beta", f"{TODAY} 16:00")
    pulse.ok("feed", str(file))
    assert shown(file) == [(TODAY, "Update: AG")]
    pulse.ok("feed", str(file.with_name("meetings.ics")), "--kind", "meetings")
    assert len(events(file.with_name("meetings.ics"))) == 1
    pulse.ok("feed", str(file.with_name("meetings.ics")), "--kind", "meetings", today=LATER)
    assert events(file.with_name("meetings.ics")) == []


@pytest.mark.parametrize(
    ("birthday", "today", "on"),
    [
        ("1979-11-21", TODAY, TODAY),
        ("1979-11-20", TODAY, "2027-11-20"),
        ("--04-12", TODAY, "2027-04-12"),
        ("1980-02-29", TODAY, "2027-02-28"),
        ("1980-02-29", "2028-01-10", "2028-02-29"),
        ("1980-02-29", "2028-02-29", "2028-02-29"),
        ("1980-02-29", "2028-03-01", "2029-02-28"),
    ],
)
def test_birthdays_come_once_a_year(
    pulse: Pulse, file: Path, birthday: str, today: str, on: str
) -> None:
    pulse.ok("contact", "add", "acme", "Lena Voss", "--birthday", birthday)
    pulse.ok("feed", str(file), "--kind", "birthdays", today=today)
    assert shown(file) == [(on, "Birthday: LV")]
    pulse.ok("feed", str(file), "--kind", "birthdays", "--full", today=today)
    assert shown(file) == [(on, "Birthday: Lena Voss (Acme GmbH)")]
    assert "19" not in str(events(file)[0]["DESCRIPTION"])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("BEGIN:VCALENDAR\nPRODID:-//Mozilla\nEND:VCALENDAR\n", "isn't a feed that pulse wrote"),
        ("name\nAcme\n", "isn't a feed that pulse wrote"),
        (None, "was a feed, and somebody changed it"),
    ],
)
def test_what_is_not_ours_is_replaced_only_if_you_say_so(
    pulse: Pulse, file: Path, content: str | None, why: str
) -> None:
    pulse.ok("feed", str(file))
    whole = file.read_text()
    file.write_text(content or whole.replace("END:VCALENDAR", ""))
    before = file.read_bytes()
    said = pulse.fails(2, "feed", str(file)).err
    assert f"{file} {why}. Replace it?" in said
    assert file.read_bytes() == before
    pulse.ok("feed", str(file), "--yes")
    assert len(events(file)) == 1


def test_a_timer_renews_it_as_it_was_asked_for(pulse: Pulse, file: Path) -> None:
    pulse.ok("promise", "beta", "The letter", "--by", "2027-01-08")
    pulse.ok("feed", str(file), "--full", "--within", "2 months", "--alarm", "8:00")
    before = file.read_bytes()
    work = Session(GlobalOptions(str(pulse.store), TODAY))
    assert write(work, file).changed is False
    work = Session(GlobalOptions(str(pulse.store), LATER))
    assert write(work, file).changed is True
    assert {"Update: Acme GmbH", "Promise: Beta Partners"} <= {one for _, one in shown(file)}
    assert "X-CLIENTPULSE-FEED:due full within=2m alarm=08:00" in file.read_text()
    assert file.read_bytes() != before
    new = file.with_name("new.ics")
    assert write(work, new).kind == "due"
    assert (LATER, "Update: AG") in shown(new)
    theirs = file.with_name("theirs.ics")
    theirs.write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    with pytest.raises(InputError, match="isn't a feed"):
        write(work, theirs)


def test_another_kind_of_feed_is_not_replaced_by_mistake(pulse: Pulse, file: Path) -> None:
    pulse.ok("feed", str(file), "--kind", "birthdays")
    assert "is a feed of another kind (birthdays)" in pulse.fails(2, "feed", str(file)).err


@pytest.mark.parametrize(
    "typed",
    [
        ["due.txt"],
        ["due"],
        ["-"],
        [""],
        ["due.ics", "--kind", "promises"],
        ["due.ics", "--within", "soon"],
        ["due.ics", "--alarm", "25:00"],
        ["no/such/folder/due.ics"],
        ["x.ics"],
    ],
)
def test_what_makes_no_sense_is_refused(
    pulse: Pulse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.ics").mkdir()
    pulse.fails(2, "feed", *typed)
    assert not (tmp_path / "due.ics").exists()


def test_a_pipe_is_not_waited_for(pulse: Pulse, file: Path) -> None:
    os.mkfifo(file)
    assert "isn't a file to write to" in pulse.fails(2, "feed", str(file), "--yes").err


def test_the_store_is_never_replaced(pulse: Pulse, tmp_path: Path) -> None:
    link = tmp_path / "store.ics"
    link.symlink_to(pulse.store)
    assert "the store itself" in pulse.fails(3, "feed", str(link), "--yes").err


@pytest.mark.parametrize("kind", ["due", "meetings", "birthdays"])
def test_a_feed_does_not_feed_itself(
    pulse: Pulse, file: Path, config: Path, dump: Any, kind: str
) -> None:
    pulse.ok("contact", "add", "beta", "Lena Voss", "--birthday", "--11-27")
    pulse.ok("meeting", "book", "beta", "2026-12-03 14:00")
    pulse.ok("feed", str(file), "--kind", kind, "--full")
    configured(config, 'include = ["alone", "all-day", "free"]', mine=file)
    before = [row for row in dump() if "source_state" not in row]
    (said,) = pulse.ok("sync", "--json").json["sources"]
    assert said["skipped"] == {"our feed": len(events(file))}
    assert [row for row in dump() if "source_state" not in row] == before


def test_what_a_calendar_has_already_is_not_in_the_feed_of_meetings(
    pulse: Pulse, file: Path, tmp_path: Path, config: Path
) -> None:
    pulse.ok("contact", "add", "beta", "Lena Voss", "--email", "lena@beta.example")
    pulse.ok("meeting", "book", "beta", "2026-12-03 14:00")
    pulse.ok("meeting", "book", "beta", "2026-12-04 14:00")
    theirs = tmp_path / "work.ics"
    people = "ATTENDEE:mailto:lena@beta.example"
    parts = (
        f"BEGIN:VEVENT\nUID:{day}\nDTSTART:202612{day}T140000\n{people}\nEND:VEVENT\n"
        for day in ("03", "09")
    )
    theirs.write_text(f"BEGIN:VCALENDAR\n{''.join(parts)}END:VCALENDAR\n")
    configured(config, work=theirs)
    pulse.ok("sync")
    assert len(pulse.ok("meeting", "list", "--json").items) == 3
    pulse.ok("feed", str(file), "--kind", "meetings")
    assert [one for one, _ in shown(file)] == ["2026-12-04 13:00:00+00:00"]
    with closing(sqlite3.connect(pulse.store)) as connection, connection:
        connection.execute(
            "UPDATE diary_entry SET meeting_id = NULL"
        )  # as a removed source leaves it
    pulse.ok("feed", str(file), "--kind", "meetings")
    assert [one for one, _ in shown(file)] == [
        "2026-12-03 13:00:00+00:00",  # typed, so it is ours again
        "2026-12-04 13:00:00+00:00",
    ]


def test_hostile_names_stay_names(pulse: Pulse, file: Path) -> None:
    few = [one for one in naughty() if one.strip()][::40]
    for number, one in enumerate(few):
        key = ("--key", f"n{number}", "--meet", "monthly", "--since", "2026-01-05")
        pulse.ok("add", *key, "--", one)
    pulse.ok("feed", str(file), "--full")
    names = {one["client"] for one in pulse.ok("client", "list", "--json").items}
    found = {str(one["SUMMARY"]) for one in events(file)}
    assert {f"Update: {one_line(name)}" for name in names if name != "Beta Partners"} == found


KHAL = shutil.which("khal")


@pytest.mark.skipif(KHAL is None, reason="khal isn't here")
def test_khal_reads_it(pulse: Pulse, file: Path, tmp_path: Path) -> None:
    pulse.ok("meeting", "book", "beta", "2026-12-03 14:00")
    pulse.ok("promise", "beta", "The form", "--by", "2026-11-27")
    meetings = file.with_name("meetings.ics")
    pulse.ok("feed", str(file), "--alarm", "8:00")
    pulse.ok("feed", str(meetings), "--kind", "meetings", "--full")
    calendar = tmp_path / "calendar"
    calendar.mkdir()
    settings = tmp_path / "khal.conf"
    settings.write_text(
        f"[calendars]\n[[ours]]\npath = {calendar}\n"
        f"[sqlite]\npath = {tmp_path / 'khal.db'}\n"
        "[locale]\nlocal_timezone = Europe/Vienna\ndefault_timezone = Europe/Vienna\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )

    def khal(*arguments: str) -> str:
        command = [str(KHAL), "-c", str(settings), *arguments]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=60,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    khal("import", "--batch", str(file), str(meetings))
    form = "{start-long}|{end-long}|{title}"
    listed = khal("list", "--day-format", "", "--format", form, TODAY, "30d")
    assert [one for one in listed.splitlines() if one] == [
        f"{TODAY}|{TODAY}|Update: AG",
        "2026-11-27|2026-11-27|Promise: BP",
        "2026-12-03 14:00|2026-12-03 15:00|Meeting: Beta Partners",
    ]
