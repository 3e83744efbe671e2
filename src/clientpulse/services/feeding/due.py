"""What is due, as a calendar shows it: by day, an event a client."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from clientpulse.cadence.engine import due_items
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.items import TODAY, DueItem
from clientpulse.cadence.policy import Policy
from clientpulse.cadence.rule_book import RULES
from clientpulse.services.facts.reading import with_channels
from clientpulse.services.portfolio import listed as whom
from clientpulse.services.portfolio.asked import Asked
from clientpulse.store import queries
from clientpulse.store.queries.values import grouped
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.feed import FeedEntry

USUAL = Interval(4, "w")


def due(
    reader: Reader,
    today: date,
    policy: Policy,
    selection: Selection,
    within: Interval = USUAL,
    *,
    full: bool = False,
) -> list[FeedEntry]:
    """Return what is due and what comes up.

    A meeting that is booked isn't among it: it stands in the calendar as itself.

    Args:
        within: How far ahead.
        full: Look at how each client was reached, too: the words about an update depend on it.
    """
    asked = Asked(within)
    known, listed = whom.listed(reader, today, policy, selection, asked)
    uids = queries.clients.uids(reader)
    ids = [known[key].client_id for key in listed] if full else []
    reached = queries.facts.last_reaches(reader, ids, today)
    entries: list[FeedEntry] = []
    for key, items in listed.items():
        client_id, _, facts = known[key]
        if full:
            facts = with_channels(facts, reached.get(client_id))
            items = due_items((facts,), policy, today, within, asked.listed)  # noqa: PLW2901
        entries += _by_day(uids[client_id], items, policy, today)
    return entries


def _by_day(uid: str, items: list[DueItem], policy: Policy, today: date) -> Iterator[FeedEntry]:
    """Give an event for each day on which something is to be done; today has what is late."""
    open_ = ((max(one.act_by, today), one) for one in items if one.status != TODAY)
    for on, of in grouped(open_).items():
        first = of[0]
        yield FeedEntry(
            (uid, first.rule, first.ref or first.ref_id or ""),
            RULES[first.rule].discreet,
            first.client,
            on,
            first.key,
            items=tuple(of),
            silent=policy.workday_on_or_before(on) != on,
        )
