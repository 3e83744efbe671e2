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
    from clientpulse.views.proposals import ProposalsView
    from clientpulse.views.syncing import SyncedView


NOTHING = "Nothing was stored."
BY_HAND = (
    'By hand:      pulse add "Acme GmbH" --meet quarterly',
    "From a file:  pulse import contacts.csv --dry-run",
)


def done(
    added: Sequence[Client],
    said: Decided,
    synced: SyncedView,
    due: int,
    config: str,
    view: ProposalsView,
    *,
    has_timer: bool,
) -> Iterator[str]:
    """Say what was written down, and what to do now.

    Args:
        due: How many clients are due.
        view: Everybody who might have been proposed.
    """
    yield ""
    people = sum(len(one.people) for one, _ in said.people)
    numbers = (
        counted(len(added), "client") if added else "",
        counted(people, "person", "people") if people else "",
    )
    yield f"Added: {listed(numbers)}." if any(numbers) else "No client was added."
    yield from syncing.lines(synced)
    left = sum(one.likely for one in view.items) - len(said)
    if left:
        yield f"{left} not decided yet: pulse setup"
    yield from _others(view)
    yield f"The settings are in {config}; from now on 'pulse sync' reads what is new."
    if not has_timer:
        yield "To have that done each morning, and the list brought to you: pulse timer install"
    if any(numbers):
        yield "'pulse undo' takes all of this back, except the settings."
    yield ""
    if due:
        yield f"{counted(due, 'client')} {'is' if due == 1 else 'are'} due: pulse due"
    elif any(numbers):
        yield "Nobody is due today: pulse due --within 2w"
    else:
        yield from BY_HAND


def nothing(view: ProposalsView, *, stopped: bool) -> Iterator[str]:
    """Say why nothing was stored, and how to begin all the same.

    Args:
        stopped: Somebody was proposed, and whoever was asked stopped at once.
    """
    if stopped:
        yield NOTHING
    elif any(one.read is not None for one in view.sources):
        yield f"Nobody new to propose. {NOTHING}"
        yield from _others(view)
    else:
        yield f"There was nothing to read. {NOTHING}"
        yield from BY_HAND


def _others(view: ProposalsView) -> Iterator[str]:
    others = sum(not one.likely for one in view.items)
    if others:
        yield f"{counted(others, 'other')} you wrote to less: pulse review"
