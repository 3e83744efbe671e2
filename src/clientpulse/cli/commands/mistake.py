"""``pulse mistake``: what went wrong, told and made good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, TypedDict, Unpack

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

if TYPE_CHECKING:
    from clientpulse.services.stores import UnitOfWork

app = group(
    """Note a mistake, tell the client, fix it.

    \b
    Examples:
      pulse mistake acme Sent the invoice twice
      pulse mistake told 7
      pulse mistake fixed 8
    """,
    VerbGroup,
)

WhichMistake = Annotated[
    list[str],
    open_thing(f"The mistake's number, from 'pulse mistake list', {OF_A_CLIENT}."),
]

DAYS = {
    "happened_on": dates.Prefer.PAST,
    "fix_by": dates.Prefer.FUTURE,
    "told_on": dates.Prefer.PAST,
    "fixed_on": dates.Prefer.PAST,
}


class Details(TypedDict, total=False):
    """What may be said of a mistake, by attribute."""

    happened_on: Annotated[str, day_option("When it happened.")]
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why it happened.")]
    fix: Annotated[str, typer.Option(metavar="TEXT", help="How you'll fix it.")]
    prevent: Annotated[str, typer.Option(metavar="TEXT", help="How it won't happen again.")]
    offer: Annotated[str, typer.Option(metavar="TEXT", help="What you offer for the trouble.")]
    fix_by: Annotated[str, typer.Option("--by", metavar="DATE", help="By when you'll fix it.")]


class Corrections(Details, total=False):
    """What may be changed of a mistake later."""

    what: Annotated[str, typer.Option(metavar="TEXT", help="Another wording.")]
    told_on: Annotated[
        str, typer.Option("--told", metavar="DATE", help="When the client was told.")
    ]
    fixed_on: Annotated[str, typer.Option("--fixed", metavar="DATE", help="When it was fixed.")]


@writing(app)
def add(
    work: Session,
    client: Client,
    what: Annotated[
        list[str], typer.Argument(metavar="WHAT", help="What went wrong; no quotes needed.")
    ],
    **typed: Unpack[Details],
) -> Answer:
    """Write a mistake down; 'add' may be left out.

    \b
    Examples:
      pulse mistake acme Sent the invoice twice
      pulse mistake acme Missed the VAT deadline --on mon --fix "filed today, the fee is ours"

    It comes first in 'pulse due' until the client is told. Without --on it counts from today.
    """
    details = _read(work, typed)
    with work.unit_for(client) as (unit, found):
        new = records.Mistake(
            **found.whose,
            **details,
            what=" ".join(what),
            entered_on=work.today,
        )
        entered = services.mistakes.enter(unit, work.today, new)
        silence = work.silence(unit.reader, found.id, "own_up")
    lines = [*output.messages.mistakes.entered(entered), *silence]
    return Answer({"mistake": output.screens.mistakes.record(entered)}, lines)


@writing(app)
def told(work: Session, which: WhichMistake, on: On = None, channel: By = None) -> Answer:
    """Mark a mistake told to the client.

    \b
    Examples:
      pulse mistake told acme
      pulse mistake told 7 -c call
    """
    day = work.happened_on(on)
    with work.unit_of_work() as unit:
        refs = work.chosen(unit.reader, services.open_things.kinds.TOLD, which)
        views = services.open_things.each.do(
            unit, refs, lambda ref: services.mistakes.told(unit, work.today, int(ref), day)
        )
        contact = contact_too(work, unit, views, channel, day)
        silence = _silence(work, unit, views, "make_good")
    said = output.messages.mistakes
    lines = [said.echo("Told", one.told_on, one) for one in views]
    if contact is None:  # else what is to be fixed is named behind it
        lines += [*(said.to_fix(one, work.today) for one in views), *silence]
    return answer(_fields(views), lines, contact)


@writing(app)
def fixed(work: Session, which: WhichMistake, on: On = None, channel: By = None) -> Answer:
    """Mark a mistake fixed; the client has to be told first.

    \b
    Examples:
      pulse mistake fixed acme
      pulse mistake fixed 8 --on yesterday -c email
    """
    day = work.happened_on(on)
    with work.unit_of_work() as unit:
        refs = work.chosen(unit.reader, services.open_things.kinds.FIXED, which)
        views = services.open_things.each.do(
            unit, refs, lambda ref: services.mistakes.fixed(unit, work.today, int(ref), day)
        )
        contact = contact_too(work, unit, views, channel, day, "look_back")
        states = [work.state(unit.reader, one.client_id) for one in views]
        silence = _silence(work, unit, views, "look_back")
    said = output.messages.mistakes
    lines = [
        line for one, state in zip(views, states, strict=True) for line in said.fixed(one, state)
    ]
    if contact is None:
        lines += silence
    return answer(_fields(views), lines, contact)


@writing(app)
def edit(work: Session, which: WhichMistake, **typed: Unpack[Corrections]) -> Answer:
    """Add what was found out about a mistake, or correct it.

    \b
    Examples:
      pulse mistake edit acme invoice --why "two people sent it" --fix "the second one is cancelled"
      pulse mistake edit 8 --told none

    An empty text or the day 'none' clears a field.
    """
    wanted = _read(work, typed)
    if not wanted:
        raise InputError("nothing to change", "give for example --why or --fix")
    with work.unit_of_work() as unit:
        number = int(work.chosen_one(unit.reader, services.open_things.kinds.MISTAKE, which))
        before = services.lookup.numbered(unit.reader, records.Mistake, number)
        after = services.mistakes.edit(unit, work.today, number, wanted)
    said = output.messages.mistakes
    fields = {"mistake": output.screens.mistakes.record(after)}
    next_step = [said.prepared(after)] if after.told_on is None else []
    return edited(work, fields, said.mistake(after), changes(before, after), next_step)


@writing(app)
def delete(work: Session, which: WhichMistake, dry_run: DryRun = False) -> Answer:
    """Delete a mistake entered in error.

    \b
    Examples:
      pulse mistake delete 7
    """
    with work.unit_of_work(dry_run=dry_run) as unit:
        refs = work.chosen(unit.reader, services.open_things.kinds.MISTAKE, which)
        gone = services.open_things.each.do(
            unit, refs, lambda ref: services.mistakes.delete(unit, int(ref))
        )
    whats = map(output.messages.mistakes.mistake, gone)
    return deleted(_fields(gone), whats, dry_run=dry_run)


@reading(app, "list")
def list_mistakes(
    work: Session,
    client: OptionalClient = None,
    include_closed: Annotated[bool, typer.Option("--all", help="Include fixed ones.")] = False,
    archived: Archived = False,
) -> Shown[Any]:
    """List the mistakes that aren't fixed yet.

    \b
    Examples:
      pulse mistake list
      pulse mistake list acme --all
    """
    view = work.listed(
        client, services.mistakes.listed, include_closed=include_closed, archived=archived
    )
    return Shown(output.screens.mistakes.SCREEN, view)


def _fields(views: Sequence[records.Mistake]) -> dict[str, Any]:
    return fields("mistake", map(output.screens.mistakes.record, views))


def _silence(
    work: Session, unit: UnitOfWork, views: Sequence[records.Mistake], rule: str
) -> list[str]:
    """Say of each client once what is hidden about them."""
    clients = dict.fromkeys(one.client_id for one in views)
    return [line for one in clients for line in work.silence(unit.reader, one, rule)]


def _read(work: Session, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Read the days among what was typed; the texts stay as they are."""
    return {
        name: work.day_or_none(value, DAYS[name]) if name in DAYS else value
        for name, value in typed.items()
    }
