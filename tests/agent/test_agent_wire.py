"""An agent's program that sends nonsense, stops in the middle, or goes away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from wires import SECONDS, called, told, wired

from tests.conftest import Pulse, filled_once
from tests.processes import PULSE, environment

DEEP = b'{"client":' * 5_000 + b"1" + b"}" * 5_000
NONSENSE = {
    "words": b"hello\n\n \n",
    "other JSON": b'[]\n{}\nnull\n"x"\n1e999\n{"jsonrpc":"2.0"}\n',
    "half": b'{"jsonrpc":"2.0","id":2,"meth\n',
    "not UTF-8": b'\xff\xfe\n{"jsonrpc":"2.0","method":"\xc3"}\n',
    "control characters": b"\x00\x01\x1b[2J\n",
    "too deep": b'{"jsonrpc":"2.0","id":2,"method":"tools/call","params":' + DEEP + b"}\n",
    "half a character": b'{"jsonrpc":"2.0","id":2,"method":"tools/\\ud800","params":{}}\n',
    "no such notification": b'{"jsonrpc":"2.0","method":"notifications/nothing"}\n',
}


@pytest.fixture
@filled_once
def filled(pulse: Pulse) -> Pulse:
    pulse.ok("add", "Acme GmbH", "--key", "acme", "--update", "monthly", "--since", "2026-01-02")
    return pulse


def test_nonsense_is_survived_and_the_next_call_answered(filled: Pulse) -> None:
    with wired(filled.store) as wire:
        wire.send(NONSENSE["words"])
        wire.shake_hands()
        for nonsense in NONSENSE.values():
            wire.send(nonsense)
            assert wire.call("due")["to_contact"] == 1
        assert wire.end() == (0, b"")


def test_calls_of_the_wrong_form_are_refused(filled: Pulse) -> None:
    with wired(filled.store) as wire:
        wire.shake_hands()
        for params in ({"name": 7}, {"name": "due", "arguments": [1]}, {}):
            wire.send({"id": 1, "method": "tools/call", "params": params})
            assert wire.answer()["error"]["code"] in {-32600, -32602}
        for method in ("resources/list", "prompts/get", "tools/delete", "shutdown"):
            wire.send({"id": 1, "method": method, "params": {}})
            assert wire.answer()["error"]["code"] in {-32601, -32602}
        assert wire.call("due")["to_contact"] == 1
        assert wire.end() == (0, b"")


@pytest.mark.thorough
def test_ten_megabytes_are_refused_in_few_words(filled: Pulse) -> None:
    with wired(filled.store, "--write") as wire:
        wire.shake_hands()
        refused = wire.call("promise", client="acme", what="x" * 10_000_000)
        assert refused["error"] == "what: that is more than 20,000 characters"
        refused = wire.call("search", words=["x" * 1_000] * 10_000)
        assert refused["error"] == "words: that is more than 50 texts"
        refused = wire.call("due", **{f"x{at}": at for at in range(100_000)})
        assert refused["error"].startswith("there is no parameter")
        assert wire.call("due")["to_contact"] == 1
        assert wire.end() == (0, b"")


@pytest.mark.parametrize(
    "last", [pytest.param(b"", marks=pytest.mark.thorough), b'{"jsonrpc":"2.0","id":2,"meth']
)
def test_the_end_of_stdin_is_a_quiet_end(filled: Pulse, last: bytes) -> None:
    with wired(filled.store) as wire:
        wire.shake_hands()
        wire.send(last)
        assert wire.end() == (0, b"")


@pytest.mark.parametrize(
    "kind", [pytest.param(signal.SIGTERM, marks=pytest.mark.thorough), signal.SIGINT]
)
def test_a_signal_ends_it_without_a_traceback(filled: Pulse, kind: signal.Signals) -> None:
    with wired(filled.store) as wire:
        wire.shake_hands()
        wire.process.send_signal(kind)
        assert wire.process.wait(SECONDS) in {-kind, 128 + kind}
        assert wire.process.stderr is not None
        assert wire.process.stderr.read() == b""


@pytest.mark.thorough
def test_whoever_reads_no_more_ends_it(filled: Pulse) -> None:
    with wired(filled.store) as wire:
        wire.shake_hands()
        assert wire.process.stdout is not None
        wire.process.stdout.close()
        with suppress(BrokenPipeError):
            wire.send(called("due"))
        assert wire.process.wait(SECONDS) == 0
        assert wire.process.stderr is not None
        assert wire.process.stderr.read() == b""


NEVER_READS = """
import json, subprocess, sys, time
server = subprocess.Popen(
    [*sys.argv[1:]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
)
me = {"name": "x", "version": "1"}
params = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": me}
lines = [{"id": 0, "method": "initialize", "params": params}]
lines += [{"id": at, "method": "tools/list", "params": {}} for at in range(1, 100)]
for line in lines:
    server.stdin.write(json.dumps({"jsonrpc": "2.0", **line}).encode() + b"\\n")
    server.stdin.flush()
print(server.pid, flush=True)
time.sleep(600)
"""


def test_a_client_that_stops_reading_and_is_killed_leaves_no_server_behind(filled: Pulse) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", NEVER_READS, *PULSE, "mcp"],
        env=environment(filled.store),
        stdout=subprocess.PIPE,
        text=True,
    ) as client:
        assert client.stdout is not None
        server = int(client.stdout.readline())
        client.kill()
        client.wait(SECONDS)
    until = time.monotonic() + SECONDS
    while _is_running(server) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _is_running(server)


def _is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
        state = Path(f"/proc/{number}/stat").read_text("utf-8")
    except OSError:
        return False
    # Whoever inherits it may be slow to bury it.
    return state.rpartition(")")[2].split()[0] != "Z"


def test_many_calls_at_once_are_each_answered(filled: Pulse) -> None:
    with wired(filled.store) as wire:
        wire.shake_hands()
        for at in range(60):
            wire.send({**called("due"), "id": at})
        answers = [wire.answer() for _ in range(60)]
        assert sorted(one["id"] for one in answers) == [*range(60)]
        assert all(told(one)["to_contact"] == 1 for one in answers)


@pytest.mark.parametrize(
    "before",
    [pytest.param(("--demo", "mcp"), marks=pytest.mark.thorough), ("mcp", "--demo")],
)
def test_the_demo_can_be_asked(before: tuple[str, ...], tmp_path: Path) -> None:
    from agents import Visitor, visit

    async def ask(visitor: Visitor) -> None:
        said = await visitor("due")
        assert said["to_contact"] > 5
        key = said["clients_due"][0]["key"]
        assert (await visitor("brief", client=key))["client"]["people"]
        assert "⟦" in (await visitor("draft", kind="follow-up", client="pixel"))["text"]

    visit(f"{tmp_path}/own.db", ask, program=(*PULSE, *before))
