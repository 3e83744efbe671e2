"""A stand-in for the server: it takes letters as a test says, and keeps them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import typer

from clientpulse.cli.app.terminal import Terminal
from clientpulse.config.sending import Send
from clientpulse.sending import posting
from clientpulse.sending.posting import Refused

CONFIG = """
sender = "Sam Reed <sam@practice.example>"
[send]
command = "msmtp -t"
pause = 0
"""


@dataclass
class Server:
    """What was taken, and what happens to the next letters.

    Attributes:
        outcomes: By turn what a letter meets: an error, refused addresses, or something to do;
            nothing more is: all are taken.
    """

    taken: list[tuple[tuple[str, ...], EmailMessage]] = field(default_factory=list)
    outcomes: list[Any] = field(default_factory=list)

    def send(
        self, _how: Send, message: bytes, _sender: str, to: Sequence[str]
    ) -> tuple[Refused, ...]:
        """Stand in for `posting.send`."""
        outcome = self.outcomes.pop(0) if self.outcomes else ()
        if isinstance(outcome, BaseException):
            raise outcome
        if callable(outcome):
            outcome = outcome() or ()
        refused = {one.address for one in outcome}
        read = BytesParser(policy=default).parsebytes(message)
        assert isinstance(read, EmailMessage)
        self.taken.append((tuple(one for one in to if one not in refused), read))
        return tuple(outcome)

    @property
    def to(self) -> list[str]:
        """Whom letters went to, the first address of each."""
        return [addresses[0] for addresses, _ in self.taken]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, config: Path) -> Server:
    """A server that the config names, and that takes everything."""
    config.write_text(CONFIG)
    server = Server()
    monkeypatch.setattr(posting, "send", server.send)
    return server


@pytest.fixture
def kept(tmp_path: Path, pulse: Any) -> Callable[[], list[dict[str, Any]]]:
    """Read the letters that are kept."""

    def read() -> list[dict[str, Any]]:
        folder = pulse.store.parent / "drafts"
        files = sorted(folder.glob("*.json")) if folder.exists() else []
        return [json.loads(one.read_text()) for one in files]

    return read


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sit at the terminal and answer what is asked; nothing more is asked."""

    def sit(*answers: str) -> None:
        left = list(answers)
        monkeypatch.setattr(Terminal, "may_ask", True)
        monkeypatch.setattr(Terminal, "ask", lambda *_: left.pop(0))
        monkeypatch.setattr(typer, "confirm", lambda *_, **__: left.pop(0) == "y")

    return sit
