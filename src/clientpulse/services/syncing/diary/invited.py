"""Whom an event is with, and why it counts for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from clientpulse.comparing import searchable
from clientpulse.config.sources import Source
from clientpulse.feeds.event import is_ours
from clientpulse.records import Contact
from clientpulse.records.limits import NAME_LENGTH
from clientpulse.services.importing.companies import WRITTEN
from clientpulse.services.syncing.diary import sought
from clientpulse.services.syncing.taking import Taking, plain
from clientpulse.sources.addresses import domain_of
from clientpulse.sources.gathered import Event, Invited
from clientpulse.store import queries
from clientpulse.store.selection import Selection

SHORTEST_NAME = 3
_UNANSWERED = frozenset(("needs-action", "tentative", "delegated"))
_WORD = re.compile(r"\w+")


class With(NamedTuple):
    """A client that an event is with.

    Attributes:
        names: Who of theirs is invited.
        declined: None of them comes.
        is_new: We didn't know of them when the calendar was read last.
    """

    client_id: int
    names: tuple[str, ...]
    declined: bool = False
    is_new: bool = False


class Guests:
    """Says whom the events of a source are with.

    Args:
        before: By contact, what its addresses were when the source was read last.
    """

    def __init__(self, taking: Taking, source: Source, before: Mapping[str, str]) -> None:
        self._taking, self._known = taking, taking.known
        self._include = source.include
        self._before = before

    def reason_against(self, event: Event) -> str:
        """Say why an event counts for nothing, whoever is invited; empty of one that counts."""
        if is_ours(event.uid):
            return "our feed"
        if event.time is None and "all-day" not in self._include:
            return "all-day"
        if self._taking.client_id is not None:
            return ""
        if event.free and "free" not in self._include:
            return "free"
        if "alone" not in self._include and not any(self._others(event)):
            return "room" if any(one.is_room for one in event.people) else "alone"
        return ""

    def our_answer(self, event: Event) -> str:
        """Return what we answered: ``declined``, ``unanswered``, or nothing of the kind."""
        ours = {one.status for one in event.people if self._known.is_ours(one.address)}
        if "declined" in ours and "accepted" not in ours:
            return "declined"
        return "unanswered" if ours and ours <= _UNANSWERED else ""

    def is_a_colleagues(self, event: Event) -> bool:
        """Tell whether somebody comes with whom we share the store."""
        return self._taking.unit.author.is_one_of_several and any(
            self._known.is_colleague(one.address) and one.status != "declined"
            for one in self._others(event)
        )

    def clients(self, event: Event) -> list[With]:
        """Return the clients that an event is with."""
        others = list(self._others(event))
        if (client_id := self._taking.client_id) is not None:
            return [self._with(client_id, others)]
        if not others:
            found = self._named(event.title) if "alone" in self._include else None
            return [] if found is None else [With(found, ())]
        invited: dict[int, list[Invited]] = {}
        for one in others:
            for number in self._known.clients_at(one.address):
                invited.setdefault(number, []).append(one)
        return [self._with(number, theirs) for number, theirs in invited.items()]

    def _others(self, event: Event) -> Iterator[Invited]:
        for one in event.people:
            if not one.is_room and not self._known.is_ours(one.address):
                yield one

    def _with(self, client_id: int, theirs: list[Invited]) -> With:
        coming = [one for one in theirs if one.status != "declined"]
        names = dict.fromkeys(filter(None, (self._name(client_id, one) for one in coming)))
        return With(
            client_id,
            tuple(names),
            declined=bool(theirs) and not coming,
            is_new=not any(self._was_known(client_id, one.address) for one in theirs),
        )

    def _name(self, client_id: int, one: Invited) -> str:
        known = self._contacts(client_id, one.address)
        if not known and not self._taking.unit.author.shares_subjects:
            return ""
        name = known[0].name if known else one.name or one.address
        return plain(name, NAME_LENGTH)

    def _contacts(self, client_id: int, address: str) -> list[Contact]:
        return [one for one in self._known.contacts_at(address) if one.client_id == client_id]

    def _was_known(self, client_id: int, address: str) -> bool:
        """Tell whether an address, or its domain, was the client's at the last reading."""
        if not self._before:
            return False
        theirs = self._contacts(client_id, address)
        theirs = theirs or self._known.contacts_in(domain_of(address))
        return any(self._before.get(str(one.id)) == sought.of(one) for one in theirs)

    def _named(self, title: str) -> int | None:
        """Return the only client that a title names, whole words alone; None else."""
        words = f" {_words(title)} "
        found = {number for name, number in self._names if f" {name} " in words}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _names(self) -> set[tuple[str, int]]:
        found: set[tuple[str, int]] = set()
        reader = self._taking.unit.reader
        for number, _, name in queries.clients.names(reader, Selection()):
            words = _words(name)
            first, _, last = words.rpartition(" ")
            found |= {(words, number), (first if last in WRITTEN else words, number)}
        for one in queries.contacts.select(reader):
            if " " in (words := _words(one.name)):
                found.add((words, one.client_id))
        return {(name, number) for name, number in found if len(name) >= SHORTEST_NAME}


def _words(text: str) -> str:
    return " ".join(_WORD.findall(searchable(text)))
