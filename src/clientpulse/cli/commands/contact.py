"""``pulse contact``: the people at a client."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict, Unpack

import typer

from clientpulse import output, records, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import Archived, Client, DryRun, OptionalClient
from clientpulse.cli.app.shapes import Answer, Shown, group, reading, writing
from clientpulse.cli.commands.editing import deleted, edited
from clientpulse.errors import InputError
from clientpulse.records.changing import changes

app = group(
    """The people at a client.

    \b
    Examples:
      pulse contact add acme Ann Field --role CFO
      pulse contact list acme
    """,
)

Person = Annotated[
    str, typer.Argument(metavar="PERSON", help="Part of the name, or the contact's number.")
]


class Details(TypedDict, total=False):
    """What may be said of a person, by attribute."""

    role: Annotated[str, typer.Option(metavar="TEXT", help="Their role.")]
    email: Annotated[
        str, typer.Option(metavar="ADDRESS", help="E-mail; several separated by commas.")
    ]
    phone: Annotated[
        str, typer.Option(metavar="NUMBER", help="Phone; several separated by commas.")
    ]
    birthday: Annotated[
        str,
        typer.Option(metavar="DAY", help="12 apr 1979, 12 apr without the year, or 1979-04-12."),
    ]
    note: Annotated[str, typer.Option(metavar="TEXT", help="Anything to remember.")]
    is_primary: Annotated[bool, typer.Option("--primary", help="Your main contact there.")]


class Changes(Details, total=False):
    """What may be changed of a person."""

    name: Annotated[str, typer.Option(metavar="NAME", help="Another name.")]


@writing(app)
def add(
    work: Session,
    client: Client,
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="The person's name.")],
    **details: Unpack[Details],
) -> Answer:
    """Add a person.

    \b
    Examples:
      pulse contact add acme Ann Field --role CFO --email ann@acme.example
    """
    services.text.check_birthday(details.get("birthday"), work.today)
    with work.unit_for(client) as (unit, found):
        new = records.Contact(**found.whose, **details, name=" ".join(name))
        added = services.clients.contacts.add(unit, new)
    return Answer(
        {"contact": output.screens.contacts.record(added)},
        [f"Added: {output.messages.contacts.person(added)}"],
    )


@writing(app)
def edit(
    work: Session,
    client: Client,
    person: Person,
    **typed: Unpack[Changes],
) -> Answer:
    """Change a person's details; an empty value removes one.

    \b
    Examples:
      pulse contact edit acme ann --phone "+49 30 555 0100"
      pulse contact edit acme ann --role "" --primary
    """
    if not typed:
        raise InputError("nothing to change", "give for example --phone or --role")
    services.text.check_birthday(typed.get("birthday"), work.today)
    with work.unit_for(client) as (unit, found):
        before = services.lookup.contact(unit.reader, found.id, person)
        after = services.clients.contacts.edit(unit, work.today, before, {**typed})
    fields = {"contact": output.screens.contacts.record(after)}
    what = output.messages.contacts.person(after)
    return edited(work, fields, what, changes(before, after))


def delete(work: Session, client: Client, person: Person, dry_run: DryRun = False) -> Answer:
    """Delete a person; what was logged with them stays.

    \b
    Examples:
      pulse contact delete acme ann
    """
    with work.unit_for(client, dry_run=dry_run) as (unit, found):
        gone = services.lookup.contact(unit.reader, found.id, person)
        services.clients.contacts.delete(unit, gone)
        primary = services.clients.contacts.primary(unit.reader, found.id)
    said = output.messages.contacts
    fields = {"contact": output.screens.contacts.record(gone)}
    return deleted(fields, [said.person(gone)], said.in_place_of(gone, primary), dry_run=dry_run)


writing(app)(delete)
writing(app, "remove", hidden=True)(delete)


@reading(app, "list")
def list_contacts(
    work: Session, client: OptionalClient = None, archived: Archived = False
) -> Shown[Any]:
    """List people.

    \b
    Examples:
      pulse contact list acme
    """
    view = work.listed(client, services.lists.contacts, archived=archived)
    return Shown(output.screens.contacts.SCREEN, view)
