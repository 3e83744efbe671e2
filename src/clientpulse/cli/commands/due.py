"""``pulse due``."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from clientpulse import output, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import ClientOption, OptionalWho, OwnerOption, TagOption
from clientpulse.cli.app.shapes import Shown, reading
from clientpulse.errors import ExitCode, InputError

ROWS_ON_A_SCREEN = 50


@reading()
def due(
    work: Session,
    form: str,
    who: OptionalWho = None,
    within: Annotated[
        str | None,
        typer.Option(metavar="INTERVAL", help="Also what is due this far ahead: 2w."),
    ] = None,
    client: ClientOption = None,
    tag: TagOption = None,
    owner: OwnerOption = None,
    limit: Annotated[
        int | None,
        typer.Option(metavar="N", help="No more than this many clients; items in JSON and CSV."),
    ] = None,
    unlimited: Annotated[
        bool, typer.Option("--all", help="All clients; by default a terminal shows 50.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Exit with 10 when something is due.")
    ] = False,
) -> Shown[Any]:
    """Show whom to contact today, and about what.

    \b
    Examples:
      pulse due
      pulse due --within 2w          what comes up in the next two weeks too
      pulse due @retail --json       the clients with this tag; acme: one client

    The most urgent comes first: today's meetings, then what is overdue, measured by its own
    interval, then what is due. A row shows how late it is, why, when and how you were last in
    touch, and the command to type when it is done.
    """
    if limit is not None and limit < 1:
        raise InputError(f"a limit of {limit} shows nothing", "give 1 or more, or --all")
    if unlimited and limit is not None:
        raise InputError("--all contradicts --limit", "give one of them")
    if client is not None:
        if who is not None:
            raise InputError("that names two clients", "leave --client out, or the other one")
        who = client
    span = services.text.span(within) if within is not None else None
    if limit is None and not unlimited and form == "table" and sys.stdout.isatty():
        limit = ROWS_ON_A_SCREEN
    items_limit = limit if form in {"json", "csv"} else None
    with work.reader() as reader:
        view = services.portfolio.due.due(
            reader,
            work.today,
            work.policy(reader),
            services.lookup.scope(reader, who, tag, owner),
            within=span,
            limit=limit,
            items_limit=items_limit,
            now=work.now if form in {"table", "markdown"} else None,
            dial=work.settings.dial,
        )
    code = ExitCode.DUE if check and view.has_something_due else ExitCode.DONE
    return Shown(output.screens.due.SCREEN, view, code)
