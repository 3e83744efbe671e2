"""``pulse client``: the clients themselves."""

from __future__ import annotations

from typing import Annotated

import typer

from clientpulse import dates, output, services
from clientpulse.cli.app.context import session
from clientpulse.cli.app.groups import PulseCommand, PulseGroup
from clientpulse.cli.app.parameters import Client, Format, Json, OwnerOption, TagOption, WroteJson
from clientpulse.cli.commands.client.edit import edit
from clientpulse.cli.commands.client.remove import archive, delete, merge, restore
from clientpulse.cli.commands.client.rules import rules

app = typer.Typer(
    cls=PulseGroup,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="""List, edit, pause, archive, delete or merge clients.

    \b
    Examples:
      pulse client list
      pulse client edit acme --meet monthly
    """,
)


@app.command("list", cls=PulseCommand)
def list_clients(
    ctx: typer.Context,
    tag: TagOption = None,
    owner: OwnerOption = None,
    archived: Annotated[
        bool, typer.Option("--archived", help="List archived clients instead.")
    ] = False,
    form: Format = "table",
    json: Json = False,
) -> None:
    """List clients with their keys.

    \b
    Examples:
      pulse client list
      pulse client list --tag retail --json
    """
    form = output.choose(form, json)
    work = session(ctx)
    with work.reader() as reader:
        wanted = services.lookup.scope(reader, tag=tag, owner=owner, archived=archived)
        view = services.clients.listing.everyone(reader, work.today, work.settings.policy, wanted)
    work.show(output.screens.clients.SCREEN, view, form)


app.command(cls=PulseCommand)(edit)


@app.command(cls=PulseCommand)
def rename(
    ctx: typer.Context,
    client: Client,
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="The new name.")],
    json: WroteJson = False,
) -> None:
    """Rename a client; its key stays.

    \b
    Examples:
      pulse client rename acme Acme Holding AG
    """
    work = session(ctx)
    with work.unit_of_work("client rename") as unit:
        found = services.lookup.client(unit.reader, client)
        view = services.clients.editing.rename(unit, found, " ".join(name))
        tags = services.clients.listing.tags_of(unit.reader, found.id)
    line = f"Renamed: {found.name} is now {view.name} (key {view.key})"
    work.answer("client-rename", output.messages.clients.client(view, tags), [line], json)


@app.command(cls=PulseCommand)
def pause(
    ctx: typer.Context,
    client: Client,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="When it resumes by itself.")
    ] = None,
    json: WroteJson = False,
) -> None:
    """Pause a client for a while: nothing about it is due.

    \b
    Examples:
      pulse client pause acme --until "1 feb"
      pulse client pause acme
    """
    work = session(ctx)
    day = None if until is None else work.day(until, dates.Prefer.FUTURE)
    with work.unit_of_work("client pause") as unit:
        found = services.lookup.client(unit.reader, client)
        view = services.clients.resting.pause(unit, work.today, found, day)
        tags = services.clients.listing.tags_of(unit.reader, found.id)
    end = f"until {work.long_date(day)}" if day else f"until 'pulse client resume {view.key}'"
    work.answer(
        "client-pause",
        output.messages.clients.client(view, tags),
        [f"{view.name} is paused {end}."],
        json,
    )


@app.command(cls=PulseCommand)
def resume(ctx: typer.Context, client: Client, json: WroteJson = False) -> None:
    """Resume a paused client.

    \b
    Examples:
      pulse client resume acme
    """
    work = session(ctx)
    with work.unit_of_work("client resume") as unit:
        found = services.lookup.client(unit.reader, client)
        view = services.clients.resting.resume(unit, work.today, found)
        tags = services.clients.listing.tags_of(unit.reader, found.id)
    work.answer(
        "client-resume",
        output.messages.clients.client(view, tags),
        [f"{view.name} is active again."],
        json,
    )


app.command(cls=PulseCommand)(rules)
app.command(cls=PulseCommand)(archive)
app.command(cls=PulseCommand)(restore)
app.command(cls=PulseCommand)(delete)
app.command(cls=PulseCommand)(merge)
