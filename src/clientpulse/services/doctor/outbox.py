"""Lines that wait in the outbox, and files there that can't be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from clientpulse.errors import StoreError
from clientpulse.output import phrases
from clientpulse.quoting import printable
from clientpulse.services.lines import folder, keeping
from clientpulse.views.doctor import OK, WARNING, Finding

CHECK = "outbox"


def findings(store: Path) -> Iterator[Finding]:
    """Look at what waits; where nothing does, nothing is found."""
    if folder.is_empty():
        return
    try:
        found = keeping.find(store)
    except StoreError as error:
        yield Finding(CHECK, WARNING, error.message, error.hint)
        return
    for one in found.lines:
        message = f"line {one.id}, {one.line.client}: {one.why or 'not delivered yet'}"
        hint = "see: pulse outbox" if one.why else "deliver it: pulse outbox deliver"
        yield Finding(CHECK, WARNING if one.why else OK, printable(message), hint)
    for file in found.unreadable:
        message = f"this can't be read as a line of the outbox: {printable(str(file))}"
        yield Finding(CHECK, WARNING, message, "look at it, and delete it if nobody needs it")
    if found.elsewhere:
        stores = phrases.counted(len(found.elsewhere), "other store")
        yield Finding(CHECK, OK, f"more waits for {stores}", "see: pulse outbox")
