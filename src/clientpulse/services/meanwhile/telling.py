"""Telling what others wrote lately, or while somebody typed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from clientpulse.dates import long_date
from clientpulse.quoting import printable
from clientpulse.store import queries

if TYPE_CHECKING:
    from clientpulse.store.author import Author
    from clientpulse.store.lately import Before
    from clientpulse.store.reader import Reader
    from clientpulse.views.journal import JournalLine

MINUTE = 60


def seen(reader: Reader) -> int:
    """Return what tells afterwards which commands came later: the last one's number."""
    return queries.journal.last(reader)


def said(line: JournalLine, author: Author) -> str:
    """Say when who did what: ``on Fri 27 Nov 2026 at 10:12 kim logged a call with Acme``."""
    elsewhere = " elsewhere" if is_mine(line, author) else ""
    return f"{_on(line.ran_at)} {who(line, author)} {line.summary}{elsewhere}"


def happened(line: JournalLine, author: Author) -> str:
    """Say what came of a command last: who ran it, or undid it, and when."""
    if line.undone_at is None:
        return said(line, author)
    if not author.is_one_of_several:
        # Where not several write, anybody may have.
        return f"{_on(line.undone_at)} '{line.summary}' was undone"
    elsewhere = " elsewhere" if is_mine(line, author) else ""
    return f"{_on(line.undone_at)} {who(line, author)} undid '{line.summary}'{elsewhere}"


def _on(moment: datetime) -> str:
    here = moment.astimezone()
    return f"on {long_date(here.date())} at {here:%H:%M}"


def is_mine(line: JournalLine, author: Author) -> bool:
    """Tell whether we ran it ourselves, as far as that is known."""
    return author.is_called(line.by) or not (author.name or author.is_one_of_several)


def who(line: JournalLine | None, author: Author) -> str:
    """Name whoever ran a command, as they call themselves."""
    if line is not None and is_mine(line, author):
        return "you"
    return printable(line.by) if line is not None and line.by else "somebody else"


def told(before: Before, now: datetime | None = None) -> str:
    """Say what a colleague did lately with what was changed now."""
    line = before.line
    seconds = ((now or datetime.now(UTC)) - line.ran_at).total_seconds()
    minutes = int(seconds // MINUTE)
    ago = f"{minutes} minute{'s' if minutes > 1 else ''} ago" if minutes > 0 else "just now"
    did = "entered" if before.entered else "changed"
    return f"{printable(line.by or 'somebody else')} {did} this {ago}: {line.summary}"


def about(reader: Reader, client_id: int, then: int) -> str | None:
    """Say what was written last of a client since something was `seen`; None of nothing."""
    line = queries.journal.about_client(reader, client_id, then)
    if line is None:
        return None
    words = said(line, reader.author)
    return f"{words[0].upper()}{words[1:]}."
