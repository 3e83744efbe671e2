"""What is said after a check-up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clientpulse.dates import long_date
from clientpulse.output.screens.checkups import change, rounded, status_text
from clientpulse.quoting import shell_word
from clientpulse.records import Checkup


def checkup(view: Checkup) -> str:
    """Name a check-up in a line: of whom, when, its score."""
    score = f"{rounded(view.score)} of 100, {status_text(view.score)}"
    return f"Check-up of {view.client}, {long_date(view.checked_on)}: {score}"


def last_one(left: Sequence[Checkup]) -> str:
    """Say which check-up is the last one, now that another is gone."""
    if not left:
        return "There are no others."
    score = f"{rounded(left[0].score)} of 100"
    return f"The latest is now that of {long_date(left[0].checked_on)}: {score}."


def checked(
    done: Checkup, before: Checkup | None, weakest: Sequence[tuple[str, str]], left: int = 0
) -> Iterator[str]:
    """Say how a relationship does, how that changed, and what to work on.

    Args:
        weakest: The traits to work on, by name, with their answers.
        left: How many traits weren't asked about any more.
    """
    yield checkup(done)
    if before is not None:
        by = change(done, before)
        how = "the same as" if by == "=" else f"{by} since"
        yield f"That is {how} {long_date(before.checked_on)}."
    if weakest:
        yield f"To work on: {', '.join(f'{name} ({said})' for name, said in weakest)}"
    elif not left:
        yield "Nothing to work on: every answer is the best possible."
    if left:
        key = shell_word(done.key)
        yield f"Your answers are kept; {left} not asked yet. To continue: pulse checkup {key}"
