"""The protocol: this module alone knows the SDK, whose import takes most of the start."""

from __future__ import annotations

import logging
import os
import threading
from typing import TYPE_CHECKING, Any

import anyio
import anyio.to_thread
import mcp_types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from clientpulse import __version__
from clientpulse.errors import ExitCode

if TYPE_CHECKING:
    from clientpulse.cli.agent.door import Door
    from clientpulse.cli.agent.tools import Tool

GONE = (BrokenPipeError, ConnectionResetError, anyio.BrokenResourceError, anyio.ClosedResourceError)
"""What is raised where nobody reads any more."""

SECONDS_TO_END = 0.5
"""So long it may take to end by itself once nobody reads."""


def serve(door: Door, *, debug: bool = False) -> None:
    """Serve on stdin and stdout until stdin ends, or nobody reads.

    Args:
        debug: Let the SDK say on stderr what it finds wrong.
    """
    if not debug:
        logging.getLogger("mcp").addHandler(logging.NullHandler())
        logging.getLogger("mcp").propagate = False
    waits_on = threading.Timer(SECONDS_TO_END, os._exit, [int(ExitCode.DONE)])
    waits_on.daemon = True
    try:
        anyio.run(_run, _server(door), waits_on)
    except* GONE:
        pass
    finally:
        waits_on.cancel()


async def _run(server: Server[Any], waits_on: threading.Timer) -> None:
    async with stdio_server() as (read, write):
        try:
            await server.run(read, write, server.create_initialization_options())
        except anyio.get_cancelled_exc_class():
            # Nobody reads any more. Calls have ended by now, but a thread may wait for the next
            # line on stdin, and nothing can tell it not to.
            waits_on.start()
            raise


def _server(door: Door) -> Server[Any]:
    tools = types.ListToolsResult(tools=[*map(_described, door.tools.values())])
    # The store is a file or a snapshot: one at a time, and never in the way of the protocol.
    one_at_a_time = anyio.CapacityLimiter(1)

    async def list_tools(_: Any, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return tools

    async def call_tool(_: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        said = await anyio.to_thread.run_sync(
            door.call, params.name, params.arguments, limiter=one_at_a_time
        )
        text = types.TextContent(type="text", text=said.text)
        return types.CallToolResult(content=[text], is_error=said.is_error)

    server: Server[Any] = Server(
        "clientpulse",
        version=__version__,
        title="clientpulse",
        instructions=door.instructions,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )
    # It is for telling others how long things took; nothing here tells anybody anything.
    server.middleware.clear()
    return server


def _described(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        description=tool.about,
        input_schema=tool.schema,
        annotations=types.ToolAnnotations(
            read_only_hint=not tool.writes,
            destructive_hint=tool.replaces,
            idempotent_hint=not tool.writes,
            open_world_hint=False,
        ),
    )
