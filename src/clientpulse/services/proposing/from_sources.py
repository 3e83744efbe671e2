"""Proposals from what was just read of mailboxes, calendars and address books."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from clientpulse.cadence.adherence import year_before
from clientpulse.cadence.policy import Policy
from clientpulse.records import Exchange
from clientpulse.services.importing.companies import company_trace
from clientpulse.services.proposing.correspondence import Carded, Met, by_address, held
from clientpulse.services.proposing.proposals import propose
from clientpulse.services.syncing import ours
from clientpulse.services.syncing.known import Known
from clientpulse.services.syncing.mail.messages import others
from clientpulse.services.syncing.marks import Marks
from clientpulse.services.syncing.running import Read
from clientpulse.sources.addresses import normal
from clientpulse.sources.gathered import Event, Message
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.proposals import Proposal


def known_by(reader: Reader, addresses: Iterable[str], read: Sequence[Read]) -> Known:
    """Return whose each address is, ours learnt from what was sent among them."""
    known = Known(reader, addresses)
    learnt: set[str] = set()
    for one in read:
        if one.source.is_mail:
            learnt |= ours.senders(known, one.gathered.items)
    return Known(reader, known.ours | learnt)


def from_sources(
    reader: Reader, known: Known, read: Sequence[Read], policy: Policy, today: date
) -> list[Proposal]:
    """Propose clients, but nobody who is known or to whom somebody said no."""
    kinds: dict[str, list[Any]] = {}
    for one in read:
        kind = "mail" if one.source.is_mail else one.source.kind
        kinds.setdefault(kind, []).extend(one.gathered.items)
    return _propose(
        reader,
        known,
        _exchanges(known, kinds.get("mail", ()), today),
        _met(known, kinds.get("calendar", ()), today),
        by_address(kinds.get("contacts", ())),
        policy,
    )


def from_stored(
    reader: Reader,
    known: Known,
    exchanges: Iterable[Exchange],
    cards: dict[str, Carded],
    policy: Policy,
) -> list[Proposal]:
    """Propose clients from the messages that are stored, likewise."""
    return _propose(reader, known, exchanges, (), cards, policy)


def _propose(
    reader: Reader,
    known: Known,
    exchanges: Iterable[Exchange],
    met: Iterable[Met],
    cards: dict[str, Carded],
    policy: Policy,
) -> list[Proposal]:
    marks = Marks(reader)
    names = list(queries.clients.names(reader, Selection(archived=None)))

    def is_known(address: str) -> bool:
        return (
            known.is_ours(address)
            or known.is_colleague(address)
            or bool(known.clients_at(address))
            or marks.has("address", address)
        )

    return propose(
        exchanges,
        met,
        cards,
        is_known,
        policy,
        taken={key for _, key, _ in names},
        clients={company_trace(name): key for _, key, name in names},
    )


def _exchanges(known: Known, messages: Iterable[Message], today: date) -> Iterator[Exchange]:
    first_day = year_before(today)
    seen: set[tuple[str, str]] = set()
    for one in messages:
        if one.automatic or not first_day <= one.on <= today:
            continue
        for party, direction, told in others(known, one):
            address = normal(party.address)
            key = one.id, address
            if not address or key in seen:
                continue
            seen.add(key)
            yield Exchange(
                message=key[0],
                address=address,
                name=party.name or None,
                occurred_on=one.on,
                direction=direction,
                told=told,
            )


def _met(known: Known, events: Iterable[Event], today: date) -> list[Met]:
    first_day = year_before(today)
    return [one for one in held(events, today, known.is_ours) if one.on >= first_day]
