"""``pulse trait``: what check-ups ask about, and how much each of it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientpulse import output, services
from clientpulse.cli.app.completion import client_keys
from clientpulse.cli.app.completion import traits as complete_traits
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import DryRun, OptionalClient
from clientpulse.cli.app.shapes import Answer, Shown, group, reading, writing
from clientpulse.cli.commands.editing import deleted, edited
from clientpulse.errors import InputError
from clientpulse.records.changing import changes

if TYPE_CHECKING:
    from clientpulse.services.stores import UnitOfWork

app = group(
    """What check-ups ask about, and how much it counts.

    \b
    Examples:
      pulse trait list
      pulse trait add pays on time
    """,
)

Trait = Annotated[
    str,
    typer.Argument(
        metavar="TRAIT",
        help="Its key, its name, or an unambiguous part of either.",
        autocompletion=complete_traits,
    ),
]
ForClient = Annotated[
    str | None,
    typer.Option(
        "--client",
        metavar="CLIENT",
        help="For this client only; default: for all.",
        autocompletion=client_keys,
    ),
]


@writing(app)
def add(
    work: Session,
    name: Annotated[
        list[str],
        typer.Argument(metavar="NAME", help="What to ask; answers are yes, partly or no."),
    ],
    bad: Annotated[bool, typer.Option("--bad", help="A yes is bad news.")] = False,
    client: ForClient = None,
) -> Answer:
    """Add a trait of your own.

    \b
    Examples:
      pulse trait add pays on time
      pulse trait add changes its mind late --bad --client acme
    """
    added = work.write_even_first(
        lambda unit: services.checkups.traits.add(
            unit, " ".join(name), good=not bad, client=_found(unit, client)
        )
    )
    kind = "good" if added.good else "bad"
    line = f"Added: {added.name} (key {added.key}), a {kind} trait{_for(added.client)}"
    return Answer({"trait": output.screens.traits.record(added)}, [line])


@reading(app, "list")
def list_traits(work: Session, client: OptionalClient = None) -> Shown[Any]:
    """List the traits and their weights.

    \b
    Examples:
      pulse trait list
      pulse trait list acme --json
    """
    with work.reader() as reader:
        view = (
            services.checkups.traits.listed(reader, work.today)
            if client is None
            else services.checkups.traits.for_client(
                reader, work.today, services.lookup.client(reader, client)
            )
        )
    return Shown(output.screens.traits.SCREEN, view)


@writing(app)
def weigh(
    work: Session,
    trait: Trait,
    weight: Annotated[
        str,
        typer.Argument(metavar="WEIGHT", help="0 to 10; 0 isn't asked; default for the usual one."),
    ],
    client: ForClient = None,
) -> Answer:
    """Set how much a trait counts; 1 is usual.

    \b
    Examples:
      pulse trait weigh communication 3
      pulse trait weigh no-planning 0 --client acme
      pulse trait weigh no-planning default --client acme

    Existing scores stay as they are.
    """
    value = services.checkups.traits.weight(weight)
    before, weighed = work.write_even_first(
        lambda unit: services.checkups.traits.weigh(unit, trait, value, _found(unit, client))
    )
    instead = "" if before == weighed.weight else f" instead of {before}"
    line = f"{weighed.name} weighs {weighed.weight}{instead}{_for(weighed.client)}"
    if not weighed.weight:
        line += ", so it isn't asked"
    return Answer({"trait": output.screens.traits.record(weighed)}, [f"{line}."])


@writing(app)
def edit(
    work: Session,
    trait: Trait,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Another name.")] = None,
    good: Annotated[
        bool | None,
        typer.Option("--good/--bad", help="Whether a yes is good news.", show_default=False),
    ] = None,
) -> Answer:
    """Correct a trait of your own; its key stays, and so do existing scores.

    \b
    Examples:
      pulse trait edit pays-on-time --name "pays in time"
    """
    given = {"name": name, "good": good}
    wanted = {field: one for field, one in given.items() if one is not None}
    if not wanted:
        raise InputError("nothing to change", "give --name, --good or --bad")
    with work.unit_of_work() as unit:
        before, after, row = services.checkups.traits.edit(unit, trait, wanted)
    fields = {"trait": output.screens.traits.record(row)}
    return edited(work, fields, f"{row.name} (key {row.key})", changes(before, after))


def delete(work: Session, trait: Trait, dry_run: DryRun = False) -> Answer:
    """Delete a trait of your own; past check-ups stay as they are.

    \b
    Examples:
      pulse trait delete pays-on-time
    """
    with work.unit_of_work(dry_run=dry_run) as unit:
        gone = services.checkups.traits.delete(unit, trait)
    fields = {"trait": output.screens.traits.record(gone)}
    return deleted(fields, [f"{gone.name} (key {gone.key})"], dry_run=dry_run)


writing(app)(delete)
writing(app, "remove", hidden=True)(delete)


def _found(unit: UnitOfWork, client: str | None) -> services.lookup.Found | None:
    return None if client is None else services.lookup.client(unit.reader, client)


def _for(client: str | None) -> str:
    return f" for {client} only" if client else ""
