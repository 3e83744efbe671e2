"""``pulse backup``."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from clientpulse import output, services
from clientpulse.cli import app as frame
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.shapes import Answer, Shown, reading
from clientpulse.cli.commands.backups.at_a_server import refuse_backup
from clientpulse.errors import InputError

LIST = "list"


@reading()
def backup(
    work: Session,
    form: str,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]",
            help="The file to make, or a folder; default: the backups folder. The word list alone"
            " lists the backups; ./list is a file of that name.",
            show_default=False,
        ),
    ] = None,
) -> Shown[Any] | Answer:
    """Copy the store to a file and check the copy.

    \b
    Examples:
      pulse backup                   into the folder 'backups' beside the store
      pulse backup /media/stick
      pulse backup ~/clients-2026.db
      pulse backup list

    The copy is complete even while something else writes to the store; it never replaces a file.
    Before imports, restores, deletes, merges and upgrades a backup is made without asking; of
    these the latest 5 are kept, and one for each of 7 days, 4 weeks and 12 months. The ones you
    make are all kept. Of a store on a server you are told what to type: pg_dump copies it.
    """
    target = None if file in (None, LIST) else frame.files.typed_path(str(file))
    refuse_backup(work, target)
    if file == LIST:
        view = services.backups.listed(work.store.path, work.today)
        return Shown(output.screens.backups.SCREEN, view)
    if form not in {"table", "json"}:
        raise InputError(
            "--format is for the list", "leave it out, or see the list: pulse backup list"
        )
    with frame.progress.said_when_slow("Copying and checking the store"):
        made = services.backups.back_up(work.store.path, target)
    said = output.messages.backups
    fields = said.record(made.path, made.size, made.content)
    lines = [f"Backed up and checked: {said.holds(made.content)}", str(made.path)]
    return Answer({"backup": fields}, lines)
