"""Walking through the clients to ring: a card, a key, and the call is written down."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from clientpulse import output, services
from clientpulse.cli.commands.rounds import acts
from clientpulse.cli.commands.rounds.walking import QUIT, UNDO, Act, Round

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session
    from clientpulse.views.dial import DialView

ACTS = (
    Act("l", "log", "logged", acts.log_call),
    Act("s", "skip", "skipped", acts.skip),
    Act("z", "snooze", "snoozed", acts.snooze),
    Act("u", UNDO),
    Act("q", QUIT),
)
QUESTION = "[l]og, [s]kip, snoo[z]e, [u]ndo or [q]uit?"
HINT = "type one of the letters l, s, z, u or q; u takes back what you did last"


def walk(work: Session, view: DialView) -> None:
    """Go from one client to the next; each call is written down, and can be undone, by itself."""

    def show(at: int) -> None:
        place = (at + 1, len(view.items))
        one = replace(view, items=(view.items[at],), more=0, place=place)
        work.show(output.screens.dial.SCREEN, one, "table")

    clients = [services.lookup.Found(one.client_id, one.key, one.client) for one in view.items]
    Round(work, clients, show, ACTS, QUESTION, HINT).walk()
