"""What a client may see: a list of what is allowed, filled from the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from clientpulse.cadence.channel import VOICE
from clientpulse.letters import places
from clientpulse.records import Commitment, Touchpoint
from clientpulse.records.commitments import US
from clientpulse.services import lookup
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
    months = _months(today)
    wanted = HistoryFilter(client_id=client.id, since=months[0], until=today)
    contacts = [_contacted(one) for one in queries.touchpoints.select(reader, wanted)]
    owed = queries.commitments.select(reader, client_id=client.id)
    return ForClient(
        today=today,
        client=client.name,
        sender=(sender and sender[0]) or "",
        since=months[0],
        booked=tuple(
            Booked(one.planned_on, one.planned_time, _place(one.place))
            for one in queries.meetings.select(reader, client_id=client.id)
            if one.planned_on >= today
        ),
        contacts=tuple(contacts),
        by_month=_by_month(contacts, months),
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


def _months(today: date) -> list[date]:
    """Return the first days of this month and of the eleven before it, the earliest first."""
    number = 12 * today.year + today.month - 1
    firsts = (divmod(one, 12) for one in range(max(12, number - 11), number + 1))
    return [date(year, month + 1, 1) for year, month in firsts]


def _by_month(
    contacts: Sequence[Contacted], months: Sequence[date]
) -> tuple[tuple[date, int], ...]:
    """Count contacts by month, as a calendar has them: the client compares it with the days."""
    counts = dict.fromkeys(months, 0)
    for one in contacts:
        counts[one.on.replace(day=1)] += 1
    return tuple(counts.items())


def _open(owed: Sequence[Commitment], *, by_us: bool) -> tuple[Open, ...]:
    return tuple(Open(one.what, one.due_on) for one in owed if (one.owed_by == US) == by_us)
