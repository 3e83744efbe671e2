"""The agenda of the next meeting: what is on it, in which order, and in whose words."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from clientpulse.cadence.policy import Policy
from clientpulse.services import lookup
from clientpulse.services.agenda import agenda, agenda_lines
from clientpulse.store.database import Store
from clientpulse.views.agenda import AgendaView
from tests.conftest import Pulse, filled_once
from tests.processes import drawn

TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
@filled_once
def _acme(pulse: Pulse) -> None:
    # Feedback is asked for half a year after the start, which is far ahead.
    pulse.ok("add", "Acme GmbH", "--key", "acme", "--since", "2026-11-01")


def items(pulse: Pulse, *arguments: str, today: str | None = None) -> list[dict[str, Any]]:
    return pulse.ok("agenda", "acme", "--json", *arguments, today=today).items


def told(pulse: Pulse, kind: str, today: str | None = None) -> list[str]:
    return [item["text"] for item in items(pulse, today=today) if item["kind"] == kind]


def the_view(pulse: Pulse) -> AgendaView:
    reader = Store(pulse.store).open_reader()
    try:
        return agenda(reader, TODAY, Policy(), lookup.client(reader, "acme"))
    finally:
        reader.close()


def fill(pulse: Pulse) -> None:
    pulse.ok("meeting", "book", "acme", "1 dec 10:00", "--place", "here", "--agenda", "the budget")
    pulse.ok("agenda", "acme", "add", "lease the van")
    pulse.ok("agenda", "acme", "add", "new colleague")
    pulse.ok("promise", "acme", "an idea")
    pulse.ok("promise", "acme", "the estimate", "--by", "27 nov")
    pulse.ok("promise", "acme", "the letter", "--by", "2026-11-18")
    pulse.ok("ask", "acme", "payroll files", "--by", "2026-11-20")
    pulse.ok("ask", "acme", "the lease")
    pulse.ok("mistake", "acme", "wrong invoice", "--why", "two similar names")
    pulse.ok("mistake", "acme", "late answer", "--by", "30 nov")
    pulse.ok("mistake", "told", "2")
    pulse.ok("mistake", "acme", "long mended")
    pulse.ok("mistake", "told", "3")
    pulse.ok("mistake", "fixed", "3")
    pulse.ok("project", "start", "acme", "Website", "--on", "2026-11-02")
    pulse.ok("project", "finish", "acme", "website", "--on", "2026-11-20")


def test_everything_stands_in_its_order_and_the_overdue_first(pulse: Pulse) -> None:
    fill(pulse)
    assert [(item["kind"], item["text"], item["number"], item["id"]) for item in items(pulse)] == [
        ("meeting", "the budget", None, 1),
        ("point", "lease the van", 1, 1),
        ("point", "new colleague", 2, 2),
        ("promise", "we owe the letter, 3 days overdue", None, 3),
        ("promise", "we owe the estimate, by Fri 27 Nov", None, 2),
        ("promise", "we owe an idea, no day set", None, 1),
        ("ask", "they owe payroll files, 1 day overdue", None, 4),
        ("ask", "they owe the lease, no day set", None, 5),
        ("mistake", "wrong invoice: not told yet", None, 1),
        ("mistake", "late answer: told Sat 21 Nov, to fix by Mon 30 Nov", None, 2),
        ("project_feedback", "feedback on Website, finished Fri 20 Nov, yesterday", None, 1),
        ("questions", "what would they like to know?", None, None),
        (
            "sore_spots",
            "what could go better, and what do they hesitate to say?",
            None,
            None,
        ),
    ]
    assert [item["due_on"] for item in items(pulse)[:7]] == [
        *("2026-12-01", None, None, "2026-11-18", "2026-11-27", None, "2026-11-20")
    ]


@pytest.mark.parametrize(
    ("today", "words"),
    [
        ("2026-11-29", "to fix by Mon 30 Nov"),
        ("2026-11-30", "to fix today"),
        ("2026-12-01", "to fix, 1 day overdue"),
    ],
)
def test_a_mistake_says_by_when_it_is_to_be_fixed(pulse: Pulse, today: str, words: str) -> None:
    pulse.ok("mistake", "acme", "x", "--by", "30 nov")
    assert told(pulse, "mistake", today) == [f"x: not told yet, {words}"]


def test_what_is_done_dropped_or_made_good_is_off_the_agenda(pulse: Pulse) -> None:
    fill(pulse)
    for command in ("done 3", "commitment drop 4", "mistake fixed 2"):
        pulse.ok(*command.split())
    pulse.ok("feedback", "acme", "Fine", "--project", "website")
    assert told(pulse, "promise") == [
        "we owe the estimate, by Fri 27 Nov",
        "we owe an idea, no day set",
    ]
    assert told(pulse, "ask") == ["they owe the lease, no day set"]
    assert told(pulse, "mistake") == ["wrong invoice: not told yet"]
    assert told(pulse, "project_feedback") == []


def test_it_always_ends_with_questions_and_sore_spots_and_says_how_to_book(pulse: Pulse) -> None:
    lines = pulse.ok("agenda", "acme").out.splitlines()
    assert lines[0] == "Agenda with Acme GmbH (acme)"
    assert "none booked yet: pulse meeting book acme fri 14:00" in lines[2]
    assert [line.split()[0] for line in lines[-2:]] == ["Questions", "Sore"]
    fill(pulse)
    lines = pulse.ok("agenda", "acme").out.splitlines()
    assert "Tue 1 Dec 10:00, here (in 10 days) #1" in lines[2]
    assert [line.split()[0] for line in lines[-2:]] == ["Questions", "Sore"]


@pytest.mark.parametrize(
    ("today", "next_meeting"),
    [("2026-11-30", 1), ("2026-12-01", 1), ("2026-12-02", 2), ("2026-12-25", None)],
)
def test_the_next_meeting_is_the_first_one_ahead_todays_included(
    pulse: Pulse, today: str, next_meeting: int | None
) -> None:
    pulse.ok("meeting", "book", "acme", "2026-12-01")
    pulse.ok("meeting", "book", "acme", "2026-12-24")
    pulse.ok("meeting", "book", "acme", "2026-11-29")
    pulse.ok("meeting", "cancel", "3")
    found = pulse.ok("agenda", "acme", "--json", today=today).json["meeting"]
    assert (found and found["id"]) == next_meeting


@pytest.mark.parametrize(
    ("meeting", "asked"), [("2027-04-29", False), ("2027-04-30", True), ("2027-05-03", True)]
)
def test_feedback_that_comes_up_by_the_meeting_is_on_its_agenda(
    pulse: Pulse, meeting: str, asked: bool
) -> None:
    # The half-year ends on Saturday 1 May 2027, so it is asked for on the Friday.
    pulse.ok("meeting", "book", "acme", meeting)
    assert [item["due_on"] for item in items(pulse) if item["kind"] == "feedback"] == (
        ["2027-05-01"] if asked else []
    )


def test_feedback_that_is_late_says_since_when_and_rests_for_nobody(pulse: Pulse) -> None:
    assert told(pulse, "feedback", today="2027-05-10") == [
        "feedback on our work: never asked before"
    ]
    pulse.ok("feedback", "acme", "Fine", "--on", "2026-11-20")
    pulse.ok("snooze", "acme", "2027-06-30")
    assert told(pulse, "feedback", today="2027-05-10") == []
    assert told(pulse, "feedback", today="2027-05-20") == [
        "feedback on our work: last asked or heard Fri 20 Nov 2026, 5 months ago"
    ]
    pulse.ok("client", "rules", "acme", "feedback=none")
    assert told(pulse, "feedback", today="2027-05-20") == []


def test_a_project_is_asked_about_again_only_when_it_is_time(pulse: Pulse) -> None:
    pulse.ok("project", "start", "acme", "Website", "--on", "2026-11-01")
    pulse.ok("project", "finish", "acme", "website", "--on", "2026-11-02")
    pulse.ok("feedback", "acme", "Fine", "--project", "website", "--on", "2026-11-10")
    assert told(pulse, "project_feedback") == []
    pulse.ok("meeting", "book", "acme", "2026-12-02")
    assert told(pulse, "project_feedback") == [
        "feedback on Website, finished Mon 2 Nov, 2 weeks ago"
    ]


def test_points_are_noted_numbered_and_dropped_by_their_number(pulse: Pulse) -> None:
    said = pulse.ok("agenda", "acme", "add", "first", "thing").out
    assert said == "On the agenda with Acme GmbH: 1. first thing\n"
    pulse.ok("agenda", "acme", "add", "second")
    point = pulse.ok("agenda", "acme", "add", "third", "--json").json["point"]
    assert (point["number"], point["what"], point["added_on"]) == (3, "third", "2026-11-21")
    assert (point["client"], point["key"]) == ("Acme GmbH", "acme")
    dropped = pulse.ok("agenda", "acme", "drop", "2", "--json").json["point"]
    assert (dropped["number"], dropped["what"]) == (2, "second")
    assert [(item["number"], item["text"]) for item in items(pulse)[:2]] == [
        (1, "first thing"),
        (2, "third"),
    ]
    assert pulse.ok("agenda", "acme", "drop", "2").out == ("Off the agenda with Acme GmbH: third\n")
    pulse.ok("undo")
    assert told(pulse, "point") == ["first thing", "third"]


def test_a_point_is_of_its_client_and_no_other(pulse: Pulse) -> None:
    pulse.ok("add", "Other")
    pulse.ok("agenda", "other", "add", "theirs")
    assert told(pulse, "point") == []
    pulse.fails(3, "agenda", "acme", "drop", "1")


def test_logging_the_meeting_covers_the_points(pulse: Pulse) -> None:
    pulse.ok("agenda", "acme", "add", "the van")
    pulse.ok("log", "acme", "x", "-c", "call")
    assert told(pulse, "point") == ["the van"]
    pulse.ok("log", "acme", "x", "-c", "meeting")
    assert told(pulse, "point") == []
    pulse.ok("undo")
    assert told(pulse, "point") == ["the van"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (2, ("add",)),
        (2, ("add", " ")),
        (2, ("drop",)),
        (2, ("drop", "first")),
        (2, ("drop", "-1")),
        (2, ("drop", "²")),
        (3, ("drop", "0")),
        (3, ("drop", "2")),
        (3, ("drop", "9" * 5000)),
        (2, ("remove", "1")),
        (2, ("add", "x" * 20_001)),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    pulse: Pulse, code: int, words: tuple[str, ...]
) -> None:
    pulse.ok("agenda", "acme", "add", "kept")
    before = pulse.store.read_bytes()
    pulse.fails(code, "agenda", "acme", "--", *words)
    assert pulse.store.read_bytes() == before


def test_a_client_that_isnt_there_and_an_empty_store(pulse: Pulse) -> None:
    pulse.fails(3, "agenda", "nobody")
    pulse.fails(3, "agenda", "nobody", "add", "x")
    pulse.store.unlink()
    pulse.fails(3, "agenda", "acme")
    pulse.fails(3, "agenda", "acme", "add", "x")
    assert not pulse.store.exists()


def test_a_message_holds_nothing_that_is_between_us(pulse: Pulse) -> None:
    fill(pulse)
    assert agenda_lines(the_view(pulse)) == (
        "the budget",
        "lease the van",
        "new colleague",
        "from us: the letter",
        "from us: the estimate",
        "from us: an idea",
        "from you: payroll files",
        "from you: the lease",
        "your questions",
    )


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("it", "da parte nostra: x", "da parte Sua: y"),
        ("de-AT", "von uns: x", "von Ihnen: y"),
        ("sv", "from us: x", "from you: y"),
        (None, "from us: x", "from you: y"),
    ],
)
def test_a_message_speaks_the_clients_language(
    pulse: Pulse, language: str | None, ours: str, theirs: str
) -> None:
    pulse.ok("promise", "acme", "x")
    pulse.ok("ask", "acme", "y")
    assert agenda_lines(the_view(pulse), language)[:2] == (ours, theirs)


def test_every_format_has_the_whole_agenda(pulse: Pulse) -> None:
    fill(pulse)
    csv = pulse.ok("agenda", "acme", "--format", "csv").out.splitlines()
    assert csv[0] == "section,label,value"
    assert "Our own points,2,new colleague" in csv
    assert "We owe them,3 days overdue,the letter #3" in csv
    markdown = pulse.ok("agenda", "acme", "--format", "markdown").out
    assert markdown.startswith("## Agenda with Acme GmbH (acme)\n")
    assert "- **not told yet** wrong invoice \\#1" in markdown


def test_nothing_is_cut_on_a_terminal_of_80_columns(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    fill(pulse)
    long = " ".join(f"word{number}" for number in range(40))
    pulse.ok("agenda", "acme", "add", long)
    shown = drawn(pulse.store, "agenda", "acme")
    lines = shown.splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert [line.rstrip() for line in lines if line.startswith(("We owe", "3 days", "told"))] == [
        "We owe them",
        "3 days overdue  the letter #3",
        "told Sat 21 Nov  late answer (to fix by Mon 30 Nov) #2",
    ]
    assert long in " ".join(shown.split())


def test_a_point_with_several_lines_stays_on_one(pulse: Pulse) -> None:
    pulse.ok("agenda", "acme", "add", "one\ntwo")
    assert "  1  one two\n" in pulse.ok("agenda", "acme").out
    assert told(pulse, "point") == ["one\ntwo"]


def test_a_deleted_client_takes_its_points_along(pulse: Pulse) -> None:
    pulse.ok("agenda", "acme", "add", "x")
    pulse.ok("client", "delete", "acme", "--yes")
    with closing(sqlite3.connect(pulse.store)) as connection:
        assert connection.execute("SELECT count(*) FROM agenda_point").fetchone() == (0,)
    pulse.ok("undo")
    assert told(pulse, "point") == ["x"]
