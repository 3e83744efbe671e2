"""One call of a tool: what its function works with, and pages of an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, TypeVar

from clientpulse.cli.agent.answers import Fields, size
from clientpulse.cli.agent.parameters import About
from clientpulse.cli.agent.shown import Shown, rooms
from clientpulse.cli.app.context import Session

One = TypeVar("One")

ROOM = 9_700
"""So many bytes of what was asked for fit into an answer, with 500 for what stands around it."""

PAGE = 100
"""No more records than this fit, so no more are read."""

Client = Annotated[
    str, About("Whom: the client's key, name, or an unambiguous part, as your person calls them.")
]
OptionalWho = Annotated[
    str | None, About("Only this client, by key or name, or those with a tag: @retail.")
]
Offset = Annotated[
    int, About("Where to go on, where the last answer said more: its more.offset; else 0.")
]


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a tool.

    Attributes:
        work: The session: one that can't write, unless the tool writes.
        shown: What is shown of a record, and how.
    """

    work: Session
    shown: Shown

    @property
    def notes(self) -> bool:
        """Whether the person lets the agent see notes, moods, health and mistakes."""
        return self.shown.notes


def page(
    call: Call,
    name: str,
    found: Iterable[One],
    show: Callable[[Shown, One], Fields],
    *,
    offset: int = 0,
    total: int | None = None,
    more: bool = False,
    **others: Any,
) -> Fields:
    """Return as many records as an answer has room for, and where to go on.

    Args:
        found: Those from the offset on.
        total: How many there are, where that is known.
        more: Whether there are others behind those found.
        **others: What else the answer says.
    """
    left = ROOM - size(others)
    items: list[Fields] = []
    for one in found:
        item, bytes_taken = _fitted(call.shown, partial(_show, show, one), ROOM // 4)
        left -= bytes_taken + 1
        if left < 0:
            more = True
            break
        items.append(item)
    behind = offset + len(items)
    if total is not None:
        more = behind < total and bool(items)
    where = {"offset": behind, **({} if total is None else {"total": total})}
    return {**others, name: items, **({"more": where} if more else {})}


def fitted(shown: Shown, show: Callable[[Shown], Fields], room: int = ROOM) -> Fields:
    """Show a record with as much of its texts as there is room for."""
    return _fitted(shown, show, room)[0]


def _fitted(shown: Shown, show: Callable[[Shown], Fields], room: int) -> tuple[Fields, int]:
    fields, taken = Fields(), 0
    for narrower in rooms(shown):
        fields = show(narrower)
        taken = size(fields)
        if taken <= room:
            break
    return fields, taken


def _show(show: Callable[[Shown, One], Fields], one: One, shown: Shown) -> Fields:
    return show(shown, one)


def counted(words: Iterable[str]) -> Mapping[str, int]:
    """Count how often each word comes."""
    return dict(Counter(words))
