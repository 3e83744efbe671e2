"""What speaks against a kept letter by now: it is said, and the letter doesn't go by itself."""

from __future__ import annotations

import pytest

from clientpulse.sending.posting import NotSentError
from tests.cli.posted import Server, kept, server
from tests.conftest import Pulse, filled_once

__all__ = ["kept", "server"]


@pytest.fixture(autouse=True)
@filled_once
def _acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--contact", "Ann Field", "--email", "ann@acme.example")
    pulse.ok("contact", "edit", "acme", "Ann", "--birthday", "21 nov")
    pulse.ok("contact", "add", "acme", "Bob", "--email", "bob@acme.example")
    pulse.ok("ask", "acme", "the figures", "--by", "2026-11-20")
    pulse.ok("meeting", "book", "acme", "2026-11-26", "10:00")


def fail(pulse: Pulse, server: Server, kind: str) -> None:
    server.outcomes = [NotSentError("there is no server")]
    assert pulse("draft", kind, "acme", "--send", "--yes").code == 6


def doubts(pulse: Pulse, today: str = "2026-11-21") -> str | None:
    """Return why the letter was left; none where it was sent."""
    answer = pulse.ok("draft", "--resend", "--yes", "--json", today=today)
    (letter,) = answer.json["letters"]
    assert letter["result"] == ("left" if letter["reason"] else "sent")
    said: str | None = letter["reason"]
    return said


@pytest.mark.parametrize(
    ("kind", "commands", "said"),
    [
        (
            "update",
            [("contact", "edit", "acme", "Ann", "--name", "Carl", "--email", "carl@acme.example")],
            "It was written to Ann Field; that contact is Carl now",
        ),
        (
            "update",
            [("contact", "remove", "acme", "Ann")],
            "Ann Field isn't a contact of theirs any more",
        ),
        ("update", [("contact", "edit", "acme", "Ann", "--email", "")], "has no address any more"),
        ("update", [("client", "pause", "acme")], "Acme is paused until it is resumed"),
        ("update", [("snooze", "acme", "2026-12-01")], "Acme is snoozed until Tue 1 Dec"),
        (
            "agenda",
            [("meeting", "cancel", "1")],
            "The meeting that it names, on Thu 26 Nov at 10:00, isn't booked any more",
        ),
        (
            "update",
            [("meeting", "move", "1", "2026-11-26", "14:00")],
            "The meeting that it names, on Thu 26 Nov at 10:00, isn't booked any more",
        ),
        (
            "update",
            [("log", "acme", "Where are the figures?", "--inbound", "-c", "email")],
            "They wrote on Sat 21 Nov, and wait for an answer",
        ),
        ("chase", [("done", "1")], "What it asks for came in: the figures"),
        ("chase", [("commitment", "drop", "1")], "What it asks for isn't asked for any more"),
        ("greeting", [("remind", "done", "b1")], "What it greets them for was marked done"),
        ("greeting", [("contact", "remove", "acme", "Ann")], "What it greets them for was deleted"),
    ],
)
def test_what_has_changed_since_is_said(
    pulse: Pulse, server: Server, kind: str, commands: list[tuple[str, ...]], said: str
) -> None:
    fail(pulse, server, kind)
    for one in commands:
        pulse.ok(*one)
    assert said in (doubts(pulse) or "")
    assert not server.taken


@pytest.mark.parametrize("kind", ["update", "agenda", "chase", "greeting"])
def test_where_nothing_has_changed_it_goes(pulse: Pulse, server: Server, kind: str) -> None:
    fail(pulse, server, kind)
    pulse.ok("contact", "edit", "acme", "Ann", "--email", "ann.field@acme.example", "--role", "CEO")
    assert doubts(pulse) is None
    assert server.to == ["ann.field@acme.example"]


def test_what_they_had_written_before_the_letter_was_known(pulse: Pulse, server: Server) -> None:
    pulse.ok("log", "acme", "Hello?", "--inbound", "-c", "email", "-d", "2026-11-20")
    fail(pulse, server, "update")
    assert doubts(pulse) is None


def test_a_greeting_is_old_the_day_after(pulse: Pulse, server: Server) -> None:
    fail(pulse, server, "greeting")
    assert doubts(pulse, "2026-11-22") == "It was written on Sat 21 Nov"


def test_a_letter_that_names_no_meeting_doesnt_get_old_with_it(
    pulse: Pulse, server: Server
) -> None:
    fail(pulse, server, "chase")
    assert doubts(pulse, "2026-11-27") is None


def test_a_number_that_is_somebody_elses_by_now_is_nobodys(pulse: Pulse, server: Server) -> None:
    """As after an older backup was restored."""
    fail(pulse, server, "update")
    pulse.ok("add", "Beta", "--contact", "Zoe", "--email", "zoe@beta.example")
    (file,) = (pulse.store.parent / "drafts").glob("*.json")
    file.write_text(file.read_text().replace('"contact_id": 1', '"contact_id": 3'))
    assert doubts(pulse) == "Ann Field isn't a contact of theirs any more"


def test_that_all_is_on_track_isnt_said_any_more_once_it_isnt(pulse: Pulse, server: Server) -> None:
    pulse.ok("done", "1")
    fail(pulse, server, "update")
    pulse.ok("log", "acme", "They are angry", "--mood", "-2")
    said = "It was written when all was on track, and something isn't any more"
    assert doubts(pulse) == said
    pulse.ok("undo")
    assert doubts(pulse) is None
