"""What to do with a kept letter: shown and asked about, or decided where there is nobody to ask."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import typer

from clientpulse import output, services
from clientpulse.cadence.wording import weekday_date
from clientpulse.cli.commands.draft import places

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session
    from clientpulse.services.drafting.kept import Letter

SEND, LOG, SHOW, DROP, LEAVE, QUIT = "send", "log", "show", "drop", "leave", "quit"

Decide = Callable[["Letter", Sequence[str]], tuple[str, str]]
"""Says what to do with a letter, and of one that is left why; it is told what to say of it."""

_ANYWAY = {"s": SHOW, "d": DROP, "l": LEAVE, "q": QUIT}
_REST = "[s]how, [d]rop, [l]eave or [q]uit"
_NOT_OUT = {"y": SEND} | _ANYWAY, f"Send it now? [y]es, {_REST}? "
_PERHAPS = (
    {"w": LOG, "a": SEND} | _ANYWAY,
    f"It [w]ent out: log it, send it [a]gain, {_REST}? ",
)
_OUT = _ANYWAY, f"{_REST}? ".capitalize()


def nobody(*, yes: bool) -> Decide:
    """Decide where there is nobody to ask: only what certainly never left goes out."""
    kept = services.drafting.kept

    def decide(letter: Letter, doubts: Sequence[str]) -> tuple[str, str]:
        if letter.state == kept.SENDING:
            return LEAVE, "it may have gone out"
        if doubts:
            return LEAVE, " ".join(doubts).removesuffix(".")
        return (SEND, "") if yes else (LEAVE, "not sent yet")

    return decide


def somebody(work: Session, place: str) -> Decide:
    """Show a letter, and ask what to do with it; Enter leaves it.

    Args:
        place: Which of how many it is.
    """
    kept = services.drafting.kept

    def decide(letter: Letter, doubts: Sequence[str]) -> tuple[str, str]:
        for line in _card(letter, place, doubts, work.today):
            places.remark(line)
        perhaps = _PERHAPS if letter.state == kept.SENDING else _NOT_OUT
        keys, question = _OUT if letter.state == kept.SENT else perhaps
        while True:
            typed = work.ask(output.cells.fitted(question, sys.stderr)).strip().lower()
            action = keys.get(typed, "") if typed else LEAVE
            if action == SHOW:
                places.show(letter.draft)
            elif action == DROP and not typer.confirm("Drop it for good?", False, err=True):
                return LEAVE, ""
            elif action:
                return action, ""
            else:
                *others, last = keys
                places.remark(f"Type {', '.join(others)} or {last}; Enter leaves it.")

    return decide


def _card(letter: Letter, place: str, doubts: Sequence[str], today: date) -> Iterator[str]:
    kept = services.drafting.kept
    who = ", ".join(one.address for one in letter.to)
    yield f"{place}: {letter.settles.kind} to {letter.whose.name}, {who}"
    yield f"  {letter.draft.subject}"
    at = letter.at
    tried = f"{weekday_date(at.date(), today)} at {at:%H:%M}" if at else ""
    why = f": {letter.why}" if letter.why else "."
    if letter.state == kept.SENDING:
        yield f"  It may have gone out on {tried}{why}"
    elif letter.state == kept.FAILED:
        yield f"  It couldn't be sent on {tried}{why}"
    elif letter.state == kept.WAITING:
        yield "  It hasn't been sent yet."
    yield from (f"  {one}" for one in doubts)
