"""``pulse report``."""

from __future__ import annotations

from typing import Annotated

import typer

from clientpulse import output, services
from clientpulse.cli.app.completion import sorts, statuses
from clientpulse.cli.app.context import session
from clientpulse.cli.app.groups import PulseCommand
from clientpulse.cli.app.parameters import Format, Json, OwnerOption, TagOption

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(cls=PulseCommand)
def report(
    ctx: typer.Context,
    tag: TagOption = None,
    owner: OwnerOption = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            metavar="STATUS",
            help="Only clients of this status: overdue, on_track ...; repeat for several.",
            autocompletion=statuses,
        ),
    ] = None,
    sort: Annotated[
        str,
        typer.Option(
            metavar="ORDER",
            help="status, name, due, last (longest silence first) or kept (worst first).",
            autocompletion=sorts,
        ),
    ] = "status",
    form: Format = "table",
    json: Json = False,
) -> None:
    """Show the whole portfolio at a glance.

    \b
    Examples:
      pulse report
      pulse report --status overdue --owner sam
      pulse report --sort last --format markdown

    A row shows a client's status, what was agreed, when you last met and were last in touch, what
    comes next, how many intervals were kept in the last twelve months, and how many touchpoints
    each of the last twelve weeks had.
    """
    form = output.choose(form, json)
    work = session(ctx)
    wanted = [one.strip().lower().replace(" ", "_").replace("-", "_") for one in status or ()]
    with work.reader() as reader:
        view = services.portfolio.report.report(
            reader,
            work.today,
            work.policy(reader),
            services.lookup.scope(reader, None, tag, owner),
            statuses=wanted,
            sort=sort.strip().lower(),
        )
    work.show(output.screens.report.SCREEN, view, form)
