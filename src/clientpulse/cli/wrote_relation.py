"""What the commands about promises and mistakes say after they wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from clientpulse.cadence.wording import in_words, span_words
from clientpulse.dates import long_date
from clientpulse.output.phrases import shell_word
from clientpulse.views.relation import CommitmentView, MistakeView

US = "us"


def agreed(view: CommitmentView, today: date) -> Iterator[str]:
    """Echo a promise or an ask, and say what comes next."""
    yield f"{'Promised to' if view.owed_by == US else 'Asked of'} {commitment(view, today)}"
    if view.due_on is None:
        yield (
            "It has no day, so only the brief and the agenda show it. To give it one:"
            f" pulse commitment edit {view.id} --by DATE"
        )
    else:
        yield f"Once it is {'kept' if view.owed_by == US else 'there'}: pulse done {view.id}"


def ended(view: CommitmentView) -> str:
    """Echo that a promise or an ask is done, and whether that was in time."""
    verb = "Kept" if view.owed_by == US else "Received"
    whose = "promised to" if view.owed_by == US else "asked of"
    day = view.done_on or view.made_on
    timing = ""
    if view.due_on is not None:
        late = (day - view.due_on).days
        timing = f" ({span_words(late)} late)" if late > 0 else " (in time)"
    return (
        f"{verb}, {whose} {view.client}, {long_date(day)}{timing}: {view.what} (number {view.id})"
    )


def commitment(view: CommitmentView, today: date) -> str:
    """Name a promise or an ask in a line: with whom, by when, what, its number."""
    by = ""
    if view.due_on is not None:
        by = f" by {long_date(view.due_on)} ({in_words((view.due_on - today).days)})"
    return f"{view.client}{by}: {view.what} (number {view.id})"


def entered(view: MistakeView) -> Iterator[str]:
    """Echo a mistake, and say what to prepare before the client is told."""
    yield f"Written down: {mistake(view)}"
    if view.told_on is None:
        yield prepared(view)


def prepared(view: MistakeView) -> str:
    """Say what is still to be found out before the client is told, or how to tell."""
    missing = [one for one in ("why", "fix") if getattr(view, one) is None]
    if not missing:
        return (
            f"Ready to be told: pulse draft apology {shell_word(view.key)}, then:"
            f" pulse mistake told {view.id}"
        )
    words = {"why": "why it happened", "fix": "how it is put right"}
    options = " ".join(f"--{one} TEXT" for one in missing)
    return (
        f"Prepare before you tell them: {' and '.join(words[one] for one in missing)}."
        f" pulse mistake edit {view.id} {options}"
    )


def told(view: MistakeView, today: date) -> Iterator[str]:
    """Echo that a client was told, and say that it is to be made good."""
    day = "" if view.told_on is None else f", {long_date(view.told_on)}"
    yield f"Told{day}: {mistake(view)}"
    by = ""
    if view.fix_by is not None:
        by = f" by {long_date(view.fix_by)} ({in_words((view.fix_by - today).days)})"
    yield f"Now make it good{by}, then: pulse mistake fixed {view.id}"


def fixed(view: MistakeView) -> Iterator[str]:
    """Echo that a mistake was made good, and say that one call is left."""
    day = "" if view.fixed_on is None else f", {long_date(view.fixed_on)}"
    yield f"Fixed{day}: {mistake(view)}"
    yield "One call is left: later 'pulse due' reminds you to ask them whether all is well."


def mistake(view: MistakeView) -> str:
    """Name a mistake in a line: with whom, when it happened, what, its number."""
    day = "" if view.happened_on is None else f" of {long_date(view.happened_on)}"
    return f"mistake with {view.client}{day}: {view.what} (number {view.id})"
