"""What is said once everything was decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from clientpulse.output.phrases import counted

if TYPE_CHECKING:
    from clientpulse.services.reviewing.deciding import Decisions, Reviewed


def done(said: Decisions, what: Reviewed, left: int) -> Iterator[str]:
    """Say what was written down.

    Args:
        left: How much is still to be decided.
    """
    yield ""
    people = sum(len(one.people) for one, _ in said.proposals.people)
    parts = (
        (len(what.added), "client added", "clients added"),
        (people, "person added", "people added"),
        (what.touchpoints, "touchpoint from earlier mail", "touchpoints from earlier mail"),
        (len(said.same), "pair joined", "pairs joined"),
        (len(said.removed), "person deleted", "people deleted"),
    )
    written = [counted(count, one, many) for count, one, many in parts if count]
    yield f"{', '.join(written)}." if written else "Noted."
    yield "'pulse undo' takes all of this back."
    if left:
        yield f"{left} still to decide: pulse review"
