"""``pulse feedback``: what clients say about our work."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from clientpulse import output, records, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import (
    Client,
    DryRun,
    On,
    OptionalClient,
    day_option,
    open_thing,
)
from clientpulse.cli.app.shapes import Answer, Shown, group, reading, writing
from clientpulse.cli.app.verbs import VerbGroup
from clientpulse.cli.commands.editing import deleted, edited
from clientpulse.errors import InputError
from clientpulse.records.changing import changes


class FeedbackGroup(VerbGroup):
    """A group that says whom to ask when nothing but options is said."""

    bare = "due"


app = group(
    """Write down what a client says about your work.

    \b
    Examples:
      pulse feedback acme Quick answers, but too many of them --score 7
      pulse feedback list
      pulse feedback                               whom to ask
    """,
    FeedbackGroup,
    bare=True,
)

WhichFeedback = Annotated[
    list[str],
    open_thing(
        "Its number, from 'pulse feedback list', or its client, with words from it if there"
        " are several."
    ),
]


@reading(app)
def due(work: Session) -> Shown[Any]:
    """List whom to ask about your work; 'pulse feedback' alone does the same.

    \b
    Examples:
      pulse feedback due
    """
    with work.reader() as reader:
        rules = ("feedback", "project_feedback")
        policy, mine = work.policy(reader), work.scope(reader)
        view = services.portfolio.turns.turns(reader, work.today, policy, mine, rules)
    return Shown(output.screens.turns.FEEDBACK, view)


@writing(app)
def add(
    work: Session,
    client: Client,
    what: Annotated[
        list[str], typer.Argument(metavar="WHAT", help="What they said; no quotes needed.")
    ],
    score: Annotated[int | None, typer.Option(metavar="N", help="0 to 10; 10 is best.")] = None,
    project: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="About one project: part of its name, or its number."),
    ] = None,
    on: On = None,
) -> Answer:
    """Write feedback down; 'add' may be left out.

    \b
    Examples:
      pulse feedback acme Quick answers, but too many of them --score 7
      pulse feedback acme Nobody misses the old site --project website --on yesterday

    Half a year later 'pulse due' asks for it again.
    """
    day = work.happened_on(on)
    with work.unit_for(client) as (unit, found):
        new = records.Feedback(**found.whose, given_on=day, what=" ".join(what), score=score)
        given = services.feedback.give(unit, work.today, new, project)
        items = work.next_items(unit.reader, found.id)
    lines = output.messages.feedback.given(given, items, work.today)
    return Answer({"feedback": output.screens.feedback.record(given)}, lines)


@writing(app)
def edit(
    work: Session,
    which: WhichFeedback,
    what: Annotated[str | None, typer.Option(metavar="TEXT", help="Another wording.")] = None,
    score: Annotated[
        str | None, typer.Option(metavar="N", help="0 to 10; 10 is best; 'none' for none.")
    ] = None,
    project: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The project it is about; '' for none."),
    ] = None,
    on: Annotated[str | None, day_option("Another day.")] = None,
) -> Answer:
    """Correct what a client said.

    \b
    Examples:
      pulse feedback edit 6 --score 8
      pulse feedback edit acme answers --what "Quick answers" --project website
    """
    wanted: dict[str, Any] = {} if what is None else {"what": what}
    if score is not None:
        wanted["score"] = services.feedback.read_score(score)
    if on is not None:
        wanted["given_on"] = work.happened_on(on)
    if not wanted and project is None:
        raise InputError("nothing to change", "give --what, --score, --project or --on")
    with work.unit_of_work() as unit:
        number = int(work.chosen_one(unit.reader, services.open_things.kinds.FEEDBACK, which))
        before = services.lookup.numbered(unit.reader, records.Feedback, number)
        after = services.feedback.edit(unit, work.today, number, wanted, project)
    fields = {"feedback": output.screens.feedback.record(after)}
    what_now = output.messages.feedback.feedback(after)
    return edited(work, fields, what_now, changes(before, after))


@writing(app)
def delete(work: Session, which: WhichFeedback, dry_run: DryRun = False) -> Answer:
    """Delete feedback entered in error.

    \b
    Examples:
      pulse feedback delete 6
      pulse feedback delete acme answers
    """
    with work.unit_of_work(dry_run=dry_run) as unit:
        number = int(work.chosen_one(unit.reader, services.open_things.kinds.FEEDBACK, which))
        gone = services.feedback.delete(unit, number)
        items = work.next_items(unit.reader, gone.client_id)
    said = output.messages.feedback
    fields = {"feedback": output.screens.feedback.record(gone)}
    then = said.asked_again(gone, items, work.today)
    return deleted(fields, [said.feedback(gone)], then, dry_run=dry_run)


@reading(app, "list")
def list_feedback(work: Session, client: OptionalClient = None) -> Shown[Any]:
    """List what clients said, newest first.

    \b
    Examples:
      pulse feedback list
      pulse feedback list acme
    """
    with work.reader() as reader:
        client_id = services.lookup.client_id(reader, client)
        view = services.lists.feedback(reader, work.today, client_id)
    return Shown(output.screens.feedback.SCREEN, view)
