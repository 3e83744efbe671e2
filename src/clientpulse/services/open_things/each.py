"""Doing the same to several things, as one change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from clientpulse.errors import ClientpulseError

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

Ref = TypeVar("Ref")
Done = TypeVar("Done")


def do(unit: UnitOfWork, refs: Sequence[Ref], act: Callable[[Ref], Done]) -> list[Done]:
    """Do it to each; the journal tells of all.

    Raises:
        ClientpulseError: It can't be done to one of them; the hint says that none was changed.
    """
    done, summaries = [], []
    for ref in refs:
        try:
            done.append(act(ref))
        except ClientpulseError as error:
            if len(refs) > 1:
                error.hint = f"nothing was changed; {error.hint}"
            raise
        summaries.append(unit.summary)
    unit.describe("; ".join(summaries))
    return done
