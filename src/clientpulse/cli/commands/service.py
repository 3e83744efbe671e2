"""``pulse service``: what we offer."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from clientpulse import dates, output, records, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import (
    Client,
    DryRun,
    On,
    OptionalClient,
    Yes,
)
from clientpulse.cli.app.shapes import Answer, Shown, group, reading, writing
from clientpulse.cli.commands.editing import changes, edited
from clientpulse.errors import InputError

app = group(
    """What you offer, and which client has heard of it.

    \b
    Examples:
      pulse service add Payroll We run your payroll, month by month.
      pulse service list acme
    """,
)

Service = Annotated[str, typer.Argument(metavar="SERVICE", help="Part of its name, or its number.")]


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


@writing(app)
def remove(work: Session, service: Service, yes: Yes = False, dry_run: DryRun = False) -> Answer:
    """Remove a service, and who has heard of it.

    \b
    Examples:
      pulse service remove payroll

    It asks first, and 'pulse undo' brings it back.
    """
    with work.reader() as reader:
        found = services.services.find(reader, service)
        mentions = services.services.count_mentions(reader, found)
    what = f"{found.name} (number {found.id}) with {output.phrases.counted(mentions, 'mention')}"
    fields = {"service": output.screens.services.record(found), "dry_run": dry_run}
    if dry_run:
        return Answer(fields, [f"Would remove {what}."])
    work.confirm(f"Remove {what}?", yes)
    with work.unit_of_work() as unit:
        services.services.remove(unit, found)
    line = f"Removed {what}. 'pulse undo' brings it back."
    return Answer(fields, [line])


@writing(app)
def mention(work: Session, client: Client, service: Service, on: On = None) -> Answer:
    """Note that a client heard of a service.

    \b
    Examples:
      pulse service mention acme payroll
      pulse service mention acme payroll --on "last fri"
    """
    day = work.happened_on(on)
    with work.unit_for(client) as (unit, found):
        view, mentioned = services.services.mention(unit, work.today, found, service, day)
    line = f"{mentioned.client} heard of {view.name}, {dates.long_date(mentioned.mentioned_on)}."
    fields = {
        "service": output.screens.services.record(view),
        "mention": output.screens.services.mention_record(mentioned),
    }
    return Answer(fields, [line])


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
