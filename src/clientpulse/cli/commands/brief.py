"""``pulse brief``."""

from __future__ import annotations

from typing import Any

from clientpulse import output, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import Client
from clientpulse.cli.app.shapes import Shown, reading


@reading()
def brief(work: Session, client: Client) -> Shown[Any]:
    """Read up on a client before a call, on one screen.

    \b
    Examples:
      pulse brief acme
      pulse brief acme --json

    Who they are and how they like to talk, what was said last and in what mood, what is open both
    ways, what went wrong, what to ask after, and the agenda. Long texts are shortened here; --json
    and 'pulse show' have them in full.
    """
    view = work.read_for(
        client,
        lambda reader, found: services.brief.brief(
            reader, work.today, work.policy(reader), found, work.now
        ),
    )
    return Shown(output.screens.brief.SCREEN, view)
