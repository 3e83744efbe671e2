"""``pulse backup``."""

from __future__ import annotations

from typing import Annotated

import typer

from clientpulse import services
from clientpulse.cli import app as frame
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.shapes import Answer, writing
from clientpulse.cli.commands.backups import answers


@writing()
def backup(
    work: Session,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]",
            help="The file to make, or a folder; default: the backups folder.",
            show_default=False,
        ),
    ] = None,
) -> Answer:
    """Copy the store to a file and check the copy.

    \b
    Examples:
      pulse backup                   into the folder 'backups' beside the store
      pulse backup /media/stick
      pulse backup ~/clients-2026.db

    The copy is complete even while something else writes to the store; it never replaces a file.
    Before imports, restores, deletes, merges and upgrades a backup is made without asking; of
    these the latest 5 are kept, and one for each of 7 days, 4 weeks and 12 months. The ones you
    make are all kept.
    """
    target = None if file is None else frame.files.typed_path(file)
    with frame.progress.said_when_slow("Copying and checking the store"):
        made = services.backups.back_up(work.store.path, target)
    fields = answers.record(made.path, made.size, made.content)
    lines = [f"Backed up and checked: {answers.holds(made.content)}", str(made.path)]
    return Answer({"backup": fields}, lines)
