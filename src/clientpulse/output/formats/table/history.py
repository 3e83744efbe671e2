"""What happened, newest first: when, with whom, how, and what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from clientpulse.cadence.wording import weekday_date
from clientpulse.output import phrases
from clientpulse.output.formats.table.console import print_list, safe
from clientpulse.output.look import QUIET, STRONG
from clientpulse.output.screens.history import details, footer, how, note, title

if TYPE_CHECKING:
    from clientpulse.records import Touchpoint
    from clientpulse.views.history import HistoryView


def draw(view: HistoryView, console: Console) -> None:
    """Draw the list to fit the terminal."""
    print_list(title(view), _table(view) if view.items else None, footer(view), console)


def _table(view: HistoryView) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=QUIET, expand=True)
    table.add_column("Id", justify="right", no_wrap=True)
    table.add_column("When", no_wrap=True)
    table.add_column("How" if view.client else "With", overflow="fold", ratio=2, min_width=14)
    table.add_column("What was said", overflow="fold", ratio=5)
    for one in view.items:
        when = Text(weekday_date(one.occurred_on, view.today))
        if one.occurred_time:
            when.append(f"\n{one.occurred_time}", style=QUIET)
        way = Text(how(one), style="" if view.client else QUIET)
        with_whom = way if view.client else Group(safe(one.client, STRONG), way)
        table.add_row(Text(str(one.id), style=QUIET), when, with_whom, _said(one, view))
    return table


def _said(one: Touchpoint, view: HistoryView) -> Group:
    parts = [safe(said)] if (said := note(one)) else []
    if more := details(one, view.me):
        parts.append(safe(" · ".join(more), QUIET))
    return Group(*(parts or [Text(phrases.NOTHING, style=QUIET)]))
