"""Tags: the words that group clients."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.errors import InputError
from clientpulse.quoting import named
from clientpulse.records import Tag
from clientpulse.services import lookup, text
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.listed import Listed
from clientpulse.views.tags import TagRow

if TYPE_CHECKING:
    from clientpulse.config.tag_defaults import TagDefaults
    from clientpulse.store.writer import UnitOfWork


@dataclass(frozen=True, slots=True)
class Retagging:
    """How a client's tags change; the case of a tag doesn't matter.

    Attributes:
        replacing: What it has in place of all others; None where those stay.
    """

    replacing: Sequence[str] | None = None
    adding: Sequence[str] = ()
    removing: Sequence[str] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes."""
        return self.replacing is None and not (self.adding or self.removing)

    @property
    def words(self) -> list[str]:
        """What changes, in words: ``tag key added``."""
        replaced = [] if self.replacing is None else [f"tags {', '.join(self.replacing) or 'none'}"]
        return [
            *replaced,
            *(f"tag {one} added" for one in self.adding),
            *(f"tag {one} removed" for one in self.removing),
        ]

    def check(self) -> None:
        """Refuse what contradicts itself, and a tag that can't be stored.

        Raises:
            InputError: It does.
        """
        adding, removing = unique_tags(self.adding), unique_tags(self.removing)
        if self.replacing is not None and (adding or removing):
            raise InputError(
                "--tag replaces all tags, so it contradicts --add-tag and --remove-tag",
                "to keep the others, leave --tag out",
            )
        if both := _among(adding, removing):
            raise InputError(
                f"--add-tag and --remove-tag name the same tag: {named(both[0])}",
                "leave one of them out",
            )

    def of(self, tags: Sequence[str]) -> list[str]:
        """Return the tags of a client that has these."""
        if self.replacing is not None:
            return unique_tags(self.replacing)
        gone = _among(tags, self.removing)
        kept = [one for one in tags if one not in gone]
        return [*kept, *_others(unique_tags(self.adding), kept)]

    def without_effect(self, tags: Sequence[str]) -> list[str]:
        """Say which tags a client that has these has already, and which it never had."""
        had = [f"has the tag {one} already" for one in _among(self.adding, tags)]
        return [*had, *(f"doesn't have the tag {one}" for one in _others(self.removing, tags))]


def listed(reader: Reader, today: date, defaults: Sequence[TagDefaults]) -> Listed[TagRow]:
    """List the tags that clients have, those of most active clients first.

    Tags that ``@TAG`` doesn't tell apart are one, spelled as most have it.
    """
    together: dict[str, list[tuple[int, int, str]]] = {}
    for name, active, archived in queries.clients.tag_counts(reader):
        together.setdefault(lookup.folded(name), []).append((active, archived, name))
    said = {lookup.folded(one.tag): tuple(one.words.values()) for one in defaults}
    rows = [
        TagRow(
            max(spelled)[2],
            sum(active for active, _, _ in spelled),
            sum(archived for _, archived, _ in spelled),
            said.get(folded, ()),
        )
        for folded, spelled in together.items()
    ]
    return Listed(today, tuple(sorted(rows, key=lambda one: (-one.clients, one.tag.casefold()))))


def by_client(reader: Reader, selection: Selection) -> Mapping[int, Sequence[str]]:
    """Return the tags of some clients, by the client's number."""
    return queries.clients.tags(reader, selection)


def _among(tags: Sequence[str], others: Sequence[str]) -> list[str]:
    known = {lookup.folded(one) for one in others}
    return [one for one in tags if lookup.folded(one) in known]


def _others(tags: Sequence[str], known: Sequence[str]) -> list[str]:
    there = _among(tags, known)
    return [one for one in tags if one not in there]


def unique_tags(typed: Sequence[str]) -> list[str]:
    """Return the tags that may be stored, each once, whatever its case."""
    return _each_once([text.tag(one) for one in typed])


def _each_once(tags: Sequence[str]) -> list[str]:
    found: dict[str, str] = {}
    for one in tags:
        found.setdefault(one.casefold(), one)
    return list(found.values())


def replace_tags(unit: UnitOfWork, client_id: int, tags: Sequence[str]) -> None:
    """Give a client these tags in place of those it has."""
    wanted = _each_once(tags)
    present = queries.dependents.ids_by(unit.reader, Tag, "name", client_id)
    unit.delete_all(Tag, [key for name, key in present.items() if name not in wanted])
    for name in wanted:
        if name not in present:
            unit.insert(Tag(client_id=client_id, name=name))
