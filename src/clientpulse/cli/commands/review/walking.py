"""Going through what is to be decided: a key each; nothing is written meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from clientpulse import output, services
from clientpulse.cli.app.keys import ask_key
from clientpulse.cli.commands.setup import walking
from clientpulse.cli.commands.setup.saying import say
from clientpulse.views.proposals import ProposalsView

if TYPE_CHECKING:
    from collections.abc import Callable

    from clientpulse.cli.app.context import Session
    from clientpulse.services.reviewing.deciding import Decisions
    from clientpulse.views.review import ReviewView

Item = TypeVar("Item")

DOUBLE = "[s]ame, [d]ifferent, [l]ater, [q]uit:"
VANISHED = "[k]eep, [r]emove, [l]ater, [q]uit:"
LATER, QUIT = "l", "q"


def walk(work: Session, view: ReviewView) -> Decisions:
    """Ask about everything, until all has an answer or somebody stops."""
    said = services.reviewing.deciding.Decisions()
    heading = f"To decide: {output.screens.review.counted(view)}. Nothing is stored before the end."
    if view.proposals:
        proposals = ProposalsView(view.today, view.proposals)
        said.proposals = walking.walk(work, proposals, heading)
        if len(said.proposals) < len(view.proposals):
            return said
    else:
        say(work, heading)
    screen = output.screens.review
    if _ask_each(
        work,
        view.doubles,
        lambda one: f"Perhaps one: {screen.double(one)}",
        DOUBLE,
        {"s": said.same, "d": said.apart},
    ):
        _ask_each(
            work,
            view.vanished,
            lambda one: screen.vanished(one, view),
            VANISHED,
            {"k": said.kept, "r": said.removed},
        )
    return said


def _ask_each(
    work: Session,
    items: Sequence[Item],
    said_of: Callable[[Item], str],
    question: str,
    answers: dict[str, list[Item]],
) -> bool:
    """Ask about each of some things, and tell whether to go on behind them."""
    for one in items:
        say(work, "", said_of(one))
        while (key := ask_key(f"{output.cells.fitted(question, sys.stderr)} ")) not in answers:
            if key == QUIT:
                return False
            if key in ("", LATER):
                break
        else:
            answers[key].append(one)
    return True
