"""A whole sync of a mailbox on a server, as a process: how much it takes, and how little again."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Pulse
from tests.processes import environment
from tests.servers.dovecot import Dovecot

MOST_MEGABYTES = 150
MOST_SECONDS = 4.0
"""Of this process's own work; on an idle machine it takes about 1.3."""

PROGRAM = """
import sys
from pathlib import Path
from clientpulse.cli import run
code = run(["sync"])
from tests.memory import peak_megabytes
Path(sys.argv[1]).write_text(str(peak_megabytes()))
sys.exit(code)
"""


class Ran(NamedTuple):
    out: str
    loaded: str
    seconds: float
    megabytes: float


def sync(pulse: Pulse, folder: Path) -> Ran:
    """Run a sync, and return what it loaded and took."""
    loaded, out, peak = (folder / name for name in ("loaded", "out", "peak"))
    with loaded.open("wb") as err, out.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-X", "importtime", "-c", PROGRAM, str(peak)],
            cwd=Path(__file__).parents[2],
            stdout=said,
            stderr=err,
            env=environment(pulse.store),
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, loaded.read_text(encoding="utf-8")[-2_000:]
    seconds = usage.ru_utime + usage.ru_stime
    took = float(peak.read_text("utf-8"))
    return Ran(out.read_text("utf-8"), loaded.read_text("utf-8"), seconds, took)


def test_thousands_of_messages_take_little_and_nothing_new_takes_less(
    pulse: Pulse,
    mail_server: Dovecot,
    tmp_path: Path,
    thorough: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    count = 5_000 if thorough else 500
    begun = datetime(2026, 11, 20, tzinfo=UTC)

    def message(number: int) -> bytes:
        written = begun - timedelta(hours=number)
        return (
            f"From: Person {number % 60} <p{number % 60}@firm.example>\r\n"
            "To: sam@practice.example\r\n"
            f"Subject: Letter {number}\r\nMessage-ID: <{number}@firm.example>\r\n"
            f"Date: {written:%a, %d %b %Y %H:%M:%S} +0000\r\n\r\n{'A body. ' * 200}\r\n"
        ).encode()

    source = mail_server.source()
    mail_server.deliver(source, map(message, range(count)))
    config = tmp_path / "config.toml"
    config.write_text(
        f'[me]\naddresses = ["sam@practice.example"]\n[sources.mail]\nkind = "imap"\n'
        f'host = "127.0.0.1"\nport = {source.port}\nuser = "{source.user}"\n'
        f'password_command = "{source.password_command}"\nca_file = "{source.ca_file}"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(config))
    pulse.ok("add", "Firm", "--contact", "One", "--email", "p1@firm.example")

    first = sync(pulse, tmp_path)
    assert "touchpoint" in first.out
    assert first.megabytes < MOST_MEGABYTES
    assert first.seconds < MOST_SECONDS
    again = sync(pulse, tmp_path)
    assert again.out == "Nothing new.\n"
    assert "imaplib" in again.loaded
    unused = {"sqlalchemy", "clientpulse.services.importing.companies"}
    assert unused.isdisjoint(again.loaded.split())
    assert again.seconds < first.seconds
