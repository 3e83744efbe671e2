"""``pulse commitment``: promises both ways."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from clientpulse import dates, output, services
from clientpulse.cli.app.context import session
from clientpulse.cli.app.groups import PulseCommand, PulseGroup
from clientpulse.cli.app.parameters import DryRun, Format, Json, OptionalClient, WroteJson
from clientpulse.errors import InputError

app = typer.Typer(
    cls=PulseGroup,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="""List, edit or drop promises, theirs and yours.

    \b
    Examples:
      pulse commitment list
      pulse commitment edit 7 --by "next fri"
    """,
)

CommitmentId = Annotated[
    int,
    typer.Argument(
        metavar="ID", help="The number of the promise or request, from 'pulse commitment list'."
    ),
]


@app.command("list", cls=PulseCommand)
def list_commitments(
    ctx: typer.Context,
    client: OptionalClient = None,
    include_closed: Annotated[
        bool, typer.Option("--all", help="Include done and dropped ones.")
    ] = False,
    form: Format = "table",
    json: Json = False,
) -> None:
    """List what is owed both ways.

    \b
    Examples:
      pulse commitment list
      pulse commitment list acme --all
    """
    form = output.choose(form, json)
    work = session(ctx)
    with work.reader() as reader:
        client_id = services.lookup.client_id(reader, client)
        view = services.commitments.listed(
            reader, work.today, client_id=client_id, include_closed=include_closed
        )
    work.show(output.screens.commitments.SCREEN, view, form)


@app.command(cls=PulseCommand)
def edit(
    ctx: typer.Context,
    number: CommitmentId,
    what: Annotated[str | None, typer.Option(metavar="TEXT", help="Another wording.")] = None,
    by: Annotated[
        str | None, typer.Option(metavar="DATE", help="Another day; 'none' for no day.")
    ] = None,
    still_open: Annotated[bool, typer.Option("--open", help="Reopen it.")] = False,
    json: WroteJson = False,
) -> None:
    """Change what was promised, or by when.

    \b
    Examples:
      pulse commitment edit 7 --by "next fri"
      pulse commitment edit 7 --what "the tax estimate, both years" --by none
      pulse commitment edit 9 --open
    """
    work = session(ctx)
    changes: dict[str, Any] = {}
    if what is not None:
        changes["what"] = what
    if by is not None:
        changes["due_on"] = work.day_or_none(by, dates.Prefer.FUTURE)
    if not changes and not still_open:
        raise InputError("nothing to change", "give --what, --by or --open")
    with work.unit_of_work("commitment edit") as unit:
        edited = services.commitments.edit(unit, number, changes, reopen=still_open)
    line = f"Edited: {output.messages.commitments.commitment(edited, work.today)}"
    work.answer(
        "commitment-edit", {"commitment": output.screens.commitments.record(edited)}, [line], json
    )


@app.command(cls=PulseCommand)
def drop(
    ctx: typer.Context,
    number: CommitmentId,
    dry_run: DryRun = False,
    json: WroteJson = False,
) -> None:
    """Drop a promise or a request.

    \b
    Examples:
      pulse commitment drop 7

    It counts neither as kept nor as broken.
    """
    work = session(ctx)
    with work.unit_of_work("commitment drop", dry_run=dry_run) as unit:
        dropped = services.commitments.drop(unit, work.today, number)
    verb = "Would drop" if dry_run else "Dropped"
    line = f"{verb}: {output.messages.commitments.commitment(dropped, work.today)}"
    work.answer(
        "commitment-drop", {"commitment": output.screens.commitments.record(dropped)}, [line], json
    )
