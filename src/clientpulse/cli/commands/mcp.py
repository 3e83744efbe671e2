"""``pulse mcp``."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from typing import Annotated, Any

import typer

from clientpulse.cli.app.context import session
from clientpulse.errors import ExitCode, InputError

SDK = "mcp"


def mcp(
    ctx: typer.Context,
    write: Annotated[
        bool,
        typer.Option("--write", help="Let it log, promise, ask, snooze and remind as well."),
    ] = False,
    notes: Annotated[
        bool, typer.Option("--notes", help="Let it see notes, moods, health and mistakes too.")
    ] = False,
) -> int:
    """Let an agent ask whom to contact, and why: an MCP server on stdin and stdout.

    \b
    Examples:
      pulse mcp
      pulse mcp --write
      pulse mcp --demo

    Your agent's program starts it: name the command pulse with the argument mcp there. It answers
    questions and changes nothing. With --write it can write down what you tell it to; each change
    is one that 'pulse undo --origin agent' takes back. It never sends, deletes or imports anything.
    """
    work = session(ctx)
    if sys.stdin.isatty():
        raise InputError(
            "this is started by an agent's program, and isn't typed",
            'tell it: "command": "pulse", "args": ["mcp"]; an agent with a shell: pulse help agent',
        )
    server = _server()
    from clientpulse.cli.agent.door import Door  # noqa: PLC0415  only where it is served

    # At the default, Ctrl-C would wait for the next line; a change that was begun is rolled back.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    door = Door(work.options, write=write, notes=notes)
    work.working_long()
    server.serve(door, debug=work.options.debug)
    return int(ExitCode.DONE)


def _server() -> Any:
    """Import what speaks the protocol.

    Raises:
        InputError: The SDK isn't installed.
    """
    # Looking for plug-ins of pydantic, of which none is wanted, takes 45 of 670 ms.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        importlib.import_module(SDK)
    except ImportError:
        raise InputError(
            "an agent needs the package mcp, which isn't installed",
            "install it: pip install 'clientpulse[agent]'",
        ) from None
    return importlib.import_module("clientpulse.cli.agent.server")
