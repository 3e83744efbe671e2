"""``pulse dial``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from clientpulse import output, services
from clientpulse.cli.app.context import session
from clientpulse.cli.app.parameters import Format, Json, OptionalWho, OwnerOption, TagOption
from clientpulse.cli.commands.dial.walking import walk

AN_HOURS_WORTH = 5


def dial(
    ctx: typer.Context,
    who: OptionalWho = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", metavar="N", help="No more clients than this.", min=1)
    ] = AN_HOURS_WORTH,
    tag: TagOption = None,
    owner: OwnerOption = None,
    form: Format = "table",
    json: Json = False,
) -> None:
    """Show whom to ring now, and go through them one by one.

    \b
    Examples:
      pulse dial
      pulse dial @retail -n 10 --json

    Whoever you haven't spoken with for longest comes first. Left out are clients without a phone
    number, those you spoke with in the last 7 days, snoozed and paused ones, and those outside
    their working hours; where those aren't known, outside the office_hours of the config. In a
    terminal it goes through them: log the call, skip, snooze, undo the last or quit. With
    --format or --no-input, or in a pipe, it only lists them.
    """
    form = output.choose(form, json)
    source = ctx.get_parameter_source("form")
    work = session(ctx)
    with work.reader() as reader:
        chosen = work.scope(reader, who, tag=tag, owner=owner)
        view = services.dial.dial(
            reader,
            work.today,
            work.now,
            work.policy(reader),
            chosen,
            limit,
            work.settings.office_hours,
        )
    work.say_who(form)
    listed = json or (source is not None and source.name != "DEFAULT")
    if not view.items or listed or not (work.may_ask and sys.stdout.isatty()):
        work.show(output.screens.dial.SCREEN, view, form)
        return
    walk(work, view)
