"""``pulse show``."""

from __future__ import annotations

from typing import Annotated

import typer

from clientpulse import output, services
from clientpulse.cli.app.context import session
from clientpulse.cli.app.groups import PulseCommand
from clientpulse.cli.app.parameters import Client, Format, Json

app = typer.Typer(rich_markup_mode=None, add_completion=False)

LATEST = 8


@app.command(cls=PulseCommand)
def show(
    ctx: typer.Context,
    client: Client,
    limit: Annotated[
        int, typer.Option(metavar="N", help="How many of the last touchpoints.", min=0)
    ] = LATEST,
    form: Format = "table",
    json: Json = False,
) -> None:
    """Show everything about a client.

    \b
    Examples:
      pulse show acme
      pulse show acme --limit 20

    The cadence and where it comes from, the people, what is due, the booked meetings and the last
    touchpoints.
    """
    form = output.choose(form, json)
    work = session(ctx)
    with work.reader() as reader:
        found = services.lookup.client(reader, client)
        view = services.history.show(
            reader, work.today, work.policy(reader), found, limit, work.now
        )
    work.show(output.screens.show.SCREEN, view, form)
