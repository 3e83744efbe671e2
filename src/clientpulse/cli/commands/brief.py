"""``pulse brief``."""

from __future__ import annotations

import typer

from clientpulse import output, services
from clientpulse.cli.app.context import session
from clientpulse.cli.app.groups import PulseCommand
from clientpulse.cli.app.parameters import Client, Format, Json

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=PulseCommand)
def brief(ctx: typer.Context, client: Client, form: Format = "table", json: Json = False) -> None:
    """Read up on a client before a call, on one screen.

    \b
    Examples:
      pulse brief acme
      pulse brief acme --json

    Who they are and how they like to talk, what was said last and in what mood, what is open both
    ways, what went wrong, what to ask after, and the agenda. Long texts are shortened here; --json
    and 'pulse show' have them in full.
    """
    form = output.choose(form, json)
    work = session(ctx)
    with work.reader() as reader:
        found = services.lookup.client(reader, client)
        view = services.brief.brief(reader, work.today, work.policy(reader), found, work.now)
    work.show(output.screens.brief.SCREEN, view, form)
