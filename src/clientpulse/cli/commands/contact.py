"""``pulse contact``: the people at a client."""

from __future__ import annotations

from typing import Annotated

import typer

from clientpulse import output, records, services
from clientpulse.cli.app.completion import client_keys
from clientpulse.cli.app.context import session
from clientpulse.cli.app.groups import PulseCommand, PulseGroup
from clientpulse.cli.app.parameters import Client, DryRun, Format, Json, WroteJson
from clientpulse.errors import InputError

app = typer.Typer(
    cls=PulseGroup,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="""The people at a client.

    \b
    Examples:
      pulse contact add acme Ann Field --role CFO
      pulse contact list acme
    """,
)

Role = Annotated[str | None, typer.Option(metavar="TEXT", help="Their role.")]
Email = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="E-mail; several separated by commas.")
]
Phone = Annotated[
    str | None, typer.Option(metavar="NUMBER", help="Phone; several separated by commas.")
]
Birthday = Annotated[
    str | None, typer.Option(metavar="DAY", help="1979-04-12, or --04-12 without the year.")
]
Note = Annotated[str | None, typer.Option(metavar="TEXT", help="Anything to remember.")]
Primary = Annotated[bool, typer.Option("--primary", help="Your main contact there.")]
Person = Annotated[
    str, typer.Argument(metavar="PERSON", help="Part of the name, or the contact's number.")
]


@app.command(cls=PulseCommand)
def add(
    ctx: typer.Context,
    client: Client,
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="The person's name.")],
    role: Role = None,
    email: Email = None,
    phone: Phone = None,
    birthday: Birthday = None,
    note: Note = None,
    primary: Primary = False,
    json: WroteJson = False,
) -> None:
    """Add a person.

    \b
    Examples:
      pulse contact add acme Ann Field --role CFO --email ann@acme.example
    """
    work = session(ctx)
    with work.unit_of_work("contact add") as unit:
        found = services.lookup.client(unit.reader, client)
        new = records.Contact(
            **found.whose,
            name=" ".join(name),
            role=role,
            email=email,
            phone=phone,
            birthday=birthday,
            note=note,
            is_primary=primary,
        )
        added = services.clients.contacts.add(unit, new)
    work.answer(
        "contact-add",
        output.messages.contacts.contact(added),
        [f"Added: {output.messages.contacts.person(added)}"],
        json,
    )


@app.command(cls=PulseCommand)
def edit(
    ctx: typer.Context,
    client: Client,
    person: Person,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Another name.")] = None,
    role: Role = None,
    email: Email = None,
    phone: Phone = None,
    birthday: Birthday = None,
    note: Note = None,
    primary: Primary = False,
    json: WroteJson = False,
) -> None:
    """Change a person's details; an empty value removes one.

    \b
    Examples:
      pulse contact edit acme ann --phone "+49 30 555 0100"
      pulse contact edit acme ann --role "" --primary
    """
    given = {
        "name": name,
        "role": role,
        "email": email,
        "phone": phone,
        "birthday": birthday,
        "note": note,
        "is_primary": primary or None,
    }
    changes = {column: value for column, value in given.items() if value is not None}
    if not changes:
        raise InputError("nothing to change", "give for example --phone or --role")
    work = session(ctx)
    with work.unit_of_work("contact edit") as unit:
        found = services.lookup.client(unit.reader, client)
        edited = services.clients.contacts.edit(
            unit, services.lookup.contact(unit.reader, found.id, person), changes
        )
    work.answer(
        "contact-edit",
        output.messages.contacts.contact(edited),
        [f"Edited: {output.messages.contacts.person(edited)}"],
        json,
    )


@app.command(cls=PulseCommand)
def remove(
    ctx: typer.Context,
    client: Client,
    person: Person,
    dry_run: DryRun = False,
    json: WroteJson = False,
) -> None:
    """Remove a person; 'pulse undo' brings them back.

    \b
    Examples:
      pulse contact remove acme ann
    """
    work = session(ctx)
    with work.unit_of_work("contact remove", dry_run=dry_run) as unit:
        found = services.lookup.client(unit.reader, client)
        removed = services.lookup.contact(unit.reader, found.id, person)
        services.clients.contacts.remove(unit, removed)
    line = f"{'Would remove' if dry_run else 'Removed'}: {output.messages.contacts.person(removed)}"
    work.answer("contact-remove", output.messages.contacts.contact(removed), [line], json)


@app.command("list", cls=PulseCommand)
def list_contacts(
    ctx: typer.Context,
    client: Annotated[
        str | None,
        typer.Argument(metavar="CLIENT", help="Only this client.", autocompletion=client_keys),
    ] = None,
    form: Format = "table",
    json: Json = False,
) -> None:
    """List people.

    \b
    Examples:
      pulse contact list acme
    """
    form = output.choose(form, json)
    work = session(ctx)
    with work.reader() as reader:
        client_id = services.lookup.client_id(reader, client)
        view = services.lists.contacts(reader, work.today, client_id)
    work.show(output.screens.contacts.SCREEN, view, form)
