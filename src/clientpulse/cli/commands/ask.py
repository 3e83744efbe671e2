"""``pulse ask``."""

from __future__ import annotations

from typing import Any

from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import Client
from clientpulse.cli.app.shapes import Answer, Shown, writing
from clientpulse.cli.commands.promise import By, What, agree


@writing()
def ask(work: Session, client: Client, what: What = None, by: By = None) -> Answer | Shown[Any]:
    """Write down what a client owes you.

    \b
    Examples:
      pulse ask acme the payroll files --by "27 nov"
      pulse ask acme a photo for the brochure
      pulse ask acme                                  lists what is open both ways

    With a day, 'pulse due' reminds you to chase it from the day after, and again every few days.
    Without one it stays in the brief and on the agenda until you have it.
    """
    return agree(work, "client", client, what, by)
