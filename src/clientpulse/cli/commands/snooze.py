"""``pulse snooze``."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, Any

import typer

from clientpulse import dates, output, services
from clientpulse.cli.app.completion import clients_and_tags
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.many import Act, do_many
from clientpulse.cli.app.parameters import DryRun, OfOption, Yes
from clientpulse.cli.app.shapes import Answer, Shown, reading
from clientpulse.errors import InputError

LIST = "list"


@reading()
def snooze(
    work: Session,
    form: str,
    client: Annotated[
        str | None,
        typer.Argument(
            metavar="CLIENT|@TAG",
            help=(
                "A client, or @TAG for every active one with that tag; without one, or with"
                " the word list, snoozed clients are listed."
            ),
            autocompletion=clients_and_tags,
            show_default=False,
        ),
    ] = None,
    until: Annotated[
        list[str] | None,
        typer.Argument(metavar="DATE", help="Until when: fri, 5 dec, 'in 2 weeks'."),
    ] = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why.")] = None,
    clear: Annotated[bool, typer.Option("--clear", help="End the snooze at once.")] = False,
    of: OfOption = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> Shown[Any] | Answer:
    """Snooze a client's reminders until a day.

    \b
    Examples:
      pulse snooze acme in 2 weeks --reason "away on holiday"
      pulse snooze acme --clear
      pulse snooze @retail 7 jan --dry-run
      pulse snooze list

    Updates and meetings that are due stay quiet until then; booked meetings don't.
    On its day a snooze ends by itself.
    """
    # A client that is called list is snoozed like any other: that takes a day, or --clear.
    if (client is None or client.lower() == LIST) and not (until or clear or reason):
        with work.reader() as reader:
            return Shown(
                output.screens.snoozes.SCREEN, services.clients.resting.snoozed(reader, work.today)
            )
    if form not in {"table", "json"}:
        raise InputError(
            "--format is for the list", "leave it out, or see the list: pulse snooze list"
        )
    if client is None or clear == bool(until):
        raise InputError("give a day, or --clear", "for example: pulse snooze acme in 2 weeks")
    if clear and reason is not None:
        raise InputError("--clear contradicts --reason", "a snooze that is over needs no reason")
    typed = " ".join(until or ()).strip()
    if typed[:6].lower() == "until ":
        typed = typed[6:]
    day = None if clear else work.day(typed, dates.Prefer.FUTURE)
    if dry_run or of is not None or services.lookup.is_tag(client):
        return do_many(work, client, _act(work, day, reason), of, yes=yes, dry_run=dry_run)
    with work.unit_for(client) as (unit, found):
        if day is None:
            view = services.clients.resting.end_snooze(unit, work.today, found)
            line = f"The snooze of {view.name} is over."
        else:
            view = services.clients.resting.snooze(unit, work.today, found, day, reason)
            line = f"{view.name} is snoozed until {dates.long_date(day)}."
        state = replace(work.state(unit.reader, found.id), snoozed_until=None)
    lines = [line, *output.messages.states.silence(state)]
    return Answer({"client": output.screens.clients.record(view)}, lines)


def _act(work: Session, day: date | None, reason: str | None) -> Act:
    """Return what is done with each of many clients."""
    resting = services.clients.resting
    if day is None:
        return Act(
            lambda unit, one: resting.end_snooze(unit, work.today, one),
            verb="end the snooze of",
            past="ended the snooze of",
        )
    return Act(
        lambda unit, one: resting.snooze(unit, work.today, one, day, reason),
        verb="snooze",
        past="snoozed",
        how=f"until {dates.long_date(day)}",
    )
