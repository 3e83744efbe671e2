"""Messages become touchpoints: one a client, day and direction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from clientpulse.cadence.adherence import year_before
from clientpulse.cadence.channel import Direction
from clientpulse.config.sources import Source
from clientpulse.records import Exchange
from clientpulse.services.syncing.known import Known
from clientpulse.services.syncing.mail import daily
from clientpulse.services.syncing.mail.answered import Answered
from clientpulse.services.syncing.ours import goes_to
from clientpulse.services.syncing.taking import Taking, plain
from clientpulse.sources.addresses import normal
from clientpulse.sources.gathered import Gathered, Message, Party
from clientpulse.store import queries
from clientpulse.views.syncing import KNOWN, Outcome

_LONGEST_NAME = 200
_LONGEST_SUBJECT = 500


def take(taking: Taking, source: Source, gathered: Gathered, outcome: Outcome) -> None:
    """Write down what the messages of a source say."""
    messages: list[Message] = gathered.items
    said = _Said(taking, source.name, messages)
    # What we wrote comes first: an answer may be to it.
    for message in sorted(messages, key=lambda one: not is_ours(taking.known, one)):
        if reason := said.take(message):
            outcome.skipped[reason] += 1
    new = [*said.found.values(), *_claimed(taking, messages)]
    written = daily.write(taking, new)
    outcome.touchpoints += written.touchpoints
    if written.known:
        outcome.skipped[KNOWN] += written.known


def _claimed(taking: Taking, messages: Iterable[Message]) -> list[daily.Found]:
    """Return what is stored of messages as nobody's, where somebody says now whose they are."""
    if taking.client_id is None:
        return []
    ids = {one.id for one in messages}
    reader = taking.unit.reader
    addresses = queries.exchanges.addresses_of_nobody(reader)
    there = queries.exchanges.of_nobody(reader, addresses)
    return [(taking.client_id, one) for one in there if one.message in ids]


def take_late(taking: Taking) -> int:
    """Write down what was stored of addresses that are a client's by now, and forget what is old.

    Returns:
        How many touchpoints that gave.
    """
    reader = taking.unit.reader
    addresses = queries.exchanges.addresses_of_nobody(reader)
    clients = {one: client for one in addresses if (client := _client(taking, one)) is not None}
    late = queries.exchanges.of_nobody(reader, list(clients))
    written = daily.write(taking, [(clients[one.address], one) for one in late])
    gone = queries.exchanges.of_nobody(reader, list(filter(taking.known.is_ours, addresses)))
    old = queries.exchanges.older(reader, year_before(taking.today))
    taking.unit.delete_all(Exchange, list(dict.fromkeys([*old, *(one.id for one in gone)])))
    return written.touchpoints


_WEIGHTS = ("deleted here", "duplicate", "no client", "older", "between us", "unreadable")
"""Of a message to several, what is said of it, the first that holds."""


class Other(NamedTuple):
    """The other side of a message.

    Attributes:
        told: They, or we where it came from them, only got a copy.
    """

    party: Party
    direction: str
    told: bool


class _Said:
    """What the messages of a source say that isn't stored yet.

    Attributes:
        found: By message and address.
    """

    def __init__(self, taking: Taking, source: str, messages: Iterable[Message]) -> None:
        self._taking, self._source = taking, source
        ids = [one.id for one in messages]
        self._stored = queries.exchanges.stored(taking.unit.reader, ids)
        self._answered = Answered(taking, messages)
        self.found: dict[tuple[str, str], daily.Found] = {}

    def take(self, message: Message) -> str:
        """Take what a message says, and say why that is nothing, if so."""
        today = self._taking.today
        if message.automatic:
            return message.automatic
        if message.on > today + timedelta(days=1):
            return "unreadable"
        if message.on > today:  # their clock is wrong, or midnight has just passed
            message = replace(message, on=today, time="23:59")
        reasons = {self._take(message, one) for one in others(self._taking.known, message)}
        if not reasons:
            return "between us"
        return "" if "" in reasons else min(reasons, key=_WEIGHTS.index)

    def _take(self, message: Message, other: Other) -> str:
        address = normal(other.party.address)
        key = message.id, address
        if address and (key in self._stored or key in self.found):
            return "duplicate"
        client_id = self._taking.client_id or _client(self._taking, address)
        if client_id is None and other.direction == Direction.INBOUND:
            client_id = self._answered.client(message, address)
        if reason := self._reason_against(message, address, client_id):
            return reason
        subject = plain(message.subject, _LONGEST_SUBJECT) if client_id else ""
        exchange = Exchange(
            id=0,
            source=self._source,
            message=message.id,
            address=address,
            name=plain(other.party.name, _LONGEST_NAME) or None,
            occurred_on=message.on,
            occurred_time=message.time,
            direction=other.direction,
            told=other.told,
            subject=subject or None,
        )
        self.found[key] = client_id, exchange
        if client_id and other.direction == Direction.OUTBOUND:
            self._answered.add(message, client_id)
        return "" if client_id else "no client"

    def _reason_against(self, message: Message, address: str, client_id: int | None) -> str:
        taking = self._taking
        if not address:
            return "unreadable"
        if client_id is None:
            if taking.known.is_colleague(address):
                return "between us"
            if message.on < year_before(taking.today):
                return "older"
            if taking.marks.has("address", address):
                return "no client"
        return "deleted here" if taking.marks.has("message", f"{message.id} {address}") else ""


def others(known: Known, message: Message) -> Iterator[Other]:
    """Give the other side of a message, the direction, and whether they, or we, only got a copy."""
    sender = message.sender
    if is_ours(known, message):
        yield from _told(known, message.to, told=False)
        yield from _told(known, message.cc, told=True)
    elif sender is not None:
        copied = any(known.is_ours(normal(one.address)) for one in message.cc)
        told = copied and not goes_to(known.ours, message)
        yield Other(sender, Direction.INBOUND.value, told)


def _told(known: Known, parties: Iterable[Party], *, told: bool) -> Iterator[Other]:
    for party in parties:
        if not known.is_ours(normal(party.address)):
            yield Other(party, Direction.OUTBOUND.value, told)


def is_ours(known: Known, message: Message) -> bool:
    """Tell whether we wrote a message; what a client wrote isn't ours wherever it was filed."""
    address = normal(message.sender.address) if message.sender else ""
    if known.is_ours(address):
        return True
    return message.sent and not known.contacts_at(address) and not goes_to(known.ours, message)


def _client(taking: Taking, address: str) -> int | None:
    """Return the client that an address belongs to; of several, the first by key."""
    clients = taking.known.clients_at(address)
    return clients[0] if clients else None
