"""``pulse nearby``: clients at a place."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from clientpulse import output, services
from clientpulse.cli.app.completion import places
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import OwnerOption
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
    owner: OwnerOption = None,
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
        nearby, wanted = services.portfolio.nearby, work.scope(reader, owner=owner)
        if not place:
            view = nearby.places(reader, work.today, wanted)
            return Shown(output.screens.nearby.PLACES, view)
        policy = work.policy(reader)
        there = nearby.nearby(reader, work.today, policy, wanted, " ".join(place))
    return Shown(output.screens.nearby.SCREEN, there)
