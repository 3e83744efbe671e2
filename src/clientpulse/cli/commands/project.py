"""``pulse project``: pieces of work for a client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientpulse import dates, output, records, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import (
    OF_A_CLIENT,
    Archived,
    Client,
    DryRun,
    On,
    OptionalClient,
    open_thing,
)
from clientpulse.cli.app.shapes import Answer, Shown, group, reading, writing
from clientpulse.cli.app.verbs import VerbGroup
from clientpulse.cli.commands.editing import deleted, edited
from clientpulse.errors import InputError
from clientpulse.records.changing import changes

if TYPE_CHECKING:
    from clientpulse.cadence.items import DueItem
    from clientpulse.cadence.policy import Cadence
    from clientpulse.services.stores import UnitOfWork


class ProjectGroup(VerbGroup):
    """A group in which a client and a name start a project."""

    default = "start"


app = group(
    """Start or finish a project for a client.

    \b
    Examples:
      pulse project start acme New website --checkin weekly
      pulse project finish acme website
      pulse project acme
    """,
    ProjectGroup,
)

WhichProject = Annotated[
    list[str], open_thing(f"The project's number, from 'pulse project list', {OF_A_CLIENT}.")
]
Checkin = Annotated[
    str | None,
    typer.Option(
        "--checkin",
        metavar="INTERVAL",
        help="How often they hear from you while it runs: weekly, 3d; none for as usual.",
    ),
]


@writing(app)
def start(
    work: Session,
    client: Client,
    name: Annotated[
        list[str], typer.Argument(metavar="NAME", help="What it is called; no quotes needed.")
    ],
    checkin: Checkin = None,
    on: On = None,
) -> Answer:
    """Start a project, and say how often they hear from you meanwhile; 'start' may be left out.

    \b
    Examples:
      pulse project start acme New website --checkin weekly
      pulse project start acme Tax return 2026 --on "1 nov"

    The check-ins take the place of rarer updates for as long as it runs.
    """
    day = work.happened_on(on)
    every = None if checkin is None else services.text.interval(checkin, "check-in")
    with work.unit_for(client) as (unit, found):
        new = records.Project(**found.whose, name=" ".join(name), started_on=day, checkin=every)
        view = services.projects.start(unit, work.today, new)
        cadence, hidden = _cadence(work, unit, view), _hidden(work, unit, view)
        silence = work.silence(unit.reader, view.client_id, *_brought_by(view))
    echoed = output.messages.projects.started(view, cadence, hidden, work.today)
    lines = [*echoed, *silence]
    return Answer({"project": output.screens.projects.record(view)}, lines)


@writing(app)
def edit(
    work: Session,
    which: WhichProject,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Another name.")] = None,
    started: Annotated[
        str | None, typer.Option(metavar="DATE", help="When it was started.")
    ] = None,
    finished: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="When it was finished; 'none' while it runs."),
    ] = None,
    checkin: Checkin = None,
) -> Answer:
    """Correct a project, or agree on other check-ins.

    \b
    Examples:
      pulse project edit acme --checkin 2w
      pulse project edit 3 --name "New website" --started "1 nov" --checkin none
      pulse project edit 3 --finished none
    """
    wanted: dict[str, Any] = {}
    if name is not None:
        wanted["name"] = name
    if started is not None:
        wanted["started_on"] = work.day(started, dates.Prefer.PAST)
    if finished is not None:
        wanted["finished_on"] = work.day_or_none(finished, dates.Prefer.PAST)
    if checkin is not None:
        wanted["checkin"] = services.text.interval(checkin, "check-in")
    if not wanted:
        raise InputError("nothing to change", "give --name, --started, --finished or --checkin")
    with work.unit_of_work() as unit:
        number = int(work.chosen_one(unit.reader, services.open_things.kinds.RUNNING, which))
        before = services.lookup.numbered(unit.reader, records.Project, number)
        view = services.projects.edit(unit, work.today, number, wanted)
        cadence, hidden = _cadence(work, unit, view), _hidden(work, unit, view)
        silence = work.silence(unit.reader, view.client_id, *_brought_by(view))
    said, fields = output.messages.projects, {"project": output.screens.projects.record(view)}
    checkins = said.checkins(view, cadence, hidden, work.today) if checkin is not None else ()
    what = said.project(view, view.started_on)
    return edited(work, fields, what, changes(before, view), [*checkins, *silence])


@writing(app)
def finish(
    work: Session,
    which: Annotated[
        list[str],
        open_thing(
            "The project's number, from 'pulse project list', or its client, with part of its"
            " name if several are running."
        ),
    ],
    on: On = None,
) -> Answer:
    """Finish a project; 'pulse due' then asks how it went, and a month later how it held up.

    \b
    Examples:
      pulse project finish acme
      pulse project finish acme website --on "last fri"
    """
    day = work.happened_on(on)
    with work.unit_of_work() as unit:
        number = int(work.chosen_one(unit.reader, services.open_things.kinds.RUNNING, which))
        view = services.projects.finish(unit, work.today, number, day)
        client = view.client_id
        asked = services.projects.asked_about(unit.reader, work.policy(unit.reader), client, day)
        cadence = _cadence(work, unit, view)
        silence = work.silence(unit.reader, client, "project_feedback")
    ended = output.messages.projects.finished(view, day, cadence, asked, work.today)
    lines = [*ended, *silence]
    return Answer({"project": output.screens.projects.record(view)}, lines)


@writing(app)
def delete(work: Session, which: WhichProject, dry_run: DryRun = False) -> Answer:
    """Delete a project entered in error; what was said about it stays, as feedback in general.

    \b
    Examples:
      pulse project delete acme
      pulse project delete 3
    """
    with work.unit_of_work(dry_run=dry_run) as unit:
        number = int(work.chosen_one(unit.reader, services.open_things.kinds.RUNNING, which))
        gone, feedback = services.projects.delete(unit, number)
        cadence = _cadence(work, unit, gone)
    said, fields = output.messages.projects, {"project": output.screens.projects.record(gone)}
    lines = said.without(gone, feedback, cadence)
    return deleted(fields, [said.project(gone, gone.started_on)], lines, dry_run=dry_run)


@reading(app, "list")
def list_projects(
    work: Session, client: OptionalClient = None, archived: Archived = False
) -> Shown[Any]:
    """List projects, current ones first.

    \b
    Examples:
      pulse project list
      pulse project list acme
    """
    view = work.listed(client, services.lists.projects, archived=archived)
    return Shown(output.screens.projects.SCREEN, view)


def _brought_by(project: records.Project) -> tuple[str, ...]:
    """Name the rule by which a project's check-ins come up, while it runs."""
    running = project.checkin is not None and project.finished_on is None
    return ("update",) if running else ()


def _cadence(work: Session, unit: UnitOfWork, project: records.Project) -> Cadence:
    """Return the cadence in force with a project's client, now that it was changed."""
    policy = work.policy(unit.reader)
    facts = services.facts.reading.facts_of(unit.reader, project.client_id, policy, work.today)
    return facts.in_force


def _hidden(
    work: Session, unit: UnitOfWork, project: records.Project
) -> tuple[DueItem, DueItem] | None:
    """Return the update that check-ins took out of the list, and the first of these."""
    policy = work.policy(unit.reader)
    return services.projects.silence(unit.reader, policy, work.today, project.client_id)
