"""A client that speaks the protocol by hand, and may speak it badly."""

from __future__ import annotations

import json
import os
import select
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.processes import PULSE, environment

SECONDS = 60


class Wire:
    """Writes lines to a process, and reads its answers, none of which may take for ever."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self._rest = b""

    def send(self, line: bytes | dict[str, Any]) -> None:
        if isinstance(line, dict):
            line = json.dumps({"jsonrpc": "2.0", **line}).encode() + b"\n"
        assert self.process.stdin is not None
        self.process.stdin.write(line)
        self.process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        until = time.monotonic() + SECONDS
        while b"\n" not in self._rest:
            ready, _, _ = select.select([self.process.stdout], [], [], until - time.monotonic())
            assert ready, "no answer"
            read = os.read(self.process.stdout.fileno(), 1 << 20)
            assert read, "it has ended"
            self._rest += read
        line, _, self._rest = self._rest.partition(b"\n")
        return json.loads(line)

    def shake_hands(self) -> dict[str, Any]:
        me = {"name": "hand", "version": "1"}
        params = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": me}
        self.send({"id": 0, "method": "initialize", "params": params})
        found = self.answer()["result"]
        self.send({"method": "notifications/initialized"})
        return found

    def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        self.send(called(tool, **arguments))
        return told(self.answer())

    def end(self) -> tuple[int, bytes]:
        """Close stdin, and return the exit code and what it said on stderr."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        code = self.process.wait(SECONDS)
        assert self.process.stderr is not None
        return code, self.process.stderr.read()


def called(tool: str, **arguments: Any) -> dict[str, Any]:
    return {"id": tool, "method": "tools/call", "params": {"name": tool, "arguments": arguments}}


def told(answer: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON of a tool's answer."""
    [content] = answer["result"]["content"]
    return json.loads(content["text"])


@contextmanager
def wired(store: Path | str, *options: str, **more: str) -> Iterator[Wire]:
    """Start ``pulse mcp``; it ends with the block, whatever happens."""
    process = subprocess.Popen(
        [*PULSE, "mcp", *options],
        env=environment(store, **more),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        yield Wire(process)
    finally:
        process.kill()
        process.wait(SECONDS)
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None and not stream.closed:
                with suppress(BrokenPipeError):
                    stream.close()
