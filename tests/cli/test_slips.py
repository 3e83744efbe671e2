"""A channel, a day, a time or a mood in a text, where the option was forgotten."""

from __future__ import annotations

import shlex

import pytest

from tests.conftest import Pulse, filled_once

MEANT = "Did you mean "


@pytest.fixture(autouse=True)
@filled_once
def _acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--meet", "quarterly", "--since", "2026-09-01")


# Today is Saturday, 21 November 2026.
SLIPS = {
    "meeting Half-year review": {"channel": "meeting", "note": "Half-year review"},
    "email sent the figures": {"channel": "email", "note": "sent the figures"},
    "mail Sent": {"channel": "email", "note": "Sent"},
    "yesterday Sent the figures": {"on": "2026-11-20", "note": "Sent the figures"},
    "email yesterday Sent": {"channel": "email", "on": "2026-11-20", "note": "Sent"},
    "call yesterday Talked": {"channel": "call", "on": "2026-11-20", "note": "Talked"},
    "2 weeks ago met Ann": {"on": "2026-11-07", "note": "met Ann"},
    "2026-11-20 spoke": {"on": "2026-11-20", "note": "spoke"},
    "Fri 20 Nov 2026 Sent": {"on": "2026-11-20", "note": "Sent"},
    "Fri 20 Nov 14:00 Sent": {"on": "2026-11-20", "at": "14:00", "note": "Sent"},
    "monday Talked": {"on": "2026-11-16", "note": "Talked"},
    "2pm Talked": {"at": "14:00", "note": "Talked"},
    "good Talked": {"mood": 1, "note": "Talked"},
    "letter": {"channel": "letter", "note": None},
}


@pytest.mark.parametrize("note", SLIPS)
def test_the_answer_ends_with_the_command_that_makes_it_so(pulse: Pulse, note: str) -> None:
    pulse.ok("log", "acme", *note.split())
    (first,) = pulse.ok("history", "--json").items
    assert first["note"] == note
    last = pulse.ok("log", "acme", note).out.splitlines()[-1]
    assert last.startswith(MEANT)
    pulse.ok(*shlex.split(last.partition("? pulse ")[2]))
    corrected = next(one for one in pulse.ok("history", "--json").items if one["id"] == 2)
    assert {name: corrected[name] for name in SLIPS[note]} == SLIPS[note]


@pytest.mark.parametrize(
    "note",
    [
        "Good talk",
        "good talk about prices",
        "Call back Friday",
        "Email sent twice",
        "Yesterday's figures",
        "monday is fine",
        "3 may be late",
        "9:00 is too early for them",
        "tomorrow They fly",
        "today Sent",
        "text of the contract",
        "meetings are too long",
        "call",
    ],
)
def test_what_may_be_a_sentence_is_a_note_and_no_more(pulse: Pulse, note: str) -> None:
    assert MEANT not in pulse.ok("log", "acme", note).out


def test_what_was_given_as_an_option_is_no_slip(pulse: Pulse) -> None:
    options = ("-c", "email", "-d", "today", "--at", "9:00", "-m", "bad")
    assert MEANT not in pulse.ok("log", "acme", "meeting yesterday 2pm good Talked", *options).out


def test_a_long_note_is_left_out_of_the_command(pulse: Pulse) -> None:
    said = pulse.ok("log", "acme", "meeting", "Half-year review" * 10).out
    assert said.endswith("pulse touchpoint edit 1 -c meeting\n")


@pytest.mark.parametrize(
    ("what", "day"),
    [
        ("the report by friday", "2026-11-27"),
        ("the report by Fri 4 Dec 2026", "2026-12-04"),
        ("the report until 5 dec", "2026-12-05"),
        ("the report before tomorrow", "2026-11-22"),
    ],
)
@pytest.mark.parametrize("command", ["promise", "ask"])
def test_a_day_at_the_end_of_a_promise_is_offered_as_its_day(
    pulse: Pulse, command: str, what: str, day: str
) -> None:
    answer = pulse.ok(command, "acme", *what.split()).out.splitlines()
    assert len(answer) == 2
    assert answer[-1].startswith(MEANT)
    pulse.ok(*shlex.split(answer[-1].partition("? pulse ")[2]))
    (made,) = pulse.ok("commitment", "list", "--json").items
    assert (made["what"], made["due_on"]) == ("the report", day)


@pytest.mark.parametrize(
    "what", ["to stand by", "a day by the sea", "it by yesterday", "by friday"]
)
def test_no_day_at_the_end_of_a_promise_is_made_up(pulse: Pulse, what: str) -> None:
    assert MEANT not in pulse.ok("promise", "acme", what).out
    assert MEANT not in pulse.ok("promise", "acme", what, "--by", "fri").out


def test_the_note_may_be_typed_as_an_option(pulse: Pulse) -> None:
    pulse.ok("log", "acme", "--note", "hello")
    assert pulse.ok("history", "--json").items[0]["note"] == "hello"


@pytest.mark.parametrize(
    ("typed", "channel"),
    [("mail", "email"), ("Phone", "call"), ("zoom", "video"), ("whatsapp", "message")],
)
def test_channels_have_further_names(pulse: Pulse, typed: str, channel: str) -> None:
    pulse.ok("log", "acme", "hello", "-c", typed)
    assert pulse.ok("history", "--json").items[0]["channel"] == channel
