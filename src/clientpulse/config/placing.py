"""Where in a config file's text a value may stand, and what is left of the text around it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from clientpulse.config.statements import statements
from clientpulse.errors import InputError


def at(place: Any, path: Sequence[str]) -> Any:
    """Return what a document has under a path; None where there is nothing."""
    for name in path:
        place = place.get(name) if isinstance(place, dict) else None
    return place


def only(wanted: dict[str, Any], texts: Iterator[str] | Sequence[str]) -> str:
    """Return the first text that says what is wanted and nothing else.

    Raises:
        InputError: None does.
    """
    for text in texts:
        try:
            if tomllib.loads(text) == wanted:
                return text
        except ValueError:
            continue
    raise InputError(
        "the config file is written in a way that can only be changed by hand",
        "edit it: pulse config edit",
    )


def ways(text: str, path: tuple[str, ...], value: Any, wanted: dict[str, Any]) -> Iterator[str]:
    """Write a value into a text in every place it may stand, the best one first."""
    *tables, name = path
    row = f"{tomlkit.key([name]).as_string()} = {tomlkit.item(value).as_string()}"
    lines = text.split("\n")
    if not tables:
        for number, line in enumerate(lines):
            if re.match(rf"#\s*{re.escape(name)}\s*=", line):
                yield "\n".join([*lines[:number], row, *lines[number + 1 :]])
    if (last := _last_line(text, tables)) is not None:
        yield "\n".join([*lines[:last], row, *lines[last:]])
    elif tables:
        rows = tomlkit.dumps(at(wanted, tables) or {})
        yield f"{_ended(text)}[{tomlkit.key(tables).as_string()}]\n{rows}"
    else:
        above = _first_header(text)
        yield _ended("\n".join(lines[:above])) + "\n".join([row, *_apart(lines[above:])])
    try:
        document = tomlkit.parse(text)
        place: Any = document
        for table in tables:
            place = place.setdefault(table, tomlkit.table())
        place[name] = value
        yield tomlkit.dumps(document)
    except (TOMLKitError, TypeError, ValueError):
        return


def fewer_lines(text: str, wanted: dict[str, Any]) -> str:
    """Leave out the lines that say what isn't wanted; comments on lines of their own stay.

    A comment above a table is its own, which tomlkit takes for the end of the table before.
    """
    lines = text.split("\n")
    left: list[str] = []
    is_gap = False
    for one in statements(text):
        said = lines[one.first - 1 : one.last]
        if one.is_blank or _holds(wanted, one.said):
            left += [] if is_gap and said == [""] and left[-1:] in ([], [""]) else said
            is_gap = False
        else:
            is_gap = True
    return "\n".join(left)


def _holds(wanted: Any, said: dict[str, Any]) -> bool:
    return all(
        name in wanted and (not isinstance(each, dict) or _holds(wanted[name], each))
        for name, each in said.items()
    )


def _ended(text: str) -> str:
    return f"{text.rstrip()}\n\n" if text.strip() else ""


def _apart(lines: list[str]) -> list[str]:
    return ["", *lines] if any(lines) else [""]


def _last_line(text: str, tables: list[str]) -> int | None:
    """Return the line behind which a table's next row belongs; None where it has no rows yet."""
    found = None
    for one in statements(text):
        is_there = _path_of(one.header) == tables if tables else not one.header
        if is_there and not one.is_blank:
            found = one.last
    return found


def _first_header(text: str) -> int:
    """Return how many lines stand above the first header and the comment that belongs to it."""
    lines = text.split("\n")
    above = next((one.first - 1 for one in statements(text) if one.header), len(lines))
    while 0 < above < len(lines) and lines[above - 1].startswith("#"):
        above -= 1
    return above


def _path_of(header: str) -> list[str]:
    said: Any = tomllib.loads(header)
    path = []
    while isinstance(said, dict) and said:
        (name,) = said
        path.append(name)
        said = said[name]
    return path
