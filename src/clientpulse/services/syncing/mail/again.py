"""When a mailbox is read once more though nothing in it is new.

It is another one by now, or somebody's mail counts that was passed over: they were no client, and
nobody wanted to be asked about them, or they were taken for one of us.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import NamedTuple

from clientpulse.config.sources import Source
from clientpulse.services.syncing import ours
from clientpulse.services.syncing.known import addresses_of
from clientpulse.services.syncing.marks import Marks
from clientpulse.store import queries
from clientpulse.store.reader import Reader

PART = ":read"
"""Where among the states of a source stands which mailbox was read, and for whom."""


class _Read(NamedTuple):
    """What was read.

    Attributes:
        place: A hash of where the mailbox is.
        people: The uids of the contacts whose mail had been passed over before.
    """

    place: str
    people: list[str]


def states(reader: Reader, source: Source, kept: Mapping[str, str]) -> dict[str, str]:
    """Return how far a mailbox was read: not at all, where it is to be read once more."""
    before, now = _Read(*json.loads(kept.get(PART, '["", []]'))), _now(reader, source, kept)
    if before.place in {"", now.place} and set(now.people) <= set(before.people):
        return {part: state for part, state in kept.items() if part != PART}
    return {part: state for part, state in kept.items() if part == ours.PART}


def state_of(reader: Reader, source: Source, states: Mapping[str, str]) -> dict[str, str]:
    """Return the state that remembers what was read."""
    return {PART: json.dumps(_now(reader, source, states))}


def _now(reader: Reader, source: Source, states: Mapping[str, str]) -> _Read:
    place = f"{source.kind} {source.host} {source.user} {source.path}"
    return _Read(blake2b(place.encode(), digest_size=8).hexdigest(), _people(reader, states))


def _people(reader: Reader, states: Mapping[str, str]) -> list[str]:
    marks, learnt = Marks(reader), ours.learnt(states)
    if not learnt and not marks.any("address"):
        return []
    return [
        one.uid
        for one in queries.contacts.select(reader)
        if any(each in learnt or marks.has("address", each) for each in addresses_of(one))
    ]
