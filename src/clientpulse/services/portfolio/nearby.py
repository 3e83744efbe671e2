"""Clients at a place, for a day on which one is in town."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from clientpulse.cadence.engine import due_items
from clientpulse.cadence.items import DueItem
from clientpulse.cadence.order import sort_key
from clientpulse.cadence.policy import Policy
from clientpulse.comparing import searchable
from clientpulse.errors import InputError, NotFoundError
from clientpulse.quoting import named, printable
from clientpulse.records import Client, Contact
from clientpulse.services.facts.reading import Known, read_facts
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.nearby import NearbyRow, NearbyView, PlaceRow, PlacesView
from clientpulse.views.whose import Whose

SHOWN_PLACES = 6
EVERYBODYS = Selection()

_SEVERAL = re.compile(r"[,;/\n]")


def nearby(
    reader: Reader, today: date, policy: Policy, selection: Selection, typed: str
) -> NearbyView:
    """List the clients at a place: those who are due, then those not met for longest.

    Args:
        typed: A name of the place, or the beginning of one of its words; several names, between
            commas, all have to fit.

    Raises:
        InputError: Nothing was typed.
        NotFoundError: Nobody is there.
    """
    wanted = [searchable(one) for one in names_of(typed)]
    if not wanted:
        raise InputError("the place is empty", "for example: pulse nearby Bergamo")
    everyone = queries.clients.select(reader, selection)
    there = {one.id: one for one in everyone if _fits(one, wanted, whole=True)}
    there = there or {one.id: one for one in everyone if _fits(one, wanted, whole=False)}
    if not there:
        raise _nobody(typed, everyone, selection.whose)
    met = queries.clients.met_in_person(reader, list(there), today)
    people = {one.client_id: one for one in queries.contacts.select(reader)[::-1]}
    rows = [
        _row(
            known,
            there[known.client_id],
            wanted,
            due_items((known.facts,), policy, today),
            met.get(known.client_id),
            people.get(known.client_id),
            today,
        )
        for known in read_facts(reader, selection, policy, today)
        if known.client_id in there
    ]
    rows.sort(key=_place_in_the_list)
    names = dict.fromkeys(one.name for one in rows)
    return NearbyView(today, typed.strip() if len(names) > 1 else next(iter(names)), tuple(rows))


def places(reader: Reader, today: date, selection: Selection = EVERYBODYS) -> PlacesView:
    """List the names of all places, those with most clients first."""
    everyone = queries.clients.select(reader, selection)
    counts = Counter(name for one in everyone for name in {searchable(n) for n in _names(one)})
    spelled = _spelled(everyone)
    rows = [PlaceRow(spelled[name], count) for name, count in counts.items()]
    rows.sort(key=lambda one: (-one.clients, searchable(one.place)))
    return PlacesView(today, tuple(rows), sum(not _names(one) for one in everyone))


def names_of(place: str) -> list[str]:
    """Return the names of a place: ``Bergamo, Lombardy`` has two."""
    return [name.strip() for name in _SEVERAL.split(place) if name.strip()]


def _row(
    known: Known,
    client: Client,
    wanted: Sequence[str],
    items: Sequence[DueItem],
    met: tuple[date, str] | None,
    person: Contact | None,
    today: date,
) -> NearbyRow:
    facts = known.facts
    resting = "snoozed" if facts.is_snoozed(today) else None
    met_on, met_channel = met or (None, None)
    return NearbyRow(
        client=client.name,
        key=client.key,
        name=next(one for one in _names(client) if _is_called(one, wanted[0], whole=False)),
        place=client.place or "",
        resting="paused" if facts.is_paused(today) else resting,
        items=tuple(items),
        met_on=met_on,
        met_channel=met_channel,
        booked_on=facts.next_meeting_on,
        contact=None if person is None else person.name,
        phone=None if person is None else person.phone,
        email=None if person is None else person.email,
    )


def _place_in_the_list(row: NearbyRow) -> tuple[Any, ...]:
    """Those who are due in the order of work, then the others by how long we haven't met."""
    if row.items:
        return (0, *sort_key(row.items[0]))
    return 1, row.met_on or date.min, row.client, row.key


def _names(client: Client) -> list[str]:
    return names_of(client.place or "")


def _fits(client: Client, wanted: Iterable[str], *, whole: bool) -> bool:
    names = _names(client)
    return all(any(_is_called(name, one, whole=whole) for name in names) for one in wanted)


def _is_called(name: str, wanted: str, *, whole: bool) -> bool:
    known = searchable(name)
    return known == wanted or (not whole and f" {wanted}" in f" {known}")


def _spelled(everyone: Iterable[Client]) -> dict[str, str]:
    """Return the names of all places by the form in which they are compared."""
    return {searchable(name): name for one in everyone for name in _names(one)}


def _nobody(typed: str, everyone: Sequence[Client], whose: Whose) -> NotFoundError:
    from difflib import get_close_matches  # noqa: PLC0415  only mistakes need it

    spelled = _spelled(everyone)
    if not spelled:
        hint = "say where a client is: pulse client edit CLIENT --place Bergamo"
    elif near := get_close_matches(searchable(typed), spelled, n=3):
        hint = f"did you mean {' or '.join(printable(spelled[one]) for one in near)}?"
    else:
        shown = ", ".join(printable(one) for one in sorted(spelled.values())[:SHOWN_PLACES])
        hint = f"there is {shown}; for all of them: pulse nearby"
    if whose.only_mine and whose.colleagues:
        hint += "; for everybody's clients: --owner all"
        return NotFoundError(f"no client of yours is in {named(typed)}", hint)
    return NotFoundError(f"no client is in {named(typed)}", hint)
