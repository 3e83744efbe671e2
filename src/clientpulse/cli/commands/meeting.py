"""``pulse meeting``: the diary."""

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
    help="""Book, move or cancel meetings.

    \b
    Examples:
      pulse meeting book acme fri 14:00
      pulse meeting list
    """,
)

MeetingId = Annotated[
    int, typer.Argument(metavar="ID", help="The meeting's number, from 'pulse meeting list'.")
]
When = Annotated[
    list[str],
    typer.Argument(metavar="WHEN", help="A day, perhaps with a time: fri 14:00, 5 dec."),
]
Place = Annotated[str | None, typer.Option(metavar="TEXT", help="Where.")]
Agenda = Annotated[str | None, typer.Option(metavar="TEXT", help="What about.")]


@app.command(cls=PulseCommand)
def book(
    ctx: typer.Context,
    client: Client,
    when: When,
    place: Place = None,
    agenda: Agenda = None,
    json: WroteJson = False,
) -> None:
    """Book a meeting.

    \b
    Examples:
      pulse meeting book acme fri 14:00
      pulse meeting book acme 12 jan 10:00 --place "their office" --agenda "budget, staff"
    """
    work = session(ctx)
    day, time = work.when(" ".join(when))
    with work.unit_of_work("meeting book") as unit:
        found = services.lookup.client(unit.reader, client)
        new = records.Meeting(
            **found.whose, planned_on=day, planned_time=time, place=place, agenda=agenda
        )
        booked = services.meetings.book(unit, work.today, new)
    work.answer(
        "meeting-book",
        {"meeting": output.screens.meetings.record(booked)},
        [f"Booked: {output.messages.meetings.meeting(booked)}"],
        json,
    )


@app.command(cls=PulseCommand)
def move(ctx: typer.Context, number: MeetingId, when: When, json: WroteJson = False) -> None:
    """Move a booked meeting.

    \b
    Examples:
      pulse meeting move 12 next tue 9:00
    """
    work = session(ctx)
    day, time = work.when(" ".join(when))
    with work.unit_of_work("meeting move") as unit:
        before = services.lookup.numbered(unit.reader, records.Meeting, number)
        # Without a new time the meeting keeps the one it has.
        moved = services.meetings.move(unit, work.today, number, day, time or before.planned_time)
    line = f"Moved: {output.messages.meetings.meeting(moved)}"
    work.answer("meeting-move", {"meeting": output.screens.meetings.record(moved)}, [line], json)


@app.command(cls=PulseCommand)
def edit(
    ctx: typer.Context,
    number: MeetingId,
    place: Place = None,
    agenda: Agenda = None,
    json: WroteJson = False,
) -> None:
    """Change the place or the agenda of a booked meeting.

    \b
    Examples:
      pulse meeting edit 12 --place "by video" --agenda "budget, staff, VAT"
    """
    if place is None and agenda is None:
        raise InputError("nothing to change", "give --place or --agenda; 'move' changes the day")
    work = session(ctx)
    with work.unit_of_work("meeting edit") as unit:
        edited = services.meetings.edit(unit, number, place=place, agenda=agenda)
    line = f"Edited: {output.messages.meetings.meeting(edited)}"
    work.answer("meeting-edit", {"meeting": output.screens.meetings.record(edited)}, [line], json)


@app.command(cls=PulseCommand)
def cancel(
    ctx: typer.Context, number: MeetingId, dry_run: DryRun = False, json: WroteJson = False
) -> None:
    """Cancel a booked meeting.

    \b
    Examples:
      pulse meeting cancel 12
    """
    work = session(ctx)
    with work.unit_of_work("meeting cancel", dry_run=dry_run) as unit:
        cancelled = services.meetings.cancel(unit, number)
    verb = "Would cancel" if dry_run else "Cancelled"
    line = f"{verb}: {output.messages.meetings.meeting(cancelled)}"
    work.answer(
        "meeting-cancel", {"meeting": output.screens.meetings.record(cancelled)}, [line], json
    )


@app.command("list", cls=PulseCommand)
def list_meetings(
    ctx: typer.Context,
    client: Annotated[
        str | None,
        typer.Argument(metavar="CLIENT", help="Only this client.", autocompletion=client_keys),
    ] = None,
    include_closed: Annotated[
        bool, typer.Option("--all", help="Include held and cancelled ones.")
    ] = False,
    form: Format = "table",
    json: Json = False,
) -> None:
    """List the booked meetings.

    \b
    Examples:
      pulse meeting list
      pulse meeting list acme --all
    """
    form = output.choose(form, json)
    work = session(ctx)
    with work.reader() as reader:
        client_id = services.lookup.client_id(reader, client)
        view = services.meetings.listed(
            reader, work.today, client_id=client_id, include_closed=include_closed
        )
    work.show(output.screens.meetings.SCREEN, view, form)
