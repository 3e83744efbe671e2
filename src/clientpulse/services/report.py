"""The whole portfolio at a glance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from clientpulse.cadence.adherence import kept_iso, year_before
from clientpulse.cadence.engine import client_status, items_for
from clientpulse.cadence.policy import Policy
from clientpulse.errors import InputError
from clientpulse.quoting import quoted
from clientpulse.services.cadences import read_facts
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views.report import ReportRow, ReportView

WEEKS = 12

CLIENT_STATUSES = (
    "today",
    "overdue",
    "due",
    "soon",
    "on_track",
    "snoozed",
    "paused",
    "no_cadence",
)

SORTS = ("status", "name", "due", "last", "kept")


def report(
    reader: Reader,
    today: date,
    policy: Policy,
    selection: queries.Selection,
    *,
    statuses: Sequence[str] = (),
    sort: str = "status",
) -> ReportView:
    """Report on every client.

    Args:
        reader: The store.
        today: The day it is.
        policy: The rules of the house.
        selection: Which clients.
        statuses: Only clients of these statuses; empty for all.
        sort: One of ``SORTS``.

    Raises:
        InputError: An unknown status or order.
    """
    for status in statuses:
        if status not in CLIENT_STATUSES:
            raise InputError(
                f"{quoted(status)} is no status", f"use one of {', '.join(CLIENT_STATUSES)}"
            )
    if sort not in SORTS:
        raise InputError(f"{quoted(sort)} is no order", f"use one of {', '.join(SORTS)}")
    rows = report_rows(reader, today, policy, selection)
    clients = len(rows) or queries.count_clients(reader)
    if statuses:
        rows = [row for row in rows if row.status in statuses]
    rows.sort(key=lambda row: _order(row, sort))
    return ReportView(today, tuple(rows), clients)


def report_rows(
    reader: Reader, today: date, policy: Policy, selection: queries.Selection
) -> list[ReportRow]:
    """Return a row for each selected client, in no particular order."""
    history = _History(reader, today, selection)
    tags = queries.tags(reader, selection)
    rows = []
    channels = queries.last_channel_of_each(reader, selection, today)
    for client_id, owner, facts in read_facts(reader, selection, policy, today):
        items = items_for(facts, policy, today)
        first = items[0] if items else None
        meetings, reaches = history.days(client_id)
        kept = kept_iso(
            facts.started_on.isoformat(), meetings, reaches, facts.cadence, today.isoformat()
        )
        rows.append(
            ReportRow(
                client=facts.name,
                key=facts.key,
                status=client_status(facts, items, today),
                cadence=facts.cadence,
                last_meeting_on=facts.last_meeting_on,
                next_meeting_on=facts.next_meeting_on,
                last_reach_on=facts.last_reach_on,
                last_channel=channels.get(client_id),
                next_rule=first.rule if first else None,
                next_due_on=first.due_on if first else None,
                days_overdue=first.days_overdue if first else 0,
                kept=kept,
                touchpoints_by_week=history.weeks(client_id),
                tags=tags.get(client_id, ()),
                owner=owner,
                started_on=facts.started_on,
                snoozed_until=facts.snoozed_until if facts.is_snoozed(today) else None,
                paused_until=facts.paused_until if facts.is_paused(today) else None,
            )
        )
    return rows


class _History:
    """The past year of the selected clients, read once for the kept intervals and the strips."""

    def __init__(self, reader: Reader, today: date, selection: queries.Selection) -> None:
        after = year_before(today)
        self._meetings: defaultdict[int, list[str]] = defaultdict(list)
        self._reaches: defaultdict[int, list[str]] = defaultdict(list)
        self._weeks: defaultdict[int, list[int]] = defaultdict(lambda: [0] * WEEKS)
        for client_id, (meeting_on, reach_on) in queries.last_before(
            reader, selection, after
        ).items():
            if meeting_on:
                self._meetings[client_id].append(str(meeting_on))
            if reach_on:
                self._reaches[client_id].append(str(reach_on))
        week_of = {
            (today - timedelta(days=back)).isoformat(): WEEKS - 1 - back // 7
            for back in range(WEEKS * 7)
        }
        reaches, meetings, weeks = self._reaches, self._meetings, self._weeks
        for client_id, day, reaching, channel in queries.recent_touchpoints(
            reader, selection, after, today
        ):
            if reaching:
                reaches[client_id].append(day)
                if channel == "meeting":
                    meetings[client_id].append(day)
            if day in week_of:
                weeks[client_id][week_of[day]] += 1

    def days(self, client_id: int) -> tuple[list[str], list[str]]:
        """Return the ISO days of meetings and of reaching touchpoints, in order."""
        return sorted(self._meetings[client_id]), sorted(self._reaches[client_id])

    def weeks(self, client_id: int) -> tuple[int, ...]:
        """Return the twelve weekly counts, oldest first."""
        return tuple(self._weeks[client_id])


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
    return (CLIENT_STATUSES.index(row.status), row.next_due_on or date.max, *name)


def one_row(reader: Reader, today: date, policy: Policy, client_id: int) -> ReportRow:
    """Return the report's row of one client."""
    return report_rows(reader, today, policy, queries.Selection(client_id=client_id))[0]
