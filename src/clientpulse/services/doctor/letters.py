"""Letters that are kept: not sent, or not logged, or no letters any more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from clientpulse.errors import StoreError
from clientpulse.output import phrases
from clientpulse.quoting import printable
from clientpulse.services.drafting import kept
from clientpulse.views.doctor import WARNING, Finding

CHECK = "letters"


def findings(store: Path) -> Iterator[Finding]:
    """Look for letters of a store; where there are none, nothing is found."""
    try:
        found = kept.find(store)
    except StoreError as error:
        yield Finding(CHECK, WARNING, error.message, error.hint)
        return
    if found.letters:
        left = phrases.counted(len(found.letters), "letter")
        hint = "go through what is left: pulse draft --resend"
        yield Finding(CHECK, WARNING, f"{left} not sent, or not logged", hint)
    for file in found.unreadable:
        message = f"this can't be read as a letter: {printable(str(file))}"
        yield Finding(CHECK, WARNING, message, "look at it, and delete it if nobody needs it")
