"""``pulse remind``: reminders and birthdays."""

from __future__ import annotations

from typing import Annotated, Any

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
    day_option,
    open_thing,
)
from clientpulse.cli.app.shapes import Answer, Shown, group, reading, writing
from clientpulse.cli.app.verbs import VerbGroup
from clientpulse.cli.commands.editing import deleted, edited
from clientpulse.cli.commands.settling import By, answer, contact_too, fields
from clientpulse.errors import InputError
from clientpulse.records.changing import changes

app = group(
    """Set a reminder: a trip, a promotion, a talk.

    \b
    Examples:
      pulse remind acme 12 jan ask about the trip
      pulse remind list
    """,
    VerbGroup,
)

WhichOccasion = Annotated[
    list[str],
    open_thing(
        "r3 (or 3) for a reminder, b12 for a birthday, from 'pulse remind list', or a client,"
        " with words from it if there are several."
    ),
]

WhichReminder = Annotated[
    list[str],
    open_thing(
        "The reminder's number, from 'pulse remind list', or its client, with words from it if"
        " there are several."
    ),
]

Person = Annotated[str | None, typer.Option("--with", metavar="PERSON", help="Whom it is about.")]


@writing(app)
def add(
    work: Session,
    client: Client,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="DATE WHAT", help="A day, then what it is; no quotes needed: fri the talk."
        ),
    ],
    yearly: Annotated[bool, typer.Option("--yearly", help="Repeat it every year.")] = False,
    person: Person = None,
) -> Answer:
    """Set a reminder; 'add' may be left out.

    \b
    Examples:
      pulse remind acme 12 jan ask about the trip --with carl
      pulse remind acme next fri Ann speaks at the fair --with ann
      pulse remind acme 2019-03-01 working together since 2019 --yearly

    It comes up in 'pulse due' on that day, or on the workday before. Contacts' birthdays come up by
    themselves; what falls on 29 February comes up on the 28th in other years.
    """
    day, what = dates.split_date(words, work.today, work.settings.date_order)
    with work.unit_for(client) as (unit, found):
        new = records.Reminder(
            **found.whose, remind_on=day, what=" ".join(what), yearly=yearly, person=person
        )
        noted = services.reminders.remember(unit, work.today, new)
        silence = work.silence(unit.reader, found.id, "moment")
    comes_on = services.occasions.next_on(noted, work.today)
    lines = output.messages.reminders.echo("Noted", noted, comes_on, work.today)
    return Answer({"reminder": output.screens.reminders.record(noted)}, [*lines, *silence])


@writing(app)
def edit(
    work: Session,
    which: Annotated[
        list[str],
        open_thing(
            f"The reminder, from 'pulse remind list', {OF_A_CLIENT}; with --open a birthday too."
        ),
    ],
    what: Annotated[str | None, typer.Option(metavar="TEXT", help="Another wording.")] = None,
    on: Annotated[str | None, day_option("Another day.")] = None,
    person: Person = None,
    yearly: Annotated[
        bool | None, typer.Option("--yearly/--once", help="Every year, or only once.")
    ] = None,
    still_open: Annotated[
        bool, typer.Option("--open", help="Reopen it: it wasn't done, or they weren't greeted.")
    ] = False,
) -> Answer:
    """Change a reminder; --with "" means nobody in particular.

    \b
    Examples:
      pulse remind edit acme talk --on "next fri"
      pulse remind edit 4 --once --with ""
      pulse remind edit b12 --open

    With --open, CLIENT stands for what is done.
    """
    day = None if on is None else work.day(on, dates.Prefer.FUTURE)
    given = {"what": what, "remind_on": day, "person": person, "yearly": yearly}
    wanted: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if not wanted and not still_open:
        raise InputError(
            "nothing to change", "give --what, --on, --with, --yearly, --once or --open"
        )
    kinds = services.open_things.kinds
    kind = kinds.REMEMBERED_BEFORE if still_open else kinds.REMINDER
    with work.unit_of_work() as unit:
        named = services.occasions.read_ref(work.chosen_one(unit.reader, kind, which))
        before = services.occasions.find(unit.reader, work.today, named)
        after = services.reminders.edit(unit, work.today, named, wanted, reopen=still_open)
        silence = work.silence(unit.reader, after.client_id, "moment")
    view = services.occasions.occasion(after, work.today)
    said, fields = output.messages.reminders, {"reminder": output.screens.reminders.record(view)}
    # That a yearly one counts as done up to its new day follows from that day.
    changed = [one for one in changes(before, after) if still_open or one.attribute != "done_on"]
    if view.reminder is None:
        greeted = output.messages.changes.record(one._replace(key="done_on") for one in changed)
        return Answer({**fields, "changed": greeted}, [said.not_greeted(view), *silence])
    then = said.comes_next(view.next_on, view.reminder.remind_on, work.today)
    return edited(work, fields, said.reminder(view.reminder), changed, [*then, *silence])


@writing(app)
def done(work: Session, which: WhichOccasion, on: On = None, channel: By = None) -> Answer:
    """Mark a reminder done, or a birthday greeted; a yearly one comes again next year.

    \b
    Examples:
      pulse remind done acme talk
      pulse remind done r4 --on yesterday
      pulse remind done b12 -c call

    CLIENT stands for what is due or comes up within a week, or else for what comes later. Only this
    settles a birthday, or the greeting that is logged for it; from a month before it on.
    """
    day = work.happened_on(on)
    with work.unit_of_work() as unit:
        refs = work.chosen(unit.reader, services.open_things.kinds.REMEMBERED, which)
        read = services.occasions.read_ref
        views = services.open_things.each.do(
            unit, refs, lambda ref: services.occasions.done(unit, work.today, read(ref), day)
        )
        contact = contact_too(work, unit, views, channel, day)
    lines = [line for one in views for line in output.messages.reminders.done(one, work.today)]
    return answer(fields("reminder", map(output.screens.reminders.record, views)), lines, contact)


@writing(app)
def delete(work: Session, which: WhichReminder, dry_run: DryRun = False) -> Answer:
    """Delete a reminder entered in error, done or not; a yearly one with all its years.

    \b
    Examples:
      pulse remind delete 3
      pulse remind delete acme talk
    """
    with work.unit_of_work(dry_run=dry_run) as unit:
        refs = work.chosen(unit.reader, services.open_things.kinds.REMINDER, which)
        gone = services.open_things.each.do(
            unit,
            refs,
            lambda ref: services.reminders.delete(
                unit, work.today, services.occasions.read_ref(ref)
            ),
        )
    written = fields("reminder", map(output.screens.reminders.record, gone))
    whats = map(output.messages.reminders.reminder, gone)
    return deleted(written, whats, dry_run=dry_run)


@reading(app, "list")
def list_reminders(
    work: Session,
    client: OptionalClient = None,
    include_closed: Annotated[bool, typer.Option("--all", help="Include done ones.")] = False,
    archived: Archived = False,
) -> Shown[Any]:
    """List reminders and birthdays.

    \b
    Examples:
      pulse remind list
      pulse remind list acme --all
    """
    view = work.listed(
        client, services.occasions.listed, include_closed=include_closed, archived=archived
    )
    return Shown(output.screens.reminders.SCREEN, view)
