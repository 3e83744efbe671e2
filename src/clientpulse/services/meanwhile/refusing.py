"""Refusing to overwrite what others wrote while somebody typed, or was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientpulse.errors import ConflictError
from clientpulse.quoting import printable, shell_word
from clientpulse.services.meanwhile.telling import happened, said
from clientpulse.store import queries
from clientpulse.store.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clientpulse.services.lookup import Found
    from clientpulse.store.author import Author
    from clientpulse.store.reader import Reader
    from clientpulse.views.journal import JournalLine


def gone(reader: Reader, client: Found) -> ConflictError:
    """Make the error of a client that was found, and isn't there by its key any more."""
    name = f"{printable(client.name)} ({client.key})"
    there = queries.clients.names(reader, Selection(client_id=client.id, archived=None))
    what = f"{name} has another key now, {there[0][1]}" if there else f"{name} is gone"
    line = queries.journal.parted(reader, client.id, client.key)
    how = "somebody changed it" if there else "somebody deleted it"
    how = f"{how} meanwhile" if line is None else happened(line, reader.author)
    return ConflictError(
        f"{what}: {how}", "nothing was changed; look at 'pulse client list' and try again"
    )


def overtaken(
    reader: Reader, client: Found, then: int, choices: Sequence[str], hint: str = ""
) -> ConflictError:
    """Make the error of what somebody changed while it was typed anew.

    Args:
        then: What was `seen` before.
        choices: What is there and what was typed, a line each.
    """
    line = queries.journal.about_client(reader, client.id, then)
    changed = f"somebody else changed {printable(client.name)}"
    changed = changed if line is None else said(line, reader.author)
    return ConflictError(
        f"{changed}, while you typed; nothing was changed",
        hint or "look at what is there now, and edit it again",
        choices,
    )


def refuse_changed(reader: Reader, client: Found, then: int) -> None:
    """Refuse to go on where anything of a client was written since somebody was asked about it.

    Args:
        then: What was `seen`.

    Raises:
        ConflictError: Somebody wrote.
    """
    line = queries.journal.about_client(reader, client.id, then)
    if line is not None:
        raise ConflictError(
            f"{while_asked(line, reader.author)}; nothing was changed",
            f"look at it first: pulse show {shell_word(client.key)}",
        )


def while_asked(line: JournalLine | None, author: Author) -> str:
    """Say what was written of a client while somebody was asked about it.

    Args:
        line: The command; None of what was undone or redone, of which there is no later one.
    """
    changed = "somebody changed it" if line is None else said(line, author)
    return f"{changed}, while you were being asked"
