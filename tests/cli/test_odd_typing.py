"""Blank names, names that fit several clients, numbers that nothing has, and colours."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest

from clientpulse.services.lookup import keys_starting
from clientpulse.store.database import Store
from tests.conftest import Pulse
from tests.hostile import assert_harmless, generated, naughty
from tests.processes import PULSE, environment

SAMPLE = [*dict.fromkeys([*naughty()[::25], *generated(40, seed=7)])]

COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def typed(text: str) -> str:
    """Return the text as a person can type it: no argument holds a NUL, and a blank is refused."""
    text = text.replace("\x00", "")
    return text if text.strip() else "blank"


def test_an_ambiguous_name_is_answered_harmlessly(pulse: Pulse) -> None:
    for number, one in enumerate(map(typed, SAMPLE[-40:])):
        pulse.ok("add", "--key", f"c{number}", "--", f"Same{number} {one}")
    assert_harmless(pulse.fails(3, "show", "same").err)
    assert_harmless(pulse.fails(3, "show", "Same1 nearly").err)


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
    return process.wait(60), drawn.decode().replace("\r\n", "\n")


def with_hostile_names(pulse: Pulse) -> None:
    for number, one in enumerate(map(typed, SAMPLE[-20:])):
        hostile = f"{number}\x1b[5;41m\x1b]0;title\x07\x9b5m[link=https://x.example]{one}"
        pulse.ok(
            "add", "--key", f"c{number}", "--since", "2026-01-05", "--meet", "2w", "--", hostile
        )
        pulse.ok("log", f"c{number}", "-d", "2 months ago", "--", hostile)


@pytest.mark.parametrize(
    "command",
    ["due --all", "report", "history", "client list", "contact list", "show c1", "show nobody"],
)
def test_a_terminal_gets_colours_of_ours_and_no_other_sequence(pulse: Pulse, command: str) -> None:
    pulse.begin_with(with_hostile_names)
    code, drawn = on_a_terminal(pulse.store, *command.split())
    assert code == (3 if command == "show nobody" else 0)
    assert "\x1b[5;41m" not in drawn
    assert_harmless(COLOURS.sub("", drawn))
    if code == 0:
        assert COLOURS.search(drawn)


def with_ann(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--contact", "Ann")


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
    pulse.begin_with(with_ann)
    pulse.fails(2, *command, blank)


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


@pytest.mark.parametrize("typed", ["ac\u200bme-gmbh", "\u202aAcme GmbH\u202c", "acme\u00a0 gm"])
def test_what_nobody_sees_hides_no_client(pulse: Pulse, typed: str) -> None:
    pulse.ok("add", "Ac\xadme GmbH", "--contact", "A\u200bnn")
    pulse.ok("add", "Acme Two")
    assert pulse.ok("show", typed, "--json").json["client"] == "Ac\xadme GmbH"
    assert pulse.fails(3, "add", "Acme GmbH").err.startswith(
        "error: there is a client of this name"
    )
    pulse.ok("contact", "edit", "acme-gmbh", "ann\u200e", "--role", "CFO")


@pytest.mark.parametrize(
    ("name", "key"),
    [("バート商会", "バート商会"), ("हिन्दी कंपनी", "हिन्दी-कंपनी"), ("ร้านกาแฟ", "ร้านกาแฟ")],
)
def test_a_client_is_found_by_a_key_in_its_own_script(pulse: Pulse, name: str, key: str) -> None:
    pulse.ok("add", name)
    for typed in (key, unicodedata.normalize("NFD", key), key[:3]):
        assert pulse.ok("show", typed, "--json").json["key"] == key
    pulse.ok("add", "Other", "--key", f"{key}2")
    assert pulse.ok("show", f"{key}2", "--json").json["client"] == "Other"
    with closing(Store(pulse.store).open_reader()) as reader:
        assert keys_starting(reader, key[:2], 9) == [(key, name), (f"{key}2", "Other")]
