"""What stays on this machine, and what became on a server of that which it refers to.

A colleague deletes a touchpoint, or takes a sync back on another machine of theirs: nothing on this
one notices. So a sync begins with looking whether all that its rows refer to is still there. What
was deleted is forgotten as if it had been deleted here, and stays away; what was taken back may
come again. Of what is gone for good, as with a client who was forgotten, nothing is left here, in
this machine's journal neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from clientpulse.records import (
    AddressCard,
    Client,
    Contact,
    DiaryEntry,
    Exchange,
    Meeting,
    Record,
    SourceState,
    Touchpoint,
    of_table,
)
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
    """Tell whether anything refers to what isn't there any more, or would bring it back."""
    return reader.author.is_one_of_several and (
        any(_missing(reader, *link) for link in LINKS)
        or bool(queries.links.unknown_entries(reader))
    )


def mend(unit: UnitOfWork) -> None:
    """Let nothing refer to what isn't there any more."""
    if not unit.author.is_one_of_several:
        return
    unit.forget_entries(queries.links.unknown_entries(unit.reader))
    _messages(unit)
    _events(unit)
    _cards(unit)


def _messages(unit: UnitOfWork) -> None:
    reader = unit.reader
    gone = _missing(reader, Exchange, "touchpoint")
    undone = _taken_back(unit, Touchpoint, gone)
    broken = queries.exchanges.of_touchpoints(reader, sorted(gone))
    deleted = [one for one in broken if one.touchpoint_id not in undone]
    lasting = _for_good(unit, Touchpoint, gone)
    for those, for_good in _apart(deleted, lambda one: one.touchpoint_id in lasting):
        forgetting.messages(unit, those, for_good=for_good)
    again = [one.id for one in broken if one.touchpoint_id in undone]
    unit.update_all(Exchange, again, touchpoint_id=None)
    # A colleague may have said no to somebody whose mail is kept here, or forgotten them.
    marks = Marks(reader)
    unwanted = [
        one for one in queries.exchanges.addresses_of_nobody(reader) if marks.has("address", one)
    ]
    nobodys = queries.exchanges.of_nobody(reader, unwanted)
    unit.delete_all(Exchange, [one.id for one in nobodys], for_good=True)
    cards = queries.sources.cards_of_nobody(reader)
    theirs = [one.id for one in cards if any(marks.has("address", each) for each in one.listed)]
    unit.delete_all(AddressCard, theirs, for_good=True)


def _events(unit: UnitOfWork) -> None:
    reader = unit.reader
    clients = _missing(reader, DiaryEntry, "client")
    linked = {one: _missing(reader, DiaryEntry, one) for one in ("meeting", "touchpoint")}
    if not clients and not any(linked.values()):
        return
    undone = {one: _taken_back(unit, of_table(one), gone) for one, gone in linked.items()}
    deleted, again, of_nobody = [], [], []
    for one in queries.diary.entries(reader):
        ours = {"meeting": one.meeting_id, "touchpoint": one.touchpoint_id}
        if one.client_id in clients:
            of_nobody.append(one)
        elif any(ours[name] in undone[name] for name in ours):
            again.append(one)
        elif any(ours[name] in linked[name] for name in ours):
            deleted.append(one)
    held = _for_good(unit, Touchpoint, linked["touchpoint"])
    booked = _for_good(unit, Meeting, linked["meeting"])
    for those, for_good in _apart(
        deleted, lambda one: one.touchpoint_id in held or one.meeting_id in booked
    ):
        forgetting.events(unit, those, for_good=for_good)
    forgotten = _for_good(unit, Client, clients)
    for those, for_good in _apart([*of_nobody, *again], lambda one: one.client_id in forgotten):
        unit.delete_all(DiaryEntry, [one.id for one in those], for_good=for_good)
    _read_again(unit, {one.source for one in again})


def _cards(unit: UnitOfWork) -> None:
    reader = unit.reader
    gone = _missing(reader, AddressCard, "contact")
    if not gone:
        return
    undone = _taken_back(unit, Contact, gone)
    broken = [one for one in queries.sources.cards(reader) if one.contact_id in gone]
    deleted = [one for one in broken if one.contact_id not in undone]
    lasting = _for_good(unit, Contact, gone)
    for those, for_good in _apart(deleted, lambda one: one.contact_id in lasting):
        forgetting.cards(unit, those, for_good=for_good)
    again = [one for one in broken if one.contact_id in undone]
    unit.update_all(AddressCard, [one.id for one in again], contact_id=None)
    _read_again(unit, {one.source for one in again})


def _missing(reader: Reader, record: type[Record], table: str) -> set[int]:
    referred = queries.links.referred(reader, record, f"{table}_id")
    return queries.links.missing(reader, table, referred)


def _taken_back(unit: UnitOfWork, record: type[Record], gone: set[int]) -> set[int]:
    """Return which of those that are gone nobody deleted: what wrote them was undone.

    Or the server had to go back to a backup, and hasn't given out their numbers yet.
    """
    if not gone:
        return gone
    following = unit.next_id(record)
    undone = queries.links.undone(unit.reader, record.TABLE, gone)
    return undone | {one for one in gone if one >= following}


def _for_good(unit: UnitOfWork, record: type[Record], gone: set[int]) -> set[int]:
    """Return which of those that are gone nobody can bring back."""
    can_return = queries.links.deleted(unit.reader, record.TABLE, gone)
    return gone - can_return - _taken_back(unit, record, gone)


def _apart(rows: Iterable[R], lasts: Callable[[R], bool]) -> Iterator[tuple[list[R], bool]]:
    """Give those rows that may come back, and those that may not, and whether it is these."""
    found = list(rows)
    for for_good in (False, True):
        yield [one for one in found if lasts(one) is for_good], for_good


def _read_again(unit: UnitOfWork, sources: Iterable[str]) -> None:
    for name in sources:
        states = queries.sources.states(unit.reader, name)
        unit.delete_all(SourceState, [one.id for one in states])
