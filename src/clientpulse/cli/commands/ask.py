"""``pulse ask``."""

from __future__ import annotations

import typer

from clientpulse.cli.app.groups import PulseCommand
from clientpulse.cli.app.parameters import Client, WroteJson
from clientpulse.cli.commands.promise import By, What, agree

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=PulseCommand)
def ask(
    ctx: typer.Context, client: Client, what: What, by: By = None, json: WroteJson = False
) -> None:
    """Write down what a client owes you.

    \b
    Examples:
      pulse ask acme the payroll files --by "27 nov"
      pulse ask acme a photo for the brochure

    With a day, 'pulse due' reminds you to chase it from the day after, and again every few days.
    Without one it stays in the brief and on the agenda until you have it.
    """
    agree(ctx, "ask", "client", client, what, by, json)
