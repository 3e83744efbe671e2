"""``pulse nearby``: clients at a place."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from clientpulse import output, services
from clientpulse.cli.app.completion import places
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.shapes import Shown, reading


@reading()
def nearby(
    work: Session,
    place: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PLACE",
            help="A town, a region, or the beginning of a name.",
            autocompletion=places,
        ),
    ] = None,
) -> Shown[Any]:
    """Show the clients at a place, for a day you are in town.

    \b
    Examples:
      pulse nearby Bergamo
      pulse nearby san marino
      pulse nearby                 the places of your clients

    Who is due comes first, then whom you haven't met for longest. A client's place comes from an
    import, or from you: pulse client edit acme --place "Bergamo, Lombardy"
    """
    with work.reader() as reader:
        nearby = services.portfolio.nearby
        if not place:
            return Shown(output.screens.nearby.PLACES, nearby.places(reader, work.today))
        policy = work.policy(reader)
        view = nearby.nearby(reader, work.today, policy, " ".join(place))
    return Shown(output.screens.nearby.SCREEN, view)
