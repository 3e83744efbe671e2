"""``pulse away``: our own days off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from clientpulse import dates, output, records, services
from clientpulse.cli.app.completion import owners
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import DryRun
from clientpulse.cli.app.shapes import Answer, Shown, group, reading, writing
from clientpulse.cli.app.verbs import VerbGroup
from clientpulse.cli.commands.editing import deleted, edited
from clientpulse.records.changing import changes


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

WhichAway = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="ID|DATE",
        help=(
            "Their number, from 'pulse away', or one of the days; needed only if there are several."
        ),
    ),
]
Whose = Annotated[
    str | None,
    typer.Option(
        "--owner",
        metavar="NAME",
        help="Whose they are, or all for everybody's; default: yours.",
        autocompletion=owners,
    ),
]
AwayId = Annotated[
    int, typer.Argument(metavar="ID", help="The number of the days off, from 'pulse away'.")
]


@writing(app)
def add(
    work: Session,
    days: Annotated[
        list[str],
        typer.Argument(metavar="FROM TO", help="The first and last day, or one day."),
    ],
    owner: Whose = None,
) -> Answer:
    """Take days off; 'add' may be left out.

    \b
    Examples:
      pulse away 24 dec to 2 jan
      pulse away 2027-02-08 2027-02-12
      pulse away next fri
      pulse away 24 dec to 2 jan --owner all     the office is closed

    They don't count as workdays: what falls on them is due on the last workday before. Where
    several share a store, yours are yours alone; those of --owner all are everybody's.
    """
    span = dates.split_span(days, work.today, work.settings.date_order)
    view, me = work.write_even_first(
        lambda unit: (services.away.add(unit, work.today, *span, owner), unit.author.name)
    )
    off = services.away.workdays_off(view, work.settings.policy)
    lines = output.messages.away.days_off("Away", view, off, me)
    return Answer({"away": output.screens.away.record(view)}, lines)


@writing(app)
def edit(
    work: Session,
    number: AwayId,
    days: Annotated[
        list[str],
        typer.Argument(metavar="FROM TO", help="The first and last day, or one day."),
    ],
) -> Answer:
    """Change days off.

    \b
    Examples:
      pulse away edit 5 24 dec to 6 jan
    """
    span = dates.split_span(days, work.today, work.settings.date_order)
    with work.unit_of_work() as unit:
        before = services.lookup.numbered(unit.reader, records.Away, number)
        after = services.away.edit(unit, work.today, number, *span)
        me = unit.author.name
    off = services.away.workdays_off(after, work.settings.policy)
    fields = {"away": output.screens.away.record(after)}
    what = output.messages.away.away(after, off, me)
    return edited(work, fields, what, changes(before, after))


@writing(app)
def delete(work: Session, which: WhichAway = None, dry_run: DryRun = False) -> Answer:
    """Delete days off entered in error.

    \b
    Examples:
      pulse away delete
      pulse away delete 5
    """
    gone, off, me = _taken_away(work, which, "deleted", dry_run=dry_run)
    fields = {"away": output.screens.away.record(gone)}
    return deleted(fields, [output.messages.away.away(gone, off, me)], dry_run=dry_run)


@writing(app)
def cancel(work: Session, which: WhichAway = None, dry_run: DryRun = False) -> Answer:
    """Cancel days off: you work after all.

    \b
    Examples:
      pulse away cancel
      pulse away cancel 29 dec
      pulse away cancel 5
    """
    view, off, me = _taken_away(work, which, "cancelled", dry_run=dry_run)
    verb = "Would cancel" if dry_run else "Cancelled"
    lines = output.messages.away.days_off(verb, view, off, me)
    return Answer({"away": output.screens.away.record(view)}, lines)


def _taken_away(
    work: Session, which: Sequence[str] | None, done: str, *, dry_run: bool
) -> tuple[records.Away, int, str | None]:
    """Take days off away again; return them, how many workdays they were, and who did it."""
    typed = " ".join(which or ())
    is_number = re.fullmatch("-?[0-9]{1,99}", typed) is not None
    on = None if is_number or not typed else work.day(typed, dates.Prefer.FUTURE)
    with work.unit_of_work(dry_run=dry_run) as unit:
        number = (
            int(typed)
            if is_number
            else services.away.meant(unit.reader, work.today, on, work.command)
        )
        gone = services.away.cancel(unit, number, done)
    return gone, services.away.workdays_off(gone, work.settings.policy), unit.author.name


@reading(app, "list")
def list_days_off(
    work: Session,
    include_closed: Annotated[bool, typer.Option("--all", help="Include past ones.")] = False,
    owner: Annotated[
        str | None,
        typer.Option(
            "--owner",
            metavar="NAME",
            help="Whose, or all; default: yours and those of everybody together.",
            autocompletion=owners,
        ),
    ] = None,
) -> Shown[Any]:
    """List your days off; 'pulse away' alone does the same.

    \b
    Examples:
      pulse away list
      pulse away list --all
      pulse away list --owner all    colleagues' days off, too
    """
    with work.reader() as reader:
        view = services.away.listed(
            reader,
            work.today,
            work.settings.policy,
            owner,
            include_closed=include_closed,
        )
    return Shown(output.screens.away.SCREEN, view)
