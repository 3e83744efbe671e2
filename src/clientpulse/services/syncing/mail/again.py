"""Whose mail was passed over when it was read, and counts by now: it is read once more.

They were no client, and nobody wanted to be asked about them; or they were taken for one of us.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from clientpulse.services.syncing import ours
from clientpulse.services.syncing.known import addresses_of
from clientpulse.services.syncing.marks import Marks
from clientpulse.store import queries
from clientpulse.store.reader import Reader

PART = ":again"
"""Where among the states of a source stands for whom it was read once more."""


def people(reader: Reader, states: Mapping[str, str]) -> set[str]:
    """Return the uids of the contacts whose mail was passed over."""
    marks, learnt = Marks(reader), ours.learnt(states)
    if not learnt and not marks.any("address"):
        return set()
    return {
        one.uid
        for one in queries.contacts.select(reader)
        if any(each in learnt or marks.has("address", each) for each in addresses_of(one))
    }


def states(reader: Reader, kept: Mapping[str, str]) -> dict[str, str]:
    """Return how far a mailbox was read: not at all, where somebody is to be looked for again."""
    if people(reader, kept) <= set(json.loads(kept.get(PART, "[]"))):
        return {part: state for part, state in kept.items() if part != PART}
    return {part: state for part, state in kept.items() if part == ours.PART}


def state_of(uids: Collection[str]) -> dict[str, str]:
    """Return the state that remembers for whom it was read."""
    return {PART: json.dumps(sorted(uids))} if uids else {}
