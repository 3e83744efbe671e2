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
        bool, typer.Option("--list", help="Show what can be taken back, the last one first.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Take back the last command that wrote.

    \b
    Examples:
      pulse undo
      pulse undo --list

    Everything that the command changed is put back as it was. Used again, it takes back the
    command before. A restore ends that: it is taken back by restoring what was there before it.
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
