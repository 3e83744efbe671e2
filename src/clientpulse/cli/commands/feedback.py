"""``pulse feedback``: what clients say about our work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from clientpulse import dates, output, records, services, views
from clientpulse.cli import app as frame
from clientpulse.cli.app.context import session
from clientpulse.cli.app.groups import PulseCommand
from clientpulse.cli.app.parameters import Client, Format, Json, OptionalClient, WroteJson
from clientpulse.cli.app.verbs import VerbGroup

if TYPE_CHECKING:
    from clientpulse.cadence.items import DueItem
    from clientpulse.records import Feedback

app = typer.Typer(
    cls=VerbGroup,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="""Write down what a client says about your work.

    \b
    Examples:
      pulse feedback acme Quick answers, but too many of them --score 7
      pulse feedback list
    """,
)


@app.command(cls=PulseCommand)
def add(
    ctx: typer.Context,
    client: Client,
    what: Annotated[
        list[str], typer.Argument(metavar="WHAT", help="What they said; no quotes needed.")
    ],
    score: Annotated[
        int | None, typer.Option(metavar="N", help="0 to 10, where 10 is the best.")
    ] = None,
    project: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="About one project: part of its name, or its number."),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", "-d", "--date", metavar="DATE", help="When; today unless told."),
    ] = None,
    json: WroteJson = False,
) -> None:
    """Write feedback down; 'add' may be left out.

    \b
    Examples:
      pulse feedback acme Quick answers, but too many of them --score 7
      pulse feedback acme Nobody misses the old site --project website --on yesterday

    Half a year later 'pulse due' asks for it again.
    """
    work = session(ctx)
    day = work.today if on is None else work.day(on, dates.Lean.BACK)
    with work.unit_of_work("feedback add") as unit:
        found = services.lookup.client(unit.reader, client)
        new = records.Feedback(**found.whose, given_on=day, what=" ".join(what), score=score)
        given = services.feedback.give(unit, work.today, new, project)
        policy = work.policy(unit.reader)
        items = services.touchpoints.next_items(unit.reader, found.id, policy, work.today)
    lines = _written(given, items, work.today)
    work.answer("feedback-add", {"feedback": output.relation.feedback.record(given)}, lines, json)


@app.command("list", cls=PulseCommand)
def list_feedback(
    ctx: typer.Context,
    client: OptionalClient = None,
    form: Format = "table",
    json: Json = False,
) -> None:
    """List what clients said, newest first.

    \b
    Examples:
      pulse feedback list
      pulse feedback list acme
    """
    from clientpulse.store import queries

    form = output.choose(form, json)
    work = session(ctx)
    with work.reader() as reader:
        client_id = frame.selecting.selection(reader, client).client_id
        found = queries.feedback.select(reader, client_id=client_id)
    work.show("feedback-list", views.feedback.FeedbackListView(work.today, tuple(found)), form)


def _written(view: Feedback, items: Sequence[DueItem], today: date) -> Iterator[str]:
    """Echo feedback, and say when to ask again."""
    from clientpulse.cadence.items import FEEDBACK, PROJECT_FEEDBACK
    from clientpulse.cadence.wording import weekday_date

    score = "" if view.score is None else f", {view.score} of 10"
    about = "" if view.project is None else f", about {view.project}"
    day = dates.long_date(view.given_on)
    yield f"Feedback from {view.client}, {day}{score}{about}: {view.what} (number {view.id})"
    for item in items:
        if item.rule == PROJECT_FEEDBACK and item.ref_id == view.project_id:
            held_up = weekday_date(item.due_on, today)
            yield f"Ask once more how {view.project} held up, about {held_up}."
        elif item.rule == FEEDBACK:
            yield f"Ask again about {weekday_date(item.due_on, today)}."
