"""Taking back the last command that wrote."""

from __future__ import annotations

from clientpulse.errors import ConflictError
from clientpulse.store import journal
from clientpulse.store.writer import UnitOfWork
from clientpulse.views import JournalLine


def undo_last(unit: UnitOfWork) -> JournalLine:
    """Take back the last command.

    Returns:
        What it was.

    Raises:
        ConflictError: There is nothing to take back.
    """
    entries = journal.latest(unit.connection)
    if not entries:
        raise ConflictError("there is nothing to undo", "nothing was written yet")
    journal.take_back(unit.connection, entries[0])
    return _line(entries[0])


def undoable(unit: UnitOfWork, limit: int) -> list[JournalLine]:
    """List the commands that can be taken back, the last one first."""
    return [_line(entry) for entry in journal.latest(unit.connection, limit)]


def _line(entry: journal.Entry) -> JournalLine:
    return JournalLine(entry.id, entry.command, entry.summary, entry.ran_at)
