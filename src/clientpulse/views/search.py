"""Where something stands in what was ever written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

Piece: TypeAlias = tuple[str, bool]
"""A part of a text, and whether it is what was looked for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that holds what was looked for.

    Attributes:
        noun: What it is: ``touchpoint``, ``promise``, ``person``.
        ref: What to type for it: a number, of a reminder ``r3``, of a client its key.
        client: Whose it is; None of what belongs to no client.
        on: Its day; None of what has none.
        field: The first field in which anything was found.
        pieces: What was written around it.
        client_id: The number of its client in the store.
    """

    noun: str
    id: int
    ref: str
    client: str | None
    key: str | None
    archived: bool
    on: date | None
    field: str
    pieces: tuple[Piece, ...]
    client_id: int | None = None

    @property
    def excerpt(self) -> str:
        """What was written around it, as one text."""
        return "".join(text for text, _ in self.pieces)

    @property
    def matches(self) -> tuple[str, ...]:
        """What was found, as it was written."""
        return tuple(text for text, is_found in self.pieces if is_found)


@dataclass(frozen=True, slots=True)
class Written:
    """All that was written in a field.

    Attributes:
        label: What it is; empty of what speaks for itself.
    """

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """What was found, newest first, behind what has no day.

    Attributes:
        typed: What was looked for.
        total: How many there are, those included that the limit left out.
    """

    today: date
    typed: tuple[str, ...]
    items: tuple[Hit, ...]
    total: int
