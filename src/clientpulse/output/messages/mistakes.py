"""What is said after something was written down about a mistake."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from clientpulse.dates import long_date
from clientpulse.output.messages.days import by_day
from clientpulse.quoting import shell_word
from clientpulse.records import Mistake
from clientpulse.views.states import ClientState


def entered(view: Mistake) -> Iterator[str]:
    """Echo a mistake, and say what to prepare before the client is told."""
    yield f"Written down: {mistake(view)}"
    if view.told_on is None:
        yield prepared(view)


def prepared(view: Mistake) -> str:
    """Say what is still to be found out before the client is told, or how to tell."""
    missing = [one for one in ("why", "fix") if getattr(view, one) is None]
    if not missing:
        return (
            f"Ready to be told: pulse draft apology {shell_word(view.key)}, then:"
            f" pulse mistake told {view.id}"
        )
    words = {"why": "why it happened", "fix": "how you'll fix it"}
    options = " ".join(f"--{one} TEXT" for one in missing)
    return (
        f"Prepare before you tell them: {' and '.join(words[one] for one in missing)}."
        f" pulse mistake edit {view.id} {options}"
    )


def to_fix(view: Mistake, today: date) -> str:
    """Say that what was told has to be fixed."""
    return f"Now fix it{by_day(view.fix_by, today)}, then: pulse mistake fixed {view.id}"


def fixed(view: Mistake, state: ClientState) -> Iterator[str]:
    """Echo that a mistake was fixed, and say that one call remains, where one is asked for."""
    yield echo("Fixed", view.fixed_on, view)
    if state.asks("look_back"):
        yield "One call remains: 'pulse due' will remind you to ask whether all is well."


def echo(verb: str, day: date | None, view: Mistake) -> str:
    """Echo what was done about a mistake, with its day."""
    return f"{verb}{'' if day is None else f', {long_date(day)}'}: {mistake(view)}"


def mistake(view: Mistake) -> str:
    """Name a mistake in a line: with whom, when it happened, what, its number."""
    day = "" if view.happened_on is None else f" of {long_date(view.happened_on)}"
    return f"mistake with {view.client}{day}: {view.what} (number {view.id})"
