"""No text adds a header or a recipient to a draft, or is read as part of its template."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from clientpulse.letters.cleaning import one_line
from clientpulse.records.lists import EVERY
from tests.cli.test_draft import KINDS, of_kind
from tests.conftest import Pulse
from tests.hostile import assert_harmless, generated, naughty
from tests.hostile_store import text_fields
from tests.processes import in_process

HEADERS = [
    *("From", "To", "Subject", "Date", "Message-ID"),
    *("Content-Type", "Content-Transfer-Encoding", "MIME-Version"),
]
INJECTIONS = [
    "x\r\nBcc: evil@example.com",
    "x\nBcc: evil@example.com\n\nbody",
    "x\x0bBcc: evil@example.com",
    "x\u2028Bcc: evil@example.com",
    "{{ 7 * 7 }}{% for x in y %}",
    "{{ ''.__class__ }}",
    "&bcc=evil@example.com",
    "?bcc=evil@example.com",
    "%0ABcc: evil@example.com",
    "\x1b]0;title\x07\x1b[2J",
]

ADDRESSES = {"email", "phone"}


def write_all_of_it(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--contact", "Ann", "--email", "ann@acme.example")
    pulse.ok("log", "acme", "note", "-c", "meeting")
    pulse.ok("meeting", "book", "acme", "2026-12-03 10:00", "--place", "x", "--agenda", "x")
    pulse.ok("promise", "acme", "x", "--by", "2026-11-27")
    pulse.ok("ask", "acme", "x", "--by", "2026-11-20")
    pulse.ok("mistake", "acme", "x", "--fix", "x")
    pulse.ok("remind", "acme", "2026-11-22", "x")
    pulse.ok("project", "start", "acme", "x", "--on", "2026-11-01")
    pulse.ok("project", "finish", "acme", "x", "--on", "2026-11-19")
    pulse.ok("service", "add", "x", "x")
    pulse.ok("agenda", "acme", "add", "x")


@pytest.fixture
def filled(pulse: Pulse) -> Path:
    pulse.begin_with(write_all_of_it)
    return pulse.store


def fill(store: Path, text: str) -> None:
    """Put a text into every field but those that say where the draft goes."""
    with closing(sqlite3.connect(store)) as connection, connection:
        for record in EVERY:
            for field, spec in text_fields(record).items():
                if field not in ADDRESSES:
                    sql = f"UPDATE {record.TABLE} SET {field} = ?"
                    connection.execute(sql, (text[: spec.limit],))


def everywhere(store: Path, folder: Path, text: str, kind: str) -> None:
    """Write a draft as JSON and as a message, and hold them against each other."""
    fill(store, text)
    # What begins with a dash is no option this way.
    news = [f"--news={text}"] if kind == "update" else []
    file = folder / "letter.eml"
    written = ("--json", "--eml", str(file), "--yes")
    answered = in_process(store, *of_kind(kind), *written, *news)
    assert answered.code == 0, (text, answered.err)
    assert_harmless(answered.err)
    answer = json.loads(answered.out)
    message = BytesParser(policy=default).parsebytes(file.read_bytes())
    assert isinstance(message, EmailMessage)
    assert message.keys() == HEADERS, text
    assert message["Subject"] == answer["subject"]
    assert message.get_content().replace("\r\n", "\n") == answer["body"]
    assert [one.addr_spec for one in message["To"].addresses] == ["ann@acme.example"]
    if kind == "apology":
        assert answer["outline"]["what"] == text


def texts(turn: int, of: int) -> list[str]:
    return [
        one[:190] for one in [*naughty(), *generated(80)][turn::of] if one.strip() and one_line(one)
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_made_for_headers_and_templates_stays_text_in_every_kind(
    filled: Path, tmp_path: Path, kind: str, thorough: bool
) -> None:
    # Otherwise each of them meets two or three kinds.
    for text in INJECTIONS if thorough else INJECTIONS[KINDS.index(kind) % 3 :: 3]:
        everywhere(filled, tmp_path, text, kind)


@pytest.mark.timeout(900)
@pytest.mark.parametrize(("turn", "kind"), list(enumerate(KINDS)))
def test_hostile_text_stays_text_in_a_draft(
    filled: Path, tmp_path: Path, turn: int, kind: str, thorough: bool
) -> None:
    # Each text meets one kind.
    for text in texts(turn, len(KINDS))[:: 1 if thorough else 12]:
        everywhere(filled, tmp_path, text, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_no_draft_on_the_screen_shows_a_raw_control_character(filled: Path, kind: str) -> None:
    for text in [*INJECTIONS[-1:], *generated(3, seed=KINDS.index(kind)), "\u202e\x9b5m\u2066"]:
        fill(filled, f"x{text}")
        outcome = in_process(filled, *of_kind(kind))
        assert outcome.code == 0, (text, outcome.err)
        assert_harmless(outcome.out)
        assert_harmless(outcome.err)


@pytest.mark.parametrize("text", ["\u200e", " \x07 ", "\t", "   "])
def test_a_text_of_which_nothing_is_left_makes_a_letter_or_a_clear_refusal(
    filled: Path, text: str
) -> None:
    fill(filled, text)
    for kind in KINDS:
        outcome = in_process(filled, *of_kind(kind))
        assert outcome.code in {0, 3}, (kind, outcome.err)
        assert_harmless(outcome.out)


@pytest.mark.parametrize(
    "email",
    [
        "ann@acme.example\r\nBcc: evil@example.com",
        "ann@acme.example, evil@example.com?bcc=x@y.example",
        "ann@acme.example,\nevil@example",
        "ann@acme.example,<evil@example.com>",
        "\x1b]0;x\x07@acme.example, ann@acme.example",
    ],
)
def test_a_hostile_address_is_left_out_and_adds_nothing(
    pulse: Pulse, tmp_path: Path, email: str
) -> None:
    pulse.ok("add", "Acme", "--contact", "Ann", "--email", email)
    file = tmp_path / "x.eml"
    said = pulse.ok("draft", "update", "acme", "--eml", str(file))
    assert_harmless(said.err)
    message: Any = BytesParser(policy=default).parsebytes(file.read_bytes())
    assert "Bcc" not in message
    to = [one.addr_spec for one in message["To"].addresses] if "To" in message else []
    assert set(to) <= {"ann@acme.example", "evil@example"}


def test_values_that_another_program_stored_do_no_harm(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    with closing(sqlite3.connect(pulse.store)) as connection, connection:
        for column, value in (("language", "../../../etc/passwd"), ("timezone", "../../etc")):
            connection.execute(f"UPDATE client SET {column} = ?", (value,))
    pulse.ok("meeting", "book", "acme", "2026-12-03 10:00")
    assert "3 December at 10:00." in pulse.ok("draft", "update", "acme").out
