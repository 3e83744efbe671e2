"""``pulse project``: pieces of work for a client."""

from __future__ import annotations

from typing import Annotated

import typer

from clientpulse import dates, output, records, services
from clientpulse.cli.app.context import session
from clientpulse.cli.app.groups import PulseCommand, PulseGroup
from clientpulse.cli.app.parameters import Client, Format, Json, OptionalClient, WroteJson

app = typer.Typer(
    cls=PulseGroup,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="""Start or finish a project for a client.

    \b
    Examples:
      pulse project start acme New website
      pulse project finish acme website
    """,
)

On = Annotated[
    str | None,
    typer.Option("--on", "-d", "--date", metavar="DATE", help="When; default: today."),
]


@app.command(cls=PulseCommand)
def start(
    ctx: typer.Context,
    client: Client,
    name: Annotated[
        list[str], typer.Argument(metavar="NAME", help="What it is called; no quotes needed.")
    ],
    on: On = None,
    json: WroteJson = False,
) -> None:
    """Start a project.

    \b
    Examples:
      pulse project start acme New website
      pulse project start acme Tax return 2026 --on "1 nov"
    """
    work = session(ctx)
    day = work.today if on is None else work.day(on, dates.Prefer.PAST)
    with work.unit_of_work("project start") as unit:
        found = services.lookup.client(unit.reader, client)
        new = records.Project(**found.whose, name=" ".join(name), started_on=day)
        view = services.projects.start(unit, work.today, new)
    line = output.messages.projects.started(view)
    work.answer("project-start", {"project": output.screens.projects.record(view)}, [line], json)


@app.command(cls=PulseCommand)
def finish(
    ctx: typer.Context,
    client: Client,
    name: Annotated[
        list[str], typer.Argument(metavar="NAME", help="Part of its name, or its number.")
    ],
    on: On = None,
    json: WroteJson = False,
) -> None:
    """Finish a project; 'pulse due' then asks how it went, and a month later how it held up.

    \b
    Examples:
      pulse project finish acme website
      pulse project finish acme website --on "last fri"
    """
    work = session(ctx)
    day = work.today if on is None else work.day(on, dates.Prefer.PAST)
    with work.unit_of_work("project finish") as unit:
        found = services.lookup.client(unit.reader, client)
        view = services.projects.finish(unit, work.today, found, " ".join(name), day)
        asked = services.projects.asked_about(unit.reader, work.policy(unit.reader), found.id, day)
    lines = output.messages.projects.finished(view, day, asked, work.today)
    work.answer("project-finish", {"project": output.screens.projects.record(view)}, lines, json)


@app.command("list", cls=PulseCommand)
def list_projects(
    ctx: typer.Context,
    client: OptionalClient = None,
    form: Format = "table",
    json: Json = False,
) -> None:
    """List projects, current ones first.

    \b
    Examples:
      pulse project list
      pulse project list acme
    """
    form = output.choose(form, json)
    work = session(ctx)
    with work.reader() as reader:
        client_id = services.lookup.client_id(reader, client)
        view = services.lists.projects(reader, work.today, client_id)
    work.show(output.screens.projects.SCREEN, view, form)
