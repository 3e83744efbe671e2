"""The whole portfolio: a client in two lines, the figures where the eye looks for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from clientpulse.output import phrases
from clientpulse.output.formats.table.console import safe
from clientpulse.output.look import BARS, PLAIN, QUIET, STRONG, of_health, of_status
from clientpulse.output.screens.report import summary, title

if TYPE_CHECKING:
    from clientpulse.views.report import ReportRow, ReportView

WIDE = 108
NARROW = 72


def draw(view: ReportView, console: Console) -> None:
    """Draw the report to fit the terminal."""
    console.print(Text(title(view), style=STRONG))
    console.print()
    if view.items:
        if console.width >= WIDE:
            console.print(_table(view, _WIDE))
        elif console.width >= NARROW:
            console.print(_table(view, _USUAL))
        else:
            _stacked(view, console)
        if console.width >= NARROW:
            console.print()
    for line in summary(view):
        console.print(safe(line))


def _table(view: ReportView, columns: tuple[Column, ...]) -> Table:
    """Lay the columns out; the first takes the room that is left."""
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style=QUIET, expand=True)
    for heading, width, _ in columns:
        if heading == "Client":
            table.add_column(heading, ratio=1, min_width=width, overflow="fold")
        else:
            figures = heading in ("Kept", "Health")
            table.add_column(heading, width=width, justify="right" if figures else "left")
    for row in view.items:
        table.add_row(*(cell(row, view.today) for _, _, cell in columns))
    return table


def _stacked(view: ReportView, console: Console) -> None:
    today = view.today
    for row in view.items:
        console.print(
            safe(row.client, STRONG),
            Text(phrases.status_and_detail(row, today), style=of_status(row.status)),
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


def _two(above: str, below: str) -> Group:
    return Group(Text(above), Text(below, style=QUIET))


def _nothing() -> Group:
    return Group(Text(phrases.NOTHING, style=QUIET))


def _client(row: ReportRow, today: date) -> Group:
    extra = ", ".join(filter(None, [row.owner, *(f"#{tag}" for tag in row.tags)]))
    return Group(safe(row.client, STRONG), safe(extra or row.key, QUIET))


def _client_and_cadence(row: ReportRow, today: date) -> Group:
    return Group(safe(row.client, STRONG), Text(phrases.short_cadence(row.cadence), style=QUIET))


def _cadence(row: ReportRow, today: date) -> Group:
    return Group(*map(Text, phrases.cadence_parts(row.cadence)))


def _status(row: ReportRow, today: date) -> Group:
    lines = [Text(phrases.status(row.status), style=of_status(row.status))]
    if detail := phrases.status_detail(row, today):
        lines.append(Text(detail, style=QUIET))
    return Group(*lines)


def _last_contact(row: ReportRow, today: date) -> Group:
    if row.last_reach_on is None:
        return _nothing()
    return _two(phrases.day(row.last_reach_on, today), phrases.channel(row.last_channel))


def _met_and_booked(row: ReportRow, today: date) -> Group:
    return _two(phrases.day(row.last_meeting_on, today), phrases.day(row.next_meeting_on, today))


def _next_due(row: ReportRow, today: date) -> Group:
    if row.next_due_on is None:
        return _nothing()
    return _two(phrases.day(row.next_due_on, today), phrases.rule(row.next_rule))


def _kept(row: ReportRow, today: date) -> Group:
    if not row.kept.counted:
        return _nothing()
    return _two(phrases.percent(row.kept.percent), f"{row.kept.kept}/{row.kept.counted}")


def _health(row: ReportRow, today: date) -> Group:
    if row.health is None:
        return _nothing()
    score, change = str(row.health.now.score), phrases.health_change(row.health)
    band = row.health.now.band
    return Group(
        Text(f"{change} ", style=QUIET).append(score, style=PLAIN),
        Text(band, style=of_health(band)),
    )


def _strip(row: ReportRow, today: date) -> Text:
    return Text(phrases.strip(row.touchpoints_by_week), style=BARS, no_wrap=True)


Column = tuple[str, int, Callable[["ReportRow", date], RenderableType]]
"""A heading, a width, and what draws a client's cell."""

_WIDE: tuple[Column, ...] = (
    ("Client", 16, _client),
    ("Status", 10, _status),
    ("Cadence", 20, _cadence),
    ("Last met", 8, lambda row, today: phrases.day(row.last_meeting_on, today)),
    ("Last contact", 12, _last_contact),
    ("Next due", 8, _next_due),
    ("Booked", 7, lambda row, today: phrases.day(row.next_meeting_on, today)),
    ("Kept", 7, _kept),
    ("Health", 7, _health),
    ("12 weeks", 12, _strip),
)

_USUAL: tuple[Column, ...] = (
    ("Client", 14, _client_and_cadence),
    ("Status", 8, _status),
    ("Contact", 10, _last_contact),
    ("Met/next", 8, _met_and_booked),
    ("Next due", 8, _next_due),
    ("Kept", 4, lambda row, today: phrases.percent(row.kept.percent)),
    ("Health", 7, _health),
    ("12 weeks", 12, _strip),
)
