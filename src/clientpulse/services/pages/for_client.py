"""What a client may see: a list of what is allowed, filled from the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from clientpulse.cadence.channel import VOICE
from clientpulse.letters import places
from clientpulse.records import Commitment, Touchpoint
from clientpulse.records.commitments import US
from clientpulse.services import lookup
from clientpulse.services.portfolio.months import Months
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import HistoryFilter
from clientpulse.views.pages import Booked, Contacted, ForClient, Offer, Open


def page(
    reader: Reader, today: date, client: lookup.Found, sender: tuple[str | None, str] | None
) -> ForClient:
    """Put a page together that one may show the client.

    Args:
        sender: Who shows it: the name and the address of the config's sender.
    """
    year = Months(today)
    first = year.after + timedelta(days=1)
    wanted = HistoryFilter(client_id=client.id, since=first, until=today)
    contacts = [_contacted(one) for one in queries.touchpoints.select(reader, wanted)]
    owed = queries.commitments.select(reader, client_id=client.id)
    return ForClient(
        today=today,
        client=client.name,
        sender=(sender and sender[0]) or "",
        after=year.after,
        booked=tuple(
            Booked(one.planned_on, one.planned_time, _place(one.place))
            for one in queries.meetings.select(reader, client_id=client.id)
            if one.planned_on >= today
        ),
        contacts=tuple(contacts),
        by_month=_by_month(contacts, year.ends),
        ours=_open(owed, by_us=True),
        theirs=_open(owed, by_us=False),
        services=tuple(Offer(one.name, one.sentence) for one in queries.services.select(reader)),
    )


_WHOSE = {places.THEIRS: "your office", places.OURS: "our office"}


def _place(typed: str | None) -> str | None:
    """Name a place as the client does: it was typed as we see it, in whatever language."""
    if typed is None:
        return None
    at, more = places.parse(typed)
    return typed if at not in _WHOSE else ", ".join(filter(None, [_WHOSE[at], more]))


def _contacted(one: Touchpoint) -> Contacted:
    from_them = one.direction == "inbound" and one.channel not in VOICE
    return Contacted(one.occurred_on, one.channel, from_them, one.agreed)


def _by_month(contacts: Sequence[Contacted], ends: Sequence[date]) -> tuple[tuple[date, int], ...]:
    """Count contacts by month; each is named by its last day."""
    counts = dict.fromkeys(ends, 0)
    for one in contacts:
        counts[next(end for end in ends if one.on <= end)] += 1
    return tuple(counts.items())


def _open(owed: Sequence[Commitment], *, by_us: bool) -> tuple[Open, ...]:
    return tuple(Open(one.what, one.due_on) for one in owed if (one.owed_by == US) == by_us)
