"""What a person may say of a client: as options, and as a text in the editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypedDict

import typer

from clientpulse import dates, services
from clientpulse.cli.app.completion import channels, owners, timezones
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import CHANNEL_NAMES


class ClientFields(TypedDict, total=False):
    """The options of ``pulse add`` and ``pulse client edit``; their help explains the form too."""

    meet: Annotated[
        str,
        typer.Option(metavar="INTERVAL", help="How often you meet: monthly, quarterly, 6w, none."),
    ]
    update: Annotated[
        str,
        typer.Option(
            metavar="INTERVAL",
            help="How often an update goes out: 1m, none, or rule to follow the meetings.",
        ),
    ]
    key: Annotated[str, typer.Option(metavar="KEY", help="The short name to type.")]
    since: Annotated[str, typer.Option(metavar="DATE", help="When the cadence starts.")]
    contact: Annotated[str, typer.Option(metavar="NAME", help="The person you talk to.")]
    email: Annotated[str, typer.Option(metavar="ADDRESS", help="Their e-mail.")]
    phone: Annotated[str, typer.Option(metavar="NUMBER", help="Their phone.")]
    prefers: Annotated[
        str,
        typer.Option(
            metavar="CHANNEL",
            help=f"How they like to talk: {CHANNEL_NAMES}.",
            autocompletion=channels,
        ),
    ]
    tags: Annotated[
        list[str],
        typer.Option("--tag", metavar="TAG", help="A word to group by; repeat for several."),
    ]
    owner: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Who looks after the client; none leaves it to everybody.",
            autocompletion=owners,
        ),
    ]
    place: Annotated[str, typer.Option(metavar="PLACE", help="Where they are: Bergamo, Lombardy.")]
    timezone: Annotated[
        str,
        typer.Option(
            metavar="ZONE",
            help="Their timezone, by its IANA name: Europe/Rome.",
            autocompletion=timezones,
        ),
    ]
    hours: Annotated[
        str, typer.Option(metavar="HOURS", help="When you can ring them: mon-fri 09:00-17:00.")
    ]
    length: Annotated[
        str,
        typer.Option(
            metavar="LENGTH",
            help="How long they like messages: short or long.",
            autocompletion=lambda: ["short", "long"],
        ),
    ]
    language: Annotated[
        str, typer.Option(metavar="LANGUAGE", help="The language they read: en, it, de-AT.")
    ]
    address: Annotated[
        str,
        typer.Option(
            metavar="FORM",
            help="How you address them where their language has two forms: formal or familiar.",
            autocompletion=lambda: ["formal", "familiar"],
        ),
    ]
    note: Annotated[str, typer.Option(metavar="TEXT", help="Anything to remember.")]


OF_CONTACT = {"contact": "name", "email": "email", "phone": "phone"}
"""The fields that are those of the primary contact, and their attributes there."""

_ATTRIBUTES = {
    "meet": "meeting_interval",
    "update": "update_interval",
    "since": "started_on",
    "length": "message_length",
}


def attribute(field: str) -> str:
    """Return what a client's record calls a field."""
    return _ATTRIBUTES.get(field, field)


def read_fields(work: Session, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Read the client's own fields; texts stay as typed, the service checks them.

    Returns:
        Their values by attribute.

    Raises:
        InputError: A value can't be read.
    """
    readers: dict[str, Callable[[Any], Any]] = {
        "meet": lambda value: services.text.interval(value, "meeting"),
        "update": services.text.update_interval,
        "key": services.text.key,
        "since": lambda value: work.day(value, dates.Prefer.PAST),
        "prefers": lambda value: services.text.channel(value) if value.strip() else None,
        "tags": tuple,
        "owner": services.text.owner,
    }
    return {
        attribute(field): readers[field](value) if field in readers else value
        for field, value in typed.items()
        if field not in OF_CONTACT
    }


def read_contact(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed of the primary contact, by attribute."""
    return {column: typed[field] for field, column in OF_CONTACT.items() if field in typed}
