"""Taking back the last command that wrote, and doing it again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from clientpulse.config.places import program
from clientpulse.errors import ConflictError
from clientpulse.quoting import shell_word
from clientpulse.store import queries
from clientpulse.store.backups import restore
from clientpulse.store.reader import Reader

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork
    from clientpulse.views.journal import JournalLine

# More than the journal keeps.
EVERY = 1_000_000


def undo_last(unit: UnitOfWork) -> JournalLine:
    """Take back the last command.

    Raises:
        ConflictError: There is nothing to take back, or it was a restore.
    """
    lines = queries.journal.select(unit.reader, 1)
    if not lines:
        undone = queries.journal.undone(unit.reader, 1)
        again = "'pulse redo' brings back what was undone"
        hint = again if undone else "nothing was written since"
        raise ConflictError("nothing is left to undo", hint)
    if _is_restore(lines[0]):
        raise _restored(lines[0], unit.path)
    unit.undo(lines[0].id)
    return lines[0]


def redo_last(unit: UnitOfWork) -> JournalLine:
    """Do the command again that was undone last.

    Raises:
        ConflictError: None was, or something else was written since.
    """
    lines = queries.journal.undone(unit.reader, 1)
    if not lines:
        raise ConflictError(
            "there is nothing to redo",
            "redo brings back what was undone, up to 10,000 rows, until something else is written",
        )
    unit.redo(lines[0].id)
    return lines[0]


def undo_this(unit: UnitOfWork, line: JournalLine) -> None:
    """Take back a command that was the last one.

    Raises:
        ConflictError: Something else was written since.
    """
    if [*queries.journal.select(unit.reader, 1)] != [line]:
        raise ConflictError(
            "something else was written since, so this can't be taken back here",
            "see what can be: pulse undo --list",
        )
    undo_last(unit)


def can_be_undone(reader: Reader, limit: int = EVERY) -> Sequence[JournalLine]:
    """Return the commands that can be taken back, the last one first; a restore ends them."""
    return list(
        takewhile(lambda line: not _is_restore(line), queries.journal.select(reader, limit))
    )


def can_be_redone(reader: Reader, limit: int = EVERY) -> Sequence[JournalLine]:
    """Return the commands that can be redone, the one undone last first."""
    return queries.journal.undone(reader, limit)


def _is_restore(line: JournalLine) -> bool:
    return line.command == restore.COMMAND


def _restored(line: JournalLine, store_path: Path) -> ConflictError:
    """Refuse to undo a restore: what it replaced isn't in the store, but in a file."""
    copy, pulse = restore.kept_copy(line.summary, store_path), program(store_path)
    if copy is None:
        hint = f"no backup of what was there before is left; '{pulse} doctor' lists the others"
    else:
        name = shell_word(str(copy), "FILE")
        hint = f"to bring back what was there before: {pulse} restore {name}"
    return ConflictError(f"the last command {line.summary}; undo stops here", hint)
