"""Tags: the words that group clients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clientpulse.records import Tag
from clientpulse.services import text
from clientpulse.store import queries

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


def unique_tags(typed: Sequence[str]) -> list[str]:
    """Return the tags that may be stored, each once, whatever its case."""
    found: dict[str, str] = {}
    for one in typed:
        tag = text.tag(one)
        found.setdefault(tag.casefold(), tag)
    return list(found.values())


def replace_tags(unit: UnitOfWork, client_id: int, tags: Sequence[str]) -> None:
    """Give a client these tags in place of those it has."""
    wanted = unique_tags(tags)
    present = queries.dependents.ids_by(unit.reader, Tag, "name", client_id)
    unit.delete_all(Tag, [key for name, key in present.items() if name not in wanted])
    for name in wanted:
        if name not in present:
            unit.insert(Tag(client_id=client_id, name=name))
