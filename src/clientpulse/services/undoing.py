"""Taking back the last command that wrote, and doing it again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from clientpulse.config.places import program
from clientpulse.errors import ConflictError, InputError
from clientpulse.quoting import printable, quoted, shell_word
from clientpulse.records.owners import EVERYBODY
from clientpulse.services import meanwhile
from clientpulse.store import queries
from clientpulse.store.backups import restore
from clientpulse.store.reader import Reader
from clientpulse.views.journal import ORIGINS, SYNC, TYPED

if TYPE_CHECKING:
    from clientpulse.store.author import Author
    from clientpulse.store.writer import UnitOfWork
    from clientpulse.views.journal import JournalLine

# More than the journal keeps.
EVERY = 1_000_000


def stands(reader: Reader, entry_id: int) -> bool:
    """Tell whether what a command wrote is still there, and wasn't taken back."""
    line = queries.journal.entry(reader, entry_id)
    return line is not None and line.undone_at is None


def undo_last(unit: UnitOfWork, typed: str | None = None) -> JournalLine:
    """Take back the last command that came about in one way: our own where several people write.

    Args:
        typed: How, as typed; else what was typed itself.

    Raises:
        InputError: It is no such way.
        ConflictError: There is nothing to take back, or it was a restore, or something that came
            about differently, or that somebody else wrote, has to do with the same.
    """
    origin = _origin(typed) or TYPED
    lines = queries.journal.select(unit.reader, EVERY, by=_me(unit.author))
    line = next((one for one in lines if one.origin == origin or _is_restore(one)), None)
    if line is None:
        what = "no sync is" if origin == "sync" else "nothing is"
        whose = " of yours" if unit.author.is_one_of_several else ""
        raise ConflictError(f"{what} left{whose} to undo", _left(unit, lines, origin))
    if _is_restore(line):
        raise _restored(line, unit.path)
    _refuse_where_others_stand(unit, line, lines)
    unit.undo(line.id)
    return line


def redo_last(unit: UnitOfWork, typed: str | None = None) -> JournalLine:
    """Do the command again that was undone last, of those that came about in one way.

    Raises:
        InputError: It is no such way.
        ConflictError: None was, or something else was written since; or what it came after was
            undone as well.
    """
    origin = _origin(typed) or TYPED
    lines = queries.journal.undone(unit.reader, EVERY, by=_me(unit.author))
    line = next((one for one in lines if one.origin == origin), None)
    if line is None:
        others = ", or a colleague changes the same" if unit.author.is_one_of_several else ""
        raise ConflictError(
            "there is nothing to redo",
            f"redo brings back what was undone, up to 10,000 rows, until {_next(origin)}{others}",
        )
    other = unit.in_the_way(line.id)
    if other is not None:
        raise _not_before(unit, line, other)
    unit.redo(line.id)
    return line


def _not_before(unit: UnitOfWork, line: JournalLine, other: int) -> ConflictError:
    first = queries.journal.entry(unit.reader, other)
    assert first is not None
    if _is_anothers(unit, first):
        said, who = meanwhile.said(first, unit.author), printable(first.by or "")
        return ConflictError(
            f"'{line.summary}' can't be redone: {said}; it builds on that, which was undone",
            f"ask {who} to redo that first; or enter yours anew",
        )
    return ConflictError(
        f"'{line.summary}' can't be redone before '{first.summary}'",
        f"redo that first: {command('redo', first.origin)}",
    )


def undo_this(unit: UnitOfWork, entry_id: int) -> JournalLine:
    """Take back a command that was the last one typed.

    Raises:
        ConflictError: Something else was typed since.
    """
    last = queries.journal.select(unit.reader, 1, TYPED, _me(unit.author))
    if [one.id for one in last] != [entry_id]:
        raise ConflictError(
            "something else was written since, so this can't be taken back here",
            "see what can be: pulse undo --list",
        )
    return undo_last(unit)


def can_be_undone(
    reader: Reader, limit: int = EVERY, typed: str | None = None, owner: str | None = None
) -> Sequence[JournalLine]:
    """Return the commands that can be taken back, the last one first; a restore ends them.

    Args:
        typed: Only those that came about like this, as typed.
        owner: Whose, or ``all``, as typed; else our own where several people write.
    """
    origin, by = _origin(typed), _by(reader, owner)
    lines = queries.journal.select(reader, EVERY, by=by)
    lines = [*takewhile(lambda line: not _is_restore(line), lines)]
    return [one for one in lines if origin in (None, one.origin)][:limit]


def can_be_redone(
    reader: Reader, limit: int = EVERY, typed: str | None = None, owner: str | None = None
) -> Sequence[JournalLine]:
    """Return the commands that can be redone, the one undone last first."""
    return queries.journal.undone(reader, limit, _origin(typed), _by(reader, owner))


def command(name: str, origin: str) -> str:
    """Return the command that undoes or redoes what came about in one way."""
    return f"pulse {name}" if origin == TYPED else f"pulse {name} --origin {origin}"


def _origin(typed: str | None) -> str | None:
    if typed is None:
        return None
    origin = typed.strip().lower()
    if origin not in ORIGINS:
        raise InputError(f"{quoted(typed)} isn't an origin", f"use one of {', '.join(ORIGINS)}")
    return origin


def _refuse_where_others_stand(
    unit: UnitOfWork, line: JournalLine, lines: Sequence[JournalLine]
) -> None:
    other = unit.in_the_way(line.id)
    if other is None:
        return
    last = queries.journal.entry(unit.reader, other)
    assert last is not None
    if _is_anothers(unit, last):
        who = shell_word(last.by or "", "NAME")
        raise ConflictError(
            f"'{line.summary}' can't be undone: {meanwhile.said(last, unit.author)}, and that"
            " builds on it or changed the same",
            f"change it by hand; what they wrote since: pulse undo --list --owner {who}",
        )
    times = sum(one.origin == last.origin and one.id >= last.id for one in lines)
    often = f", {times} times" if times > 1 else ""
    raise ConflictError(
        f"'{line.summary}' can't be undone: '{last.summary}' came later and builds on it",
        f"undo that first: {command('undo', last.origin)}{often}",
    )


def _me(author: Author) -> str | None:
    """Return whose commands are ours; None where all are."""
    return author.name if author.is_one_of_several else None


def _by(reader: Reader, owner: str | None) -> str | None:
    if owner is None:
        return _me(reader.author)
    return None if owner.strip().lower() == EVERYBODY else owner.strip()


def _is_anothers(unit: UnitOfWork, line: JournalLine) -> bool:
    return unit.author.is_one_of_several and not unit.author.is_called(line.by)


def _left(unit: UnitOfWork, lines: Sequence[JournalLine], origin: str) -> str:
    """Say what can be done where nothing of an origin can be undone."""
    if queries.journal.undone(unit.reader, 1, origin, _me(unit.author)):
        return f"'{command('redo', origin)}' brings back what was undone"
    if lines:
        return f"'{command('undo', lines[0].origin)}' takes back: {lines[0].summary}"
    if unit.author.is_one_of_several:
        return "what others wrote: pulse undo --list --owner all"
    return "nothing was written since"


def _next(origin: str) -> str:
    if origin == TYPED:
        return "something else is typed"
    return f"the next {origin}" if origin == SYNC else "the next of its kind"


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
