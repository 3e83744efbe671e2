"""What setup says while it asks: answers on stdout, what is wrong on stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from clientpulse import output

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session
    from clientpulse.errors import ClientpulseError


def say(work: Session, *lines: str) -> None:
    """Say some lines at once."""
    work.answer({}, lines, json=False)
    sys.stdout.flush()


def refuse(error: ClientpulseError) -> None:
    """Say what is wrong, and what to do; setup goes on."""
    for line in (error.message, f"hint: {error.hint}" if error.hint else ""):
        if line:
            said = output.cells.fitted(output.safe.one_line(line), sys.stderr)
            sys.stderr.write(f"{said}\n")
