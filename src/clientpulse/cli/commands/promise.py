"""``pulse promise``."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from clientpulse import dates, output, records, services
from clientpulse.cli import commands
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import Client
from clientpulse.cli.app.shapes import Answer, Shown, writing
from clientpulse.cli.commands.commitment import owed
from clientpulse.errors import InputError

What = Annotated[
    list[str] | None,
    typer.Argument(metavar="WHAT", help="What is owed, no quotes needed; without it, a list."),
]
By = Annotated[str | None, typer.Option(metavar="DATE", help="By when: fri, 'in 2 weeks', 5 dec.")]


@writing()
def promise(work: Session, client: Client, what: What = None, by: By = None) -> Answer | Shown[Any]:
    """Write down what you promised a client.

    \b
    Examples:
      pulse promise acme the tax estimate --by fri
      pulse promise acme think about the new office
      pulse promise acme                              lists what is open both ways

    With a day it is due on that day, or on the workday before. Without one it stays in the brief
    and on the agenda until it is done.
    """
    return agree(work, "us", client, what, by)


def agree(
    work: Session, owed_by: str, client: str, what: list[str] | None, by: str | None
) -> Answer | Shown[Any]:
    """Write down a promise or an ask, which the client owes us; list them where nothing is said."""
    if not what:
        if by is not None:
            raise InputError("there is no text to go with --by", "say in a few words what it is")
        return owed(work, client)
    due_on = None if by is None else work.day(by, dates.Prefer.FUTURE)
    with work.unit_for(client) as (unit, found):
        new = records.Commitment(
            **found.whose,
            owed_by=owed_by,
            what=" ".join(what),
            made_on=work.today,
            due_on=due_on,
        )
        made = services.commitments.make(unit, new)
        rule = "promise" if owed_by == "us" else "chase"
        silence = work.silence(unit.reader, found.id, rule)
    echo, *what_next = output.messages.commitments.agreed(made, work.today)
    slip = None if by else commands.slips.in_commitment(made, work.today, work.settings.date_order)
    lines = [echo, *([slip] if slip else what_next), *silence]
    return Answer({"commitment": output.screens.commitments.record(made)}, lines)
