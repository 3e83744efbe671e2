"""The whole portfolio."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.adherence import Kept
from clientpulse.cadence.wording import weekday_date
from clientpulse.output import formats, phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Cell, Sheet
from clientpulse.output.screens import health
from clientpulse.output.screens.first_steps import HOW_TO_BEGIN

if TYPE_CHECKING:
    from clientpulse.views.report import ReportRow, ReportView

FIELDS: Fields[ReportRow] = Fields(
    "client key status meeting_interval=cadence.meeting update_interval=cadence.update"
    " update_from=cadence.update_from last_meeting_on next_meeting_on last_reach_on last_channel"
    " next_rule next_due_on kept=kept.kept counted=kept.counted touchpoints_by_week tags owner"
    " started_on snoozed_until health?"
)

_ORDER = ("today", "overdue", "due", "soon", "on_track", "snoozed", "paused", "no_cadence")


def record(row: ReportRow) -> dict[str, Any]:
    """Return the fields of a client in the report."""
    return FIELDS(row, health=health.record(row.health))


def sheet(view: ReportView) -> Sheet:
    """Lay out the portfolio."""
    return Sheet.of(title(view), [_row(row, view.today) for row in view.rows], summary(view))


def _row(row: ReportRow, today: date) -> dict[str, Cell]:
    return {
        "Client": row.client,
        "Key": row.key,
        "Status": phrases.status_and_detail(row, today),
        "Cadence": phrases.cadence(row.cadence),
        "Last meeting": phrases.day(row.last_meeting_on, today),
        "Last contact": phrases.day(row.last_reach_on, today),
        "How": phrases.channel(row.last_channel),
        "Next": phrases.rule(row.next_rule),
        "Due": phrases.day(row.next_due_on, today),
        "Next meeting": phrases.day(row.next_meeting_on, today),
        "Kept": phrases.percent(row.kept.percent),
        "Intervals": f"{row.kept.kept}/{row.kept.counted}",
        "Health": phrases.health(row.health),
        "90 days": phrases.health_change(row.health),
        "12 weeks": " ".join(map(str, row.touchpoints_by_week)),
        "Tags": ", ".join(row.tags),
        "Owner": row.owner,
    }


def title(view: ReportView) -> str:
    """Name the day it shows."""
    return f"Portfolio, {weekday_date(view.today, view.today)} {view.today.year}"


def summary(view: ReportView) -> tuple[str, ...]:
    """Sum the portfolio up in a line."""
    if not view.clients:
        return HOW_TO_BEGIN
    if not view.rows:
        return ("No client matches. See 'pulse report' without options.",)
    counts = Counter(row.status for row in view.rows)
    parts = [f"{counts[one]:,} {phrases.status(one)}" for one in _ORDER if counts[one]]
    kept = Kept(sum(row.kept.kept for row in view.rows), sum(row.kept.counted for row in view.rows))
    line = f"{phrases.counted(len(view.rows), 'client')}: {', '.join(parts)}"
    if kept.counted:
        share = phrases.percent(kept.percent)
        line += f" · {share} of {kept.counted:,} intervals kept in the last 12 months"
    return (line,)


SCREEN: Screen[ReportView] = Screen(
    "report",
    lambda view: {"items": list(map(record, view.rows))},
    sheet,
    FIELDS.names,
    drawing=lambda: formats.table.report.draw,
)
