"""The whole portfolio."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from clientpulse.cadence.adherence import Kept
from clientpulse.cadence.wording import weekday_date
from clientpulse.output import formats, phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.output.screens import health
from clientpulse.output.screens.first_steps import nobody_to_show
from clientpulse.views.report import CLIENT_STATUSES, ReportRow, ReportView

NAMED = 5
"""So many clients are named in a line; of the others, it is said how many there are."""

FIELDS: Fields[ReportRow] = Fields(
    "client key status meeting_interval=cadence.meeting update_interval=cadence.update"
    " update_from=cadence.update_from last_meeting_on next_meeting_on last_reach_on last_channel"
    " next_rule next_due_on kept=kept.kept counted=kept.counted touchpoints_by_week tags owner"
    " started_on snoozed_until health? rules_off"
)


def record(row: ReportRow) -> dict[str, Any]:
    """Return the fields of a client in the report."""
    return FIELDS(row, health=health.record(row.health))


def title(view: ReportView) -> str:
    """Name the day it shows."""
    whom = f", {view.whose.whom}" if view.whose.whom else ""
    return f"Portfolio, {weekday_date(view.today, view.today)} {view.today.year}{whom}"


def summary(view: ReportView) -> tuple[str, ...]:
    """Sum the portfolio up in a line."""
    if view.all_archived or not view.clients:
        return nobody_to_show(view.clients, view.all_archived)
    if not view.items and (view.whose.meant or (view.whose.only_mine and view.whose.colleagues)):
        return nobody_to_show(view.clients, view.all_archived, view.whose)
    if not view.items:
        return ("No client matches. See 'pulse report' without options.",)
    counts = Counter(row.status for row in view.items)
    parts = [f"{counts[one]:,} {phrases.status(one)}" for one in CLIENT_STATUSES if counts[one]]
    kept = Kept(
        sum(row.kept.kept for row in view.items), sum(row.kept.counted for row in view.items)
    )
    line = f"{phrases.counted(len(view.items), 'client')}: {', '.join(parts)}"
    if kept.counted:
        share = phrases.percent(kept.percent)
        line += f" · {share} of {kept.counted:,} intervals kept in the last 12 months"
    return (line, *_turned_off(view))


def _turned_off(view: ReportView) -> Iterator[str]:
    """Name the rules that are off, for all or for single clients: nothing is forgotten quietly."""
    if view.off_for_all:
        yield f"Turned off for all clients: {', '.join(view.off_for_all)}"
    off = [row for row in view.items if row.rules_off]
    if off:
        named = "; ".join(f"{row.client} ({', '.join(row.rules_off)})" for row in off[:NAMED])
        more = f" and {len(off) - NAMED:,} more" if len(off) > NAMED else ""
        yield f"Turned off for single clients: {named}{more}"


SCREEN: Screen[ReportView] = list_screen(
    "report",
    FIELDS,
    title,
    lambda row, view: {
        "Client": row.client,
        "Key": row.key,
        "Status": phrases.status_and_detail(row, view.today),
        "Cadence": phrases.cadence(row.cadence),
        "Last meeting": phrases.day(row.last_meeting_on, view.today),
        "Last contact": phrases.day(row.last_reach_on, view.today),
        "How": phrases.channel(row.last_channel),
        "Next": phrases.rule(row.next_rule),
        "Due": phrases.day(row.next_due_on, view.today),
        "Next meeting": phrases.day(row.next_meeting_on, view.today),
        "Kept": phrases.percent(row.kept.percent),
        "Intervals": f"{row.kept.kept}/{row.kept.counted}",
        "Health": phrases.health(row.health),
        "90 days": phrases.health_change(row.health),
        "12 weeks": " ".join(map(str, row.touchpoints_by_week)),
        "Tags": ", ".join(row.tags),
        "Owner": row.owner or view.whose.mark(row.owner) or None,
    },
    summary,
    lambda: formats.table.report.draw,
    lambda row, _: record(row),
)
