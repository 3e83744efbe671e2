"""``pulse draft --text``: a text that is brought along takes the place of the template's."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.posted import Server, kept, server
from tests.conftest import Pulse, filled_once

__all__ = ["kept", "server"]

LETTER = "Subject: A word\n\nDear Ann,\n\nit is done.\n"
DRAFT = ("draft", "update", "acme")


@pytest.fixture(autouse=True)
@filled_once
def _acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--contact", "Ann Field", "--email", "ann@acme.example")


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Give the next command something on its standard input."""

    def give(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))

    return give


def test_a_file_s_text_is_what_is_shown_and_logged(pulse: Pulse, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text(LETTER)
    assert pulse.ok(*DRAFT, "--text", str(file), "--log").out == LETTER
    [logged] = pulse.ok("history", "--json").items
    # What was written by hand is news for all we know.
    assert (logged["purpose"], logged["no_news"]) == ("update", False)


def test_what_is_piped_in_is_what_is_sent(
    pulse: Pulse, server: Server, typed: Callable[[bytes], None]
) -> None:
    typed(LETTER.encode())
    pulse.ok(*DRAFT, "--text", "-", "--send", "--yes")
    ((to, message),) = server.taken
    assert (to, message["Subject"]) == (("ann@acme.example",), "A word")
    assert message.get_content().replace("\r\n", "\n") == LETTER.partition("\n\n")[2]


def test_a_text_that_the_template_writes_too_counts_as_the_template_s(
    pulse: Pulse, server: Server, typed: Callable[[bytes], None]
) -> None:
    typed(pulse.ok(*DRAFT).out.encode())
    pulse.ok(*DRAFT, "--text", "-", "--send", "--yes")
    assert pulse.ok("history", "--json").items[0]["no_news"] is True


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it doesn't begin with a subject"),
        (b"Dear Ann\n", "it doesn't begin with a subject"),
        (b"Subject:\n\nDear Ann\n", "the subject is empty"),
        (b"Subject: x\n\n \n", "the body is empty"),
        (b"Subject: x\nDear Ann\n", "the line below the subject isn't empty"),
        (b"Subject: x\n\n\xff\n", "the text is not UTF-8"),
        (b"Subject: x\n\n" + b"x" * 1_000_000, "it is too long"),
    ],
)
def test_what_is_no_letter_is_neither_sent_nor_logged(
    pulse: Pulse, server: Server, kept, typed: Callable[[bytes], None], content: bytes, said: str
) -> None:
    for way in ("--send", "--log"):
        typed(content)
        assert said in pulse.fails(2, *DRAFT, "--text", "-", way, "--yes").err
    assert not server.taken
    assert not pulse.ok("history", "--json").items
    if pulse.server is None:
        assert kept() == []


@pytest.mark.parametrize("name", ["", "missing.txt", "."])
def test_a_file_that_can_t_be_read_is_said_so(pulse: Pulse, name: str, tmp_path: Path) -> None:
    pulse.fails(2, *DRAFT, "--text", name and str(tmp_path / name))


def test_what_a_terminal_or_a_header_would_obey_is_taken_out(
    pulse: Pulse, server: Server, typed: Callable[[bytes], None]
) -> None:
    typed(b"Subject: a\x1b[2Jb\r\n\r\nx\x07y\r\nBcc: eve@evil.example\r\n")
    pulse.ok(*DRAFT, "--text", "-", "--send", "--yes")
    ((to, message),) = server.taken
    assert (to, message["Subject"], message["Bcc"]) == (("ann@acme.example",), "a [2Jb", None)


def test_it_goes_into_the_editor_first_where_that_is_wanted(
    pulse: Pulse,
    typed: Callable[[bytes], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    script = tmp_path / "editor"
    script.write_text("#!/bin/sh\nsed -i 's/it is done/all is done/' \"$1\"\n")
    script.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(script))
    typed(LETTER.encode())
    said = pulse.ok(*DRAFT, "--text", "-", "--edit").out
    assert said == LETTER.replace("it is done", "all is done")


def test_it_is_for_one_new_letter(pulse: Pulse, tmp_path: Path) -> None:
    pulse.ok("client", "edit", "acme", "--add-tag", "retail")
    pulse.fails(2, "draft", "update", "@retail", "--text", "-")
    pulse.fails(2, "draft", "--resend", "--text", "-")


def test_a_letter_that_nobody_says_yes_to_is_spoken_of_and_stays(
    pulse: Pulse, server: Server, kept
) -> None:
    pulse.ok(*DRAFT, "--send", "--yes")
    refused = pulse(*DRAFT, "--send")
    assert (refused.code, refused.out) == (2, "")
    # Whoever shows the question shows what is said before it.
    another, error, _ = refused.err.splitlines()
    assert another == "Another update went to them today."
    assert error == "error: Sending needs a yes. There is nobody to answer"
    assert len(server.taken) == 1
