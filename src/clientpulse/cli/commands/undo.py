"""``pulse undo``."""

from __future__ import annotations

from typing import Annotated

import typer

from clientpulse import output, services
from clientpulse.cli.app.context import session
from clientpulse.cli.app.groups import PulseCommand

app = typer.Typer(rich_markup_mode=None, add_completion=False)

LISTED = 20


@app.command(cls=PulseCommand)
def undo(
    ctx: typer.Context,
    show_list: Annotated[
        bool, typer.Option("--list", help="List what can be undone, newest first.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Undo the last change.

    \b
    Examples:
      pulse undo
      pulse undo --list

    Everything that the last command changed is put back as it was. Used again, it undoes the
    command before. It can't undo a restore: restore the backup that was made before it instead.
    """
    work = session(ctx)
    if show_list:
        with work.reader() as reader:
            lines = services.undoing.can_be_undone(reader, LISTED)
        said = list(map(output.messages.undo.line, lines))
        work.answer(
            "undo",
            {"items": list(map(output.messages.undo.record, lines))},
            said or ["There is nothing to undo."],
            json,
        )
        return
    with work.unit_of_work("undo") as unit:
        undone = services.undoing.undo_last(unit)
    work.answer(
        "undo", {"undone": output.messages.undo.record(undone)}, [f"Undone: {undone.summary}"], json
    )
