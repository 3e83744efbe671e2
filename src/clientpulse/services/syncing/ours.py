"""Which addresses are ours: those that were named, and those that our own mail is sent from."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping

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
    """Return the addresses that the settings name, and those learnt that aren't a client's."""
    sender = [settings.sender[1]] if settings.sender else []
    users = [one.user for one in settings.read_from if one.user and "@" in one.user]
    named = set(filter(None, map(normal, [*settings.me.addresses, *sender, *users])))
    found: set[str] = set()
    for source in settings.read_from:
        states = queries.sources.states(reader, source.name)
        found |= learnt({one.part: one.state for one in states})
    known = Known(reader, named)
    return named | {one for one in found if not known.contacts_at(one)}


def learnt(states: Mapping[str, str]) -> set[str]:
    """Return the addresses that were learnt from a source before."""
    return set(json.loads(states.get(PART, "[]")))


def senders(known: Known, messages: Iterable[Message]) -> set[str]:
    """Return the addresses that mail in the folders of sent mail comes from.

    What somebody wrote to us may be filed there, too, and so may what no person wrote.
    """
    sent: dict[str, list[Message]] = {}
    for one in messages:
        if one.sent and one.sender:
            sent.setdefault(normal(one.sender.address), []).append(one)
    found = set(known.ours)
    # The one that sent most is ours most likely; whoever only wrote to that one isn't.
    for address in sorted(sent, key=lambda one: (-len(sent[one]), one)):
        is_somebodys = known.clients_at(address) or nobodys.why(address)
        others = found - {address}
        if address and not is_somebodys and not all(goes_to(others, one) for one in sent[address]):
            found.add(address)
    return found & sent.keys()


def goes_to(addresses: Collection[str], message: Message) -> bool:
    """Tell whether a message went to one of some addresses, and not only as a copy."""
    return any(normal(one.address) in addresses for one in message.to)


def state_of(addresses: Iterable[str]) -> dict[str, str]:
    """Return the state that remembers learnt addresses."""
    return {PART: json.dumps(sorted(addresses))}
