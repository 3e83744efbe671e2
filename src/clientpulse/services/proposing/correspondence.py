"""Who wrote to whom and who met, gathered by address."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from clientpulse.records import Exchange
from clientpulse.services.proposing.people import is_somebody, name_for, one_line
from clientpulse.sources.addresses import normal
from clientpulse.sources.gathered import Card, Event
from clientpulse.views.proposals import Correspondent


class Met(NamedTuple):
    """Somebody whom we met on a day."""

    address: str
    name: str
    on: date


class Carded(NamedTuple):
    """What an address book says of an address."""

    name: str
    company: str


@dataclass(slots=True)
class _Days:
    names: Counter[str] = field(default_factory=Counter)
    wrote: set[date] = field(default_factory=set)
    told: set[date] = field(default_factory=set)
    heard: set[date] = field(default_factory=set)
    met: set[date] = field(default_factory=set)


def correspondents(
    exchanges: Iterable[Exchange],
    met: Iterable[Met],
    cards: dict[str, Carded],
    is_known: Callable[[str], bool],
) -> list[Correspondent]:
    """Return with whom we were in touch, but not those who never heard from us.

    Args:
        cards: By address.
        is_known: Tells of an address that nobody is to be proposed for it: it is ours, a
            client's, or somebody said no to it.
    """
    found: dict[str, _Days] = defaultdict(_Days)
    for one in exchanges:
        days = found[one.address]
        if one.direction == "inbound":
            days.heard.add(one.occurred_on)
        else:
            (days.told if one.told else days.wrote).add(one.occurred_on)
        # What they call themselves says more than what our own address book wrote.
        days.names[one.name or ""] += 2 if one.direction == "inbound" else 1
    for held in met:
        found[held.address].met.add(held.on)
        found[held.address].names[held.name] += 1
    return [
        _correspondent(address, days, cards.get(address, Carded("", "")))
        for address, days in found.items()
        if (days.wrote or days.met) and is_somebody(address) and not is_known(address)
    ]


def held(events: Iterable[Event], today: date, is_ours: Callable[[str], bool]) -> list[Met]:
    """Return whom we met: at past events with a time, that neither they nor we declined."""
    found = []
    for event in events:
        if event.on > today or event.time is None or event.cancelled or event.free:
            continue
        people = [(normal(one.address), one) for one in event.people if not one.is_room]
        if any(is_ours(address) and who.status == "declined" for address, who in people):
            continue
        found += [
            Met(address, who.name, event.on)
            for address, who in people
            if address and who.status != "declined" and not is_ours(address)
        ]
    return found


def by_address(cards: Iterable[Card]) -> dict[str, Carded]:
    """Return what cards say of each address."""
    return {
        address: Carded("" if card.is_company else card.name, one_line(card.company))
        for card in cards
        for address in map(normal, card.addresses)
        if address
    }


def _correspondent(address: str, days: _Days, card: Carded) -> Correspondent:
    return Correspondent(
        address=address,
        name=name_for(address, days.names, card.name),
        company=card.company,
        wrote=frozenset(days.wrote),
        told=frozenset(days.told),
        heard=frozenset(days.heard),
        met=frozenset(days.met),
    )
