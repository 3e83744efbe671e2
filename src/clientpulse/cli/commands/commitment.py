"""``pulse commitment``: promises both ways."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from clientpulse import dates, output, records, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import Archived, DryRun, OptionalClient, WhichOwed
from clientpulse.cli.app.shapes import Answer, Shown, group, reading, writing
from clientpulse.cli.commands.editing import deleted, edited
from clientpulse.cli.commands.settling import fields
from clientpulse.errors import InputError
from clientpulse.records.changing import changes

app = group(
    """List, edit or drop promises, theirs and yours.

    \b
    Examples:
      pulse commitment list
      pulse commitment edit 7 --by "next fri"
    """,
)


@reading(app, "list")
def list_commitments(
    work: Session,
    client: OptionalClient = None,
    include_closed: Annotated[
        bool, typer.Option("--all", help="Include done and dropped ones.")
    ] = False,
    archived: Archived = False,
) -> Shown[Any]:
    """List what is owed both ways.

    \b
    Examples:
      pulse commitment list
      pulse commitment list acme --all
    """
    return owed(work, client, include_closed=include_closed, archived=archived)


def owed(
    work: Session, client: str | None, *, include_closed: bool = False, archived: bool = False
) -> Shown[Any]:
    """Show what is owed both ways."""
    view = work.listed(
        client, services.commitments.listed, include_closed=include_closed, archived=archived
    )
    return Shown(output.screens.commitments.SCREEN, view)


@writing(app)
def edit(
    work: Session,
    which: WhichOwed,
    what: Annotated[str | None, typer.Option(metavar="TEXT", help="Another wording.")] = None,
    by: Annotated[
        str | None, typer.Option(metavar="DATE", help="Another day; 'none' for no day.")
    ] = None,
    still_open: Annotated[bool, typer.Option("--open", help="Reopen it.")] = False,
) -> Answer:
    """Change what was promised, or by when.

    \b
    Examples:
      pulse commitment edit acme estimate --by "next fri"
      pulse commitment edit 7 --what "the tax estimate, both years" --by none
      pulse commitment edit 9 --open

    With --open, CLIENT stands for what is closed.
    """
    wanted: dict[str, Any] = {}
    if what is not None:
        wanted["what"] = what
    if by is not None:
        wanted["due_on"] = work.day_or_none(by, dates.Prefer.FUTURE)
    if not wanted and not still_open:
        raise InputError("nothing to change", "give --what, --by or --open")
    kinds = services.open_things.kinds
    kind = kinds.ENDED if still_open else kinds.OWED
    with work.unit_of_work() as unit:
        number = int(work.chosen_one(unit.reader, kind, which))
        before = services.lookup.numbered(unit.reader, records.Commitment, number)
        after = services.commitments.edit(unit, number, wanted, reopen=still_open)
    fields = {"commitment": output.screens.commitments.record(after)}
    what = output.messages.commitments.commitment(after, work.today)
    return edited(work, fields, what, changes(before, after))


@writing(app)
def drop(work: Session, which: WhichOwed, dry_run: DryRun = False) -> Answer:
    """Drop a promise or a request.

    \b
    Examples:
      pulse commitment drop 7
      pulse commitment drop acme photo

    It counts neither as kept nor as broken.
    """
    with work.unit_of_work(dry_run=dry_run) as unit:
        refs = work.chosen(unit.reader, services.open_things.kinds.OWED, which)
        dropped = services.open_things.each.do(
            unit, refs, lambda ref: services.commitments.drop(unit, work.today, int(ref))
        )
    verb = "Would drop" if dry_run else "Dropped"
    said = output.messages.commitments
    lines = [f"{verb}: {said.commitment(one, work.today)}" for one in dropped]
    return Answer(fields("commitment", map(output.screens.commitments.record, dropped)), lines)


@writing(app)
def delete(work: Session, which: WhichOwed, dry_run: DryRun = False) -> Answer:
    """Delete a promise or a request entered in error, open or not.

    \b
    Examples:
      pulse commitment delete 7
      pulse commitment delete acme photo
    """
    with work.unit_of_work(dry_run=dry_run) as unit:
        refs = work.chosen(unit.reader, services.open_things.kinds.OWED, which)
        gone = services.open_things.each.do(
            unit, refs, lambda ref: services.commitments.delete(unit, int(ref))
        )
    said = output.messages.commitments
    whats = [said.commitment(one, work.today) for one in gone]
    written = fields("commitment", map(output.screens.commitments.record, gone))
    return deleted(written, whats, dry_run=dry_run)
