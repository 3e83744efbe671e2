"""The whole portfolio at a glance."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from clientpulse.cadence.adherence import (
    Ended,
    ended_after,
    kept,
    missed_in_silence,
    year_as_of,
    year_before,
)
from clientpulse.cadence.engine import client_status, items_for
from clientpulse.cadence.health import BANDS, Health
from clientpulse.cadence.items import STATUSES
from clientpulse.cadence.order import sort_key
from clientpulse.cadence.policy import NO_RULES, Policy
from clientpulse.services.clients.listing import all_archived
from clientpulse.services.clients.states import off_for_all
from clientpulse.services.facts.reading import Known, read_facts
from clientpulse.services.portfolio.asked import one_of
from clientpulse.services.portfolio.health import Healths, compared, day_to_compare_with
from clientpulse.services.portfolio.months import Months
from clientpulse.store import queries
from clientpulse.store.queries.of_clients import Scope
from clientpulse.store.queries.past_year import PastYear, past_year
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.report import CLIENT_STATUSES, ReportRow, ReportView

WEEKS = 12

SORTS = ("status", "name", "due", "last", "kept", "weeks", "health")


def report(
    reader: Reader,
    today: date,
    policy: Policy,
    selection: Selection,
    *,
    statuses: Sequence[str] = (),
    sort: str = "status",
    months: Months | None = None,
) -> ReportView:
    """Report on every client.

    Args:
        statuses: Only clients of these statuses; empty for all.
        sort: One of ``SORTS``; ``status`` is the order of ``due``, and then the others by status.
        months: Is told how the clients did, of whatever status.
    """
    wanted = [one_of(CLIENT_STATUSES, one, "a status") for one in statuses]
    order = one_of(SORTS, sort, "an order")
    rows = report_rows(reader, today, policy, selection, months)
    clients = len(rows) or queries.clients.count(reader)
    archived = not rows and all_archived(reader)
    if wanted:
        rows = [row for row in rows if row.status in wanted]
    off = off_for_all(policy, NO_RULES)
    return ReportView(today, tuple(in_order(rows, order)), clients, off, archived, selection.whose)


def report_rows(
    reader: Reader,
    today: date,
    policy: Policy,
    selection: Selection,
    months: Months | None = None,
) -> list[ReportRow]:
    """Return a row for each selected client, in no particular order."""
    reporter = _Reporter(reader, today, policy, selection, months)
    return [reporter.row(one) for one in read_facts(reader, selection, policy, today)]


class _Reporter:
    """Knows of the past of the selected clients what their rows need."""

    def __init__(
        self,
        reader: Reader,
        today: date,
        policy: Policy,
        selection: Selection,
        months: Months | None,
    ) -> None:
        self._today, self._then = today, day_to_compare_with(today)
        self._months = months
        days = [today, self._then, *(months.ends if months else ())]
        self._after = year_before(min(days))
        self._policy = policy
        self._strip = _Strip(today)
        self._histories = past_year(
            reader,
            selection,
            after=self._after,
            strip_after=self._strip.after,
            today=today,
        )
        self._tags = queries.clients.tags(reader, selection)
        self._rests = queries.rests.spans(reader, Scope(selection.client_id, today))
        self._healths = Healths(reader, days, selection)

    def row(self, known: Known) -> ReportRow:
        """Return a client's row."""
        client_id, owner, facts = known
        facts = replace(facts, rests=self._rests.get(client_id, ()))
        today = self._today
        items = items_for(facts, self._policy, today)
        first = items[0] if items else None
        past = self._histories[client_id]
        so_far = ended_after(self._after, facts, past.meetings, past.reaches, self._policy, today)
        ended = year_as_of(so_far, today)
        if self._months is not None:
            by_month = self._by_month(client_id, so_far, self._months.ends)
            self._months.add(facts.key, ended, by_month)
        silence = missed_in_silence(facts, self._policy, today)
        return ReportRow(
            client_id=client_id,
            client=facts.name,
            key=facts.key,
            status=client_status(facts, items, today),
            cadence=facts.in_force,
            last_meeting_on=facts.last_meeting_on,
            next_meeting_on=facts.next_meeting_on,
            last_reach_on=facts.last_reach_on,
            last_channel=past.last_channel,
            place=sort_key(first) if first else None,
            next_rule=first.rule if first else None,
            next_due_on=first.due_on if first else None,
            days_overdue=first.days_overdue if first else 0,
            kept=kept(ended),
            touchpoints_by_week=self._strip.counts(past),
            tags=self._tags.get(client_id, ()),
            owner=owner,
            started_on=facts.started_on,
            snoozed_until=facts.snoozed_until if facts.is_snoozed(today) else None,
            paused_until=facts.paused_until if facts.is_paused(today) else None,
            rules_off=tuple(rule for rule, own in facts.own_rules.items() if own is None),
            health=compared(
                self._healths.on(today, client_id, ended, silence),
                self._healths.on(self._then, client_id, year_as_of(so_far, self._then)),
            ),
        )

    def _by_month(
        self, client_id: int, so_far: Sequence[Ended], days: Sequence[date]
    ) -> dict[date, Health | None]:
        return {day: self._healths.on(day, client_id, year_as_of(so_far, day)) for day in days}


