"""``pulse store copy``."""

from __future__ import annotations

from typing import Annotated

import typer

from clientpulse import output, services
from clientpulse.cli import app as frame
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.shapes import Answer


def copy(
    work: Session,
    source: Annotated[
        str, typer.Argument(metavar="FROM", help="A store: a file, or postgresql://user@host/name.")
    ],
    target: Annotated[
        str, typer.Argument(metavar="TO", help="A file to make, or an empty store on a server.")
    ],
) -> Answer:
    """Copy a whole store into an empty one, from a file to a server or back.

    \b
    Examples:
      pulse store copy ~/clients.db postgresql://sam@db.practice.example/pulse
      pulse store copy 'postgresql://sam@db.practice.example/pulse?sslmode=verify-full' ~/clients.db

    Everything comes along, with its numbers, who wrote it and when, and what can be undone.
    On a server 'pulse store init' has to make the store first; a file is made by the copy.
    All of it is copied, or nothing; the store that is copied stays as it was.
    """
    work.working_long()
    there = services.stores.store_at(source, work.settings)
    made = services.stores.store_at(target, work.settings)
    with frame.progress.progress("copying") as line:
        content = services.serving.copying.copy(there, made, line.at)
    return Answer(
        {"store": output.messages.copying.record(made.location, content.counts)},
        output.messages.copying.lines(made.location, content.counts),
    )
