"""``pulse commitment``: promises both ways."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

import typer

from clientpulse import dates, output, records, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import Archived, CommitmentId, DryRun, OptionalClient
from clientpulse.cli.app.shapes import Answer, Shown, group, reading, writing
from clientpulse.cli.commands.editing import changes, edited
from clientpulse.errors import InputError

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
    with work.reader() as reader:
        client_id, remarks = work.only(reader, client)
        view = services.commitments.listed(
            reader,
            work.today,
            client_id=client_id,
            include_closed=include_closed,
            archived=archived,
        )
    return Shown(output.screens.commitments.SCREEN, replace(view, remarks=remarks))


@writing(app)
def edit(
    work: Session,
    number: CommitmentId,
    what: Annotated[str | None, typer.Option(metavar="TEXT", help="Another wording.")] = None,
    by: Annotated[
        str | None, typer.Option(metavar="DATE", help="Another day; 'none' for no day.")
    ] = None,
    still_open: Annotated[bool, typer.Option("--open", help="Reopen it.")] = False,
) -> Answer:
    """Change what was promised, or by when.

    \b
    Examples:
      pulse commitment edit 7 --by "next fri"
      pulse commitment edit 7 --what "the tax estimate, both years" --by none
      pulse commitment edit 9 --open
    """
    wanted: dict[str, Any] = {}
    if what is not None:
        wanted["what"] = what
    if by is not None:
        wanted["due_on"] = work.day_or_none(by, dates.Prefer.FUTURE)
    if not wanted and not still_open:
        raise InputError("nothing to change", "give --what, --by or --open")
    with work.unit_of_work() as unit:
        before = services.lookup.numbered(unit.reader, records.Commitment, number)
        after = services.commitments.edit(unit, number, wanted, reopen=still_open)
    fields = {"commitment": output.screens.commitments.record(after)}
    what = output.messages.commitments.commitment(after, work.today)
    return edited(work, fields, what, changes(before, after))


@writing(app)
def drop(work: Session, number: CommitmentId, dry_run: DryRun = False) -> Answer:
    """Drop a promise or a request.

    \b
    Examples:
      pulse commitment drop 7

    It counts neither as kept nor as broken.
    """
    with work.unit_of_work(dry_run=dry_run) as unit:
        dropped = services.commitments.drop(unit, work.today, number)
    verb = "Would drop" if dry_run else "Dropped"
    line = f"{verb}: {output.messages.commitments.commitment(dropped, work.today)}"
    return Answer({"commitment": output.screens.commitments.record(dropped)}, [line])
