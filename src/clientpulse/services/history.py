"""What happened, newest first; and everything about one client."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from clientpulse.cadence.engine import items_for
from clientpulse.cadence.policy import Policy
from clientpulse.dates import long_date
from clientpulse.errors import InputError
from clientpulse.services import lookup
from clientpulse.services.clients.states import off_for_all
from clientpulse.services.facts.reading import facts_of
from clientpulse.services.local_time import local_time
from clientpulse.services.portfolio.months import Months
from clientpulse.services.portfolio.report import one_row
from clientpulse.services.touchpoints import with_attendees
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import HistoryFilter, Selection
from clientpulse.views.history import HistoryView
from clientpulse.views.show import ShowView

__all__ = ["HistoryFilter", "chosen", "contacted_last", "history", "show"]

LATEST = 50


def history(
    reader: Reader, today: date, wanted: HistoryFilter, client: str | None = None
) -> HistoryView:
    """List touchpoints."""
    one_more = None if wanted.limit is None else wanted.limit + 1
    found = tuple(queries.touchpoints.select(reader, replace(wanted, limit=one_more)))
    shown = found[: wanted.limit]
    return HistoryView(
        today,
        with_attendees(reader, shown),
        len(found) > len(shown),
        client,
        wanted.since,
        wanted.until,
        reader.author.name,
    )


def chosen(
    reader: Reader, who: str | None, wanted: HistoryFilter
) -> tuple[HistoryFilter, str | None]:
    """Narrow a filter to a client, as typed, or to those of a ``@TAG``; and name whose it is.

    Raises:
        InputError: It ends before it begins.
    """
    if wanted.since is not None and wanted.until is not None and wanted.since > wanted.until:
        raise InputError(
            f"{long_date(wanted.since)} comes after {long_date(wanted.until)}",
            "begin with the earlier day",
        )
    if who is None:
        return wanted, None
    if lookup.is_tag(who):
        return replace(wanted, tags=lookup.tagged(reader, who)), who
    found = lookup.client(reader, who)
    return replace(wanted, client_id=found.id), found.name


def contacted_last(reader: Reader, at_most: int) -> list[str]:
    """Return the keys of the clients whom the latest touchpoints are of."""
    latest = queries.touchpoints.select(reader, HistoryFilter(limit=LATEST))
    return list(dict.fromkeys(one.key for one in latest))[:at_most]


def show(
    reader: Reader,
    today: date,
    policy: Policy,
    client: lookup.Found,
    touchpoints: int,
    now: datetime | None = None,
    months: Months | None = None,
) -> ShowView:
    """Return everything about one client.

    Args:
        now: The moment, with its timezone; None where the client's time of day doesn't matter.
        months: Is told how the client did.
    """
    facts = facts_of(reader, client.id, policy, today)
    row = one_row(reader, today, policy, client.id, months)
    if facts.archived:
        row = replace(row, status="archived")
    wanted = HistoryFilter(client_id=client.id, limit=touchpoints)
    stored = queries.clients.select(reader, Selection(client_id=client.id))[0]
    return ShowView(
        today=today,
        client=stored,
        row=row,
        contacts=tuple(queries.contacts.select(reader, client.id)),
        meetings=tuple(queries.meetings.select(reader, client_id=client.id)),
        touchpoints=with_attendees(reader, queries.touchpoints.select(reader, wanted)),
        touchpoints_in_all=queries.touchpoints.count(reader, client.id),
        due=items_for(facts, policy, today),
        off_for_all=off_for_all(policy, facts.own_rules),
        local=None if now is None else local_time(now, stored.timezone, stored.hours),
        me=reader.author.name,
    )
