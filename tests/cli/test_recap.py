"""Recaps and chases, marked where they are logged; and the agenda that a meeting covers."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from clientpulse.cadence.channel import VOICE
from tests.conftest import Pulse, filled_once


@pytest.fixture(autouse=True)
@filled_once
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
    assert f"logged a {purpose} e-mail with Acme GmbH" in pulse.ok("undo").out


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
    assert "recap" in pulse.ok("history", "--format", "csv").out.splitlines()[1].split(",")


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
@filled_once
def agenda(pulse: Pulse) -> None:
    """A client with points for its agenda from two days, and another client with one."""
    pulse.ok("add", "Other")
    with closing(sqlite3.connect(pulse.store)) as connection, connection:
        for number, client, day in ((1, 1, "10"), (2, 1, "12"), (3, 2, "01")):
            connection.execute(
                "INSERT INTO agenda_point (id, uid, client_id, what, added_on, created_at)"
                " VALUES (?, ?, ?, 'x', ?, '2026-11-01T00:00:00+00:00')",
                (number, f"{number:036}", client, f"2026-11-{day}"),
            )


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


def waits(pulse: Pulse, *numbers: int) -> bool:
    """Tell whether exactly these conversations weren't written up."""
    spoken = [one for one in pulse.ok("history", "--json").items if one["channel"] in VOICE]
    return {one["id"] for one in spoken if one["recapped_on"] is None} == set(numbers)


@pytest.fixture
@filled_once
def two_meetings(pulse: Pulse) -> None:
    """A client with two meetings that wait for a recap, and a call and an e-mail."""
    pulse.ok("contact", "add", "acme", "Ann", "--email", "ann@acme.example")
    pulse.ok("log", "acme", "-c", "meeting", "-d", "2026-11-10", "--agreed", "the new layout")
    pulse.ok("log", "acme", "-c", "meeting", "-d", "2026-11-17", "--agreed", "monthly invoices")
    pulse.ok("log", "acme", "-d", "2026-11-18")
    pulse.ok("log", "acme", "-c", "email", "-d", "2026-11-19")


NEXT = "The meeting of Tue 17 Nov 2026 (number 2) still waits: pulse draft recap acme-gmbh"


def test_of_two_meetings_the_first_is_written_up_and_it_alone_is_settled(
    two_meetings: Pulse,
) -> None:
    said = two_meetings.ok("draft", "recap", "acme", "--log")
    assert said.out.startswith("Subject: What we agreed on Tuesday 10 November\n")
    assert "the new layout" in said.out
    assert "monthly invoices" not in said.out
    assert "It is the recap of the meeting of Tue 10 Nov 2026 (number 1)." in said.err
    assert f"{NEXT} --log" in said.err
    assert waits(two_meetings, 2, 3)
    said = two_meetings.ok(*NEXT.partition("pulse ")[2].split(), "--log")
    assert "Tuesday 17 November" in said.out
    assert "monthly invoices" in said.out
    assert "still waits" not in said.err
    assert waits(two_meetings, 3)
    assert "recap" not in [one["rule"] for one in two_meetings.ok("due", "--json").items]
    two_meetings.ok("undo")
    assert waits(two_meetings, 2, 3)


def test_two_meetings_of_one_day_are_written_up_one_by_one(pulse: Pulse) -> None:
    for _ in range(2):
        pulse.ok("log", "acme", "-c", "meeting", "-d", "2026-11-10")
    assert "(number 2) still waits" in pulse.ok("log", "acme", "--recap").out
    assert waits(pulse, 2)
    assert "still waits" not in pulse.ok("log", "acme", "--recap").out
    assert waits(pulse)


def test_a_recap_that_was_logged_by_hand_settles_the_same(two_meetings: Pulse) -> None:
    said = two_meetings.ok("log", "acme", "--recap").out
    assert "It is the recap of the meeting of Tue 10 Nov 2026 (number 1)." in said
    assert NEXT in said
    assert "Late: recap" not in said  # which is said above already
    assert waits(two_meetings, 2, 3)


def test_a_recap_settles_no_conversation_after_its_own_day(two_meetings: Pulse) -> None:
    two_meetings.ok("log", "acme", "--recap", "-d", "2026-11-09")
    assert waits(two_meetings, 1, 2, 3)
    two_meetings.ok("log", "acme", "--recap", "-d", "2026-11-12")
    said = two_meetings.ok("log", "acme", "--recap", "-d", "2026-11-16").out
    # Nothing waited on that day, and nobody knows what it was of.
    assert "It is the recap" not in said
    assert waits(two_meetings, 2, 3)


