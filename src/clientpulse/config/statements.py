"""A TOML document statement by statement, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Statement:
    """One key with its value, one header, or a line that says nothing.

    Attributes:
        first: The number of the line where it begins.
        last: The number of the line where it ends.
        header: The header it stands under, or is; empty at the top.
        said: What the document would hold if it and its header were all.
        is_blank: It says nothing: an empty line or a comment.
    """

    first: int
    last: int
    header: str
    said: dict[str, Any]
    is_blank: bool


def statements(text: str) -> Iterator[Statement]:
    """Read a TOML document statement by statement, each under its own table's header.

    The standard library's TOML reader keeps no positions.
    """
    import tomllib  # noqa: PLC0415  most have no file

    header = statement = ""
    start = 1
    for number, line in enumerate(text.split("\n"), 1):
        if not statement:
            start = number
        statement += line + "\n"
        is_header = statement.lstrip().startswith("[")
        try:
            said = tomllib.loads(statement if is_header else header + statement)
        except tomllib.TOMLDecodeError:
            continue  # the statement goes on in the next line
        if is_header:
            header = statement
        is_blank = statement.lstrip()[:1] in {"", "#"}
        statement = ""
        yield Statement(start, number, header, said, is_blank)


def line_of(text: str, *keys: str) -> int | None:
    """Return the number of the line where the statement that sets a key begins.

    Args:
        text: A whole TOML document without errors, its lines ended by line feeds.
        keys: The key's path from the top, table names first.
    """
    for one in statements(text):
        said: Any = one.said
        for key in keys:
            said = said.get(key) if isinstance(said, dict) else None
        if said is not None:
            return one.first
    return None
