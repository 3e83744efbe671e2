"""Whom to ring in this hour: who is on the list, in which order, and why nobody is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from clientpulse.services.local_time import local_time, next_opening
from clientpulse.store.queries import dial
from tests.conftest import Pulse
from tests.processes import drawn

ROME = ZoneInfo("Europe/Rome")
NOW = datetime(2026, 11, 20, 10, 15, tzinfo=ROME)  # a Friday; 04:15 in New York, 18:15 in Tokyo


@pytest.fixture(autouse=True)
def _a_friday_morning_in_rome(pulse: Pulse) -> Iterator[None]:
    pulse.today = "2026-11-20"
    with time_machine.travel(NOW, tick=False):
        yield


def client(pulse: Pulse, name: str, *more: str, phone: str = "123") -> None:
    contact = ("--contact", f"{name}'s Ann", "--phone", phone) if phone else ()
    pulse.ok("add", name, "--since", "2026-01-01", *contact, *more)


def keys(pulse: Pulse, *arguments: str, today: str | None = None) -> list[str]:
    return [item["key"] for item in pulse.ok("dial", "--json", *arguments, today=today).items]


def only(pulse: Pulse, **values: Any) -> dict[str, Any]:
    (item,) = pulse.ok("dial", "--json").items
    assert {field: item[field] for field in values} == values
    return item


def test_the_one_we_spoke_with_longest_ago_comes_first_never_counts_from_the_start(
    pulse: Pulse,
) -> None:
    client(pulse, "August")
    pulse.ok("log", "august", "-d", "2026-08-01")
    client(pulse, "Never", "--since", "2026-07-01")
    client(pulse, "Fresh", "--since", "2026-11-19")
    client(pulse, "June")
    pulse.ok("log", "june", "-d", "2026-06-01", "-c", "video")
    assert keys(pulse) == ["june", "never", "august", "fresh"]


def test_of_the_same_day_they_come_by_name(pulse: Pulse) -> None:
    for name in ("bee", "Ant", "Cow"):
        client(pulse, name)
    assert keys(pulse) == ["ant", "bee", "cow"]


@pytest.mark.parametrize(
    ("days_ago", "listed"), [(0, False), (1, False), (6, False), (7, True), (8, True)]
)
@pytest.mark.parametrize("channel", ["call", "meeting", "video", "visit"])
def test_nobody_is_rung_in_the_week_after_we_spoke(
    pulse: Pulse, days_ago: int, listed: bool, channel: str
) -> None:
    client(pulse, "Acme")
    pulse.ok("log", "acme", "-c", channel, "-d", f"2026-11-{20 - days_ago:02}")
    assert bool(keys(pulse)) is listed


def test_what_is_written_is_no_voice_and_what_lies_ahead_was_not_said_yet(pulse: Pulse) -> None:
    client(pulse, "Acme")
    pulse.ok("log", "acme", "-c", "email")
    pulse.ok("log", "acme", "-c", "message", "--inbound")
    pulse.ok("log", "acme", "-c", "call", "-d", "2026-11-20")
    assert keys(pulse) == []
    assert keys(pulse, today="2026-11-19") == ["acme"]


def test_a_call_of_theirs_is_a_call(pulse: Pulse) -> None:
    client(pulse, "Acme")
    pulse.ok("log", "acme", "--inbound")
    assert keys(pulse) == []


def test_archived_paused_and_snoozed_clients_are_left_in_peace(pulse: Pulse, config: Path) -> None:
    config.write_text('office_hours = "mon-sun 9-17"\n')
    for name in ("Archived", "Paused", "Until", "Snoozed", "Active"):
        client(pulse, name)
    pulse.ok("client", "archive", "archived")
    pulse.ok("client", "pause", "paused")
    pulse.ok("client", "pause", "until", "--until", "2026-11-22")
    pulse.ok("snooze", "snoozed", "2026-11-21")
    assert keys(pulse) == ["active"]
    assert keys(pulse, today="2026-11-21") == ["active", "snoozed"]
    assert keys(pulse, today="2026-11-22") == ["active", "snoozed", "until"]


def test_it_takes_a_phone_and_the_primary_contacts_comes_first(pulse: Pulse) -> None:
    client(pulse, "None", phone="")
    client(pulse, "Blank", phone="  ")
    client(pulse, "Acme", phone="")
    assert keys(pulse) == []
    pulse.ok("contact", "add", "acme", "Bob", "--phone", "2")
    pulse.ok("contact", "add", "acme", "Cem", "--phone", "3, 4")
    only(pulse, key="acme", contact="Bob", phone="2")
    pulse.ok("contact", "edit", "acme", "cem", "--primary")
    only(pulse, key="acme", contact="Cem", phone="3, 4")
    pulse.ok("contact", "edit", "acme", "cem", "--phone", "")
    only(pulse, key="acme", contact="Bob")


@pytest.mark.parametrize(
    ("hours", "listed"),
    [
        ("fri 10:15-17:00", True),
        ("fri 10:16-17:00", False),
        ("fri 09:00-10:15", False),
        ("fri 09:00-10:16", True),
        ("thu 00:00-24:00", False),
        ("mon-fri 09:00-10:00, 10:10-12:00", True),
    ],
)
def test_hours_without_a_timezone_are_ours(pulse: Pulse, hours: str, listed: bool) -> None:
    client(pulse, "Acme", "--hours", hours)
    assert bool(keys(pulse)) is listed
    if listed:
        only(pulse, local_time=None, open_now=True)


@pytest.mark.parametrize(
    ("zone", "local_time", "hours", "listed"),
    [
        ("America/New_York", "Fri 04:15", "mon-fri 09:00-17:00", False),
        ("America/New_York", "Fri 04:15", "fri 04:00-05:00", True),
        ("Asia/Tokyo", "Fri 18:15", "mon-fri 09:00-17:00", False),
        ("Asia/Tokyo", "Fri 18:15", "mon-fri 09:00-19:00", True),
        ("Pacific/Kiritimati", "Fri 23:15", "fri 23:00-24:00", True),
        ("Pacific/Kiritimati", "Fri 23:15", "sat 00:00-24:00", False),
    ],
)
def test_hours_are_those_of_the_clients_own_clock(
    pulse: Pulse, zone: str, local_time: str, hours: str, listed: bool
) -> None:
    client(pulse, "Acme", "--timezone", zone, "--hours", hours)
    assert bool(keys(pulse)) is listed
    if listed:
        only(pulse, local_time=local_time, open_now=True)


def test_a_timezone_that_this_computer_lacks_hides_nobody(pulse: Pulse) -> None:
    client(pulse, "Acme", "--timezone", "Asia/Tokyo", "--hours", "mon 9-10")
    with closing(sqlite3.connect(pulse.store)) as connection, connection:
        connection.execute("UPDATE client SET timezone = 'Mars/Olympus_Mons'")
    only(pulse, key="acme", local_time=None, open_now=None)


@pytest.mark.parametrize(
    ("today", "zone", "listed"),
    [
        ("2026-11-20 08:59", None, False),
        ("2026-11-20 09:00", None, True),
        ("2026-11-20 16:59", None, True),
        ("2026-11-20 17:00", None, False),
        ("2026-11-22 04:00", None, False),  # on a Sunday
        ("2026-11-22 10:00", None, False),
        ("2026-11-20 10:00", "America/New_York", False),
        ("2026-11-20 15:00", "America/New_York", True),
        ("2026-11-20 10:00", "Asia/Tokyo", False),
        ("2026-11-20 08:00", "Asia/Tokyo", True),
    ],
)
def test_whose_hours_are_not_known_is_rung_in_office_hours_by_their_clock_or_else_ours(
    pulse: Pulse, today: str, zone: str | None, listed: bool
) -> None:
    client(pulse, "Acme", *(() if zone is None else ("--timezone", zone)))
    found = pulse.ok("dial", "--json", today=today).items
    assert [one["open_now"] for one in found] == ([None] if listed else [])
    if not listed:
        said = pulse.ok("dial", today=today).out
        assert "1 client is outside working hours now." in said
        assert "Acme opens first" in said


def test_office_hours_can_be_set_and_a_clock_nobody_knows_is_taken_for_ours(
    pulse: Pulse, config: Path
) -> None:
    config.write_text('office_hours = "fri 8-10; sun 4-5"\n')
    client(pulse, "Acme")
    client(pulse, "Known", "--hours", "fri 9-12")
    assert keys(pulse) == ["known"]
    assert keys(pulse, today="2026-11-22 04:30") == ["acme"]
    with closing(sqlite3.connect(pulse.store)) as connection, connection:
        connection.execute("UPDATE client SET timezone = 'Mars/Olympus_Mons'")
    assert keys(pulse, today="2026-11-22 04:30") == ["acme", "known"]
    assert keys(pulse, today="2026-11-20 10:30") == []


@pytest.mark.parametrize("wrong", ['"always"', '""', "9", '["mon"]', '"mon-fri 17-9"'])
def test_office_hours_that_are_none_are_refused(pulse: Pulse, config: Path, wrong: str) -> None:
    config.write_text(f"office_hours = {wrong}\n")
    assert "office_hours" in pulse.fails(2, "dial").err


def test_each_says_why_it_is_rung(pulse: Pulse) -> None:
    client(pulse, "Late", "--meet", "none", "--update", "monthly")
    pulse.ok("log", "late", "-d", "2026-09-01", "-c", "email")
    client(pulse, "Fine", "--meet", "none", "--update", "none")
    pulse.ok("client", "rules", "fine", "feedback=none", "checkup=none")
    late, fine = pulse.ok("dial", "--json").items[::-1]
    assert (late["key"], fine["key"]) == ("late", "fine")
    assert late["reason"] == pulse.ok("due", "--json").items[0]["reason"]
    assert late["reason"] == "no word for 2 months; monthly updates"
    assert fine["reason"] is None
    said = pulse.ok("dial").out
    assert "no word for 2 months; monthly updates" in said
    assert "just to talk: nothing is due" in said


def test_the_limit_keeps_the_first_and_says_how_many_more_there_are(pulse: Pulse) -> None:
    for number in range(7):
        client(pulse, f"Client {number}", phone=str(number))
    assert keys(pulse) == [f"client-{number}" for number in range(5)]
    assert keys(pulse, "-n", "2") == ["client-0", "client-1"]
    assert keys(pulse, "--limit", "99") == [f"client-{number}" for number in range(7)]
    assert pulse.ok("dial").out.endswith("\nand 2 more clients: pulse dial -n 7\n")
    pulse.fails(2, "dial", "-n", "0")


def test_tags_and_owners_choose(pulse: Pulse) -> None:
    client(pulse, "Acme", "--tag", "retail", "--owner", "Sam")
    client(pulse, "Bold", "--tag", "food", "--owner", "Kim")
    assert keys(pulse, "--tag", "RETAIL") == ["acme"]
    assert keys(pulse, "--owner", "kim") == ["bold"]
    assert keys(pulse, "--owner", "kim", "--tag", "retail") == []
    assert "No client matches." in pulse.ok("dial", "--tag", "nothing").out


def test_each_has_what_was_said_what_to_ask_and_what_is_open(pulse: Pulse) -> None:
    client(pulse, "Acme")
    pulse.ok("contact", "edit", "acme", "ann", "--birthday=--11-24", "--note", "sails")
    pulse.ok("log", "acme", "They worry about the rent", "-d", "2026-10-02")
    pulse.ok("log", "acme", "Sent the figures", "-d", "2026-11-02", "-c", "email")
    pulse.ok("log", "acme", "-d", "2026-11-19", "-c", "email")
    pulse.ok("remind", "acme", "4 dec", "the trip")
    pulse.ok("remind", "acme", "5 dec", "too far ahead")
    pulse.ok("promise", "acme", "the estimate", "--by", "2026-11-18")
    pulse.ok("ask", "acme", "the files")
    pulse.ok("promise", "acme", "done")
    pulse.ok("done", "3")
    only(
        pulse,
        last_voice_on="2026-10-02",
        last_note="Sent the figures",
        ask_after=[
            "Acme's Ann's birthday (Tue 24 Nov, in 4 days)",
            "the trip (Fri 4 Dec, in 2 weeks)",
            "Acme's Ann: sails",
        ],
        open=["we owe the estimate, 2 days overdue", "they owe the files, no day set"],
    )


NOBODY: list[tuple[tuple[tuple[str, ...], ...], str]] = [
    ((), "Nobody to look after yet."),
    ((("add", "Acme"),), "Nobody here has a phone number yet."),
    (
        (("add", "Acme", "--phone", "1", "--contact", "Ann"), ("log", "acme", "x")),
        "You spoke with everybody in the last 7 days. Well kept.",
    ),
    (
        (
            ("add", "Acme", "--phone", "1", "--contact", "Ann", "--hours", "mon-fri 11-17"),
            ("add", "Bold", "--phone", "1", "--contact", "Ann", "--hours", "mon-fri 9-10"),
            ("add", "Cat", "--phone", "1", "--contact", "Ann"),
            ("log", "cat", "x"),
            ("add", "Dog", "--phone", "1", "--contact", "Ann"),
            ("snooze", "dog", "tomorrow"),
        ),
        "You spoke with 1 client in the last 7 days.\n"
        "2 clients are outside working hours now.\n"
        "Acme opens first, at 11:00 by your clock.\n"
        "1 client is paused or snoozed.\n",
    ),
    (
        (
            (
                *("add", "Acme", "--phone", "1", "--contact", "Ann"),
                *("--hours", "mon-fri 9-17", "--timezone", "Asia/Tokyo"),
            ),
        ),
        "1 client is outside working hours now.\n"
        "Acme opens first, Mon 23 Nov at 01:00 by your clock.\n",
    ),
    (
        (("add", "Acme", "--phone", "1", "--contact", "Ann"), ("client", "pause", "acme")),
        "1 client is paused or snoozed.\n",
    ),
]


@pytest.mark.parametrize(("before", "why"), NOBODY, ids=[one[1][:30] for one in NOBODY])
def test_with_nobody_to_ring_it_says_kindly_why(
    pulse: Pulse, before: tuple[tuple[str, ...], ...], why: str
) -> None:
    for command in before:
        pulse.ok(*command)
    said = pulse.ok("dial").out
    assert said.startswith("Fri 20 Nov 10:15: nobody to ring just now\n\n")
    assert why in said
    assert pulse.ok("dial", "--json").items == []


def test_a_paused_client_without_a_phone_is_not_told_to_get_one(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    pulse.ok("client", "pause", "acme")
    assert "phone" not in pulse.ok("dial").out


@pytest.mark.parametrize(
    ("now", "zone", "hours", "opens"),
    [
        ((2026, 11, 20, 8, 59), None, "fri 9-17", (2026, 11, 20, 9, 0)),
        ((2026, 11, 20, 9, 0), None, "fri 9-17", (2026, 11, 27, 9, 0)),
        ((2026, 11, 20, 12, 30), None, "fri 9-12, 13-17", (2026, 11, 20, 13, 0)),
        ((2026, 11, 21, 12, 0), None, "mon-fri 9-17", (2026, 11, 23, 9, 0)),
        ((2026, 11, 20, 23, 0), None, "sat 0:00-24:00", (2026, 11, 21, 0, 0)),
        ((2026, 11, 20, 10, 15), "America/New_York", "mon-fri 9-17", (2026, 11, 20, 15, 0)),
        ((2026, 11, 20, 23, 30), "Asia/Tokyo", "sat 9-17", (2026, 11, 21, 1, 0)),
        # The clocks went back on 25 October: what opens at nine does so an hour later.
        ((2026, 10, 23, 18, 0), "Asia/Tokyo", "mon 9-17", (2026, 10, 26, 1, 0)),
        ((2026, 10, 23, 18, 0), None, "mon 9-17", (2026, 10, 26, 9, 0)),
        ((2026, 11, 20, 10, 15), "Mars/Olympus_Mons", "mon 9-17", None),
    ],
)
def test_the_next_opening_is_told_by_our_clock(
    now: tuple[int, ...], zone: str | None, hours: str, opens: tuple[int, ...] | None
) -> None:
    found = next_opening(datetime(*now).astimezone(), zone, hours)  # type: ignore[arg-type,misc]
    wanted = None if opens is None else datetime(*opens, tzinfo=ROME)  # type: ignore[arg-type,misc]
    assert found == wanted
    if found is not None and wanted is not None:
        assert (found.hour, found.minute) == (wanted.hour, wanted.minute)


def test_where_nothing_is_known_nobody_is_said_to_be_at_work() -> None:
    assert local_time(NOW, None, None) is None


def test_in_a_pipe_it_lists_in_every_format(pulse: Pulse) -> None:
    client(pulse, "Acme", "--timezone", "Europe/Rome", "--hours", "mon-fri 9-17")
    pulse.ok("log", "acme", "a, note", "-d", "2026-11-02")
    lines = pulse.ok("dial").out.splitlines()
    assert lines[0] == "Fri 20 Nov 10:15: 1 to ring"
    assert "Fri 10:15, a good time to call" in lines[3]
    csv = pulse.ok("dial", "--format", "csv").out.splitlines()
    assert csv[1] == (
        'Acme,acme,Acme\'s Ann,123,Fri 10:15,1,2026-11-02,"a, note",,,'
        "not met since the start (Thu 1 Jan); quarterly meetings"
    )
    assert "| Acme | Acme's Ann | 123 |" in pulse.ok("dial", "--format", "markdown").out


def test_nothing_is_cut_on_a_terminal_of_80_columns(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    words = " ".join(f"word{number}" for number in range(30))
    client(pulse, "Acme", "--timezone", "Europe/Rome", "--hours", "mon-fri 9-17")
    pulse.ok("contact", "edit", "acme", "ann", "--note", "sails")
    pulse.ok("log", "acme", words, "-d", "2026-11-02")
    for number in range(5):
        pulse.ok("promise", "acme", f"promise {number}")
    shown = drawn(pulse.store, "dial", "--today", "2026-11-20", "--no-input")
    lines = [line.rstrip() for line in shown.splitlines()]
    assert all(len(line) <= 80 for line in lines)
    assert words in " ".join(shown.split())
    assert "…" not in shown
    assert lines[:5] == [
        "Fri 20 Nov 10:15: 1 to ring",
        "",
        "Acme (acme)",
        "Ring        Acme's Ann · 123",
        "There       Fri 10:15, a good time to call",
    ]
    assert lines[-2:] == [
        "            we owe promise 3, no day set",
        "            and 1 more: pulse brief acme",
    ]


def test_each_client_costs_one_seek_in_the_index_of_voices(pulse: Pulse) -> None:
    client(pulse, "Acme")
    sql = dial.CALLABLE.format(where="1 = 1")
    with closing(sqlite3.connect(pulse.store)) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {sql}", {"today": "2026-11-20"}).fetchall()
    steps = [row[3] for row in plan]
    assert any("SEARCH t USING" in step and "ix_touchpoint_voice" in step for step in steps)
    assert not [step for step in steps if step.startswith("SCAN") and step != "SCAN c"]


def test_an_answer_of_theirs_is_not_what_was_last_talked_about(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--phone", "1", "--since", "2026-01-01")
    pulse.ok("log", "acme", "Thanks!", "-c", "email", "--inbound", "-d", "2026-11-01")
    [call] = pulse.ok("dial", "--json").items
    assert call["last_note"] == "Thanks!"  # better than nothing
    pulse.ok("log", "acme", "the lease", "-d", "2026-10-01")
    [call] = pulse.ok("dial", "--json").items
    assert call["last_note"] == "the lease"
