"""``pulse restore``."""

from __future__ import annotations

from typing import Annotated

import typer

from clientpulse import services
from clientpulse.cli import app as frame
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import DryRun, Yes
from clientpulse.cli.app.shapes import Answer, writing
from clientpulse.cli.commands.backups import answers


@writing()
def restore(
    work: Session,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The backup.", show_default=False)],
    yes: Yes = False,
    dry_run: DryRun = False,
) -> Answer:
    """Restore a backup.

    \b
    Examples:
      pulse restore ~/clients-2026.db
      pulse restore ~/clients-2026.db --dry-run    see what is in it, change nothing

    The backup is checked first. The store is backed up before it is replaced, and the answer names
    the file, so you can restore that one to go back. A backup of an older release is brought up to
    date. 'pulse doctor' says where the backups are.
    """
    work.working_long()
    store_path, source = work.store.path, frame.files.typed_path(file)
    with frame.progress.said_when_slow("Checking the backup"):
        content = services.backups.check(store_path, source)
    there = services.backups.exists(store_path)
    strange = there and services.backups.is_of_others(store_path, source)
    if dry_run:
        fields = answers.record(store_path, source.stat().st_size, content)
        what = f"{'replaced with' if there else 'created from'} {source}"
        line = f"The store would be {what} ({answers.holds(content)}): {store_path}"
        lines = [line, answers.STRANGE] if strange else [line]
        return Answer({"restore": {**fields, "previous": None}}, lines)
    if there:
        question = f"Replace the store {store_path} with {source} ({answers.holds(content)})?"
        work.confirm(f"{answers.STRANGE} {question}" if strange else question, yes)
    with frame.progress.said_when_slow("Backing up what is there, then restoring"):
        done = services.backups.restore(store_path, source)
    fields = answers.record(done.path, done.size, done.content)
    fields["previous"] = None if done.previous is None else str(done.previous)
    return Answer({"restore": fields}, answers.restored(done, source))
