"""What is said of mailboxes, calendars and address books that were tried, added or removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from clientpulse.quoting import shell_word

if TYPE_CHECKING:
    from clientpulse.views.sources import Tried


NONE = "To find what is here and set it up: pulse setup"


def tried(found: Iterable[Tried]) -> Iterator[str]:
    """Say what a look at each source found."""
    for one in found:
        yield f"{one.name}: {one.kind}, {one.place}"
        if one.error is None:
            yield from (f"  {line}" for line in one.seen)
        else:
            yield f"  error: {one.error}"
            if one.hint:
                yield f"  hint: {one.hint}"


def added(one: Tried) -> Iterator[str]:
    """Say that a source is configured now, and what is in it."""
    yield f"Added {one.name}: {one.kind}, {one.place}"
    yield from (f"  {line}" for line in one.seen)
    yield f"Read it: pulse sync {shell_word(one.name, 'NAME')}"


def removed(name: str, kept: int) -> Iterator[str]:
    """Say that a source is configured no longer."""
    stays = "; what was read of it stays, and nothing new comes" if kept else ""
    yield f"Removed {name} from the config{stays}"
