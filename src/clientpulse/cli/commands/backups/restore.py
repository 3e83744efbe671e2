"""``pulse restore``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from clientpulse import output, services
from clientpulse.cli import app as frame
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import DryRun, Yes
from clientpulse.cli.app.shapes import Answer, Shown, reading
from clientpulse.cli.commands.backups.at_a_server import refuse_restore
from clientpulse.errors import InputError

LIST = "list"


@reading()
def restore(
    work: Session,
    form: str,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE|NUMBER",
            help="The backup: a file, its number in the list, or part of its name; without one, the"
            " backups are listed.",
            show_default=False,
        ),
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> Shown[Any] | Answer:
    """Restore a backup, or list them.

    \b
    Examples:
      pulse restore                                the backups, with their numbers
      pulse restore 1 --dry-run                    the newest one
      pulse restore ~/clients-2026.db
      pulse restore ~/clients-2026.db --dry-run    see what is in it, change nothing

    The backup is checked first. The store is backed up before it is replaced, and the answer names
    the file, so you can restore that one to go back. A backup of an older release is brought up to
    date. To a store on a server pg_restore brings back what pg_dump wrote.
    """
    refuse_restore(work, None if file == LIST else file)
    store_path, said = work.store.path, output.messages.backups
    if file is None or (file == LIST and not Path(file).exists()):
        view = services.backups.listed(store_path, work.today)
        return Shown(output.screens.backups.SCREEN, view)
    if form not in {"table", "json"}:
        raise InputError("--format is for the list", "leave it out, or see the list: pulse restore")
    work.working_long()
    source = services.backups.chosen(store_path, file, frame.files.typed_path(file))
    with frame.progress.said_when_slow("Checking the backup"):
        content = services.backups.check(store_path, source)
    there = services.backups.exists(store_path)
    strange = there and services.backups.is_of_others(store_path, source)
    if dry_run:
        fields = said.record(store_path, source.stat().st_size, content)
        what = f"{'replaced with' if there else 'created from'} {source}"
        line = f"The store would be {what} ({said.holds(content)}): {store_path}"
        lines = [line, said.STRANGE] if strange else [line]
        return Answer({"restore": {**fields, "previous": None}}, lines)
    if there:
        question = f"Replace the store {store_path} with {source} ({said.holds(content)})?"
        work.confirm(f"{said.STRANGE} {question}" if strange else question, yes)
    with frame.progress.said_when_slow("Backing up what is there, then restoring"):
        done = services.backups.restore(store_path, source)
    fields = said.record(done.path, done.size, done.content)
    fields["previous"] = None if done.previous is None else str(done.previous)
    return Answer({"restore": fields}, said.restored(done, source))
