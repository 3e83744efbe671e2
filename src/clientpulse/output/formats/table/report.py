"""The whole portfolio: a client in two lines, the figures where the eye looks for them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from clientpulse.output import phrases
from clientpulse.output.endings import report_summary
from clientpulse.output.formats.table.console import QUIET, STRONG, health_style, safe, status_style
from clientpulse.output.sheet import report as report_sheet

if TYPE_CHECKING:
    from clientpulse.views.report import ReportRow, ReportView

WIDE = 108
NARROW = 72


def draw(screen: str, view: ReportView, console: Console) -> None:
    """Draw the report to fit the terminal."""
    console.print(Text(report_sheet(view).title, style=STRONG))
    console.print()
    if view.rows:
        if console.width >= WIDE:
            console.print(_wide(view))
        elif console.width >= NARROW:
            console.print(_usual(view))
        else:
            _stacked(view, console)
        if console.width >= NARROW:
            console.print()
    for line in report_summary(view):
        console.print(Text(line))


def _table() -> Table:
    return Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style=QUIET, expand=True)


def _wide(view: ReportView) -> Table:
    table = _table()
    table.add_column("Client", ratio=5, min_width=16)
    table.add_column("Status", width=10)
    table.add_column("Cadence", width=20)
    table.add_column("Last met", width=8)
    table.add_column("Last contact", width=12)
    table.add_column("Next due", width=8)
    table.add_column("Booked", width=7)
    table.add_column("Kept", justify="right", width=7)
    table.add_column("Health", justify="right", width=7)
    table.add_column("12 weeks", width=12, no_wrap=True)
    for row in view.rows:
        table.add_row(
            _client(row),
            _status(row, view.today),
            _cadence(row),
            phrases.day(row.last_meeting_on, view.today),
            _last_contact(row, view.today),
            _next_due(row, view.today),
            phrases.day(row.next_meeting_on, view.today),
            _kept(row),
            _health(row),
            _strip(row),
        )
    return table


def _usual(view: ReportView) -> Table:
    table = _table()
    table.add_column("Client", ratio=1, min_width=14)
    table.add_column("Status", width=8)
    table.add_column("Contact", width=10)
    table.add_column("Met/next", width=8)
    table.add_column("Next due", width=8)
    table.add_column("Kept", justify="right", width=4)
    table.add_column("Health", justify="right", width=7)
    table.add_column("12 weeks", width=12, no_wrap=True)
    for row in view.rows:
        table.add_row(
            Group(
                safe(row.client, STRONG),
                Text(phrases.short_cadence(row.cadence), style=QUIET),
            ),
            _status(row, view.today),
            _last_contact(row, view.today),
            Group(
                Text(phrases.day(row.last_meeting_on, view.today)),
                Text(phrases.day(row.next_meeting_on, view.today), style=QUIET),
            ),
            _next_due(row, view.today),
            Text(phrases.percent(row.kept.percent)),
            _health(row),
            _strip(row),
        )
    return table


def _stacked(view: ReportView, console: Console) -> None:
    today = view.today
    for row in view.rows:
        console.print(
            safe(row.client, STRONG),
            Text(phrases.status(row.status), style=status_style(row.status)),
            sep="  ",
        )
        contact = phrases.channel(row.last_channel)
        for label, value in (
            ("cadence", phrases.cadence(row.cadence)),
            ("last contact", f"{contact}, {phrases.day(row.last_reach_on, today)}"),
            ("last met", phrases.day(row.last_meeting_on, today)),
            ("booked", phrases.day(row.next_meeting_on, today)),
            ("next due", f"{phrases.rule(row.next_rule)} {phrases.day(row.next_due_on, today)}"),
            ("kept", f"{phrases.percent(row.kept.percent)} {row.kept.kept}/{row.kept.counted}"),
            ("health", f"{phrases.health(row.health)} {phrases.health_change(row.health)}"),
            ("12 weeks", phrases.strip(row.touchpoints_by_week)),
        ):
            console.print(Text(f"  {label:<13}", style=QUIET), Text(value), sep="")
        console.print()


def _client(row: ReportRow) -> Group:
    extra = ", ".join(filter(None, [row.owner, *(f"#{tag}" for tag in row.tags)]))
    return Group(safe(row.client, STRONG), safe(extra or row.key, QUIET))


def _cadence(row: ReportRow) -> Group:
    return Group(*map(Text, phrases.cadence_parts(row.cadence)))


def _status(row: ReportRow, today: date) -> Group:
    lines = [Text(phrases.status(row.status), style=status_style(row.status))]
    if detail := phrases.status_detail(row, today):
        lines.append(Text(detail, style=QUIET))
    return Group(*lines)


def _last_contact(row: ReportRow, today: date) -> Group:
    if row.last_reach_on is None:
        return Group(Text(phrases.NOTHING, style=QUIET))
    return Group(
        Text(phrases.day(row.last_reach_on, today)),
        Text(phrases.channel(row.last_channel), style=QUIET),
    )


def _next_due(row: ReportRow, today: date) -> Group:
    if row.next_due_on is None:
        return Group(Text(phrases.NOTHING, style=QUIET))
    return Group(
        Text(phrases.day(row.next_due_on, today)), Text(phrases.rule(row.next_rule), style=QUIET)
    )


def _kept(row: ReportRow) -> Group:
    if not row.kept.counted:
        return Group(Text(phrases.NOTHING, style=QUIET))
    return Group(
        Text(phrases.percent(row.kept.percent)),
        Text(f"{row.kept.kept}/{row.kept.counted}", style=QUIET),
    )


def _health(row: ReportRow) -> Group:
    if row.health is None:
        return Group(Text(phrases.NOTHING, style=QUIET))
    score, change = str(row.health.now.score), phrases.health_change(row.health)
    band = row.health.now.band
    return Group(
        Text(f"{change} ", style=QUIET).append(score, style="not dim default"),
        Text(band, style=health_style(band)),
    )


def _strip(row: ReportRow) -> Text:
    return Text(phrases.strip(row.touchpoints_by_week), style="color(37)")