def test_any_conversation_can_be_named(two_meetings: Pulse) -> None:
    said = two_meetings.ok("draft", "recap", "acme", "--for", "2", "--log")
    assert "monthly invoices" in said.out
    assert waits(two_meetings, 1, 3)
    assert "meeting of Tue 10 Nov 2026 (number 1) still waits" in said.err
    assert "Wednesday 18 November" in two_meetings.ok("draft", "recap", "acme", "--for", "3").out
    again = two_meetings.ok("draft", "recap", "acme", "--for", "2")
    assert "Its recap was sent already, on Sat 21 Nov 2026." in again.err


def test_whoever_writes_of_a_conversation_twice_has_settled_it_the_first_time(
    two_meetings: Pulse,
) -> None:
    two_meetings.ok("log", "acme", "--recap", "-d", "2026-11-12")
    two_meetings.ok("draft", "recap", "acme", "--for", "1", "--log")
    (first,) = [one for one in two_meetings.ok("history", "--json").items if one["id"] == 1]
    assert first["recapped_on"] == "2026-11-12"
    two_meetings.ok("touchpoint", "delete", "6")
    assert waits(two_meetings, 2, 3)


def test_what_is_named_has_to_be_a_conversation_with_them(two_meetings: Pulse) -> None:
    two_meetings.ok("add", "Other")
    two_meetings.ok("log", "other")
    for number in ("4", "5", "99"):
        refused = two_meetings.fails(3, "draft", "recap", "acme", "--for", number)
        assert "pulse history" in refused.err
    refused = two_meetings.fails(2, "draft", "update", "acme", "--for", "1")
    assert "pulse draft recap or pulse draft greeting takes it" in refused.err


def test_a_recap_that_is_deleted_or_was_none_lets_wait_again_what_it_settled(
    two_meetings: Pulse,
) -> None:
    two_meetings.ok("log", "acme", "--recap")
    for back in (("delete", "5"), ("edit", "5", "--no-purpose"), ("edit", "5", "--chase")):
        assert waits(two_meetings, 2, 3)
        two_meetings.ok("touchpoint", *back)
        assert waits(two_meetings, 1, 2, 3)
        two_meetings.ok("undo")
    two_meetings.ok("touchpoint", "edit", "4", "--recap")
    assert waits(two_meetings, 3)


@pytest.mark.parametrize(
    "back",
    [("touchpoint", "delete"), ("touchpoint", "edit", "--no-purpose")],
    ids=["deleted", "unmarked"],
)
@pytest.mark.parametrize(("recap", "conversation"), [("5", 1), ("6", 2)])
def test_of_two_recaps_of_one_day_each_lets_its_own_conversation_wait_again(
    two_meetings: Pulse, back: tuple[str, ...], recap: str, conversation: int
) -> None:
    two_meetings.ok("log", "acme", "--recap")
    two_meetings.ok("log", "acme", "--recap")
    two_meetings.ok(*back, recap)
    assert waits(two_meetings, conversation, 3)
    again = two_meetings.ok("draft", "recap", "acme", "--for", str(conversation))
    assert "was sent already" not in again.err
    two_meetings.ok(*back, "6" if recap == "5" else "5")
    assert waits(two_meetings, 1, 2, 3)
    two_meetings.ok("undo")
    assert waits(two_meetings, conversation, 3)


def test_conversations_of_one_day_are_told_apart_by_their_numbers(pulse: Pulse) -> None:
    for _ in range(3):
        pulse.ok("log", "acme", "-c", "meeting", "-d", "2026-11-10")
    for _ in range(3):
        pulse.ok("log", "acme", "--recap", "-d", "2026-11-11")
    pulse.ok("touchpoint", "delete", "5")
    assert waits(pulse, 2)
    pulse.ok("undo")
    # The one whose day was wrong takes its own conversation along.
    pulse.ok("touchpoint", "edit", "5", "-d", "2026-11-12")
    days = {one["id"]: one["recapped_on"] for one in pulse.ok("history", "--json").items}
    assert [days[one] for one in (1, 2, 3)] == ["2026-11-11", "2026-11-12", "2026-11-11"]


def test_a_recap_more_than_there_are_conversations_holds_them(two_meetings: Pulse) -> None:
    two_meetings.ok("log", "acme", "--recap", "-d", "2026-11-12")
    two_meetings.ok("log", "acme", "--recap", "-d", "2026-11-12")
    two_meetings.ok("touchpoint", "delete", "5")
    assert waits(two_meetings, 2, 3)
    two_meetings.ok("touchpoint", "delete", "6")
    assert waits(two_meetings, 1, 2, 3)


