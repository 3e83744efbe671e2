"""``pulse done``."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from clientpulse import output, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import On
from clientpulse.cli.app.shapes import Answer, writing
from clientpulse.cli.commands.settling import By, answer, contact_too
from clientpulse.errors import InputError
from clientpulse.quoting import quoted

NUMBER = re.compile(r"(t?)(-?[0-9]{1,99})", re.IGNORECASE)


@writing()
def done(
    work: Session,
    number: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The number of the promise or request, from 'pulse commitment list'; of a message"
            " from a client with a t: t341.",
        ),
    ],
    on: On = None,
    channel: By = None,
) -> Answer:
    """Mark a promise kept, a request received or a message answered.

    \b
    Examples:
      pulse done 7
      pulse done 8 --on yesterday
      pulse done 7 -c email
      pulse done t342

    A message is answered by whatever you log that reached them; this is for one that needs no
    answer. What they sent you isn't a contact of yours: pulse log acme -c email --inbound --got 8
    """
    found = NUMBER.fullmatch(number.strip())
    if found is None:
        raise InputError(
            f"{quoted(number)} isn't a number", "give that of a promise, 7, or of a message, t341"
        )
    if found[1]:
        return _answered(work, int(found[2]), on, channel)
    day = work.happened_on(on)
    with work.unit_of_work() as unit:
        ended = services.commitments.done(unit, work.today, int(found[2]), day)
        contact = contact_too(work, unit, ended.key, channel, day)
    lines = [output.messages.commitments.ended(ended)]
    return answer({"commitment": output.screens.commitments.record(ended)}, lines, contact)


def _answered(work: Session, number: int, on: str | None, channel: str | None) -> Answer:
    if on is not None or channel is not None:
        raise InputError(
            "an answer is a touchpoint of its own, with a day and a channel",
            "log that one: pulse log CLIENT -c email -d DAY",
        )
    with work.unit_of_work() as unit:
        answered = services.touchpoints.mark_answered(unit, number)
    line = f"Needs no answer any more: {output.messages.touchpoints.happened(answered)}"
    return Answer({"touchpoint": output.screens.history.record(answered)}, [line])
