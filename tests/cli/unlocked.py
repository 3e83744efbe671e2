"""Holds every command to this: nobody has the store for writing while something else is waited for.

A person may think for an hour before they type, and a program or a server may never answer.
"""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import typer

from clientpulse.cli.app import keys
from clientpulse.cli.app.terminal import Terminal
from clientpulse.sources import reading
from clientpulse.store.database import Store
from clientpulse.store.server.database import ServerStore

WAITING: tuple[tuple[Any, str], ...] = (
    (Terminal, "ask"),
    (keys, "_read"),
    (typer, "confirm"),
    (typer, "prompt"),
    (subprocess.Popen, "__init__"),
    (socket.socket, "connect"),
    (reading, "read"),
)
"""What waits for somebody: a person, another program, a server."""


def watch(patch: pytest.MonkeyPatch) -> None:
    """Let a command fail that waits for anybody while it has the store for writing."""
    units: list[str] = []
    for kind in (Store, ServerStore):
        patch.setattr(kind, "unit_of_work", _noted(kind.unit_of_work, units))
    for owner, name in WAITING:
        patch.setattr(owner, name, _refused(getattr(owner, name), f"{name} of {owner}", units))


def _noted(open_unit: Callable[..., Any], units: list[str]) -> Callable[..., Any]:
    @contextmanager
    def noted(self: Any, command: str, **more: Any) -> Iterator[Any]:
        with open_unit(self, command, **more) as unit:
            units.append(command)
            try:
                yield unit
            finally:
                units.pop()

    return noted


def _refused(wait: Callable[..., Any], what: str, units: list[str]) -> Callable[..., Any]:
    def refused(*given: Any, **more: Any) -> Any:
        assert not units, f"{what} was reached while '{units[-1]}' had the store for writing"
        return wait(*given, **more)

    return refused
