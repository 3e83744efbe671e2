"""docs/sending.md says what the program says."""

from __future__ import annotations

import re
import socket
import ssl
from pathlib import Path

import pytest

from clientpulse.config.loading import load
from clientpulse.config.sending import Server
from clientpulse.sending import command, smtp, smtp_line
from clientpulse.sending.smtp_failures import Words, failure
from tests.docs.documentation import page

TEXT = page("sending.md")
HOST = "mail.practice.example"
WORDS = Words(Server(HOST, 465, implicit=True), None)


def test_the_settings_on_the_page_can_be_used(tmp_path: Path) -> None:
    examples = re.findall(r"^```toml\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    assert len(examples) >= 4
    for number, example in enumerate(examples):
        file = tmp_path / f"{number}.toml"
        file.write_text(example, encoding="utf-8")
        assert load(file).send


@pytest.mark.parametrize(
    "error",
    [
        socket.gaierror(),
        ConnectionRefusedError(),
        TimeoutError(),
        ConnectionResetError(),
        ssl.SSLError(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_goes_wrong_with_a_server_is_told_in_the_words_of_the_program(
    error: Exception,
) -> None:
    assert f"| `{failure(error, WORDS).message}` |" in TEXT


def test_the_limits_are_those_of_the_program() -> None:
    limits = {
        "to connect": f"{smtp_line.CONNECT_SECONDS} s",
        "for each answer of the server": f"{smtp_line.ANSWER_SECONDS} s",
        "for its answer to the whole message": f"{smtp.TAKEN_SECONDS // 60} min",
        "for all of it": f"{smtp_line.WHOLE_SECONDS // 60} min",
        "for a program": f"{command.SECONDS // 60} min",
    }
    for what, limit in limits.items():
        assert f"| {what} | {limit} |" in TEXT
