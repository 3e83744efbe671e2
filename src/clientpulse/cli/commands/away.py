"""``pulse away``: our own days off."""

from __future__ import annotations

import re
from typing import Annotated, Any

import typer

from clientpulse import dates, output, records, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import DryRun
from clientpulse.cli.app.shapes import Answer, Shown, group, reading, writing
from clientpulse.cli.app.verbs import VerbGroup


class AwayGroup(VerbGroup):
    """A group that lists when nothing but options is said."""

    bare = "list"
    alone = ""


app = group(
    """Take days off; reminders come before them.

    \b
    Examples:
      pulse away 24 dec to 2 jan
      pulse away
    """,
    AwayGroup,
    bare=True,
)


@writing(app)
def add(
    work: Session,
    days: Annotated[
        list[str],
        typer.Argument(metavar="FROM TO", help="The first and the last day, or one day."),
    ],
) -> Answer:
    """Take days off; 'add' may be left out.

    \b
    Examples:
      pulse away 24 dec to 2 jan
      pulse away 2027-02-08 2027-02-12
      pulse away next fri

    They don't count as workdays: what falls on them is due on the last workday before.
    """
    starts_on, ends_on = dates.split_span(days, work.today, work.settings.date_order)
    new = records.Away(starts_on=starts_on, ends_on=ends_on)
    view = work.write_even_first(lambda unit: services.away.add(unit, work.today, new))
    off = services.away.workdays_off(view, work.settings.policy)
    lines = output.messages.away.days_off("Away", view, off)
    return Answer({"away": output.screens.away.record(view)}, lines)


@writing(app)
def cancel(
    work: Session,
    which: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID|DATE",
            help="Their number, from 'pulse away', or a day among them; default: the only ones to"
            " come.",
        ),
    ] = None,
    dry_run: DryRun = False,
) -> Answer:
    """Cancel days off.

    \b
    Examples:
      pulse away cancel
      pulse away cancel 29 dec
      pulse away cancel 5
    """
    typed = " ".join(which or ())
    is_number = re.fullmatch("-?[0-9]{1,99}", typed) is not None
    on = None if is_number or not typed else work.day(typed, dates.Prefer.FUTURE)
    with work.unit_of_work(dry_run=dry_run) as unit:
        number = int(typed) if is_number else services.away.meant(unit.reader, work.today, on)
        view = services.away.cancel(unit, number)
    verb = "Would cancel" if dry_run else "Cancelled"
    off = services.away.workdays_off(view, work.settings.policy)
    lines = output.messages.away.days_off(verb, view, off)
    return Answer({"away": output.screens.away.record(view)}, lines)


@reading(app, "list")
def list_days_off(
    work: Session,
    include_closed: Annotated[bool, typer.Option("--all", help="Include past ones.")] = False,
) -> Shown[Any]:
    """List your days off; 'pulse away' alone does the same.

    \b
    Examples:
      pulse away list
      pulse away list --all
    """
    with work.reader() as reader:
        view = services.away.listed(
            reader, work.today, work.settings.policy, include_closed=include_closed
        )
    return Shown(output.screens.away.SCREEN, view)
