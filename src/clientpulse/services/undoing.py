"""Taking back the last command that wrote."""

from __future__ import annotations

import shlex

from clientpulse.errors import ConflictError
from clientpulse.store import journal, restore
from clientpulse.store.writer import UnitOfWork
from clientpulse.views.stored import JournalLine


def undo_last(unit: UnitOfWork) -> JournalLine:
    """Take back the last command.

    Returns:
        What it was.

    Raises:
        ConflictError: There is nothing to take back, or it was a restore.
    """
    entries = journal.latest(unit.connection)
    if not entries:
        raise ConflictError("there is nothing to undo", "nothing was written yet")
    if entries[0].command == restore.COMMAND:
        raise _restored(entries[0])
    journal.take_back(unit.connection, entries[0])
    return _line(entries[0])


def _restored(entry: journal.Entry) -> ConflictError:
    """Refuse to undo a restore: what it replaced isn't in the store, but in a file."""
    copy = restore.kept_copy(entry.summary)
    if copy is None or not copy.exists():
        hint = "no backup of what was there before is left; 'pulse doctor' lists the others"
    else:
        hint = f"to bring back what was there before: pulse restore {shlex.quote(str(copy))}"
    return ConflictError(f"the last command {entry.summary}; undo stops here", hint)


def _line(entry: journal.Entry) -> JournalLine:
    return JournalLine(entry.id, entry.command, entry.summary, entry.ran_at)
