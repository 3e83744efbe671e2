"""``pulse done``."""

from __future__ import annotations

from typing import Annotated

import typer

from clientpulse import dates, output, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import On
from clientpulse.cli.app.shapes import Answer, writing


@writing()
def done(
    work: Session,
    number: Annotated[
        int,
        typer.Argument(
            metavar="ID", help="The number of the promise or request, from 'pulse commitment list'."
        ),
    ],
    on: On = None,
) -> Answer:
    """Mark a promise kept or a request received.

    \b
    Examples:
      pulse done 7
      pulse done 8 --on yesterday
    """
    day = work.today if on is None else work.day(on, dates.Prefer.PAST)
    with work.unit_of_work() as unit:
        ended = services.commitments.done(unit, work.today, number, day)
    return Answer(
        {"commitment": output.screens.commitments.record(ended)},
        [output.messages.commitments.ended(ended)],
    )
