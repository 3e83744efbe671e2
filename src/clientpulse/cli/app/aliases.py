"""Aliases of the config file: words of one's own for a whole command line."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from clientpulse import config
from clientpulse.cli import app as frame
from clientpulse.errors import InputError
from clientpulse.quoting import printable, quoted


def expanded(root: Any, ctx: Any, line: list[str]) -> list[str] | None:
    """Put what an alias stands for in its place, to the last one; None where there is none.

    Raises:
        InputError: One stands for itself, or begins with an option.
    """
    seen: list[str] = []
    while root.get_command(ctx, line[0]) is None:
        known = frame.context.typed_session(ctx, line).settings.aliases
        if line[0] not in known:
            break
        if line[0] in seen:
            circle = " → ".join([*seen, line[0]])
            hint = 'let it begin with a command, as in tired = "due --short"'
            raise wrong(ctx, seen[-1], f"it stands for itself ({printable(circle)})", hint)
        seen.append(line[0])
        line = [*known[line[0]], *line[1:]]
        if line[0].startswith("-"):
            hint = "put the command first, then its options"
            raise wrong(ctx, seen[-1], f"it begins with the option {quoted(line[0])}", hint)
    return line if seen else None


def at_the_tab(ctx: Any) -> Mapping[str, Sequence[str]]:
    """Return the aliases; to know that there are none takes no more than a look at a file."""
    if config.places.may_be_set(b"alias"):
        return frame.context.typed_session(ctx).settings.aliases
    return {}


def wrong(ctx: Any, name: str, message: str, hint: str) -> InputError:
    """Return the error about an alias; it names the line of the config file."""
    path = frame.context.typed_session(ctx).config_path
    return config.loading.wrong(path, ("alias", name), f"alias {quoted(name)}: {message}", hint)


def shown(line: Sequence[str]) -> str:
    """Return what an alias stands for as somebody would type it."""
    return shlex.join(line)
