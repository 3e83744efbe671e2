"""What is read of a command's help: broken to fit, and all commands by theme."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

from clientpulse import output
from clientpulse.cli import app as frame
from clientpulse.errors import ClientpulseError

# Typer breaks words in two to fit its width; so it gets enough of it.
UNBROKEN = 10_000
WIDTH = 80
EXAMPLE = 4
"""How far examples are moved in, and so what goes on below one."""


def everything(root: Any, ctx: Any) -> str:
    """Return every command by theme with those of its own, and the user's aliases."""
    width = max(len(entry.name) for entry in root.entries) + 2
    lines = [*_themes(root, width), "", *_aliases(ctx, width)]
    columns = min(output.cells.columns_of(sys.stdout), WIDTH)
    broken = (output.cells.wrapped(line, columns, 2 + width) for line in lines)
    return "\n".join(part for parts in broken for part in parts)


def _themes(root: Any, width: int) -> Iterator[str]:
    panel = ""
    for entry in root.entries:
        if entry.panel != panel:
            yield from ([""] if panel else [])
            panel = entry.panel
            yield f"{panel}:"
        yield f"  {entry.name.ljust(width)}{entry.help}"
        commands = getattr(entry.load(), "commands", {})
        if names := [name for name, one in commands.items() if not one.hidden]:
            yield f"  {' ' * width}{entry.name} {', '.join(names)}"


def _aliases(ctx: Any, width: int) -> Iterator[str]:
    """List the aliases, where the config file can be read; this is no place to complain of it."""
    try:
        known = frame.context.typed_session(ctx).settings.aliases
    except ClientpulseError:
        known = {}
    if known:
        yield "Your aliases:"
        for name, line in known.items():
            taken = ctx.command.get_command(ctx, name) is not None
            meant = output.safe.one_line(frame.aliases.shown(line))
            note = " (never used: a command has that name)" if taken else ""
            yield f"  {output.safe.one_line(name).ljust(width)}{meant}{note}"
        yield ""
    yield "pulse help COMMAND explains one; pulse CLIENT is pulse brief CLIENT."


def fitted(help_text: str) -> str:
    """Break the lines of a help between words; Typer breaks words, and leaves examples as wide."""
    columns = min(output.cells.columns_of(sys.stdout), WIDTH)
    lines: list[str] = []
    for line in help_text.split("\n"):
        lines += output.cells.wrapped(line, columns, _hang(line, columns))
    return "\n".join(lines)


def _hang(line: str, columns: int) -> int:
    """Return where a line goes on: below its second column, where it isn't too far to the right."""
    begins = [one.end() for one in re.finditer(r"(?:^ *|\S {2,})(?=\S)", line)]
    if not begins:
        return 0
    if len(begins) > 1 and begins[1] <= columns // 2:
        return begins[1]
    is_prose = len(begins) == 1 and begins[0] != EXAMPLE and not line.startswith("Usage:")
    return begins[0] + (0 if is_prose else EXAMPLE)
