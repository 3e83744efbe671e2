"""Agents for the tests: a door in this process, and the SDK's own client of a real one."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import anyio
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from clientpulse.cli.agent.door import Door
from clientpulse.cli.app.global_options import GlobalOptions
from tests.conftest import TODAY
from tests.processes import PULSE, environment

Result = TypeVar("Result")

SECONDS = 60
"""No test may hang; what takes so long is a fault."""

ERAS = {"legacy": "2025-11-25", "auto": "2026-07-28"}
"""The two protocols, as the SDK's client is told to speak them, and as it then says it does."""

READING = ("due", "brief", "search", "history", "report", "dial", "draft")
WRITING = ("log", "promise", "ask", "done", "snooze", "remind", "agenda_add")


class Hand:
    """A hand on a door in this process, that may knock as often as it likes."""

    def __init__(self, store: Path | str, *, today: str = TODAY, **allowed: Any) -> None:
        options = GlobalOptions(db=str(store), today=today)
        self.door = Door(options, **{"calls": 1_000_000, **allowed})

    def __call__(self, name: str, **arguments: Any) -> dict[str, Any]:
        said = self.door.call(name, arguments)
        assert not said.is_error, said.text
        return json.loads(said.text)

    def refused(self, name: str, **arguments: Any) -> dict[str, Any]:
        said = self.door.call(name, arguments)
        assert said.is_error, said.text
        return json.loads(said.text)


class Visitor:
    """The SDK's client, whose answers are read as JSON."""

    def __init__(self, client: Client) -> None:
        self.client = client

    async def __call__(self, name: str, **arguments: Any) -> dict[str, Any]:
        answer = await self.client.call_tool(name, arguments)
        [content] = answer.content
        assert not answer.is_error, content.text
        assert answer.structured_content is None
        return json.loads(content.text)

    async def refused(self, name: str, **arguments: Any) -> dict[str, Any]:
        answer = await self.client.call_tool(name, arguments)
        [content] = answer.content
        assert answer.is_error, content.text
        return json.loads(content.text)


def visit(
    store: Path | str,
    ask: Callable[[Visitor], Awaitable[Result]],
    *options: str,
    era: str = "legacy",
    program: tuple[str, ...] = (*PULSE, "mcp"),
    **more: str,
) -> Result:
    """Start ``pulse mcp`` as an agent's program does, and let a client of the SDK ask it."""

    async def run() -> Result:
        command, *arguments = (*program, *options)
        server = StdioServerParameters(
            command=command, args=arguments, env=environment(store, **more)
        )
        with anyio.fail_after(SECONDS):
            async with Client(stdio_client(server, errlog=errors), mode=era) as client:
                try:
                    return await ask(Visitor(client))
                except (AssertionError, KeyError, ValueError) as error:
                    failed.append(error)
        raise failed[0]

    failed: list[Exception] = []
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        found = anyio.run(run)
        errors.seek(0)
        assert errors.read() == ""
    return found
