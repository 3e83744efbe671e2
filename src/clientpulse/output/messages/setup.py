"""What is said at the end of setup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from clientpulse.cadence.wording import listed
from clientpulse.output.messages import syncing
from clientpulse.output.phrases import counted

if TYPE_CHECKING:
    from clientpulse.records import Client
    from clientpulse.services.proposing.accepting import Decided
    from clientpulse.views.syncing import SyncedView


def done(
    added: Sequence[Client], said: Decided, synced: SyncedView, due: int, config: str, others: int
) -> Iterator[str]:
    """Say what was written down, and what to do now.

    Args:
        due: How many clients are due.
        others: How many weren't proposed: we did too little with them.
    """
    yield ""
    people = sum(len(one.people) for one, _ in said.people)
    who = counted(people, "person", "people") if people else ""
    yield f"Added: {listed((counted(len(added), 'client'), who))}."
    yield from syncing.lines(synced)
    if others:
        yield f"{counted(others, 'other')} you wrote to less: pulse review"
    yield f"The settings are in {config}; from now on 'pulse sync' reads what is new."
    yield "'pulse undo' takes all of this back, but for the settings."
    yield ""
    if due:
        yield f"{counted(due, 'client')} {'is' if due == 1 else 'are'} due: pulse due"
    else:
        yield "Nobody is due today: pulse due --within 2w"
