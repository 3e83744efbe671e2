"""``pulse checkup``: how a relationship stands, trait by trait."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientpulse import output, services
from clientpulse.cli.app.completion import answers
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import Client
from clientpulse.cli.app.shapes import Answer, Shown, reading
from clientpulse.errors import ConflictError, InputError

if TYPE_CHECKING:
    from clientpulse.services.checkups.checking import Question
    from clientpulse.services.lookup import Found

SKIP, QUIT = "skip", "quit"


@reading()
def checkup(
    work: Session,
    form: str,
    client: Client,
    answered: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="TRAIT=ANSWER",
            help="A trait and your answer: yes, partly or no; repeat for more.",
            autocompletion=answers,
        ),
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="When; default: today.")] = None,
    history: Annotated[
        bool, typer.Option("--history", help="Show past check-ups instead.")
    ] = False,
) -> Shown[Any] | Answer:
    """Review a relationship trait by trait, before anybody complains.

    \b
    Examples:
      pulse checkup acme                           asks about each trait
      pulse checkup acme --set communication=yes --set bad-manners=no
      pulse checkup acme --history

    Answers are yes, partly and no. A second check-up on the same day changes the first.
    """
    if history:
        if answered or on is not None:
            raise InputError("--history only shows", "leave --set and --on out, or --history")
        with work.reader_for(client) as (reader, found):
            view = services.checkups.checking.over_time(reader, work.today, found)
        return Shown(output.screens.checkups.SCREEN, view)
    if form not in {"table", "json"}:
        raise InputError("there is no list to format", "--format goes with --history")
    return _check(work, client, answered or (), on)


def _check(work: Session, client: str, answered: Sequence[str], on: str | None) -> Answer:
    day = work.happened_on(on)
    services.checkups.checking.check_day(day, work.today)
    with work.reader_for(client) as (reader, found):
        if not answered and not work.may_ask:
            raise InputError(
                "there is nobody to answer", "give the answers: --set communication=yes, and so on"
            )
        known = services.checkups.traits.of_client(reader, found.id)
        questions = services.checkups.checking.questions(reader, found.id, day)
    if answered:
        given = services.checkups.checking.read_answers(known, answered)
    else:
        given = _ask(work, found, questions)
        if not given:
            return Answer({"checkup": None}, ["Nothing was stored."])
    with work.unit_of_work() as unit:
        found = services.lookup.same(unit.reader, found)
        checked = services.checkups.checking.check(unit, work.today, found, given, day)
    return Answer(
        {"checkup": output.screens.checkups.record(checked.checkup)},
        output.messages.checkups.checked(
            checked.checkup,
            checked.before,
            [(trait.name, said) for trait, said in checked.weakest],
        ),
    )


def _ask(work: Session, client: Found, questions: Sequence[Question]) -> dict[str, str]:
    """Ask about each trait; what was answered so far is dropped when somebody quits.

    Raises:
        ConflictError: There is nothing to ask about.
    """
    if not questions:
        raise ConflictError(
            f"there is nothing to ask about {client.key}: all traits weigh 0",
            "weigh one: pulse trait weigh TRAIT 1",
        )
    typer.echo(f"Check-up of {output.safe.one_line(client.name)}", err=True)
    found: dict[str, str] = {}
    for number, (trait, last) in enumerate(questions, 1):
        place = f"{number}/{len(questions)}"
        typer.echo(f"\n{place:>5}  {output.safe.one_line(trait.name)}", err=True)
        if trait.question:
            typer.echo(f"       {trait.question}", err=True)
        said = _answer(work, last)
        if said == QUIT:
            return {}
        if said != SKIP:
            found[trait.key] = said
    return found


def _answer(work: Session, last: str | None) -> str:
    """Ask until there is an answer."""
    before = f" (last time {last})" if last else ""
    prompt = f"       [y]es, [p]artly, [n]o, [s]kip, [q]uit{before}: "
    while True:
        wanted = work.ask(prompt).strip().lower()
        for one in (SKIP, QUIT):
            if wanted and one.startswith(wanted):
                return one
        if said := services.checkups.checking.answer(wanted):
            return said
        typer.echo("       Type y, p or n; s to skip this one, q to keep nothing.", err=True)
