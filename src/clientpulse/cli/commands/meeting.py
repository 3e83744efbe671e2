"""``pulse meeting``: the diary."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from clientpulse import output, records, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import Archived, Client, DryRun, OptionalClient, open_thing
from clientpulse.cli.app.shapes import Answer, Shown, group, reading, writing
from clientpulse.cli.app.verbs import VerbGroup
from clientpulse.cli.commands.editing import deleted, edited
from clientpulse.cli.commands.settling import fields
from clientpulse.errors import InputError
from clientpulse.records.changing import changes


class MeetingGroup(VerbGroup):
    """A group in which a client and a day book a meeting."""

    default = "book"


app = group(
    """Book, move or cancel meetings.

    \b
    Examples:
      pulse meeting acme fri 14:00
      pulse meeting move acme mon 15:00
      pulse meeting list
    """,
    MeetingGroup,
)

FROM_THE_LIST = "The meeting's number, from 'pulse meeting list', or its client"
WhichMeeting = Annotated[
    list[str],
    open_thing(f"{FROM_THE_LIST}, with its day or words from its agenda if there are several."),
]
When = Annotated[
    list[str],
    typer.Argument(metavar="WHEN", help="A day, perhaps with a time: fri 14:00, 5 dec."),
]
Place = Annotated[str | None, typer.Option(metavar="TEXT", help="Where.")]
Agenda = Annotated[str | None, typer.Option(metavar="TEXT", help="What about.")]


@writing(app)
def book(
    work: Session, client: Client, when: When, place: Place = None, agenda: Agenda = None
) -> Answer:
    """Book a meeting; 'book' may be left out.

    \b
    Examples:
      pulse meeting book acme fri 14:00
      pulse meeting book acme 12 jan 10:00 --place "their office" --agenda "budget, staff"
    """
    day, time = work.when(" ".join(when))
    with work.unit_for(client) as (unit, found):
        new = records.Meeting(
            **found.whose, planned_on=day, planned_time=time, place=place, agenda=agenda
        )
        booked = services.meetings.book(unit, work.today, new)
        silence = work.silence(unit.reader, found.id, "appointment", "outcome")
    return Answer(
        {"meeting": output.screens.meetings.record(booked)},
        [f"Booked: {output.messages.meetings.meeting(booked)}", *silence],
    )


@writing(app)
def move(
    work: Session, which: Annotated[str, open_thing(f"{FROM_THE_LIST}.")], when: When
) -> Answer:
    """Move a booked meeting.

    \b
    Examples:
      pulse meeting move acme mon 15:00
      pulse meeting move 12 next tue 9:00
    """
    day, time = work.when(" ".join(when))
    with work.unit_of_work() as unit:
        kind = services.open_things.kinds.BOOKED
        number = int(work.chosen_one(unit.reader, kind, [which], when))
        before = services.lookup.numbered(unit.reader, records.Meeting, number)
        # Without a new time the meeting keeps the one it has.
        moved = services.meetings.move(unit, work.today, number, day, time or before.planned_time)
        silence = work.silence(unit.reader, moved.client_id, "appointment", "outcome")
    fields = {"meeting": output.screens.meetings.record(moved)}
    what = output.messages.meetings.meeting(moved)
    return edited(work, fields, what, changes(before, moved), silence, verb="Moved")


@writing(app)
def edit(work: Session, which: WhichMeeting, place: Place = None, agenda: Agenda = None) -> Answer:
    """Change the place or the agenda of a booked meeting.

    \b
    Examples:
      pulse meeting edit 12 --place "by video" --agenda "budget, staff, VAT"
    """
    if place is None and agenda is None:
        raise InputError("nothing to change", "give --place or --agenda; 'move' changes the day")
    with work.unit_of_work() as unit:
        number = int(work.chosen_one(unit.reader, services.open_things.kinds.BOOKED, which))
        before = services.lookup.numbered(unit.reader, records.Meeting, number)
        after = services.meetings.edit(unit, number, place=place, agenda=agenda)
    fields = {"meeting": output.screens.meetings.record(after)}
    return edited(work, fields, output.messages.meetings.meeting(after), changes(before, after))


@writing(app)
def cancel(work: Session, which: WhichMeeting, dry_run: DryRun = False) -> Answer:
    """Cancel a booked meeting.

    \b
    Examples:
      pulse meeting cancel acme
      pulse meeting cancel 12
    """
    with work.unit_of_work(dry_run=dry_run) as unit:
        refs = work.chosen(unit.reader, services.open_things.kinds.BOOKED, which)
        cancelled = services.open_things.each.do(
            unit, refs, lambda ref: services.meetings.cancel(unit, int(ref))
        )
    verb = "Would cancel" if dry_run else "Cancelled"
    lines = [f"{verb}: {output.messages.meetings.meeting(one)}" for one in cancelled]
    return Answer(fields("meeting", map(output.screens.meetings.record, cancelled)), lines)


@writing(app)
def delete(work: Session, which: WhichMeeting, dry_run: DryRun = False) -> Answer:
    """Delete a meeting entered in error, booked, held or cancelled.

    \b
    Examples:
      pulse meeting delete acme
      pulse meeting delete 12

    Cancel one that was called off: it stays in the diary. What was logged of it stays, too.
    """
    with work.unit_of_work(dry_run=dry_run) as unit:
        refs = work.chosen(unit.reader, services.open_things.kinds.BOOKED, which)
        gone = services.open_things.each.do(
            unit, refs, lambda ref: services.meetings.delete(unit, int(ref))
        )
    said = output.messages.meetings
    written = fields("meeting", map(output.screens.meetings.record, gone))
    lines = [said.still_logged(one) for one in gone if one.touchpoint_id is not None]
    return deleted(written, map(said.meeting, gone), lines, dry_run=dry_run)


@reading(app, "list")
def list_meetings(
    work: Session,
    client: OptionalClient = None,
    include_closed: Annotated[
        bool, typer.Option("--all", help="Include held and cancelled ones.")
    ] = False,
    archived: Archived = False,
) -> Shown[Any]:
    """List the booked meetings.

    \b
    Examples:
      pulse meeting list
      pulse meeting list acme --all
    """
    view = work.listed(
        client, services.meetings.listed, include_closed=include_closed, archived=archived
    )
    return Shown(output.screens.meetings.SCREEN, view)
