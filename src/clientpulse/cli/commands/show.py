"""``pulse show``."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from clientpulse import output, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import Client
from clientpulse.cli.app.shapes import Shown, reading

LATEST = 8


@reading()
def show(
    work: Session,
    client: Client,
    limit: Annotated[
        int, typer.Option(metavar="N", help="How many of the last touchpoints.", min=0)
    ] = LATEST,
) -> Shown[Any]:
    """Show everything about a client.

    \b
    Examples:
      pulse show acme
      pulse show acme --limit 20

    The cadence and where it comes from, the people, what is due, the booked meetings and the last
    touchpoints.
    """
    view = work.read_for(
        client,
        lambda reader, found: services.history.show(
            reader, work.today, work.policy(reader), found, limit, work.now
        ),
    )
    return Shown(output.screens.show.SCREEN, view)