def test_a_recap_whose_day_is_corrected_keeps_its_conversation(two_meetings: Pulse) -> None:
    two_meetings.ok("draft", "recap", "acme", "--for", "2", "--log")
    two_meetings.ok("touchpoint", "edit", "5", "-d", "2026-11-18")
    assert waits(two_meetings, 1, 3)
    # It can't have been of a meeting that came after it.
    two_meetings.ok("touchpoint", "edit", "5", "-d", "2026-11-16")
    assert waits(two_meetings, 1, 2, 3)


def test_where_the_rule_is_off_nothing_waits_and_the_latest_is_written_up(
    two_meetings: Pulse,
) -> None:
    two_meetings.ok("client", "rules", "acme", "recap=none")
    said = two_meetings.ok("draft", "recap", "acme", "--yes")
    assert "Wednesday 18 November" in said.out
    said = two_meetings.ok("log", "acme", "--recap").out
    assert "call of Wed 18 Nov 2026 (number 3)" in said
    assert "still waits" not in said


def test_what_was_agreed_is_stored_shown_and_found(two_meetings: Pulse) -> None:
    said = two_meetings.ok(
        *("log", "acme", "We talked", "--agreed", " the first ", "--agreed", "two\nlines")
    )
    assert "(number 5). Agreed: the first; two; lines" in said.out
    stored = two_meetings.ok("history", "--limit", "1", "--json").items[0]
    assert stored["agreed"] == ["the first", "two", "lines"]
    for words in (("history",), ("history", "--format", "markdown"), ("show", "acme")):
        assert "the first; two; lines" in two_meetings.ok(*words).out, words
    assert "We talked · agreed: the first; two; lines" in two_meetings.ok("brief", "acme").out
    found = two_meetings.ok("history", "--search", "TWO", "--json").items
    assert [one["id"] for one in found] == [5]


def test_what_was_agreed_is_replaced_cleared_and_taken_back(two_meetings: Pulse, dump: Any) -> None:
    def agreed() -> list[str]:
        found: list[str] = two_meetings.ok("history", "--channel", "meeting", "--json").items[1][
            "agreed"
        ]
        return found

    edit = ("touchpoint", "edit", "1", "--agreed")
    assert "Agreed: x; y" in two_meetings.ok(*edit, "x", "--agreed", "y").out
    assert agreed() == ["x", "y"]
    two_meetings.ok("touchpoint", "edit", "1", "--note", "z")
    assert agreed() == ["x", "y"]
    before = dump()
    assert "Agreed" not in two_meetings.ok(*edit, "").out
    assert agreed() == []
    two_meetings.ok("undo")
    assert dump() == before
    assert "too long" in two_meetings.fails(2, *edit, "x" * 20_001).err
    assert "too long" in two_meetings.fails(2, "log", "acme", "--agreed", "x" * 20_001).err
    assert "nothing to change" in two_meetings.fails(2, *edit[:-1]).err


def test_what_was_agreed_and_written_up_goes_out_and_comes_back(
    two_meetings: Pulse, tmp_path: Path
) -> None:
    two_meetings.ok("log", "acme", "--recap")
    out = tmp_path / "all.json"
    two_meetings.ok("export", str(out))
    before = two_meetings.ok("history", "--json").items
    other = replace(two_meetings, file=tmp_path / "other.db", server=None)
    other.ok("import", str(out))
    assert other.ok("history", "--json").items == before
    assert "touchpoints  5 unchanged" in other.ok("import", str(out)).out


def test_an_export_of_an_earlier_release_asks_for_no_recap_of_what_was_written_up(
    two_meetings: Pulse, tmp_path: Path
) -> None:
    two_meetings.ok("log", "acme", "--recap", "-d", "2026-11-12")
    out = tmp_path / "all.json"
    two_meetings.ok("export", str(out))
    document = json.loads(out.read_text())
    for client in document["clients"]:
        for one in client["touchpoints"]:
            for later in ("agreed", "needs_answer", "recapped_on"):
                del one[later]
    out.write_text(json.dumps(document))
    other = replace(two_meetings, file=tmp_path / "other.db", server=None)
    other.ok("import", str(out))
    assert waits(other, 2, 3)
    # About what is stored already such a file says nothing.
    other.ok("log", "acme", "--recap")
    other.ok("import", str(out))
    assert waits(other, 3)
