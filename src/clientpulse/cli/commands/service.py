"""``pulse service``: what we offer."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from clientpulse import output, records, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import (
    DryRun,
    OptionalClient,
    Yes,
)
from clientpulse.cli.app.shapes import Answer, Shown, group, reading, writing
from clientpulse.cli.commands import mention
from clientpulse.cli.commands.editing import deleted, edited
from clientpulse.cli.commands.mention import Service
from clientpulse.errors import InputError
from clientpulse.records.changing import changes

app = group(
    """What you offer, and which client has heard of it.

    \b
    Examples:
      pulse service add Payroll We run your payroll, month by month.
      pulse service list acme
    """,
)


@writing(app)
def add(
    work: Session,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="What it is called; several words need quotes.")
    ],
    sentence: Annotated[
        list[str],
        typer.Argument(metavar="SENTENCE", help="One sentence to clients; no quotes needed."),
    ],
) -> Answer:
    """Add a service: a name, and one sentence that explains it to a client.

    \b
    Examples:
      pulse service add Payroll We run your payroll, month by month.
      pulse service add "Tax check" We read your last three tax returns for what was missed.

    An update without news mentions the one that the client has gone longest without hearing of.
    """
    new = records.Service(name=name, sentence=" ".join(sentence))
    view = work.write_even_first(lambda unit: services.services.add(unit, new))
    line = f"Added: {view.name}: {view.sentence} (number {view.id})"
    return Answer({"service": output.screens.services.record(view)}, [line])


@writing(app)
def edit(
    work: Session,
    service: Service,
    name: Annotated[str | None, typer.Option(metavar="TEXT", help="Another name.")] = None,
    sentence: Annotated[str | None, typer.Option(metavar="TEXT", help="Another sentence.")] = None,
) -> Answer:
    """Change the name or the sentence of a service.

    \b
    Examples:
      pulse service edit payroll --sentence "We run your payroll and answer to the tax office."
    """
    if name is None and sentence is None:
        raise InputError("nothing to change", "give --name or --sentence")
    with work.unit_of_work() as unit:
        before = services.services.find(unit.reader, service)
        after = services.services.edit(unit, before, name=name, sentence=sentence)
    fields = {"service": output.screens.services.record(after)}
    what = f"{after.name}: {after.sentence} (number {after.id})"
    return edited(work, fields, what, changes(before, after))


def delete(work: Session, service: Service, yes: Yes = False, dry_run: DryRun = False) -> Answer:
    """Delete a service, and who has heard of it.

    \b
    Examples:
      pulse service delete payroll

    Where somebody has heard of it, it asks first; 'pulse undo' brings it back.
    """
    with work.reader() as reader:
        found = services.services.find(reader, service)
        mentions = services.services.count_mentions(reader, found)
    held = f" with {output.phrases.counted(mentions, 'mention')}" if mentions else ""
    what = f"{found.name} (number {found.id}){held}"
    fields = {"service": output.screens.services.record(found)}
    if not dry_run:
        if mentions:
            work.confirm(f"Delete {what}?", yes)
        with work.unit_of_work() as unit:
            services.services.delete(unit, found, None if yes else mentions)
    return deleted(fields, [what], dry_run=dry_run)


writing(app)(delete)
writing(app, "remove", hidden=True)(delete)
app.add_typer(mention.app, name="mention")


@reading(app, "list")
def list_services(work: Session, client: OptionalClient = None) -> Shown[Any]:
    """List what you offer, and when a client last heard of each.

    \b
    Examples:
      pulse service list
      pulse service list acme
    """
    with work.reader() as reader:
        found = None if client is None else services.lookup.client(reader, client)
        view = services.services.listed(reader, work.today, found)
    return Shown(output.screens.services.SCREEN, view)


@reading(app)
def heard(work: Session, service: Service) -> Shown[Any]:
    """List which clients have heard of a service, and when last.

    \b
    Examples:
      pulse service heard payroll
    """
    with work.reader() as reader:
        view = services.services.heard(reader, work.today, service)
    return Shown(output.screens.services.HEARD, view)
