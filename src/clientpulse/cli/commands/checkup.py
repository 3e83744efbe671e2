"""``pulse checkup``: how a relationship stands, trait by trait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientpulse import output, services
from clientpulse.cli.app.completion import answers
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.groups import PulseCommand
from clientpulse.cli.app.parameters import Client, DryRun
from clientpulse.cli.app.shapes import Answer, Shown, group, reading, writing
from clientpulse.cli.app.verbs import VerbGroup
from clientpulse.cli.commands.editing import deleted
from clientpulse.errors import ConflictError, InputError
from clientpulse.quoting import shell_word

if TYPE_CHECKING:
    from datetime import date

    from clientpulse.services.checkups.checking import Question
    from clientpulse.services.lookup import Found
    from clientpulse.services.stores import Reader

SKIP, QUIT = "skip", "quit"


class CheckupGroup(VerbGroup):
    """A group whose command to check up is called like it, and that says who is due for one."""

    plain = True
    alone = ""
    bare = "due"


app = group(
    """Review a relationship trait by trait, before anybody complains.

    \b
    Examples:
      pulse checkup                                who is due for one
      pulse checkup acme
      pulse checkup list acme
    """,
    CheckupGroup,
    bare=True,
)


@writing(app)
def add(
    work: Session,
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
) -> Answer:
    """Check up on a client; 'add' may be left out.

    \b
    Examples:
      pulse checkup acme                           asks about each trait
      pulse checkup acme --set communication=yes --set bad-manners=no
      pulse checkup acme --set communication=partly --on "last fri"

    Answers are yes, partly and no; Enter takes last time's. A second check-up on the same day
    changes the first.
    """
    return _check(work, client, answered or (), on)


app.command("edit", cls=PulseCommand, hidden=True)(add)


@reading(app)
def due(work: Session) -> Shown[Any]:
    """List who is due for a check-up; 'pulse checkup' alone does the same.

    \b
    Examples:
      pulse checkup due
    """
    with work.reader() as reader:
        policy, mine = work.policy(reader), work.scope(reader)
        view = services.portfolio.turns.turns(reader, work.today, policy, mine, ("checkup",))
    return Shown(output.screens.turns.CHECKUPS, view)


@reading(app, "list")
def list_checkups(work: Session, client: Client) -> Shown[Any]:
    """List a client's check-ups, newest first, and what changed from one to the next.

    \b
    Examples:
      pulse checkup list acme
    """
    with work.reader_for(client) as (reader, found):
        view = services.checkups.checking.over_time(reader, work.today, found)
    return Shown(output.screens.checkups.SCREEN, view)


@writing(app)
def delete(
    work: Session,
    client: Client,
    day: Annotated[
        list[str] | None,
        typer.Argument(metavar="DATE", help="Its day; not needed where there is only one."),
    ] = None,
    dry_run: DryRun = False,
) -> Answer:
    """Delete a check-up entered in error.

    \b
    Examples:
      pulse checkup delete acme
      pulse checkup delete acme last fri
    """
    on = None if not day else work.happened_on(" ".join(day))
    with work.unit_for(client, dry_run=dry_run) as (unit, found):
        gone = services.checkups.checking.delete(unit, found, on)
        left = services.checkups.checking.over_time(unit.reader, work.today, found).checkups
    said = output.messages.checkups
    fields = {"checkup": output.screens.checkups.record(gone)}
    return deleted(fields, [said.checkup(gone)], [said.last_one(left)], dry_run=dry_run)


def _check(work: Session, client: str, answered: Sequence[str], on: str | None) -> Answer:
    day = work.happened_on(on)
    services.checkups.checking.check_day(day, work.today)
    with work.reader_for(client) as (reader, found):
        if not answered and not work.may_ask:
            raise InputError(
                "there is nobody to answer", "give the answers: --set communication=yes, and so on"
            )
        then = services.meanwhile.seen(reader)
        known = services.checkups.traits.of_client(reader, found.id)
        questions = services.checkups.checking.questions(reader, found.id, day)
    left = 0
    if answered:
        given = services.checkups.checking.read_answers(known, answered)
    else:
        given, left = _ask(work, found, questions)
        if not given:
            return Answer({"checkup": None}, ["Nothing was stored."])
    with work.unit_of_work() as unit:
        found = services.lookup.same(unit.reader, found)
        if not answered:
            _refuse_overtaken(unit.reader, found, day, (then, questions), given)
        checked = services.checkups.checking.check(unit, work.today, found, given, day)
    return Answer(
        {"checkup": output.screens.checkups.record(checked.checkup)},
        output.messages.checkups.checked(
            checked.checkup,
            checked.before,
            [(trait.name, said) for trait, said in checked.weakest],
            left,
        ),
    )


def _refuse_overtaken(
    reader: Reader,
    client: Found,
    day: date,
    seen: tuple[int, Sequence[Question]],
    given: Mapping[str, str],
) -> None:
    """Refuse to overwrite what somebody else answered while we were asked.

    Raises:
        ConflictError: Somebody did; the hint holds what was answered.
    """
    then, asked = seen
    shown = {trait.key: last for trait, last in asked}
    clashes = [
        f"  {trait.key}: {last} now, {given[trait.key]} is yours"
        for trait, last in services.checkups.checking.questions(reader, client.id, day)
        if trait.key in given and last not in (shown.get(trait.key), given[trait.key])
    ]
    if clashes:
        answers = [f"--set {shell_word(f'{key}={said}')}" for key, said in given.items()]
        again = f"pulse checkup {shell_word(client.key)} --on {shell_word(str(day))}"
        again = " ".join(["to store yours:", again, *answers])
        raise services.meanwhile.overtaken(reader, client, then, clashes, again)


def _ask(work: Session, client: Found, questions: Sequence[Question]) -> tuple[dict[str, str], int]:
    """Ask about each trait, until somebody quits.

    Returns:
        The answers by the traits' keys, and how many traits weren't asked about.

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
            return found, len(questions) - number + 1
        if said != SKIP:
            found[trait.key] = said
    return found, 0


def _answer(work: Session, last: str | None) -> str:
    """Ask until there is an answer."""
    before = f" (Enter: {last}, as last time)" if last else ""
    prompt = f"       [y]es, [p]artly, [n]o, [s]kip, [q]uit{before}: "
    while True:
        wanted = work.ask(prompt).strip().lower()
        if last and not wanted:
            return last
        for one in (SKIP, QUIT):
            if wanted and one.startswith(wanted):
                return one
        if said := services.checkups.checking.answer(wanted):
            return said
        typer.echo("       Type y, p or n; s to skip this one, q to stop here.", err=True)
