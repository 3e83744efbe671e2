"""The options that settle something together with a contact, and the answer to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, TypedDict

import typer

from clientpulse import output
from clientpulse.cli.app.completion import channels
from clientpulse.cli.app.shapes import Answer

if TYPE_CHECKING:
    from clientpulse.services.settling import Contact

By = Annotated[
    str | None,
    typer.Option(
        "--channel",
        "-c",
        metavar="CHANNEL",
        help="Log the contact too, as ours and of that day: call, email, meeting ...",
        autocompletion=channels,
    ),
]


class Settles(TypedDict, total=False):
    """What a contact settled, each repeatable.

    Numbers are read later: Typer would load pydantic for a list of them, even to complete a word.
    """

    told: Annotated[
        list[str], typer.Option("--told", metavar="ID", help="A mistake you told them of.")
    ]
    fixed: Annotated[
        list[str], typer.Option("--fixed", metavar="ID", help="A mistake that is fixed now.")
    ]
    kept: Annotated[
        list[str], typer.Option("--kept", metavar="ID", help="A promise you kept with it.")
    ]
    got: Annotated[
        list[str], typer.Option("--got", metavar="ID", help="What they owed you and you have now.")
    ]
    remembered: Annotated[
        list[str],
        typer.Option(
            "--remembered", metavar="REF", help="A reminder (r3) or a birthday (b12) it was for."
        ),
    ]


def answer(fields: Mapping[str, Any], lines: Iterable[str], contact: Contact | None) -> Answer:
    """Answer with what was settled, and with the contact that was logged beside it."""
    if contact is None:
        return Answer({**fields, "touchpoint": None}, lines)
    record = output.screens.history.record(contact.touchpoint)
    echoed = output.messages.touchpoints.echo(contact.touchpoint, contact.held)
    return Answer({**fields, "touchpoint": record}, [*lines, *echoed])
