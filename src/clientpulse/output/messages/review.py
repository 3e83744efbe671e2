"""What is said once everything was decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from clientpulse.output.phrases import counted

if TYPE_CHECKING:
    from clientpulse.services.reviewing.deciding import Decisions, Reviewed


def fields(said: Decisions, what: Reviewed, left: int) -> dict[str, Any]:
    """Return what was written down; people and pairs as they are named in the list."""
    return {
        "clients": [{"client": one.name, "key": one.key} for one in what.added],
        "people": _people(said),
        "touchpoints": what.touchpoints,
        "never": _never(said),
        "same": [one.ref for one in said.same],
        "apart": [one.ref for one in said.apart],
        "kept": [one.ref for one in said.kept],
        "removed": [one.ref for one in said.removed],
        "left": left,
    }


def done(said: Decisions, what: Reviewed, left: int) -> Iterator[str]:
    """Say what was written down.

    Args:
        left: How much is still to be decided.
    """
    parts = (
        (len(what.added), "client added", "clients added"),
        (_people(said), "person added", "people added"),
        (what.touchpoints, "touchpoint from earlier mail", "touchpoints from earlier mail"),
        (len(said.same), "pair joined", "pairs joined"),
        (len(said.removed), "person deleted", "people deleted"),
    )
    written = [counted(count, one, many) for count, one, many in parts if count]
    if written:
        yield f"{', '.join(written)}."
    if never := _never(said):
        yield f"Not asked about again: {', '.join(never)}"
    if not (written or never):
        yield "Noted."
    yield "'pulse undo' takes all of this back."
    if left:
        yield f"{left} still to decide: pulse review"


def _people(said: Decisions) -> int:
    return sum(len(one.people) for one, _ in said.proposals.people)


def _never(said: Decisions) -> list[str]:
    theirs = [who.address for one in said.proposals.never for who in one.people]
    return [*theirs, *said.addresses]
