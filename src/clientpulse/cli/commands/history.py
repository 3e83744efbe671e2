"""``pulse history``."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from clientpulse import dates, output, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import ChannelOption, OptionalWho
from clientpulse.cli.app.shapes import Shown, reading

IN_THE_PAGER, ON_A_SCREEN = 500, 30
"""Of a life's work the pager gets the latest part; to draw all of it takes seconds."""


@reading()
def history(
    work: Session,
    form: str,
    who: OptionalWho = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="On this day or later: '3 months ago'.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="On this day or earlier.")
    ] = None,
    channel: ChannelOption = None,
    search: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help="With this text in what was written about it, or in the client's name.",
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            help="No more than this many; 0 for all. A terminal shows 500, without a pager 30.",
            min=0,
        ),
    ] = None,
) -> Shown[Any]:
    """Show what happened, newest first.

    \b
    Examples:
      pulse history
      pulse history acme --since "3 months ago"
      pulse history @retail --channel call --search audit
    """
    if limit is None and work.is_on_a_screen(form):
        limit = IN_THE_PAGER if work.pages else ON_A_SCREEN
    first = None if since is None else work.day(since, dates.Prefer.PAST)
    last = None if until is None else work.day(until, dates.Prefer.PAST)
    wanted = services.history.HistoryFilter(
        since=first,
        until=last,
        channel=None if channel is None else services.text.channel(channel),
        search=search,
        limit=limit or None,
    )
    with work.reader() as reader:
        wanted, of_whom = services.history.chosen(reader, who, wanted)
        view = services.history.history(reader, work.today, wanted, of_whom)
    return Shown(output.screens.history.SCREEN, view)
