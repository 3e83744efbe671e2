"""What is said after a check-up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clientpulse.dates import long_date
from clientpulse.output.screens.checkups import change, rounded, status_text
from clientpulse.records import Checkup


def checked(
    done: Checkup, before: Checkup | None, weakest: Sequence[tuple[str, str]]
) -> Iterator[str]:
    """Say how a relationship does, how that changed, and what to work on.

    ``weakest`` holds the traits to work on, by name, with their answers.
    """
    score = f"{rounded(done.score)} of 100, {status_text(done.score)}"
    yield f"Check-up of {done.client}, {long_date(done.checked_on)}: {score}"
    if before is not None:
        by = change(done, before)
        how = "the same as" if by == "=" else f"{by} since"
        yield f"That is {how} {long_date(before.checked_on)}."
    if weakest:
        yield f"To work on: {', '.join(f'{name} ({said})' for name, said in weakest)}"
    else:
        yield "Nothing to work on: every answer is the best possible."
