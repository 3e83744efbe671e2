"""Which addresses are ours: those that were named, and those that our own mail is sent from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from clientpulse.config.settings import Settings
from clientpulse.services.syncing.known import Known
from clientpulse.sources import nobodys
from clientpulse.sources.addresses import normal
from clientpulse.sources.gathered import Message
from clientpulse.store import queries
from clientpulse.store.reader import Reader

PART = ":addresses"
"""Where among the states of a source its learnt addresses are; no folder has that name."""


def addresses(reader: Reader, settings: Settings) -> set[str]:
    """Return the addresses that the settings name, and those that were learnt."""
    sender = [settings.sender[1]] if settings.sender else []
    users = [one.user for one in settings.read_from if one.user and "@" in one.user]
    found = set(filter(None, map(normal, [*settings.me, *sender, *users])))
    for source in settings.read_from:
        states = queries.sources.states(reader, source.name)
        found |= learnt({one.part: one.state for one in states})
    return found


def learnt(states: Mapping[str, str]) -> set[str]:
    """Return the addresses that were learnt from a source before."""
    return set(json.loads(states.get(PART, "[]")))


def senders(known: Known, messages: Sequence[Message]) -> set[str]:
    """Return the addresses that mail in the folders of sent mail comes from.

    What a client wrote may be filed there, too, and so may what no person wrote.
    """
    found = {normal(one.sender.address) for one in messages if one.sent and one.sender}
    return {one for one in found - {""} if not (known.contacts_at(one) or nobodys.why(one))}


def state_of(addresses: Iterable[str]) -> dict[str, str]:
    """Return the state that remembers learnt addresses."""
    return {PART: json.dumps(sorted(addresses))}