class _Strip:
    """Counts touchpoints by week: spans of seven days, the last one ending today."""

    def __init__(self, today: date) -> None:
        days = [today - timedelta(days=back) for back in range(WEEKS * 7)]
        self._week_of = {day: WEEKS - 1 - back // 7 for back, day in enumerate(days)}
        self._first = days[-1]
        self.after = days[-1] - timedelta(days=1)

    def counts(self, past: PastYear) -> tuple[int, ...]:
        """Return the twelve counts, oldest first."""
        counts = [0] * WEEKS
        week_of = self._week_of
        for day in past.reaches[bisect_left(past.reaches, self._first) :]:
            counts[week_of[day]] += 1
        for day in past.inbound:
            counts[week_of[day]] += 1
        return tuple(counts)


def in_order(rows: Iterable[ReportRow], sort: str, *, turned: bool = False) -> list[ReportRow]:
    """Return rows in one of the ``SORTS``.

    Args:
        turned: The other way round; those of whom nothing is known stay at the end.
    """
    found = sorted(rows, key=lambda row: _order(row, sort))
    if not turned:
        return found
    known = [row for row in found if _is_known(row, sort)]
    return [*reversed(known), *(row for row in found if not _is_known(row, sort))]


def _is_known(row: ReportRow, sort: str) -> bool:
    if sort == "due":
        return row.next_due_on is not None
    if sort == "kept":
        return row.kept.percent is not None
    return sort != "health" or row.health is not None


def _order(row: ReportRow, sort: str) -> tuple[object, ...]:
    name = (row.client.casefold(), row.key)
    if sort == "name":
        return name
    if sort == "due":
        return (row.next_due_on or date.max, *name)
    if sort == "last":
        return (row.last_reach_on or date.min, *name)
    if sort == "kept":
        percent = row.kept.percent
        return (101 if percent is None else percent, *name)
    if sort == "weeks":
        return (sum(row.touchpoints_by_week), *name)
    if sort == "health":
        # By its band first, which a silence may lower.
        now = None if row.health is None else row.health.now
        return (1, *name) if now is None else (-BANDS.index(now.band), now.score, *name)
    if row.place is not None and row.status in STATUSES:
        return (0, row.place)
    return (1 + CLIENT_STATUSES.index(row.status), row.next_due_on or date.max, *name)


def one_row(
    reader: Reader, today: date, policy: Policy, client_id: int, months: Months | None = None
) -> ReportRow:
    """Return the report's row of one client."""
    return report_rows(reader, today, policy, Selection(client_id=client_id), months)[0]
