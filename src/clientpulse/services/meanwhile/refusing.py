"""Refusing to overwrite what others wrote while somebody typed, or was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientpulse.errors import ConflictError
from clientpulse.quoting import printable, shell_word
from clientpulse.services.meanwhile.telling import said
from clientpulse.store import queries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clientpulse.services.lookup import Found
    from clientpulse.store.reader import Reader


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
    changed = while_asked(reader, client, then)
    if changed is not None:
        raise ConflictError(
            f"{changed}; nothing was changed",
            f"look at it first: pulse show {shell_word(client.key)}",
        )


def while_asked(reader: Reader, client: Found, then: int) -> str | None:
    """Say what was written last of a client since somebody was asked about it; None of nothing.

    Args:
        then: What was `seen`.
    """
    line = queries.journal.about_client(reader, client.id, then)
    return None if line is None else f"{said(line, reader.author)}, while you were asked"
