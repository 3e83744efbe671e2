"""Recaps and chases, marked where they are logged; and the agenda that a meeting covers."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests.conftest import Pulse


@pytest.fixture(autouse=True)
def _acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--meet", "quarterly", "--since", "2026-09-01")


@pytest.mark.parametrize("purpose", ["recap", "chase"])
def test_a_recap_or_a_chase_is_an_email_unless_told(pulse: Pulse, purpose: str) -> None:
    logged = pulse.ok("log", "acme", "x", f"--{purpose}", "--json").json["touchpoint"]
    assert (logged["channel"], logged["direction"], logged["purpose"]) == (
        "email",
        "outbound",
        purpose,
    )
    said = pulse.ok("log", "acme", f"--{purpose}").out
    assert f"Logged: {purpose} e-mail with Acme GmbH, Sat 21 Nov 2026 (number 2)" in said
    assert f"logged a {purpose} email with Acme GmbH" in pulse.ok("undo").out


@pytest.mark.parametrize("channel", ["email", "message", "letter"])
def test_any_written_channel_will_do(pulse: Pulse, channel: str) -> None:
    logged = pulse.ok("log", "acme", "--recap", "-c", channel, "--json").json["touchpoint"]
    assert (logged["channel"], logged["purpose"]) == (channel, "recap")


def test_without_a_mark_there_is_no_purpose_and_a_call_is_the_default(pulse: Pulse) -> None:
    logged = pulse.ok("log", "acme", "x", "--json").json["touchpoint"]
    assert (logged["channel"], logged["purpose"]) == ("call", None)


@pytest.mark.parametrize(
    "options",
    [
        *(("--recap", "-c", channel) for channel in ("call", "meeting", "video", "visit")),
        ("--recap", "--inbound"),
        ("--chase", "--inbound", "-c", "letter"),
        ("--recap", "--chase"),
    ],
    ids=" ".join,
)
def test_only_what_we_wrote_can_be_one_of_them_and_nothing_both(
    pulse: Pulse, options: tuple[str, ...]
) -> None:
    pulse.fails(2, "log", "acme", "x", *options)
    assert pulse.ok("history", "--json").items == []


@pytest.mark.parametrize("options", [("-c", "call"), ("-c", "visit"), ("-c", "call", "--inbound")])
def test_a_chase_may_be_spoken_whoever_began(pulse: Pulse, options: tuple[str, ...]) -> None:
    logged = pulse.ok("log", "acme", "x", "--chase", *options, "--json").json["touchpoint"]
    assert (logged["channel"], logged["purpose"]) == (options[1], "chase")
    assert f"chase {options[1]}" in pulse.ok("history").out
    pulse.ok("touchpoint", "edit", "1", "-c", "email", "--outbound")
    assert "--no-purpose" in pulse.fails(2, "touchpoint", "edit", "1", "--inbound").err
    pulse.ok("touchpoint", "edit", "1", "-c", "meeting")


def test_the_screens_say_what_it_was_for(pulse: Pulse) -> None:
    pulse.ok("log", "acme", "hello", "--recap")
    assert "recap e-mail" in pulse.ok("history").out
    assert "recap e-mail" in pulse.ok("history", "--format", "markdown").out
    assert "recap e-mail" in pulse.ok("show", "acme").out
    assert pulse.ok("history", "--format", "csv").out.splitlines()[1].endswith(",recap,,0,")


def test_a_touchpoint_can_be_marked_later_and_the_mark_be_taken_off(pulse: Pulse) -> None:
    pulse.ok("log", "acme", "x", "-c", "email")
    edited = pulse.ok("touchpoint", "edit", "1", "--recap", "--json").json["touchpoint"]
    assert edited["purpose"] == "recap"
    assert pulse.ok("touchpoint", "edit", "1", "--chase", "--json").json["touchpoint"][
        "purpose"
    ] == ("chase")
    edited = pulse.ok("touchpoint", "edit", "1", "--no-purpose", "--json").json["touchpoint"]
    assert edited["purpose"] is None
    # What isn't mentioned stays.
    pulse.ok("touchpoint", "edit", "1", "--recap")
    edited = pulse.ok("touchpoint", "edit", "1", "--note", "y", "--json").json["touchpoint"]
    assert edited["purpose"] == "recap"


def test_what_is_marked_can_not_turn_into_a_call_before_the_mark_is_off(pulse: Pulse) -> None:
    pulse.ok("log", "acme", "x", "--recap")
    assert "--no-purpose" in pulse.fails(2, "touchpoint", "edit", "1", "-c", "call").err
    assert "--no-purpose" in pulse.fails(2, "touchpoint", "edit", "1", "--inbound").err
    pulse.ok("touchpoint", "edit", "1", "-c", "letter")
    pulse.ok("touchpoint", "edit", "1", "-c", "call", "--no-purpose")
    pulse.fails(2, "touchpoint", "edit", "1", "--recap")
    pulse.ok("touchpoint", "edit", "1", "-c", "email", "--chase")


@pytest.mark.parametrize(
    "options", [("--recap", "--chase"), ("--recap", "--no-purpose"), ("--chase", "--no-purpose")]
)
def test_marks_that_contradict_each_other_are_refused(
    pulse: Pulse, options: tuple[str, ...]
) -> None:
    pulse.ok("log", "acme", "x", "-c", "email")
    pulse.fails(2, "touchpoint", "edit", "1", *options)
    assert pulse.ok("history", "--json").items[0]["purpose"] is None


@pytest.fixture
def agenda(pulse: Pulse) -> Pulse:
    """A client with points for its agenda from two days, and another client with one."""
    pulse.ok("add", "Other")
    with closing(sqlite3.connect(pulse.store)) as connection, connection:
        for number, client, day in ((1, 1, "10"), (2, 1, "12"), (3, 2, "01")):
            connection.execute(
                "INSERT INTO agenda_point (id, uid, client_id, what, added_on, created_at)"
                " VALUES (?, ?, ?, 'x', ?, '2026-11-01T00:00:00+00:00')",
                (number, f"{number:036}", client, f"2026-11-{day}"),
            )
    return pulse


def covered(pulse: Pulse) -> list[str | None]:
    """Return when each point was covered."""
    with closing(sqlite3.connect(pulse.store)) as connection:
        rows = connection.execute("SELECT covered_on FROM agenda_point ORDER BY id")
        return [row[0] for row in rows]


def test_a_meeting_covers_the_points_that_were_there_on_its_day(agenda: Pulse) -> None:
    agenda.ok("log", "acme", "-c", "meeting", "-d", "2026-11-09")
    assert covered(agenda) == [None, None, None]
    agenda.ok("log", "acme", "-c", "meeting", "-d", "2026-11-10")
    assert covered(agenda) == ["2026-11-10", None, None]
    agenda.ok("log", "acme", "-c", "meeting", "-d", "2026-11-15")
    assert covered(agenda) == ["2026-11-10", "2026-11-15", None]


@pytest.mark.parametrize("channel", ["call", "video", "visit", "email"])
def test_nothing_else_covers_them(agenda: Pulse, channel: str) -> None:
    agenda.ok("log", "acme", "-c", channel)
    assert covered(agenda) == [None, None, None]


def test_deleting_the_meeting_opens_them_again(agenda: Pulse) -> None:
    agenda.ok("log", "acme", "-c", "meeting", "-d", "2026-11-10")
    agenda.ok("log", "acme", "-c", "meeting", "-d", "2026-11-15")
    agenda.ok("touchpoint", "delete", "2")
    assert covered(agenda) == ["2026-11-10", None, None]
    agenda.ok("undo")
    assert covered(agenda) == ["2026-11-10", "2026-11-15", None]


def test_a_second_meeting_of_that_day_covers_them_still(agenda: Pulse) -> None:
    agenda.ok("log", "acme", "-c", "meeting", "-d", "2026-11-15")
    agenda.ok("log", "acme", "-c", "meeting", "-d", "2026-11-15")
    agenda.ok("touchpoint", "delete", "1")
    assert covered(agenda) == ["2026-11-15", "2026-11-15", None]
    agenda.ok("touchpoint", "delete", "2")
    assert covered(agenda) == [None, None, None]


def test_moving_the_meeting_moves_what_it_covers(agenda: Pulse) -> None:
    agenda.ok("log", "acme", "-c", "meeting", "-d", "2026-11-15")
    agenda.ok("touchpoint", "edit", "1", "-d", "2026-11-11")
    assert covered(agenda) == ["2026-11-11", None, None]
    agenda.ok("touchpoint", "edit", "1", "-d", "2026-11-20")
    assert covered(agenda) == ["2026-11-20", "2026-11-20", None]


def test_what_turns_out_to_be_a_meeting_or_none_covers_or_opens_them(agenda: Pulse) -> None:
    agenda.ok("log", "acme", "-d", "2026-11-11")
    agenda.ok("touchpoint", "edit", "1", "-c", "meeting")
    assert covered(agenda) == ["2026-11-11", None, None]
    agenda.ok("touchpoint", "edit", "1", "--note", "x")
    assert covered(agenda) == ["2026-11-11", None, None]
    agenda.ok("touchpoint", "edit", "1", "-c", "visit")
    assert covered(agenda) == [None, None, None]
    agenda.ok("undo")
    assert covered(agenda) == ["2026-11-11", None, None]
