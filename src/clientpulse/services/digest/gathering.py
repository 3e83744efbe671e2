"""Today's list, each client with whom to contact there and what helps to say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from clientpulse.cadence.items import TODAY
from clientpulse.cadence.open_items import Moment
from clientpulse.cadence.policy import Policy
from clientpulse.letters.message import mailboxes
from clientpulse.records import AgendaPoint, Commitment, Contact, Meeting
from clientpulse.services.ask_after import to_ask_after
from clientpulse.services.facts.open_items import moments_near
from clientpulse.services.importing import reached
from clientpulse.services.local_time import local_time, next_opening
from clientpulse.services.portfolio.asked import EVERYTHING, asked_for
from clientpulse.services.portfolio.due import due
from clientpulse.store import queries
from clientpulse.store.queries.of_clients import Scope
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.digest import DigestView, Person, ToContact
from clientpulse.views.due import DueRow


def digest(
    reader: Reader,
    now: datetime,
    today: date,
    policy: Policy,
    selection: Selection,
    *,
    limit: int,
    dial: tuple[int, str] | None = None,
    spare: bool = False,
) -> DigestView:
    """Put today's list together as a message.

    Args:
        now: The moment, with our timezone.
        limit: No more than this many clients.
        dial: When to smile and dial, as for ``due``.
        spare: Say nothing on a day off but of the meetings of that day.
    """
    rests = policy.workday_on_or_before(today) != today
    only_meetings = spare and rests
    asked = asked_for(statuses=[TODAY]) if only_meetings else EVERYTHING
    listed = due(
        reader,
        today,
        policy,
        selection,
        asked=asked,
        limit=limit,
        dial=dial,
        with_colleagues=not only_meetings,
    )
    around = _Around(reader, now, today, policy, [row.client_id for row in listed.rows])
    if only_meetings:
        # That this can wait isn't true of meetings.
        listed = replace(listed, days_off=None)
    return DigestView(listed, tuple(map(around.client, listed.rows)), rests)


class _Around:
    """What is stored about the clients of a digest, read for all of them at once."""

    def __init__(
        self, reader: Reader, now: datetime, today: date, policy: Policy, ids: Sequence[int]
    ) -> None:
        self._now, self._today = now, today
        self._places: Mapping[int, Sequence[Any]] = {}
        self._people: Mapping[int, list[Contact]] = {}
        self._meetings: Mapping[int, list[Meeting]] = {}
        self._points: Mapping[int, list[AgendaPoint]] = {}
        self._owed: Mapping[int, list[Commitment]] = {}
        self._moments: Mapping[int, tuple[Moment, ...]] = {}
        if not ids:
            return
        self._places = {row[0]: row[1:] for row in queries.clients.places(reader, ids)}
        self._people = queries.digest.people(reader, ids)
        self._meetings = queries.digest.booked(reader, ids, today)
        self._points = queries.digest.points(reader, ids)
        self._owed = queries.digest.owed(reader, ids)
        self._moments = moments_near(reader, Scope(None, today), policy)

    def client(self, row: DueRow) -> ToContact:
        """Add to a row of today's list what it doesn't say."""
        number = row.client_id
        zone, hours = self._places.get(number, (None, None))
        local = local_time(self._now, zone, hours)
        is_closed = local is not None and local.open is False
        # What was noted about people stays here: a message lies on servers.
        moments = to_ask_after(self._moments.get(number, ()), (), self._today)
        owed = {one.ref_id for one in row.items if one.rule in {"promise", "chase"}}
        people = self._people.get(number, ())
        return ToContact(
            row=replace(row, local=local),
            person=person(people[0]) if people else None,
            opens_at=next_opening(self._now, zone, hours) if is_closed else None,
            meetings=tuple(self._meetings.get(number, ())),
            points=tuple(self._points.get(number, ())),
            owed=tuple(one for one in self._owed.get(number, ()) if one.id not in owed),
            ask_after=tuple(
                one for one in moments if one.ref not in {each.ref for each in row.items}
            ),
        )


def person(one: Contact) -> Person:
    """Return how somebody is reached: the first address and the first number that can be used."""
    addresses, _ = mailboxes("", one.email or "")
    numbers = ((dialled(each), each) for each in reached.parts(one.phone))
    phone, typed = next((each for each in numbers if each[0]), (None, None))
    return Person(one.name, addresses[0].address if addresses else None, phone, typed)


FEWEST_DIGITS, MOST_DIGITS = 3, 15
# So many at least are a number of their own, where another may follow: "030 123456 / 0171 999999".
_WHOLE, _LOOKED_AT = 6, 60
_ANOTHER = re.compile(r"\D*\+|\D*[^\d\s().+-]\D*?(?=\(?0)")


def dialled(number: str) -> str | None:
    """Return a phone number as it is dialled, in digits, behind a ``+`` if it has one.

    Of several that weren't kept apart it is the first. An extension is dialled later, by hand.
    """
    form = reached.phone_form(_first(number)).partition("x")[0]
    digits = form.removeprefix("+")
    usable = digits.isascii() and digits.isdecimal()
    return form if usable and FEWEST_DIGITS <= len(digits) <= MOST_DIGITS else None


def _first(number: str) -> str:
    """Return the number that a text begins with, behind what is said of it: ``after 5: ...``."""
    said, _, behind = number.rpartition(":")
    if said and any(map(str.isdigit, behind)):
        number = behind
    for found in _ANOTHER.finditer(number[:_LOOKED_AT]):
        before = number[: found.start()]
        if sum(map(str.isdigit, before)) >= _WHOLE:
            return before
    return number
