"""What happened, newest first: when, with whom, how, and what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from clientpulse.cadence.wording import weekday_date
from clientpulse.output import phrases
from clientpulse.output.formats.table.console import QUIET, STRONG, safe
from clientpulse.output.sheet import history as history_sheet

if TYPE_CHECKING:
    from clientpulse.records import Touchpoint
    from clientpulse.views.history import HistoryView


def draw(screen: str, view: HistoryView, console: Console) -> None:
    """Draw the list to fit the terminal."""
    sheet = history_sheet(view)
    console.print(Text(sheet.title, style=STRONG))
    if view.touchpoints:
        console.print()
        console.print(_table(view))
    for line in ("", *sheet.footer) if sheet.footer else ():
        console.print(Text(line))


def _table(view: HistoryView) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=QUIET, expand=True)
    table.add_column("Id", justify="right", no_wrap=True)
    table.add_column("When", no_wrap=True)
    table.add_column("How" if view.client else "With", overflow="fold", ratio=2, min_width=14)
    table.add_column("What was said", overflow="fold", ratio=5)
    for one in view.touchpoints:
        when = Text(weekday_date(one.occurred_on, view.today))
        if one.occurred_time:
            when.append(f"\n{one.occurred_time}", style=QUIET)
        how = Text(_how(one), style="" if view.client else QUIET)
        with_whom = how if view.client else Group(safe(one.client, STRONG), how)
        table.add_row(Text(str(one.id), style=QUIET), when, with_whom, _said(one))
    return table


def _how(one: Touchpoint) -> str:
    name = phrases.touchpoint(one.channel, one.purpose)
    return f"{name}, from them" if one.direction == "inbound" else name


def _said(one: Touchpoint) -> Group:
    details = [
        f"with {', '.join(one.attendees)}" if one.attendees else "",
        f"mood {phrases.mood(one.mood)}" if one.mood is not None else "",
        f"{one.minutes} min" if one.minutes is not None else "",
        "no news" if one.no_news else "",
    ]
    parts = []
    if one.note:
        parts.append(safe(one.note))
    if any(details):
        parts.append(safe(" · ".join(filter(None, details)), QUIET))
    return Group(*(parts or [Text(phrases.NOTHING, style=QUIET)]))
