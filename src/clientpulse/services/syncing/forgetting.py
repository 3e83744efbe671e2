"""What sources told of something goes with it when a person deletes that, and doesn't come back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from clientpulse.records import AddressCard, Client, Contact, DiaryEntry, Exchange, Touchpoint
from clientpulse.services.syncing.known import addresses_of
from clientpulse.services.syncing.marks import Marks
from clientpulse.store import queries

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


def touchpoint(unit: UnitOfWork, touchpoint_id: int) -> None:
    """Forget the messages, or the event, that a touchpoint is made of, before it goes."""
    messages(unit, queries.exchanges.of_touchpoints(unit.reader, [touchpoint_id]))
    events(unit, queries.sources.entries(unit.reader, touchpoint_id=touchpoint_id))


def messages(unit: UnitOfWork, gone: Sequence[Exchange], *, for_good: bool = False) -> None:
    """Forget messages, so that they don't come back."""
    texts = [f"{one.message} {one.address}" for one in gone]
    Marks(unit.reader).add(unit, "message", texts)
    unit.delete_all(Exchange, [one.id for one in gone], for_good=for_good)


def meeting(unit: UnitOfWork, meeting_id: int) -> None:
    """Forget the event that a meeting was read from, before it goes."""
    events(unit, queries.sources.entries(unit.reader, meeting_id=meeting_id))


def contact(unit: UnitOfWork, contact_id: int) -> None:
    """Forget a person's cards, before the person goes.

    Their addresses stay free: who writes from one may be proposed again, at another client, too.
    """
    cards(unit, queries.sources.cards_of(unit.reader, contact_id))


def client(unit: UnitOfWork, client_id: int) -> None:
    """Forget all that was read of a client and its people, before they go.

    Nobody is proposed again whose address was theirs.
    """
    reader = unit.reader
    touchpoints = queries.dependents.ids_of(reader, Touchpoint, "client", client_id)
    read = queries.exchanges.of_touchpoints(reader, touchpoints)
    people = queries.contacts.select(reader, client_id)
    addresses = {one.address for one in read}
    addresses |= {one for each in people for one in addresses_of(each)}
    theirs = sorted(filter(None, addresses))
    Marks(reader).add(unit, "address", theirs)
    read += queries.exchanges.of_nobody(reader, theirs)
    unit.delete_all(Exchange, [one.id for one in read])
    known = queries.sources.entries_of_client(reader, client_id)
    unit.delete_all(DiaryEntry, [one.id for one in known])
    for person in people:
        cards(unit, queries.sources.cards_of(reader, person.id))


def strangers(unit: UnitOfWork, client: str, people: Iterable[Contact]) -> None:
    """Forget the cards that name a client or its people, and that nobody knows to be theirs."""
    theirs = list(people)
    named = {one.casefold() for one in (client, *(each.name for each in theirs))}
    addresses = {one for each in theirs for one in addresses_of(each)}
    cards(
        unit,
        (
            one
            for one in queries.sources.cards_of_nobody(unit.reader)
            if not named.isdisjoint((text or "").casefold() for text in (one.name, one.company))
            or not addresses.isdisjoint(one.listed)
        ),
    )


def move(unit: UnitOfWork, source_id: int, target_id: int) -> None:
    """Let the events of one client be another's; of one with both, the other's stays."""
    there = {_event(one) for one in queries.sources.entries(unit.reader, client_id=target_id)}
    own = queries.sources.entries(unit.reader, client_id=source_id)
    unit.delete_all(DiaryEntry, [one.id for one in own if _event(one) in there])
    moving = [one.id for one in own if _event(one) not in there]
    unit.update_all(DiaryEntry, moving, client_id=target_id)


def _event(entry: DiaryEntry) -> tuple[str, str, str]:
    return entry.source, entry.event, entry.recurrence


def events(unit: UnitOfWork, entries: Sequence[DiaryEntry], *, for_good: bool = False) -> None:
    """Forget events, so that they don't come back."""
    whose = [queries.values.read_one(unit.reader, Client, one.client_id) for one in entries]
    texts = [
        f"{one.event} {one.recurrence} {owner.uid}"
        for one, owner in zip(entries, whose, strict=True)
        if owner is not None
    ]
    Marks(unit.reader).add(unit, "event", texts)
    unit.delete_all(DiaryEntry, [one.id for one in entries], for_good=for_good)


def cards(unit: UnitOfWork, theirs: Iterable[AddressCard], *, for_good: bool = False) -> None:
    """Forget cards, so that they don't come back."""
    gone = list(theirs)
    Marks(unit.reader).add(unit, "person", (f"{one.source} {one.card}" for one in gone))
    unit.delete_all(AddressCard, [one.id for one in gone], for_good=for_good)
