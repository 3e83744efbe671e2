"""Reading the settings of other programs: what they say, and nothing is run."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

_HEADER = re.compile(r"(\[+)\s*(.*?)\s*(\]+)\s*(?:[#;].*)?")


class Section(NamedTuple):
    """A section of a settings file: ``[storage work]``, ``[calendars] [[work]]``."""

    path: tuple[str, ...]
    values: dict[str, str]


def sections(text: str) -> list[Section]:
    """Read a file of sections, nested by the number of brackets, with ``key = value``."""
    found = [Section((), {})]
    for line in map(str.strip, text.splitlines()):
        if not line or line[0] in "#;":
            continue
        header = _HEADER.fullmatch(line)
        if header and len(header[1]) == len(header[3]):
            above = found[-1].path[: len(header[1]) - 1]
            found.append(Section((*above, header[2].strip("\"'")), {}))
            continue
        key, equals, value = line.partition("=")
        if equals:
            found[-1].values[key.strip()] = value.strip()
    return found


def unquoted(value: str) -> str:
    """Return a value as it is meant: without quotes, and without a comment behind it."""
    value = value.strip()
    quote = value[:1]
    if quote in ('"', "'") and quote in value[1:]:
        return value[1 : value.index(quote, 1)]
    return re.split(r"\s#", value, maxsplit=1)[0].strip()


def from_json(value: str) -> object:
    """Return a value that is JSON, as vdirsyncer writes it; the text where it isn't."""
    try:
        found: object = json.loads(value)
    except (ValueError, RecursionError):
        return unquoted(value)
    return found


def command(words: object) -> str | None:
    """Return the command that a list such as ``["command", "pass", "show", "mail"]`` means."""
    match words:
        case ["command", *arguments] if arguments and _are_texts(arguments):
            return shlex.join(map(str, arguments))
        case ["shell", str(line)] if line.strip():
            return line.strip()
        case _:
            return None


def words(line: str) -> list[str]:
    """Split a line as shells do; a quote that isn't closed counts as a letter."""
    try:
        return shlex.split(line, comments=True)
    except ValueError:
        return line.split()


def paragraphs(text: str, beginnings: Container[str]) -> Iterator[dict[str, list[str]]]:
    """Read a file of paragraphs, each line a key in small letters and its values.

    Args:
        beginnings: The keys with which another one begins, though there is no empty line.
    """
    found: dict[str, list[str]] = {}
    for line in [*text.splitlines(), ""]:
        if line.strip().startswith("#"):
            continue
        key, *values = words(line) or [""]
        if found and (not key or key.lower() in beginnings):
            yield found
            found = {}
        if key:
            found[key.lower()] = values


def _are_texts(values: Sequence[object]) -> bool:
    return all(isinstance(one, str) for one in values)
