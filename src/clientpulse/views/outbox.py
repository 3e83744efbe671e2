"""Lines of ``pulse log`` that wait on this computer for their store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from clientpulse.views.log import LogLine


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A line that was typed with ``--later``.

    Attributes:
        id: Its number here.
        uid: Its name everywhere: by it the store knows whether it was delivered.
        store: The path of the store that it is for; of one on a server that of what is kept here.
        location: That store as ``--db`` is given it.
        why: Why it couldn't be delivered; empty where nobody has tried.
    """

    id: int
    uid: str
    store: str
    kept_at: datetime
    line: LogLine
    location: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class OutboxView:
    """What waits.

    Attributes:
        items: For the store in use, in the order in which they were typed.
        unreadable: Files that can't be read as a line, whatever store they are for.
        elsewhere: The other stores, as ``--db`` is given them, for which something waits.
        letters: How many letters weren't sent, or not logged: some look for them here.
    """

    today: date
    items: tuple[KeptLine, ...]
    unreadable: tuple[Path, ...] = ()
    elsewhere: tuple[str, ...] = ()
    letters: int = 0
