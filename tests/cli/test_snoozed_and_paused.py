"""A client that is snoozed and paused at once: what it is called, and when each ends."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Pulse, filled_once


@pytest.fixture
@filled_once
def silent(pulse: Pulse) -> None:
    """A client that has been overdue for long, snoozed and paused until different days."""
    pulse.ok("add", "Acme", "--since", "2026-01-05", "--meet", "1m")


def status(pulse: Pulse, today: str) -> str:
    (item,) = pulse.ok("report", "--json", today=today).items
    assert pulse.ok("show", "acme", "--json", today=today).json["status"] == item["status"]
    return str(item["status"])


def rules(pulse: Pulse, today: str) -> list[str]:
    return [item["rule"] for item in pulse.ok("due", "--json", today=today).items]


@pytest.mark.parametrize(
    ("snoozed", "paused", "days"),
    [
        # The snooze ends first: paused alone, then as before.
        (
            "2026-12-01",
            "2026-12-10",
            {
                "2026-11-30": "paused",
                "2026-12-01": "paused",
                "2026-12-09": "paused",
                "2026-12-10": "overdue",
            },
        ),
        # The pause ends first: snoozed until the end.
        (
            "2026-12-10",
            "2026-12-01",
            {
                "2026-11-30": "paused",
                "2026-12-01": "snoozed",
                "2026-12-09": "snoozed",
                "2026-12-10": "overdue",
            },
        ),
        (
            "2026-12-01",
            "2026-12-01",
            {"2026-11-30": "paused", "2026-12-01": "overdue", "2026-12-02": "overdue"},
        ),
    ],
)
def test_nothing_is_due_until_both_are_over(
    silent: Pulse, snoozed: str, paused: str, days: dict[str, str]
) -> None:
    assert status(silent, "2026-11-21") == "overdue"
    silent.ok("snooze", "acme", snoozed)
    silent.ok("client", "pause", "acme", "--until", paused)
    for day, expected in days.items():
        assert status(silent, day) == expected, day
        assert bool(rules(silent, day)) == (expected == "overdue"), day


def test_ending_one_leaves_the_other(silent: Pulse) -> None:
    silent.ok("snooze", "acme", "2027-03-01")
    silent.ok("client", "pause", "acme")
    silent.ok("snooze", "acme", "--clear")
    assert status(silent, "2026-11-22") == "paused"
    silent.ok("undo")
    silent.ok("client", "resume", "acme")
    assert status(silent, "2026-11-22") == "snoozed"
    silent.ok("snooze", "acme", "--clear")
    assert status(silent, "2026-11-22") == "overdue"


def test_a_booked_meeting_shows_through_a_snooze_and_not_through_a_pause(silent: Pulse) -> None:
    silent.ok("meeting", "book", "acme", "2026-12-01")
    silent.ok("snooze", "acme", "2027-03-01")
    assert rules(silent, "2026-12-01") == ["appointment"]
    silent.ok("client", "pause", "acme", "--until", "2026-12-02")
    assert rules(silent, "2026-12-01") == []
    assert rules(silent, "2026-12-02") == ["outcome"]
    assert status(silent, "2026-12-01") == "paused"


def test_a_pause_is_named_before_a_snooze_and_a_writer_is_told_of_both(silent: Pulse) -> None:
    silent.ok("snooze", "acme", "2026-12-10")
    silent.ok("client", "pause", "acme", "--until", "2026-12-04")
    assert "paused\n" in silent.ok("brief", "acme").out
    assert "paused to 4 Dec" in silent.ok("report", "--format", "markdown").out
    shown = silent.ok("show", "acme").out
    assert shown.index("Paused") < shown.index("Snoozed")
    assert (
        "Acme is paused until Fri 4 Dec 2026 and snoozed until Thu 10 Dec 2026: due stays silent."
        " To end it: pulse client resume acme; pulse snooze acme --clear\n"
    ) in silent.ok("log", "acme", "hello").out
    assert (
        "Acme is snoozed until Thu 10 Dec 2026: updates"
        in silent.ok("log", "acme", "hello", today="2026-12-04").out
    )
    silent.ok("client", "pause", "acme")
    assert "Acme is paused and snoozed until" in silent.ok("log", "acme", "hello").out
    over = silent.ok("log", "acme", "hello", today="2026-12-10").out
    assert "Acme is paused: due stays silent. To end it: pulse client resume acme\n" in over


def rests(pulse: Pulse) -> list[tuple[str, str, str | None]]:
    (client,) = json.loads(pulse.ok("export", "-").out)["clients"]
    return [(one["kind"], one["from"], one["to"]) for one in client["rests"]]


def kept(pulse: Pulse, today: str) -> tuple[int, int]:
    (item,) = pulse.ok("report", "--json", today=today).items
    return item["kept"], item["counted"]


def test_it_is_written_down_from_when_to_when_a_client_was_left_alone(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", today="2026-01-05")
    pulse.ok("client", "pause", "acme", today="2026-02-01")
    pulse.ok("client", "pause", "acme", "--until", "2026-05-01", today="2026-02-10")
    assert rests(pulse) == [("pause", "2026-02-01", "2026-05-01")]
    pulse.ok("client", "resume", "acme", today="2026-03-01")
    assert rests(pulse) == [("pause", "2026-02-01", "2026-03-01")]
    pulse.ok("snooze", "acme", "2026-04-01", today="2026-03-10")
    pulse.ok("snooze", "acme", "2026-04-15", today="2026-03-20")
    pulse.ok("snooze", "acme", "2026-06-15", today="2026-06-01")
    assert rests(pulse)[1:] == [
        ("snooze", "2026-03-10", "2026-04-15"),
        ("snooze", "2026-06-01", "2026-06-15"),
    ]
    pulse.ok("snooze", "acme", "--clear", today="2026-06-01")  # it never began
    assert len(rests(pulse)) == 2


def test_what_falls_due_while_a_client_is_left_alone_is_not_missed(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--meet", "none", "--update", "1m", "--since", "2026-01-05")
    assert kept(pulse, "2026-06-10") == (0, 5)
    pulse.ok("client", "pause", "acme", today="2026-02-01")
    pulse.ok("client", "resume", "acme", today="2026-03-10")
    assert kept(pulse, "2026-06-10") == (0, 3)
    pulse.ok("snooze", "acme", "2026-05-20", today="2026-05-01")
    assert kept(pulse, "2026-06-10") == (0, 2)
    pulse.ok("snooze", "acme", "--clear", today="2026-05-05")  # over on the day it falls due
    assert kept(pulse, "2026-06-10") == (0, 3)
    pulse.ok("undo")
    assert kept(pulse, "2026-06-10") == (0, 2)
    pulse.ok("undo")
    assert kept(pulse, "2026-06-10") == (0, 3)
