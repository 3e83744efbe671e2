"""``pulse review``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypedDict, Unpack

import typer

from clientpulse import output, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.shapes import Answer, Shown, reading
from clientpulse.cli.commands.review import walking

if TYPE_CHECKING:
    from clientpulse.services.reviewing.deciding import Decisions, Reviewed


class Typed(TypedDict, total=False):
    """What may be decided without being asked; as `services.reviewing.choosing.Typed` has it."""

    clients: Annotated[
        list[str],
        typer.Option(
            "--client",
            metavar="EMAIL",
            help="A client, as proposed; repeat for more, as all below.",
        ),
    ]
    name: Annotated[str, typer.Option(metavar="NAME", help="With one --client: another name.")]
    meet: Annotated[
        str, typer.Option(metavar="INTERVAL", help="With one --client: monthly, 6w, none.")
    ]
    update: Annotated[
        str, typer.Option(metavar="INTERVAL", help="With one --client: 1m, none, or rule.")
    ]
    people: Annotated[
        list[str],
        typer.Option("--person", metavar="EMAIL=CLIENT", help="A person at a client you have."),
    ]
    never: Annotated[
        list[str],
        typer.Option(metavar="EMAIL", help="Not a client: never ask about this address again."),
    ]
    same: Annotated[
        list[str],
        typer.Option(metavar="ONE=OTHER", help="Join two that are one, as the list names them."),
    ]
    apart: Annotated[
        list[str], typer.Option(metavar="ONE=OTHER", help="They are two; never ask again.")
    ]
    kept: Annotated[
        list[str],
        typer.Option("--keep", metavar="PERSON", help="Keep somebody, by number or name."),
    ]
    removed: Annotated[
        list[str],
        typer.Option("--remove", metavar="PERSON", help="Delete somebody, by number or name."),
    ]


@reading()
def review(work: Session, *, form: str, **typed: Unpack[Typed]) -> Shown[Any] | Answer:
    """Decide about new people, duplicates, and people gone from an address book.

    \b
    Examples:
      pulse review
      pulse review --json
      pulse review --client ann@kestrel.example --meet quarterly
      pulse review --person bo@kestrel.example=acme --never tax-office@city.example
      pulse review --same acme=acme-gmbh --apart 12=31 --keep 7

    Mail and address books bring up people you write to who aren't clients, clients or people who
    may be the same, and people who are gone from an address book. At a terminal you answer each
    with a key, and nothing is stored before the end; elsewhere it lists them, with what to type for
    each. Of a company, one address stands for all its people. Of two that are one, whoever was
    there first stays.
    """
    if typed:
        return _decide(work, services.reviewing.choosing.Typed(**typed))
    with work.reader() as reader:
        view = services.reviewing.listing.review(reader, work.today, work.settings)
    if not (view.items and work.is_on_a_screen(form) and work.may_ask):
        return Shown(output.screens.review.SCREEN, view)
    said = walking.walk(work, view)
    if not said:
        return Answer({}, ["Nothing was changed."])

    work.back_up_before("review")
    with work.unit_of_work() as unit:
        reviewed = services.reviewing.deciding.write(unit, work.today, work.settings, said)
    answer = _answer(work, said, reviewed)
    return Answer(answer.fields, ["", *answer.lines])


def _decide(work: Session, typed: services.reviewing.choosing.Typed) -> Answer:
    """Decide what was typed, by what is to be decided at that moment."""
    with work.backed_up_unit("review") as unit:
        said = services.reviewing.choosing.decided(unit.reader, work.settings, typed)
        reviewed = services.reviewing.deciding.write(unit, work.today, work.settings, said)
    return _answer(work, said, reviewed)


def _answer(work: Session, said: Decisions, reviewed: Reviewed) -> Answer:
    with work.reader() as reader:
        view = services.reviewing.listing.review(reader, work.today, work.settings)
    left = len(view.items)
    messages = output.messages.review
    return Answer(messages.fields(said, reviewed, left), messages.done(said, reviewed, left))
