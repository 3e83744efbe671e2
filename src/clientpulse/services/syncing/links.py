"""What stays on this machine, and what became on a server of that which it refers to.

A colleague deletes a touchpoint, or takes a sync back on another machine of theirs: nothing on this
one notices. So a sync begins with looking whether all that its rows refer to is still there. What
was deleted is forgotten as if it had been deleted here, and stays away; what was taken back may
come again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from clientpulse.records import AddressCard, DiaryEntry, Exchange, Record, SourceState
from clientpulse.services.syncing import forgetting
from clientpulse.services.syncing.marks import Marks
from clientpulse.store import queries
from clientpulse.store.reader import Reader

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

R = TypeVar("R", bound=Record)

LINKS: Sequence[tuple[type[Record], str]] = (
    (Exchange, "touchpoint"),
    (DiaryEntry, "client"),
    (DiaryEntry, "meeting"),
    (DiaryEntry, "touchpoint"),
    (AddressCard, "contact"),
)


class _Broken(NamedTuple):
    """The rows that refer to what isn't there any more."""

    deleted: list[int]
    undone: list[int]


def are_broken(reader: Reader) -> bool:
    """Tell whether anything refers to what isn't there any more."""
    return reader.author.is_one_of_several and any(_missing(reader, *link) for link in LINKS)


def mend(unit: UnitOfWork) -> None:
    """Let nothing refer to what isn't there any more."""
    if not unit.author.is_one_of_several:
        return
    _messages(unit)
    _events(unit)
    _cards(unit)


def _messages(unit: UnitOfWork) -> None:
    reader = unit.reader
    gone = _missing(reader, Exchange, "touchpoint")
    undone = queries.links.undone(reader, "touchpoint", gone)
    broken = queries.exchanges.of_touchpoints(reader, sorted(gone))
    deleted = [one for one in broken if one.touchpoint_id not in undone]
    forgetting.messages(unit, deleted)
    again = [one.id for one in broken if one.touchpoint_id in undone]
    unit.update_all(Exchange, again, touchpoint_id=None)
    # A colleague may have said no to somebody whose mail is kept here, or forgotten them.
    marks = Marks(reader)
    unwanted = [
        one for one in queries.exchanges.addresses_of_nobody(reader) if marks.has("address", one)
    ]
    nobodys = queries.exchanges.of_nobody(reader, unwanted)
    unit.delete_all(Exchange, [one.id for one in nobodys])
    cards = queries.sources.cards_of_nobody(reader)
    theirs = [one.id for one in cards if any(marks.has("address", each) for each in one.listed)]
    unit.delete_all(AddressCard, theirs)


def _events(unit: UnitOfWork) -> None:
    reader = unit.reader
    clients = _missing(reader, DiaryEntry, "client")
    linked = {one: _missing(reader, DiaryEntry, one) for one in ("meeting", "touchpoint")}
    if not clients and not any(linked.values()):
        return
    undone = {one: queries.links.undone(reader, one, gone) for one, gone in linked.items()}
    deleted, again, of_nobody = [], [], []
    for one in queries.diary.entries(reader):
        ours = {"meeting": one.meeting_id, "touchpoint": one.touchpoint_id}
        if one.client_id in clients:
            of_nobody.append(one)
        elif any(ours[name] in undone[name] for name in ours):
            again.append(one)
        elif any(ours[name] in linked[name] for name in ours):
            deleted.append(one)
    forgetting.events(unit, deleted)
    unit.delete_all(DiaryEntry, [one.id for one in (*of_nobody, *again)])
    _read_again(unit, {one.source for one in again})


def _cards(unit: UnitOfWork) -> None:
    reader = unit.reader
    gone = _missing(reader, AddressCard, "contact")
    if not gone:
        return
    undone = queries.links.undone(reader, "contact", gone)
    broken = [one for one in queries.sources.cards(reader) if one.contact_id in gone]
    forgetting.cards(unit, [one for one in broken if one.contact_id not in undone])
    again = [one for one in broken if one.contact_id in undone]
    unit.update_all(AddressCard, [one.id for one in again], contact_id=None)
    _read_again(unit, {one.source for one in again})


def _missing(reader: Reader, record: type[Record], table: str) -> set[int]:
    referred = queries.links.referred(reader, record, f"{table}_id")
    return queries.links.missing(reader, table, referred)


def _read_again(unit: UnitOfWork, sources: Iterable[str]) -> None:
    for name in sources:
        states = queries.sources.states(unit.reader, name)
        unit.delete_all(SourceState, [one.id for one in states])
