"""``pulse project``: pieces of work for a client."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from clientpulse import dates, output, records, services, views
from clientpulse.cli import app as frame
from clientpulse.cli.app.context import session
from clientpulse.cli.app.groups import PulseCommand, PulseGroup
from clientpulse.cli.app.parameters import Client, Format, Json, OptionalClient, WroteJson

if TYPE_CHECKING:
    from clientpulse.records import Project

app = typer.Typer(
    cls=PulseGroup,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="""Start or finish a piece of work for a client.

    \b
    Examples:
      pulse project start acme New website
      pulse project finish acme website
    """,
)

On = Annotated[
    str | None,
    typer.Option("--on", "-d", "--date", metavar="DATE", help="When; today unless told."),
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
    day = work.today if on is None else work.day(on, dates.Lean.BACK)
    with work.unit_of_work("project start") as unit:
        found = services.lookup.client(unit.reader, client)
        new = records.Project(**found.whose, name=" ".join(name), started_on=day)
        view = services.projects.start(unit, work.today, new)
    line = (
        f"Started: {view.name}, with {view.client}, {work.long_date(view.started_on)}"
        f" (number {view.id})"
    )
    work.answer(
        "project-start", {"project": output.relation.feedback.project_record(view)}, [line], json
    )


@app.command(cls=PulseCommand)
def finish(
    ctx: typer.Context,
    client: Client,
    name: Annotated[
        list[str], typer.Argument(metavar="NAME", help="A part of its name, or its number.")
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
    day = work.today if on is None else work.day(on, dates.Lean.BACK)
    with work.unit_of_work("project finish") as unit:
        found = services.lookup.client(unit.reader, client)
        view = services.projects.finish(unit, work.today, found, " ".join(name), day)
        asked = services.projects.asked_about(unit.reader, work.policy(unit.reader), found.id, day)
    lines = _finished(view, day, asked, work.today)
    work.answer(
        "project-finish", {"project": output.relation.feedback.project_record(view)}, lines, json
    )


@app.command("list", cls=PulseCommand)
def list_projects(
    ctx: typer.Context,
    client: OptionalClient = None,
    form: Format = "table",
    json: Json = False,
) -> None:
    """List projects, those that go on first.

    \b
    Examples:
      pulse project list
      pulse project list acme
    """
    from clientpulse.store import queries

    form = output.choose(form, json)
    work = session(ctx)
    with work.reader() as reader:
        client_id = frame.selecting.selection(reader, client).client_id
        found = queries.projects.select(reader, client_id=client_id)
    work.show("project-list", views.feedback.ProjectsView(work.today, tuple(found)), form)


def _finished(
    view: Project, day: date, asked: tuple[date, date] | None, today: date
) -> Iterator[str]:
    """Echo the end of a project, and say when to ask about it."""
    from clientpulse.cadence.wording import weekday_date

    yield f"Finished: {view.name}, with {view.client}, {dates.long_date(day)} (number {view.id})"
    if asked is None:
        return
    by, again = asked
    when = f"by {weekday_date(by, today)}" if by >= today else "now"
    more = f", and once more about {weekday_date(again, today)}" if again > today else ""
    yield f"Ask for feedback {when}{more}."
