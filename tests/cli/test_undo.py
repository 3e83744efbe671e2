"""Every command that writes is undone exactly, and redone exactly."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Pulse

SAMPLES = Path(__file__).parents[1] / "samples"

Dump = Callable[[], list[str]]

# In an order in which each of them can be run after those before it.
COMMANDS = [
    ("add", "Third", "--contact", "T", "--tag", "x", "--email", "t@t.example"),
    ("log", "acme", "Hello", "--with", "Ann", "--mood", "good"),
    ("log", "acme", "Held", "-c", "meeting", "--next", "12 jan 10:00"),
    ("snooze", "acme", "in", "2", "weeks", "--reason", "away"),
    ("snooze", "resting", "--clear"),
    ("client", "edit", "acme", "--meet", "1m", "--tag", "new", "--email", "x@y.example"),
    ("client", "edit", "other", "--contact", "First"),
    ("client", "rename", "acme", "Acme AG"),
    ("client", "pause", "acme", "--until", "1 feb"),
    ("client", "resume", "resting"),
    ("client", "restore", "former"),
    ("client", "archive", "resting"),
    ("contact", "add", "acme", "New", "--primary"),
    ("contact", "edit", "acme", "ann", "--role", "", "--phone", "1", "--primary"),
    ("contact", "remove", "acme", "ann"),
    ("touchpoint", "edit", "2", "-c", "email", "-d", "2026-11-01", "--with", "Else"),
    ("touchpoint", "delete", "2"),
    ("meeting", "book", "acme", "2027-01-01"),
    ("meeting", "move", "2", "2027-01-05", "9:00"),
    ("meeting", "edit", "2", "--agenda", "x"),
    ("meeting", "cancel", "2"),
    ("client", "edit", "acme", "--timezone", "Asia/Tokyo", "--hours", "", "--length", "long"),
    ("client", "rules", "acme", "checkup=1y", "feedback=default", "promise=none"),
    ("trait", "add", "late", "changes", "--bad", "--client", "acme"),
    ("trait", "weigh", "communication", "3", "--client", "acme"),
    ("trait", "weigh", "pays-on-time", "default"),
    ("trait", "remove", "pays-on-time"),
    ("checkup", "acme", "--set", "communication=no", "--set", "bad-manners=yes"),
    ("checkup", "other", "--set", "communication=yes", "--on", "2026-11-01"),
    ("promise", "acme", "the estimate", "--by", "fri"),
    ("ask", "acme", "the files"),
    ("done", "1"),
    ("commitment", "edit", "2", "--what", "all files", "--by", "1 dec"),
    ("commitment", "drop", "2"),
    ("commitment", "edit", "3", "--open"),
    ("mistake", "acme", "Sent twice", "--why", "two of us"),
    ("mistake", "edit", "1", "--why", "", "--fix", "cancelled", "--on", "mon"),
    ("mistake", "told", "1"),
    ("mistake", "fixed", "2"),
    ("mistake", "delete", "2"),
    ("log", "acme", "What we agreed", "--recap"),
    ("touchpoint", "edit", "1", "-c", "letter", "--chase"),
    ("draft", "update", "acme", "--log", "--anyway"),
    ("remind", "acme", "12 jan", "the", "trip", "--with", "ann"),
    ("remind", "edit", "1", "--what", "y", "--on", "1 feb", "--yearly", "--with", "Zoe"),
    ("remind", "edit", "2", "--once"),
    ("remind", "done", "2"),
    ("project", "start", "acme", "App", "--checkin", "weekly"),
    ("project", "edit", "1", "--name", "New site", "--checkin", "3d"),
    ("feedback", "acme", "Fine", "--score", "9", "--project", "site"),
    ("project", "finish", "acme", "site", "--on", "yesterday"),
    ("service", "add", "Tax", "We do", "taxes."),
    ("service", "edit", "1", "--name", "Wages", "--sentence", "We pay your people."),
    ("service", "mention", "acme", "1"),
    ("service", "remove", "1", "--yes"),
    ("away", "1 feb", "to", "5 feb"),
    ("away", "cancel", "1"),
    ("agenda", "acme", "add", "the", "van"),
    ("agenda", "acme", "drop", "1"),
    ("import", str(SAMPLES / "google-new.csv")),
    ("import", str(SAMPLES / "store.json")),
    ("import", str(SAMPLES / "clients.csv")),
    ("import", "history.csv"),
    ("client", "merge", "other", "acme", "--yes"),
    ("client", "merge", "acme", "former", "--yes"),
    ("client", "delete", "former", "--yes"),
]

# Each says again what is so already.
NOTHING_NEW = [
    ("client", "edit", "acme", "--meet", "3m", "--since", "2026-01-01"),
    ("client", "edit", "acme", "--contact", "Ann"),
    ("client", "edit", "other", "--note", "kept", "--tag", "b"),
    ("client", "rename", "acme", "Acme"),
    ("client", "pause", "resting"),
    ("snooze", "resting", "2026-12-24", "--reason", "away"),
    ("contact", "edit", "acme", "bob", "--role", "CFO"),
    ("contact", "edit", "acme", "ann", "--primary"),
    ("touchpoint", "edit", "1", "--note", "One", "-d", "2026-05-01"),
    ("touchpoint", "edit", "1", "--with", "Ann", "--with", "Bob"),
    ("touchpoint", "edit", "2", "-c", "meeting"),
    ("commitment", "edit", "2", "--what", "y", "--by", "fri", "--open"),
    ("mistake", "edit", "1", "--why", "w", "--fix", "", "--told", "none"),
    ("touchpoint", "edit", "1", "--no-purpose"),
    ("meeting", "edit", "2", "--place", "here"),
    ("meeting", "move", "2", "2026-12-01"),
    ("remind", "edit", "1", "--what", "the talk", "--on", "3 dec", "--once", "--with", "ann"),
    ("remind", "edit", "2", "--yearly"),
    ("service", "edit", "payroll", "--name", "Payroll", "--sentence", "We run your payroll."),
    ("client", "edit", "acme", "--hours", "mon-fri 9-17", "--language", "it"),
    ("client", "rules", "acme", "feedback=12m", "checkup=default"),
    ("trait", "weigh", "pays-on-time", "2"),
    ("checkup", "acme", "--set", "communication=yes"),
]


def name_of(command: tuple[str, ...]) -> str:
    """Name a command for the list of tests, without the folder of a file."""
    return " ".join(word.rpartition("/")[2] for word in command)


def fill(pulse: Pulse) -> None:
    pulse.ok(
        "add",
        "Acme",
        "--contact",
        "Ann",
        "--email",
        "ann@acme.example",
        "--tag",
        "a",
        "--tag",
        "b",
        "--since",
        "2026-01-01",
    )
    pulse.ok("contact", "add", "acme", "Bob", "--role", "CFO", "--email", "bob@acme.example")
    pulse.ok("add", "Other", "--tag", "b", "--note", "kept", "--meet", "none")
    pulse.ok("add", "Resting")
    pulse.ok("client", "pause", "resting")
    pulse.ok("snooze", "resting", "2026-12-24", "--reason", "away")
    pulse.ok("add", "Former", "--contact", "Flo")
    pulse.ok("client", "archive", "former")
    pulse.ok("log", "acme", "One", "-d", "2026-05-01", "--with", "Ann", "--with", "Bob")
    pulse.ok("meeting", "book", "acme", "2026-06-01", today="2026-05-01")
    pulse.ok("log", "acme", "Two", "-d", "2026-06-01", "-c", "meeting", "--with", "Ann")
    pulse.ok("client", "edit", "acme", "--hours", "mon-fri 9-17", "--language", "it")
    pulse.ok("client", "rules", "acme", "feedback=12m")
    pulse.ok("trait", "add", "pays", "on", "time")
    pulse.ok("trait", "weigh", "pays-on-time", "2")
    pulse.ok("checkup", "acme", "--set", "communication=yes")
    pulse.ok("promise", "acme", "x")
    pulse.ok("ask", "acme", "y", "--by", "fri")
    pulse.ok("promise", "other", "kept")
    pulse.ok("done", "3")
    pulse.ok("mistake", "acme", "x", "--why", "w")
    pulse.ok("mistake", "acme", "told")
    pulse.ok("mistake", "told", "2")
    pulse.ok("remind", "acme", "3 dec", "the talk", "--with", "ann")
    pulse.ok("remind", "acme", "2019-03-01", "working together", "--yearly")
    pulse.ok("project", "start", "acme", "New", "site", "--on", "1 nov")
    pulse.ok("service", "add", "Payroll", "We run your payroll.")
    pulse.ok("service", "mention", "acme", "payroll", "--on", "2026-11-01")
    pulse.ok("agenda", "acme", "add", "staff")
    pulse.ok("away", "24 dec", "2 jan")
    pulse.ok("meeting", "book", "acme", "2026-12-01", "--place", "here")


@pytest.fixture
def filled(
    pulse: Pulse,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Pulse:
    monkeypatch.chdir(tmp_path)
    Path("history.csv").write_text(
        "client,on,channel,note\nacme,2026-03-01,call,Third\nacme,2026-12-01,meeting,ahead\n"
        "other,2026-04-01,email,Fourth\nacme,2026-06-01,meeting,\n"
    )
    pulse.begin_with(fill)
    return pulse


@pytest.mark.parametrize("command", COMMANDS, ids=name_of)
def test_a_command_is_taken_back_exactly(
    filled: Pulse, dump: Dump, command: tuple[str, ...]
) -> None:
    before = dump()
    filled.ok(*command)
    after = dump()
    assert after != before
    for _ in range(2):
        said = filled.ok("undo").out
        assert said.startswith("Undone: ")
        assert dump() == before
        assert filled.ok("redo").out == said.replace("Undone", "Redone")
        assert dump() == after


def test_all_commands_are_taken_back_one_after_the_other_and_redone(
    filled: Pulse, dump: Dump
) -> None:
    states = [dump()]
    for command in COMMANDS:
        filled.ok(*command)
        states.append(dump())
        assert states[-1] != states[-2], command
    for state, command in zip(states[-2::-1], COMMANDS[::-1], strict=True):
        filled.ok("undo")
        assert dump() == state, command
    for state, command in zip(states[1:], COMMANDS, strict=True):
        filled.ok("redo")
        assert dump() == state, command
    filled.fails(3, "redo")


@pytest.mark.parametrize("command", NOTHING_NEW, ids=name_of)
def test_an_edit_that_changes_nothing_leaves_the_last_change_to_undo(
    filled: Pulse, dump: Dump, command: tuple[str, ...]
) -> None:
    before, journal = dump(), filled.ok("undo", "--list", "--json").items
    filled.ok(*command)
    assert dump() == before
    assert filled.ok("undo", "--list", "--json").items == journal
    assert "booked a meeting with Acme on Tue 1 Dec 2026" in filled.ok("undo").out


def test_undo_leaves_no_orphan_and_a_sound_file(filled: Pulse) -> None:
    filled.ok("client", "delete", "acme", "--yes")
    filled.ok("undo")
    with closing(sqlite3.connect(filled.store)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_nothing_to_undo_or_redo_is_said(pulse: Pulse) -> None:
    pulse.fails(3, "undo")
    pulse.fails(3, "redo")
    pulse.ok("add", "Acme")
    assert "nothing to redo" in pulse.fails(3, "redo").err
    pulse.ok("undo")
    of_mine = " of yours" if pulse.server else ""
    assert pulse.fails(3, "undo").err == (
        f"error: nothing is left{of_mine} to undo\nhint: 'pulse redo' brings back what was undone\n"
    )
    assert f"no sync is left{of_mine} to undo" in pulse.fails(3, "undo", "--origin", "sync").err
    assert pulse.ok("redo").out == "Redone: added Acme\n"
    assert "nothing to redo" in pulse.fails(3, "redo").err


def test_the_list_names_what_can_be_undone_then_what_can_be_redone(pulse: Pulse) -> None:
    for name in ("One", "Two", "Three"):
        pulse.ok("add", name)
    pulse.ok("undo")
    pulse.ok("undo")
    lines = pulse.ok("undo", "--list").out.splitlines()
    assert [line.partition("added ")[2] for line in lines] == ["One", "", "Two", "Three"]
    assert lines[1] == "Undone; 'pulse redo' brings back:"
    answer = pulse.ok("undo", "--list", "--json").json
    summaries = {name: [one["summary"] for one in answer[name]] for name in ("items", "redo")}
    assert summaries == {"items": ["added One"], "redo": ["added Two", "added Three"]}


def test_a_command_that_failed_left_nothing_to_undo(filled: Pulse) -> None:
    before = filled.ok("undo", "--list", "--json").json["items"]
    filled.fails(3, "log", "nobody", "x")
    filled.fails(3, "client", "merge", "acme", "acme")
    assert filled.ok("undo", "--list", "--json").json["items"] == before


def test_the_list_names_what_can_be_taken_back_the_last_first(filled: Pulse) -> None:
    lines = filled.ok("undo", "--list").out.splitlines()
    assert lines[0].endswith("booked a meeting with Acme on Tue 1 Dec 2026")
    assert lines[1].endswith("took days off from Thu 24 Dec 2026 to Sat 2 Jan 2027")
    assert len(lines) == 21


@pytest.mark.parametrize(
    ("undone", "limit", "more"),
    [
        (0, (), True),
        (1, (), False),
        (0, ("--limit", "21"), False),
        (0, ("--limit", "0"), False),
        (0, ("--limit", "1"), True),
        (21, (), True),
        (2, ("--limit", "2"), True),
    ],
)
def test_a_list_that_stops_says_how_to_see_the_rest(
    pulse: Pulse, undone: int, limit: tuple[str, ...], more: bool
) -> None:
    for number in range(21):
        pulse.ok("add", f"Client {number}")
    for _ in range(undone):
        pulse.ok("undo")
    answer = pulse.ok("undo", "--list", *limit, "--json").json
    most = int(limit[1] if limit else 20) or 21
    assert len(answer["items"]) == min(21 - undone, most)
    assert len(answer["redo"]) == min(undone, most)
    assert answer["more"] is more
    said = "There are more: 'pulse undo --list --limit 0' shows all."
    assert (said in pulse.ok("undo", "--list", *limit).out) is more


def test_deleting_a_meetings_touchpoint_opens_the_booked_meeting_again(filled: Pulse) -> None:
    filled.ok("touchpoint", "delete", "2")
    outcomes = [item for item in filled.ok("due", "--json").items if item["rule"] == "outcome"]
    assert [item["due_on"] for item in outcomes] == ["2026-06-01"]
