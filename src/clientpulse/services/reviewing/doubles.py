"""Clients and people who are perhaps one: entered twice, or known from two sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import TYPE_CHECKING

from clientpulse.records import Client, Contact
from clientpulse.records.limits import EMAIL_LENGTH
from clientpulse.services import clients, lookup
from clientpulse.services.importing.companies import company_likeness, company_trace, domains_of
from clientpulse.services.importing.identity import (
    Identity,
    Likeness,
    likeness,
    names_differ,
    share_a_way,
)
from clientpulse.services.importing.reached import with_more
from clientpulse.services.importing.traces import Traces
from clientpulse.services.syncing.marks import Marks
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.review import Double

if TYPE_CHECKING:
    from datetime import date

    from clientpulse.store.writer import UnitOfWork

LISTED = ("email", "phone")
"""What a person may have several of."""


@dataclass(frozen=True, slots=True)
class _Person:
    contact: Contact
    identity: Identity


def find(reader: Reader, marks: Marks) -> list[Double]:
    """Return who is perhaps one: clients first, then people; not those said to be two."""
    everybody = [
        _Person(
            one, Identity.of({name: getattr(one, name) for name in ("name", "birthday", *LISTED)})
        )
        for one in queries.contacts.select(reader, archived=False)
    ]
    found = [*_clients(reader, everybody), *_people(everybody)]
    return [one for one in found if not marks.has("pair", one.pair)]


def join_people(unit: UnitOfWork, today: date, one: Contact, other: Contact) -> Contact:
    """Let one person take what is known of the other, who goes.

    Returns:
        Who stays.
    """
    changes = {
        name: value
        for name in ("role", "birthday", "note")
        if (value := getattr(other, name)) and not getattr(one, name)
    }
    for name in LISTED:
        joined = with_more(getattr(one, name), getattr(other, name))
        if joined != getattr(one, name) and len(joined or "") <= EMAIL_LENGTH:
            changes[name] = joined
    clients.contacts.delete(unit, other)
    stays = clients.contacts.edit(unit, today, one, changes) if changes else one
    unit.describe(f"joined {other.name} to {one.name} of {one.client}")
    return stays


def tell_apart(unit: UnitOfWork, marks: Marks, double: Double) -> None:
    """Remember that two aren't one."""
    marks.add(unit, "pair", [double.pair])
    unit.describe(f"noted that {double.one.name} and {double.other.name} aren't the same")


def join_clients(unit: UnitOfWork, today: date, double: Double) -> None:
    """Merge the later client into the earlier one."""
    one, other = (lookup.same(unit.reader, lookup.Found.of(each)) for each in _both(double))
    clients.merging.merge(unit, today, other, one)


def _both(double: Double) -> tuple[Client, Client]:
    if not (isinstance(double.one, Client) and isinstance(double.other, Client)):
        raise TypeError("these are people")
    return double.one, double.other


def _clients(reader: Reader, everybody: Sequence[_Person]) -> Iterator[Double]:
    domains = {
        key: domains_of(one.identity for one in people)
        for key, people in groupby(everybody, lambda one: one.contact.client_id)
    }
    traces: Traces[Client] = Traces()
    known = queries.clients.select(reader, Selection(archived=False))
    for client in sorted(known, key=lambda one: one.id):
        trace = company_trace(client.name)
        for earlier in traces.near([trace]):
            mail = (domains.get(each.id, frozenset()) for each in (earlier, client))
            if company_likeness(earlier.name, client.name, *mail) is not Likeness.DIFFERENT:
                yield Double(earlier, client, "their names are alike")
        traces.enter(client, [trace])


def _people(everybody: Sequence[_Person]) -> Iterator[Double]:
    by_trace: dict[str, list[_Person]] = {}
    for person in everybody:
        for trace in sorted(person.identity.traces):
            by_trace.setdefault(trace, []).append(person)
    seen: set[tuple[int, int]] = set()
    for group in by_trace.values():
        for one, other in _pairs(group):
            key = one.contact.id, other.contact.id
            if key not in seen:
                seen.add(key)
                if why := _why(one, other):
                    yield Double(one.contact, other.contact, why)


def _pairs(group: Iterable[_Person]) -> Iterator[tuple[_Person, _Person]]:
    ordered = sorted(group, key=lambda one: one.contact.id)
    return combinations(ordered, 2)


def _why(one: _Person, other: _Person) -> str:
    """Return what two people have in common; nothing where they are two."""
    how = likeness(one.identity, other.identity)
    same_client = one.contact.client_id == other.contact.client_id
    if how is Likeness.DIFFERENT or (
        not same_client and not share_a_way(one.identity, other.identity)
    ):
        return ""
    if not same_client and names_differ(one.contact.name, other.contact.name):
        return ""
    if one.identity.emails & other.identity.emails:
        return "the same address"
    if share_a_way(one.identity, other.identity):
        return "the same number"
    return "their names are alike"
