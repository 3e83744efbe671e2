"""The server ends with the tests that started it, however they end."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import postgres_server
import pytest

pytestmark = pytest.mark.skipif(bool(postgres_server.missing()), reason=postgres_server.missing())

DOOMED = """
import sys
import postgres_server
running = postgres_server.Server()
print(running.folder, flush=True)
sys.stdin.read()
"""


def connected(folder: Path) -> socket.socket:
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(postgres_server.SECONDS_TO_STOP)
    line.connect(str(folder / ".s.PGSQL.5432"))
    return line


def test_it_ends_with_a_test_run_that_is_killed() -> None:
    # Its keeper has the same standard error: it is at its end when both are gone.
    with subprocess.Popen(
        [sys.executable, "-c", DOOMED],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(Path(postgres_server.__file__).parent)},
    ) as doomed:
        assert doomed.stdout is not None
        assert doomed.stderr is not None
        folder = Path(doomed.stdout.readline().decode().strip())
        with connected(folder) as line:
            doomed.kill()
            assert line.recv(1) == b""
        assert doomed.stderr.read() == b""
    assert not folder.exists()


def test_a_server_that_cannot_start_says_why_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The keeper finds a wheel without programs.
    (tmp_path / postgres_server.WHEEL).mkdir()
    (tmp_path / postgres_server.WHEEL / "__init__.py").touch()
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(temporary))
    began = time.monotonic()

    with pytest.raises(RuntimeError, match=r"didn't start: failed: [A-Z]\w+Error: "):
        postgres_server.Server()

    assert time.monotonic() - began < postgres_server.SECONDS_TO_START
    assert list(temporary.iterdir()) == []
