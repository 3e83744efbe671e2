"""``pulse done``."""

from __future__ import annotations

from typing import Annotated

import typer

from clientpulse import dates, output, services
from clientpulse.cli.app.context import session
from clientpulse.cli.app.groups import PulseCommand
from clientpulse.cli.app.parameters import WroteJson

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=PulseCommand)
def done(
    ctx: typer.Context,
    number: Annotated[
        int,
        typer.Argument(
            metavar="ID", help="The number of the promise or request, from 'pulse commitment list'."
        ),
    ],
    on: Annotated[
        str | None,
        typer.Option("--on", "-d", "--date", metavar="DATE", help="When; default: today."),
    ] = None,
    json: WroteJson = False,
) -> None:
    """Mark a promise kept or a request received.

    \b
    Examples:
      pulse done 7
      pulse done 8 --on yesterday
    """
    work = session(ctx)
    day = work.today if on is None else work.day(on, dates.Prefer.PAST)
    with work.unit_of_work("done") as unit:
        ended = services.commitments.done(unit, work.today, number, day)
    work.answer(
        "done",
        {"commitment": output.screens.commitments.record(ended)},
        [output.messages.commitments.ended(ended)],
        json,
    )
