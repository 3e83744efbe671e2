"""``pulse project``: pieces of work for a client."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from clientpulse import output, records, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import Client, On, OptionalClient
from clientpulse.cli.app.shapes import Answer, Shown, group, reading, writing

app = group(
    """Start or finish a project for a client.

    \b
    Examples:
      pulse project start acme New website
      pulse project finish acme website
    """,
)


@writing(app)
def start(
    work: Session,
    client: Client,
    name: Annotated[
        list[str], typer.Argument(metavar="NAME", help="What it is called; no quotes needed.")
    ],
    on: On = None,
) -> Answer:
    """Start a project.

    \b
    Examples:
      pulse project start acme New website
      pulse project start acme Tax return 2026 --on "1 nov"
    """
    day = work.happened_on(on)
    with work.unit_for(client) as (unit, found):
        new = records.Project(**found.whose, name=" ".join(name), started_on=day)
        view = services.projects.start(unit, work.today, new)
    line = output.messages.projects.started(view)
    return Answer({"project": output.screens.projects.record(view)}, [line])


@writing(app)
def finish(
    work: Session,
    client: Client,
    name: Annotated[
        list[str], typer.Argument(metavar="NAME", help="Part of its name, or its number.")
    ],
    on: On = None,
) -> Answer:
    """Finish a project; 'pulse due' then asks how it went, and a month later how it held up.

    \b
    Examples:
      pulse project finish acme website
      pulse project finish acme website --on "last fri"
    """
    day = work.happened_on(on)
    with work.unit_for(client) as (unit, found):
        view = services.projects.finish(unit, work.today, found, " ".join(name), day)
        asked = services.projects.asked_about(unit.reader, work.policy(unit.reader), found.id, day)
    lines = output.messages.projects.finished(view, day, asked, work.today)
    return Answer({"project": output.screens.projects.record(view)}, lines)


@reading(app, "list")
def list_projects(work: Session, client: OptionalClient = None) -> Shown[Any]:
    """List projects, current ones first.

    \b
    Examples:
      pulse project list
      pulse project list acme
    """
    with work.reader() as reader:
        client_id = services.lookup.client_id(reader, client)
        view = services.lists.projects(reader, work.today, client_id)
    return Shown(output.screens.projects.SCREEN, view)
