"""Delivering what waits in the outbox, before a command uses the store."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from clientpulse import output, services

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session
    from clientpulse.services.lines.delivering import Delivered
    from clientpulse.views.outbox import KeptLine

LEAVE_IT = {"", "store", "doctor", "config", "outbox"}
"""The first words of commands that look at the store as it is, or take care of it themselves."""


def deliver_first(work: Session) -> None:
    """Deliver what waits, and say so; what can't be delivered keeps nothing else from running.

    Raises:
        UnreachableError: The server can't be reached, so the command couldn't run either.
    """
    if (
        work.command.partition(" ")[0] in LEAVE_IT
        or work.options.demo
        or services.lines.folder.is_empty()
    ):
        return
    done = deliver(work)
    said = output.messages.outbox
    for one in done.refused:
        if one.id in done.is_news:
            tell(said.refused(one, work.today))


def deliver(work: Session) -> Delivered:
    """Deliver what waits for the store, and say each time that a line is stored."""

    def say(one: KeptLine, client: str) -> None:
        tell(output.messages.outbox.delivered(one, client, work.today))

    return services.lines.delivering.deliver(work.store, work.policy, say)


def tell(line: str) -> None:
    """Say something on stderr, where it is in nobody's way."""
    sys.stderr.write(f"{output.cells.fitted(output.safe.one_line(line), sys.stderr)}\n")
