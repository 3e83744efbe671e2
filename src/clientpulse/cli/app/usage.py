"""What to do about a command line that Typer can't read."""

from __future__ import annotations

import re
from typing import Any

from clientpulse.cadence.interval import parse_interval
from clientpulse.cli.app import words
from clientpulse.cli.app.groups import TYPED
from clientpulse.quoting import shell_word

_EXAMPLE = re.compile(r"Examples:\n\s+(pulse .*?)(?:\s{3,}.*)?$", re.MULTILINE)


def hint(error: Any, context: Any, path: str) -> str:
    """Return the hint: what is known to be meant, else an example, and where there is more.

    Args:
        context: Typer's, of the command that was typed; None where there is none.
        path: The command: ``pulse log``.
    """
    see = f"see '{path} --help'"
    match type(error).__name__:
        case "NoSuchOption":
            return _of_option(error.option_name, path) or (
                f"{see}; put -- before text that begins with a dash"
            )
        case "MissingParameter" | "UsageError":
            if said := _files(context, path) or words.USAGE.get(path):
                return said
            example = _example(context)
            return f"for example: {example}; {see}" if example else see
    return see


def _of_option(name: str, path: str) -> str:
    if said := words.OPTIONS.get(f"{path} {name}"):
        return said
    try:
        every = parse_interval(name.lstrip("-"))
    except ValueError:
        return ""
    takes_it = path in {"pulse add", "pulse client edit"}
    return f"write --meet {name.lstrip('-')}" if takes_it and every is not None else ""


def _files(context: Any, path: str) -> str:
    """Say how several files are imported, which a shell makes of ``*.vcf``."""
    typed = context.meta.get(TYPED, []) if context is not None else []
    files = [one for one in typed if not one.startswith("-")]
    if path != "pulse import" or len(files) < 2:
        return ""
    first, second = shell_word(files[0], "FILE"), shell_word(files[1], "FILE")
    return f"one at a time: pulse import {first}; pulse import {second}"


def _example(context: Any) -> str:
    found = _EXAMPLE.search(context.command.help or "") if context is not None else None
    return found[1] if found else ""
