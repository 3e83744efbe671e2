"""``pulse remind``: moments to remember."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientpulse import dates, output, records, services
from clientpulse.cli import app as frame
from clientpulse.cli.app.context import session
from clientpulse.cli.app.groups import PulseCommand
from clientpulse.cli.app.parameters import Client, Format, Json, OptionalClient, WroteJson
from clientpulse.cli.app.verbs import VerbGroup
from clientpulse.errors import InputError

if TYPE_CHECKING:
    from clientpulse.records import Reminder

app = typer.Typer(
    cls=VerbGroup,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="""Remember a moment: a trip, a promotion, a talk.

    \b
    Examples:
      pulse remind acme 12 jan ask about the trip
      pulse remind list
    """,
)

ReminderId = Annotated[
    int, typer.Argument(metavar="ID", help="The moment's number, from 'pulse remind list'.")
]
DONE = "Done"

Person = Annotated[str | None, typer.Option("--with", metavar="PERSON", help="Whose moment it is.")]


@app.command(cls=PulseCommand)
def add(
    ctx: typer.Context,
    client: Client,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="DATE WHAT", help="A day, then what it is; no quotes needed: fri the talk."
        ),
    ],
    yearly: Annotated[bool, typer.Option("--yearly", help="It comes again each year.")] = False,
    person: Person = None,
    json: WroteJson = False,
) -> None:
    """Note a moment; 'add' may be left out.

    \b
    Examples:
      pulse remind acme 12 jan ask about the trip --with carl
      pulse remind acme next fri Ann speaks at the fair --with ann
      pulse remind acme 2019-03-01 working together since 2019 --yearly

    'pulse due' speaks of it on that day, or on the workday before. Birthdays of contacts come by
    themselves; what falls on 29 February is on the 28th in other years.
    """
    work = session(ctx)
    day, what = dates.split_date(words, work.today, work.settings.date_order)
    with work.unit_of_work("remind add") as unit:
        found = services.lookup.client(unit.reader, client)
        new = records.Reminder(
            **found.whose, remind_on=day, what=" ".join(what), yearly=yearly, person=person
        )
        noted = services.reminders.remember(unit, work.today, new)
    lines = _remembered("Noted", noted, work.today)
    work.answer("remind-add", {"reminder": output.relation.moments.record(noted)}, lines, json)


@app.command(cls=PulseCommand)
def edit(
    ctx: typer.Context,
    number: ReminderId,
    what: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What it is, in other words.")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", "-d", "--date", metavar="DATE", help="Another day.")
    ] = None,
    person: Person = None,
    yearly: Annotated[
        bool | None, typer.Option("--yearly/--once", help="Each year, or once more.")
    ] = None,
    json: WroteJson = False,
) -> None:
    """Change a moment; --with "" means nobody in particular.

    \b
    Examples:
      pulse remind edit 3 --on "next fri"
      pulse remind edit 4 --once --with ""
    """
    work = session(ctx)
    day = None if on is None else work.day(on, dates.Lean.FORWARD)
    given = {"what": what, "remind_on": day, "person": person, "yearly": yearly}
    changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if not changes:
        raise InputError("nothing to change", "give --what, --on, --with, --yearly or --once")
    with work.unit_of_work("remind edit") as unit:
        edited = services.reminders.edit(unit, work.today, number, changes)
    lines = _remembered("Edited", edited, work.today)
    work.answer("remind-edit", {"reminder": output.relation.moments.record(edited)}, lines, json)


@app.command(cls=PulseCommand)
def done(
    ctx: typer.Context,
    number: ReminderId,
    on: Annotated[
        str | None,
        typer.Option("--on", "-d", "--date", metavar="DATE", help="When; today unless told."),
    ] = None,
    json: WroteJson = False,
) -> None:
    """Say that you thought of it; a yearly one comes again next year.

    \b
    Examples:
      pulse remind done 3
      pulse remind done 4 --on yesterday
    """
    work = session(ctx)
    day = work.today if on is None else work.day(on, dates.Lean.BACK)
    with work.unit_of_work("remind done") as unit:
        view = services.reminders.done(unit, work.today, number, day)
    lines = _remembered(DONE, view, work.today)
    work.answer("remind-done", {"reminder": output.relation.moments.record(view)}, lines, json)


@app.command("list", cls=PulseCommand)
def list_moments(
    ctx: typer.Context,
    client: OptionalClient = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Those that are done, and archived clients' too.")
    ] = False,
    form: Format = "table",
    json: Json = False,
) -> None:
    """List what is to be remembered, birthdays included.

    \b
    Examples:
      pulse remind list
      pulse remind list acme --all
    """
    form = output.choose(form, json)
    work = session(ctx)
    with work.reader() as reader:
        client_id = frame.selecting.selection(reader, client).client_id
        view = services.reminders.listed(
            reader,
            work.today,
            work.settings.policy,
            client_id=client_id,
            include_closed=everything,
        )
    work.show("remind-list", view, form)


def _remembered(verb: str, view: Reminder, today: date) -> Iterator[str]:
    """Echo a moment with its resolved day, and say of a yearly one when it comes next."""
    from clientpulse.cadence.wording import in_words

    whose = f"{view.client} ({view.person})" if view.person else view.client
    yearly = ", each year" if view.yearly else ""
    day = view.remind_on
    if verb == DONE and view.yearly and view.done_on is not None:
        day = view.done_on
    yield f"{verb}: {whose}, {dates.long_date(day)}{yearly}: {view.what} (number {view.id})"
    comes_on = services.reminders.next_on(view, today)
    if comes_on is not None and comes_on != day:
        yield f"Next: {dates.long_date(comes_on)} ({in_words((comes_on - today).days)})."
