"""What to do about a command line that Typer can't read."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

from clientpulse import services
from clientpulse.cadence.interval import parse_interval
from clientpulse.cli.app import words
from clientpulse.cli.app.context import typed_session
from clientpulse.cli.app.groups import CLIENT, TYPED
from clientpulse.errors import ClientpulseError
from clientpulse.quoting import shell_word

LAST = 3
NEAR = 0.75

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
            return _of_option(error.option_name, path, _typed(context)) or (
                f"{_near(error)}{see}; put -- before text that begins with a dash"
            )
        case "MissingParameter" | "UsageError":
            if said := _files(context, path) or words.USAGE.get(path):
                return said
            example = _example(context)
            said = f"for example: {example}; {see}" if example else see
            return f"{said}{_contacted_last(error, context)}"
    return see


def _near(error: Any) -> str:
    known = {one.lstrip("-"): one for one in error.possibilities or ()}
    near = get_close_matches(error.option_name.lstrip("-"), known, 1, NEAR)
    return f"did you mean {known[near[0]]}? " if near else ""


def _typed(context: Any) -> list[str]:
    return [] if context is None else list(context.meta.get(TYPED, []))


def _of_option(name: str, path: str, typed: list[str]) -> str:
    if said := words.OPTIONS.get(f"{path} {name}"):
        if name == "--client" and name in typed:
            place = typed.index(name)
            client, text = typed[place + 1 : place + 2], typed[:place] + typed[place + 2 :]
            return words.filled(said, [*client, *text])
        return said
    try:
        every = parse_interval(name.lstrip("-"))
    except ValueError:
        return ""
    takes_it = path in {"pulse add", "pulse client edit"}
    return f"write --meet {name.lstrip('-')}" if takes_it and every is not None else ""


def _files(context: Any, path: str) -> str:
    """Say how several files are imported, which a shell makes of ``*.vcf``."""
    files = [one for one in _typed(context) if not one.startswith("-")]
    if path != "pulse import" or len(files) < 2:
        return ""
    first, second = shell_word(files[0], "FILE"), shell_word(files[1], "FILE")
    return f"one at a time: pulse import {first}; pulse import {second}"


def _contacted_last(error: Any, context: Any) -> str:
    """Name the clients one may mean where none was."""
    if getattr(getattr(error, "param", None), "metavar", None) != CLIENT:
        return ""
    try:
        with typed_session(context).reader() as reader:
            keys = services.history.contacted_last(reader, LAST)
    except ClientpulseError:
        return ""
    return f"; contacted last: {', '.join(keys)}" if keys else ""


def _example(context: Any) -> str:
    found = _EXAMPLE.search(context.command.help or "") if context is not None else None
    return found[1] if found else ""
