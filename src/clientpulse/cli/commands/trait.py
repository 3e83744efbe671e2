"""``pulse trait``: what check-ups ask about, and how much each of it counts."""

from __future__ import annotations

from typing import Annotated

import typer

from clientpulse import output, services
from clientpulse.cli.app.completion import client_keys
from clientpulse.cli.app.completion import traits as complete_traits
from clientpulse.cli.app.context import session
from clientpulse.cli.app.groups import PulseCommand, PulseGroup
from clientpulse.cli.app.parameters import Format, Json, OptionalClient, WroteJson

app = typer.Typer(
    cls=PulseGroup,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="""What check-ups ask about, and how much it counts.

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


@app.command(cls=PulseCommand)
def add(
    ctx: typer.Context,
    name: Annotated[
        list[str],
        typer.Argument(metavar="NAME", help="What to ask; answers are yes, partly or no."),
    ],
    bad: Annotated[bool, typer.Option("--bad", help="A yes is bad news.")] = False,
    client: ForClient = None,
    json: WroteJson = False,
) -> None:
    """Add a trait of your own.

    \b
    Examples:
      pulse trait add pays on time
      pulse trait add changes its mind late --bad --client acme
    """
    work = session(ctx)
    with work.unit_of_work("trait add", creates=client is None) as unit:
        found = None if client is None else services.lookup.client(unit.reader, client)
        added = services.checkups.traits.add(unit, " ".join(name), good=not bad, client=found)
    kind = "good" if added.good else "bad"
    line = f"Added: {added.name} (key {added.key}), a {kind} trait{_for(added.client)}"
    work.answer("trait-add", {"trait": output.screens.traits.record(added)}, [line], json)


@app.command("list", cls=PulseCommand)
def list_traits(
    ctx: typer.Context,
    client: OptionalClient = None,
    form: Format = "table",
    json: Json = False,
) -> None:
    """List the traits and their weights.

    \b
    Examples:
      pulse trait list
      pulse trait list acme --json
    """
    form = output.choose(form, json)
    work = session(ctx)
    with work.reader() as reader:
        view = (
            services.checkups.traits.listed(reader, work.today)
            if client is None
            else services.checkups.traits.for_client(
                reader, work.today, services.lookup.client(reader, client)
            )
        )
    work.show(output.screens.traits.SCREEN, view, form)


@app.command(cls=PulseCommand)
def weigh(
    ctx: typer.Context,
    trait: Trait,
    weight: Annotated[
        str,
        typer.Argument(metavar="WEIGHT", help="0 to 10; 0 isn't asked; default for the usual one."),
    ],
    client: ForClient = None,
    json: WroteJson = False,
) -> None:
    """Set how much a trait counts; 1 is usual.

    \b
    Examples:
      pulse trait weigh communication 3
      pulse trait weigh no-planning 0 --client acme
      pulse trait weigh no-planning default --client acme

    Existing scores stay as they are.
    """
    work = session(ctx)
    value = services.checkups.traits.weight(weight)
    with work.unit_of_work("trait weigh", creates=client is None) as unit:
        found = None if client is None else services.lookup.client(unit.reader, client)
        weighed = services.checkups.traits.weigh(unit, trait, value, found)
    line = f"{weighed.name} weighs {weighed.weight}{_for(weighed.client)}"
    if not weighed.weight:
        line += ", so it isn't asked"
    work.answer("trait-weigh", {"trait": output.screens.traits.record(weighed)}, [f"{line}."], json)


@app.command(cls=PulseCommand)
def remove(ctx: typer.Context, trait: Trait, json: WroteJson = False) -> None:
    """Remove a trait of your own; past check-ups stay as they are.

    \b
    Examples:
      pulse trait remove pays-on-time
    """
    work = session(ctx)
    with work.unit_of_work("trait remove") as unit:
        removed = services.checkups.traits.remove(unit, trait)
    line = f"Removed: {removed.name} (key {removed.key})"
    work.answer("trait-remove", {"trait": output.screens.traits.record(removed)}, [line], json)


def _for(client: str | None) -> str:
    return f" for {client} only" if client else ""
