"""What can be marked as done with a client, and the command that does it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from clientpulse.services.open_things import kinds
from clientpulse.services.open_things.thing import Kind
from clientpulse.store.reader import Reader

DONE, TOLD, FIXED, REMEMBERED = (
    ("done",),
    ("mistake", "told"),
    ("mistake", "fixed"),
    ("remind", "done"),
)


class Open(NamedTuple):
    """Something that can be marked as done.

    Attributes:
        command: The words before its number.
        ref: That number.
        said: What it is, harmless.
    """

    command: Sequence[str]
    ref: str
    said: str


# By the command: what it asks for, and how it reads.
_WAYS: tuple[tuple[Sequence[str], Kind, str], ...] = (
    (DONE, kinds.DONE, ""),
    (TOLD, kinds.TOLD, "told: "),
    (FIXED, kinds.FIXED, "fixed: "),
    (REMEMBERED, kinds.REMEMBERED, ""),
)


def found(reader: Reader, today: date, client_id: int) -> Iterator[Open]:
    """Return all that can be marked as done with a client."""
    for command, kind, word in _WAYS:
        for one in kind.found(reader, today, client_id):
            yield Open(command, one.ref, f"{word}{one.said}")
