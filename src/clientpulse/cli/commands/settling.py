"""The options that settle something together with a touchpoint, and the answer to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Protocol, TypedDict

import typer

from clientpulse import output, services
from clientpulse.cli.app.completion import channels
from clientpulse.cli.app.shapes import Answer
from clientpulse.errors import InputError

if TYPE_CHECKING:
    from datetime import date

    from clientpulse.cli.app.context import Session
    from clientpulse.services.stores import UnitOfWork
    from clientpulse.views.log import LoggedView

By = Annotated[
    str | None,
    typer.Option(
        "--channel",
        "-c",
        metavar="CHANNEL",
        help="Also log a touchpoint, from you and on that day: call, email, meeting ...",
        autocompletion=channels,
    ),
]


class Settles(TypedDict, total=False):
    """What a touchpoint settled, each repeatable: numbers, or words of what is open with them.

    Numbers are read later: Typer would load pydantic for a list of them, even to complete a word.
    """

    told: Annotated[
        list[str], typer.Option("--told", metavar="ID|WORDS", help="A mistake you told them of.")
    ]
    fixed: Annotated[
        list[str], typer.Option("--fixed", metavar="ID|WORDS", help="A mistake that is fixed now.")
    ]
    kept: Annotated[
        list[str], typer.Option("--kept", metavar="ID|WORDS", help="A promise you kept with it.")
    ]
    got: Annotated[
        list[str],
        typer.Option("--got", metavar="ID|WORDS", help="What they owed and you have now."),
    ]
    remembered: Annotated[
        list[str],
        typer.Option(
            "--remembered",
            metavar="REF|WORDS",
            help="The reminder (r3) or birthday (b12).",
        ),
    ]


class Settled(Protocol):
    """What was settled with a client."""

    @property
    def key(self) -> str:
        """The client's."""


def contact_too(
    work: Session,
    unit: UnitOfWork,
    settled: Sequence[Settled],
    channel: str | None,
    on: date,
    *rules: str,
) -> LoggedView | None:
    """Log the touchpoint that settled what was settled, and see what follows; None without one.

    Args:
        channel: As typed.
        rules: What was settled would come up again by these.

    Raises:
        InputError: It was settled with several clients.
    """
    keys = dict.fromkeys(one.key for one in settled)
    if channel is not None and len(keys) > 1:
        raise InputError(
            f"these belong to {len(keys)} clients, {' and '.join(keys)}, and a touchpoint is"
            " with one",
            "nothing was changed; leave -c out, or name those of one client at a time",
        )
    contact = services.settling.log_contact(unit, work.today, next(iter(keys)), channel, on)
    return contact and work.logged(unit.reader, *contact, rules=rules)


def fields(noun: str, written: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what was written for JSON: the one thing, or the list of several."""
    one, *others = written
    return {f"{noun}s": [one, *others]} if others else {noun: one}


def answer(fields: Mapping[str, Any], lines: Iterable[str], contact: LoggedView | None) -> Answer:
    """Answer with what was settled, and as ``log`` does with what was logged for it."""
    if contact is None:
        return Answer({**fields, "touchpoint": None, "open": None}, lines)
    said = output.messages.touchpoints
    logged = said.record(contact)
    too = {name: logged[name] for name in ("touchpoint", "open")}
    return Answer({**fields, **too}, [*lines, *said.logged(contact)])
