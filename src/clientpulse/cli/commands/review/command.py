"""``pulse review``."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from clientpulse import output, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.shapes import Answer, Shown, reading
from clientpulse.cli.commands.review import walking
from clientpulse.errors import InputError
from clientpulse.sources.addresses import normal


@reading()
def review(
    work: Session,
    *,
    form: str,
    never: Annotated[
        list[str] | None,
        typer.Option(
            "--never",
            metavar="EMAIL",
            help="Not a client: never ask about this address again; repeat for more.",
        ),
    ] = None,
) -> Shown[Any] | Answer:
    """Decide about new people, duplicates, and people gone from an address book.

    \b
    Examples:
      pulse review
      pulse review --json
      pulse review --never tax-office@city.example

    Mail and address books bring up people you write to who aren't clients, clients or people who
    may be the same, and people who are gone from an address book. At a terminal you answer each
    with a key, and nothing is stored before the end; elsewhere it lists them.
    """
    if never:
        return _never(work, never)
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
    with work.reader() as reader:
        left = services.reviewing.listing.review(reader, work.today, work.settings)
    return Answer({}, output.messages.review.done(said, reviewed, len(left.items)))


def _never(work: Session, typed: list[str]) -> Answer:
    addresses = [normal(one) for one in typed]
    if not all(addresses):
        raise InputError("that isn't an e-mail address", "for example tax-office@city.example")
    with work.unit_of_work() as unit:
        services.reviewing.deciding.never(unit, addresses)
    return Answer({"never": addresses}, [f"Not asked about again: {', '.join(addresses)}"])
