"""``pulse mistake``: what went wrong, told and made good."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from clientpulse import dates, output, records, services
from clientpulse.cli.app.context import session
from clientpulse.cli.app.groups import PulseCommand
from clientpulse.cli.app.parameters import Client, DryRun, Format, Json, OptionalClient, WroteJson
from clientpulse.cli.app.verbs import VerbGroup
from clientpulse.errors import InputError

app = typer.Typer(
    cls=VerbGroup,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="""Note a mistake, tell the client, fix it.

    \b
    Examples:
      pulse mistake acme Sent the invoice twice
      pulse mistake told 7
      pulse mistake fixed 8
    """,
)

MistakeId = Annotated[
    int, typer.Argument(metavar="ID", help="The mistake's number, from 'pulse mistake list'.")
]
Why = Annotated[str | None, typer.Option(metavar="TEXT", help="Why it happened.")]
Fix = Annotated[str | None, typer.Option(metavar="TEXT", help="How you'll fix it.")]
Prevent = Annotated[str | None, typer.Option(metavar="TEXT", help="How it won't happen again.")]
Offer = Annotated[str | None, typer.Option(metavar="TEXT", help="What you offer for the trouble.")]
On = Annotated[
    str | None,
    typer.Option("--on", "-d", "--date", metavar="DATE", help="When; default: today."),
]


@app.command(cls=PulseCommand)
def add(
    ctx: typer.Context,
    client: Client,
    what: Annotated[
        list[str], typer.Argument(metavar="WHAT", help="What went wrong; no quotes needed.")
    ],
    on: Annotated[
        str | None,
        typer.Option("--on", "-d", "--date", metavar="DATE", help="When it happened."),
    ] = None,
    why: Why = None,
    fix: Fix = None,
    prevent: Prevent = None,
    offer: Offer = None,
    by: Annotated[str | None, typer.Option(metavar="DATE", help="By when you'll fix it.")] = None,
    json: WroteJson = False,
) -> None:
    """Write a mistake down; 'add' may be left out.

    \b
    Examples:
      pulse mistake acme Sent the invoice twice
      pulse mistake acme Missed the VAT deadline --on mon --fix "filed today, the fee is ours"

    It comes first in 'pulse due' until the client is told. Without --on it counts from today.
    """
    work = session(ctx)
    happened_on = None if on is None else work.day(on, dates.Prefer.PAST)
    fix_by = None if by is None else work.day(by, dates.Prefer.FUTURE)
    with work.unit_of_work("mistake add") as unit:
        found = services.lookup.client(unit.reader, client)
        new = records.Mistake(
            **found.whose,
            what=" ".join(what),
            why=why,
            fix=fix,
            prevent=prevent,
            offer=offer,
            happened_on=happened_on,
            fix_by=fix_by,
            entered_on=work.today,
        )
        entered = services.mistakes.enter(unit, work.today, new)
    lines = output.messages.mistakes.entered(entered)
    work.answer("mistake-add", {"mistake": output.screens.mistakes.record(entered)}, lines, json)


@app.command(cls=PulseCommand)
def told(ctx: typer.Context, number: MistakeId, on: On = None, json: WroteJson = False) -> None:
    """Mark a mistake told to the client.

    \b
    Examples:
      pulse mistake told 7
    """
    work = session(ctx)
    day = work.today if on is None else work.day(on, dates.Prefer.PAST)
    with work.unit_of_work("mistake told") as unit:
        view = services.mistakes.told(unit, work.today, number, day)
    lines = output.messages.mistakes.told(view, work.today)
    work.answer("mistake-told", {"mistake": output.screens.mistakes.record(view)}, lines, json)


@app.command(cls=PulseCommand)
def fixed(ctx: typer.Context, number: MistakeId, on: On = None, json: WroteJson = False) -> None:
    """Mark a mistake fixed; the client has to be told first.

    \b
    Examples:
      pulse mistake fixed 8
      pulse mistake fixed 8 --on yesterday
    """
    work = session(ctx)
    day = work.today if on is None else work.day(on, dates.Prefer.PAST)
    with work.unit_of_work("mistake fixed") as unit:
        view = services.mistakes.fixed(unit, work.today, number, day)
    work.answer(
        "mistake-fixed",
        {"mistake": output.screens.mistakes.record(view)},
        output.messages.mistakes.fixed(view),
        json,
    )


@app.command(cls=PulseCommand)
def edit(
    ctx: typer.Context,
    number: MistakeId,
    what: Annotated[str | None, typer.Option(metavar="TEXT", help="Another wording.")] = None,
    why: Why = None,
    fix: Fix = None,
    prevent: Prevent = None,
    offer: Offer = None,
    on: Annotated[
        str | None, typer.Option("--on", "-d", "--date", metavar="DATE", help="When it happened.")
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="DATE", help="By when you'll fix it.")] = None,
    told_on: Annotated[
        str | None, typer.Option("--told", metavar="DATE", help="When the client was told.")
    ] = None,
    fixed_on: Annotated[
        str | None, typer.Option("--fixed", metavar="DATE", help="When it was fixed.")
    ] = None,
    json: WroteJson = False,
) -> None:
    """Add what was found out about a mistake, or correct it.

    \b
    Examples:
      pulse mistake edit 7 --why "two people sent it" --fix "the second one is cancelled"
      pulse mistake edit 8 --told none

    An empty text or the day 'none' clears a field.
    """
    work = session(ctx)
    texts = {"what": what, "why": why, "fix": fix, "prevent": prevent, "offer": offer}
    changes: dict[str, Any] = {name: text for name, text in texts.items() if text is not None}
    for column, typed, prefer in (
        ("happened_on", on, dates.Prefer.PAST),
        ("fix_by", by, dates.Prefer.FUTURE),
        ("told_on", told_on, dates.Prefer.PAST),
        ("fixed_on", fixed_on, dates.Prefer.PAST),
    ):
        if typed is not None:
            changes[column] = work.day_or_none(typed, prefer)
    if not changes:
        raise InputError("nothing to change", "give for example --why or --fix")
    with work.unit_of_work("mistake edit") as unit:
        edited = services.mistakes.edit(unit, work.today, number, changes)
    lines = [f"Edited: {output.messages.mistakes.mistake(edited)}"]
    if edited.told_on is None:
        lines.append(output.messages.mistakes.prepared(edited))
    work.answer("mistake-edit", {"mistake": output.screens.mistakes.record(edited)}, lines, json)


@app.command(cls=PulseCommand)
def delete(
    ctx: typer.Context, number: MistakeId, dry_run: DryRun = False, json: WroteJson = False
) -> None:
    """Delete a mistake entered in error.

    \b
    Examples:
      pulse mistake delete 7
    """
    work = session(ctx)
    with work.unit_of_work("mistake delete", dry_run=dry_run) as unit:
        deleted = services.mistakes.delete(unit, number)
    line = (
        f"{'Would delete' if dry_run else 'Deleted'}: {output.messages.mistakes.mistake(deleted)}"
    )
    work.answer(
        "mistake-delete", {"mistake": output.screens.mistakes.record(deleted)}, [line], json
    )


@app.command("list", cls=PulseCommand)
def list_mistakes(
    ctx: typer.Context,
    client: OptionalClient = None,
    include_closed: Annotated[bool, typer.Option("--all", help="Include fixed ones.")] = False,
    form: Format = "table",
    json: Json = False,
) -> None:
    """List the mistakes that aren't fixed yet.

    \b
    Examples:
      pulse mistake list
      pulse mistake list acme --all
    """
    form = output.choose(form, json)
    work = session(ctx)
    with work.reader() as reader:
        client_id = services.lookup.client_id(reader, client)
        view = services.mistakes.listed(
            reader, work.today, client_id=client_id, include_closed=include_closed
        )
    work.show(output.screens.mistakes.SCREEN, view, form)
