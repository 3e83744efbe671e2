"""``pulse undo``."""

from __future__ import annotations

from typing import Annotated

import typer

from clientpulse import output, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.shapes import Answer, writing

LISTED = 20


@writing()
def undo(
    work: Session,
    show_list: Annotated[
        bool, typer.Option("--list", help="List what can be undone, newest first.")
    ] = False,
) -> Answer:
    """Undo the last change.

    \b
    Examples:
      pulse undo
      pulse undo --list

    Everything that the last command changed is put back as it was. Run it again to undo the
    command before that. It can't undo a restore: restore the backup that was made before it.
    """
    if show_list:
        with work.reader() as reader:
            lines = services.undoing.can_be_undone(reader, LISTED)
        said = list(map(output.messages.undo.line, lines)) or ["There is nothing to undo."]
        return Answer({"items": list(map(output.messages.undo.record, lines))}, said)
    with work.unit_of_work() as unit:
        undone = services.undoing.undo_last(unit)
    return Answer({"undone": output.messages.undo.record(undone)}, [f"Undone: {undone.summary}"])
