"""What is open with a client: what a contact may settle, and what can be marked as done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clientpulse.services.open_things import closing, kinds
from clientpulse.ui.form import Settled

if TYPE_CHECKING:
    from clientpulse.services.open_things.thing import Kind
    from clientpulse.services.stores import Reader
    from clientpulse.ui.door import Work
    from clientpulse.ui.views import Whom

# By the option of ``log``: what is asked for, and how it reads.
_SETTLED: tuple[tuple[str, Kind, str], ...] = (
    ("kept", kinds.KEPT, "kept"),
    ("got", kinds.GOT, "received"),
    ("told", kinds.TOLD, "told them of"),
    ("fixed", kinds.FIXED, "fixed"),
    ("remembered", kinds.REMEMBERED, "thought of"),
)


def what_may_be_settled(work: Work, whom: Whom) -> Sequence[Settled]:
    """Read what a contact with a client may settle."""

    def ask(reader: Reader) -> list[Settled]:
        return [
            Settled(option, one.ref, f"{word}: {one.said}")
            for option, kind, word in _SETTLED
            for one in kind.found(reader, work.today, whom.id)
        ]

    return work.read(ask)


def what_may_be_done(work: Work, whom: Whom) -> Sequence[tuple[Sequence[str], str]]:
    """Read what can be marked as done with a client: the command for each, and what it is."""

    def ask(reader: Reader) -> list[tuple[Sequence[str], str]]:
        return [
            ((*one.command, one.ref), one.said)
            for one in closing.found(reader, work.today, whom.id)
        ]

    return work.read(ask)
