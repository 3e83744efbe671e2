"""Killed at any step of sending: no letter is lost, none is logged unsent, none is sent twice."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from stepwise import killed_at

from clientpulse.sending import posting
from tests.processes import in_process

pytestmark = pytest.mark.thorough

MOST = 400
CONFIG = """
sender = "Sam Reed <sam@practice.example>"
[send]
command = "msmtp -t"
pause = 0
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two clients, and a server that writes down the id of what it takes."""
    config = tmp_path / "config.toml"
    config.write_text(CONFIG)
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(config))
    store = tmp_path / "clients.db"
    for name in ("Acme", "Beta"):
        address = f"{name.lower()}@x.example"
        done = in_process(
            store, "add", name, "--tag", "retail", "--contact", name, "--email", address
        )
        assert done.code == 0

    def send(_how: Any, message: bytes, _sender: str, _to: Sequence[str]) -> tuple[()]:
        (line,) = (one for one in message.decode().splitlines() if one.startswith("Message-ID"))
        with (tmp_path / "taken").open("a") as file:
            file.write(f"{line}\n")
        return ()

    monkeypatch.setattr(posting, "send", send)
    return tmp_path


def taken(home: Path) -> list[str]:
    file = home / "taken"
    return file.read_text().splitlines() if file.exists() else []


def kept(home: Path) -> dict[str, str]:
    letters = [json.loads(one.read_text()) for one in (home / "drafts").glob("*.json")]
    return {f"Message-ID: <{one['message_id']}>": one["state"] for one in letters}


def logged(home: Path) -> int:
    return len(json.loads(in_process(home / "clients.db", "history", "--json").out)["items"])


def empty(home: Path) -> None:
    for one in (home / "taken", *(home / "drafts").iterdir()):
        one.unlink(missing_ok=True)


def every_step(home: Path, command: Sequence[str]) -> None:
    """Kill a command at each of its steps, or at some, and look at what is left each time."""
    store = home / "clients.db"
    whole = store.read_bytes()
    for step in range(1, MOST):
        store.write_bytes(whole)
        empty(home)
        died = killed_at(store, step, *command)
        nothing_is_lost_or_doubled(home)
        if not died:
            return
    raise AssertionError("it never came to its end")


def nothing_is_lost_or_doubled(home: Path) -> None:
    out, letters, count = taken(home), kept(home), logged(home)
    assert len(set(out)) == len(out)
    # Whatever is out is logged, or known to be out, or nobody claims to know.
    assert count >= sum(one not in letters for one in out)
    assert count <= len(out)
    assert all(letters.get(one, "sent") in {"sending", "sent"} for one in out)
    again = in_process(home / "clients.db", "draft", "--resend", "--yes")
    assert again.code == 0, again.err
    assert len(set(taken(home))) == len(taken(home))
    left = kept(home)
    assert set(left.values()) <= {"sending"}
    assert logged(home) == len(set(taken(home)) - left.keys())
    assert letters.keys() <= {*taken(home), *left}


@pytest.mark.parametrize(
    "command",
    [
        ("draft", "update", "acme", "--send", "--yes"),
        ("draft", "update", "@retail", "--send", "--yes"),
    ],
)
def test_no_kill_loses_or_doubles_a_letter(home: Path, command: Sequence[str]) -> None:
    (home / "drafts").mkdir(mode=0o700)
    every_step(home, command)


def test_a_kill_while_going_through_them_loses_nothing(home: Path) -> None:
    store = home / "clients.db"
    (home / "drafts").mkdir(mode=0o700)
    for step in range(1, MOST):
        whole = store.read_bytes()
        empty(home)
        _leave_failed(home)
        died = killed_at(home, step, "draft", "--resend", "--yes")
        nothing_is_lost_or_doubled(home)
        store.write_bytes(whole)
        if not died:
            return
    raise AssertionError("it never came to its end")


def _leave_failed(home: Path) -> None:
    def refuse(*_: Any) -> tuple[()]:
        raise posting.NotSentError("there is no server")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(posting, "send", refuse)
        outcome = in_process(home / "clients.db", "draft", "update", "acme", "--send", "--yes")
    assert outcome.code == 6
