"""Hostile text typed on the command line: in answers, in errors, and on a terminal with colours."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Pulse
from tests.hostile import assert_harmless, generated, naughty
from tests.processes import PULSE, assert_one_error, environment

# Every kind of token, and a good part of the naughty ones; the whole lists go through the services.
SAMPLE = [*dict.fromkeys([*naughty()[::25], *generated(40, seed=7)])]

COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def typed(text: str) -> str:
    """Return the text as a person can type it: no argument holds a NUL, and a blank is refused."""
    text = text.replace("\x00", "")
    return text if text.strip() else "blank"


def is_harmless(pulse: Pulse, *command: str) -> int:
    """Run a command of which nothing raw may be seen, whether it works or not."""
    outcome = pulse(*command)
    assert outcome.code in {0, 2, 3, 4}, (command, outcome.err)
    assert_harmless(outcome.out)
    assert_harmless(outcome.err)
    if outcome.code:
        assert_one_error(outcome.err)
    return outcome.code


def test_every_answer_in_words_is_harmless(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--contact", "Ann")
    for number, one in enumerate(map(typed, SAMPLE)):
        name, word = one[:150] + str(number), one[:60].replace(";", ",")
        done = [
            ("add", "--key", f"c{number}", "--", name),
            ("client", "edit", f"c{number}", f"--note={one}", f"--owner={word}", f"--tag={word}"),
            ("contact", "add", f"c{number}", f"--role={one[:150]}", f"--email={one}", "--", name),
            ("log", f"c{number}", f"--with={name}", f"--next=in {number + 2} days", "--", one),
            (
                "meeting",
                "book",
                f"c{number}",
                "tomorrow",
                f"--place={one[:150]}",
                f"--agenda={one}",
            ),
            ("snooze", f"c{number}", "in 2 weeks", f"--reason={one}"),
            ("client", "rename", f"c{number}", "--", f"{number}{one[:150]}"),
            ("client", "merge", f"c{number}", "acme", "--dry-run"),
        ]
        if number % 8 == 0:
            done += [("undo",), ("client", "merge", f"c{number}", "acme", "--yes")]
        for command in done:
            assert is_harmless(pulse, *command) == 0, command
    is_harmless(pulse, "undo", "--list")
    is_harmless(pulse, "undo")


def test_every_error_about_what_was_typed_is_harmless(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--contact", "Ann")
    for one in map(typed, SAMPLE):
        for command in (
            ("show", "--", one),
            (one,),
            ("client", one),
            ("log", "acme", "-d", one),
            ("log", "acme", f"--mood={one}"),
            ("due", f"--within={one}"),
            ("due", f"--format={one}"),
            ("due", f"--{one}"),
            ("history", f"--limit={one}"),
            ("history", f"--search={one}"),
            ("history", f"--channel={one}"),
            ("report", f"--tag={one}", f"--owner={one}"),
            ("report", f"--status={one}"),
            ("add", "New", f"--key={one}", f"--meet={one}"),
            ("touchpoint", "delete", "--", one),
            ("contact", "edit", "acme", "--name=x", "--", one),
            ("--db", f"/nowhere/{one}", "due"),
            ("--db", f"sqlite://{one}", "due"),
            ("--today", one, "due"),
        ):
            is_harmless(pulse, *command)


def test_an_ambiguous_name_is_answered_harmlessly(pulse: Pulse) -> None:
    for number, one in enumerate(map(typed, SAMPLE[-40:])):
        pulse.ok("add", "--key", f"c{number}", "--", f"Same{number} {one}")
    is_harmless(pulse, "show", "same")
    is_harmless(pulse, "show", "Same1 nearly")


def on_a_terminal(store: Path, *command: str) -> tuple[int, str]:
    """Run a command on a pseudo terminal; return its exit code and what it drew."""
    outer, inner = pty.openpty()
    env = environment(store, TERM="xterm-256color", COLUMNS="100")
    process = subprocess.Popen([*PULSE, *command], env=env, stdout=inner, stderr=inner, stdin=inner)
    os.close(inner)
    drawn = b""
    while True:
        try:
            some = os.read(outer, 65_536)
        except OSError:  # what a pseudo terminal says when the other side has gone
            break
        if not some:
            break
        drawn += some
    os.close(outer)
    return process.wait(30), drawn.decode().replace("\r\n", "\n")


@pytest.mark.parametrize(
    "command",
    ["due --all", "report", "history", "client list", "contact list", "show c1", "show nobody"],
)
def test_a_terminal_gets_colours_of_ours_and_no_other_sequence(pulse: Pulse, command: str) -> None:
    for number, one in enumerate(map(typed, SAMPLE[-20:])):
        hostile = f"{number}\x1b[5;41m\x1b]0;title\x07\x9b5m[link=https://x.example]{one}"
        pulse.ok(
            "add", "--key", f"c{number}", "--since", "2026-01-05", "--meet", "2w", "--", hostile
        )
        pulse.ok("log", f"c{number}", "-d", "2 months ago", "--", hostile)
    code, drawn = on_a_terminal(pulse.store, *command.split())
    assert code == (3 if command == "show nobody" else 0)
    assert "\x1b[5;41m" not in drawn
    assert_harmless(COLOURS.sub("", drawn))
    if code == 0:
        assert COLOURS.search(drawn)


@pytest.mark.parametrize("blank", ["", " ", "\t\n", "\u3000", "\u00a0"])
@pytest.mark.parametrize(
    "command",
    [
        ("add", "--"),
        ("client", "rename", "acme", "--"),
        ("client", "edit", "acme", "--name"),
        ("contact", "add", "acme", "--"),
        ("contact", "edit", "acme", "ann", "--name"),
        ("log", "acme", "--with"),
        ("show", "--"),
    ],
    ids=" ".join,
)
def test_empty_and_blank_names_are_refused(
    pulse: Pulse, command: tuple[str, ...], blank: str
) -> None:
    pulse.ok("add", "Acme", "--contact", "Ann")
    pulse.fails(2, *command, blank)


@pytest.mark.parametrize(
    ("command", "limit"),
    [
        (("add", "--"), "200"),
        (("client", "rename", "acme", "--"), "200"),
        (("client", "edit", "acme", "--owner"), "60"),
        (("client", "edit", "acme", "--tag"), "60"),
        (("client", "edit", "acme", "--key"), "40"),
        (("contact", "add", "acme", "--"), "200"),
        (("contact", "edit", "acme", "ann", "--role"), "200"),
        (("contact", "edit", "acme", "ann", "--email"), "1,000"),
        (("log", "acme", "--with"), "200"),
        (("meeting", "book", "acme", "tomorrow", "--place"), "200"),
    ],
)
def test_ten_thousand_characters_are_refused_with_the_limit(
    pulse: Pulse, command: tuple[str, ...], limit: str
) -> None:
    pulse.ok("add", "Acme", "--contact", "Ann")
    refused = pulse.fails(2, *command, "x" * 10_000)
    assert limit in refused.err
    assert len(refused.err) < 500


@pytest.mark.parametrize("command", [("log", "acme"), ("client", "edit", "acme", "--note")])
def test_a_note_may_have_twenty_thousand_characters_and_not_one_more(
    pulse: Pulse, command: tuple[str, ...]
) -> None:
    pulse.ok("add", "Acme")
    pulse.ok(*command, "é" * 20_000)
    refused = pulse.fails(2, *command, "é" * 20_001)
    assert "20,000" in refused.err


@pytest.mark.parametrize("number", ["9223372036854775808", "99999999999999999999999", "0", "-1"])
def test_a_number_that_nothing_has_is_not_found(pulse: Pulse, number: str) -> None:
    pulse.ok("add", "Acme")
    pulse.fails(3, "touchpoint", "delete", "--", number)
    pulse.fails(3, "meeting", "cancel", "--", number)
    pulse.fails(3, "contact", "remove", "acme", "--", number)


def test_a_limit_beyond_all_rows_shows_all(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--since", "2026-01-05", "--meet", "1w")
    pulse.ok("log", "acme", "-d", "2 months ago", "hello")
    for limit in ("9223372036854775807", "9223372036854775808", "99999999999999999999999"):
        assert len(pulse.ok("history", "--json", "--limit", limit).items) == 1
        assert pulse.ok("due", "--json", "--limit", limit).items
        assert len(pulse.ok("show", "acme", "--json", "--limit", limit).json["touchpoints"]) == 1
