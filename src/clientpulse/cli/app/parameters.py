"""Parameters that several commands share, so that they are the same everywhere."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from clientpulse.cadence.channel import CHANNELS
from clientpulse.cli.app.completion import (
    channels,
    client_keys,
    clients_and_tags,
    open_things,
    owners,
    tags,
)

CHANNEL_NAMES = f"{', '.join(CHANNELS[:-1])} or {CHANNELS[-1]}"


Client = Annotated[
    str,
    typer.Argument(
        metavar="CLIENT",
        help="Its key, its name, or an unambiguous part of either.",
        autocompletion=client_keys,
        show_default=False,
    ),
]
Archived = Annotated[bool, typer.Option("--archived", help="Include those of archived clients.")]
OptionalClient = Annotated[
    str | None,
    typer.Argument(
        metavar="CLIENT",
        help="Only this client.",
        autocompletion=client_keys,
        show_default=False,
    ),
]
Who = Annotated[
    str,
    typer.Argument(
        metavar="CLIENT|@TAG",
        help="A client, or @TAG for every active one with that tag.",
        autocompletion=clients_and_tags,
        show_default=False,
    ),
]
OptionalWho = Annotated[
    str | None,
    typer.Argument(
        metavar="CLIENT|@TAG",
        help="Only this client, or those with this tag.",
        autocompletion=clients_and_tags,
        show_default=False,
    ),
]
ClientOption = Annotated[
    str | None,
    typer.Option(
        "--client", metavar="CLIENT", help="Only this client.", autocompletion=client_keys
    ),
]
TagOption = Annotated[
    str | None,
    typer.Option("--tag", metavar="TAG", help="Only clients with this tag.", autocompletion=tags),
]
OwnerOption = Annotated[
    str | None,
    typer.Option(
        "--owner",
        metavar="NAME",
        help="Whose clients: all for everybody's, none for those without an owner.",
        autocompletion=owners,
    ),
]
OfOption = Annotated[
    str | None,
    typer.Option(
        "--of",
        metavar="NAME",
        help="With @TAG: whose clients, or all; default: yours and those without an owner.",
        autocompletion=owners,
    ),
]
ChannelOption = Annotated[
    str | None,
    typer.Option(
        "--channel",
        "-c",
        metavar="CHANNEL",
        help=f"{CHANNEL_NAMES}.",
        autocompletion=channels,
    ),
]


def day_option(help: str) -> Any:  # noqa: A002  as Typer names it
    """Return the option that says on which day something happened or comes."""
    return typer.Option("--on", "-d", "--date", metavar="DATE", help=help)


On = Annotated[str | None, day_option("When; default: today.")]


def open_thing(help: str) -> Any:  # noqa: A002  as Typer names it
    """Return the argument that says which open thing is meant: its number, or its client."""
    return typer.Argument(
        metavar="ID|CLIENT", help=help, autocompletion=open_things, show_default=False
    )


OF_A_CLIENT = "or its client, with words from it if there are several"
WhichOwed = Annotated[
    list[str],
    open_thing(f"The number of a promise or request, from 'pulse commitment list', {OF_A_CLIENT}."),
]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="table, json, csv or markdown.",
        autocompletion=lambda: ["table", "json", "csv", "markdown"],
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
WroteJson = Annotated[bool, typer.Option("--json", help="Answer with what was written, as JSON.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen; change nothing.")]
KindOption = Annotated[
    str | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help="clients or touchpoints.",
        autocompletion=lambda: ["clients", "touchpoints"],
    ),
]
