"""``pulse touchpoint``: correct what was logged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientpulse import dates, output, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.groups import PulseCommand
from clientpulse.cli.app.parameters import ChannelOption, DryRun, day_option, open_thing
from clientpulse.cli.app.shapes import Answer, group, writing
from clientpulse.cli.commands.editing import changes, deleted, edited
from clientpulse.cli.commands.history import history
from clientpulse.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from clientpulse.records import Touchpoint
    from clientpulse.views.settling import Settled

app = group(
    """Correct or delete what was logged.

    \b
    Examples:
      pulse touchpoint edit 341 --note "Talked about the grant"

    'pulse history' lists it.
    """,
)
app.command("list", cls=PulseCommand, hidden=True)(history)

WhichTouchpoint = Annotated[
    list[str],
    open_thing(
        "The touchpoint's number, from 'pulse history', or a client, for the latest with them or"
        " for the one that the words behind fit."
    ),
]


@writing(app)
def edit(
    work: Session,
    which: WhichTouchpoint,
    note: Annotated[
        str | None, typer.Option(metavar="TEXT", help="A new note, replacing the old one.")
    ] = None,
    agreed: Annotated[
        list[str] | None,
        typer.Option(
            "--agreed",
            metavar="TEXT",
            help="What was agreed, replacing what was; repeat for more, '' for nothing.",
        ),
    ] = None,
    shared: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What you shared; '' for nothing.")
    ] = None,
    url: Annotated[
        str | None, typer.Option("--url", metavar="URL", help="Where it is found; '' for nowhere.")
    ] = None,
    channel: ChannelOption = None,
    on: Annotated[str | None, day_option("When.")] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="TIME", help="Time of day; '' for none.")
    ] = None,
    people: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            metavar="PERSON",
            help="Who took part, replacing those named; '' for nobody.",
        ),
    ] = None,
    mood: Annotated[
        str | None,
        typer.Option("--mood", "-m", metavar="M", help="-2 to 2 or a name; '' for none."),
    ] = None,
    minutes: Annotated[
        str | None, typer.Option("--minutes", metavar="N", help="How long it took; '' for none.")
    ] = None,
    inbound: Annotated[
        bool | None,
        typer.Option("--inbound/--outbound", help="Who it came from.", show_default=False),
    ] = None,
    reply: Annotated[
        bool | None,
        typer.Option(
            "--reply/--no-reply",
            help="Whether what they wrote needs an answer.",
            show_default=False,
        ),
    ] = None,
    no_news: Annotated[
        bool | None,
        typer.Option("--no-news/--news", help="Whether it had no news.", show_default=False),
    ] = None,
    recap: Annotated[bool, typer.Option("--recap", help="It was a recap.")] = False,
    chase: Annotated[bool, typer.Option("--chase", help="It asked for what they owe you.")] = False,
    no_purpose: Annotated[
        bool, typer.Option("--no-purpose", help="It wasn't a recap, a chase or the like.")
    ] = False,
) -> Answer:
    """Correct a touchpoint.

    \b
    Examples:
      pulse touchpoint edit 341 --note "Talked about the grant" -d yesterday
      pulse touchpoint edit 341 --agreed "We move to monthly invoices"
      pulse touchpoint edit acme -c video --mood good
      pulse touchpoint edit 341 -c email --recap
      pulse touchpoint edit 342 --no-reply
    """
    given = {"agreed": None if agreed is None else tuple(agreed), "no_news": no_news}
    wanted: dict[str, Any] = {name: one for name, one in given.items() if one is not None}
    texts = {"note": note, "shared": shared, "url": url}
    wanted |= {name: one or None for name, one in texts.items() if one is not None}
    if channel is not None:
        wanted["channel"] = services.text.channel(channel)
    if on is not None:
        wanted["occurred_on"], time = work.happened_at(on, at or None)
        if time is not None:
            wanted["occurred_time"] = time
    if at is not None:
        wanted["occurred_time"] = f"{dates.parse_time(at):%H:%M}" if at else None
    if mood is not None:
        wanted["mood"] = services.text.mood(mood) if mood else None
    if minutes is not None:
        wanted["minutes"] = services.touchpoints.read_minutes(minutes) if minutes else None
    if inbound is not None:
        wanted["direction"] = "inbound" if inbound else "outbound"
    purpose = services.touchpoints.purpose(recap=recap, chase=chase)
    if purpose is not None and no_purpose:
        raise InputError(f"--{purpose} and --no-purpose contradict each other", "give one of them")
    if purpose is not None or no_purpose:
        wanted["purpose"] = purpose
    if not wanted and people is None and reply is None:
        raise InputError("nothing to change", "give for example --note, -c or -d")
    attendees = None if people is None else [one for one in people if one]
    with work.unit_of_work() as unit:
        policy = work.policy(unit.reader)
        number = int(work.chosen_one(unit.reader, services.open_things.kinds.LOGGED, which))
        before = services.touchpoints.read(unit.reader, number)
        after = services.touchpoints.edit(
            unit, work.today, policy, number, wanted, attendees, reply
        )
        left = services.settling.left_behind(unit.reader, work.today, before, after)
    what = output.messages.touchpoints.happened(after)
    if after.needs_answer:
        what += "; it needs an answer"
    return edited(work, _fields(after, left), what, changes(before, after), _left(left))


@writing(app)
def delete(work: Session, which: WhichTouchpoint, dry_run: DryRun = False) -> Answer:
    """Delete a touchpoint; 'pulse undo' brings it back.

    \b
    Examples:
      pulse touchpoint delete 341

    A recap, an apology, a greeting or a question opens again what it settled. What else is settled
    on that day stays so; the answer names it, and how to open it again.
    """
    with work.unit_of_work(dry_run=dry_run) as unit:
        number = int(work.chosen_one(unit.reader, services.open_things.kinds.LOGGED, which))
        gone = services.touchpoints.delete(unit, number)
        left = services.settling.left_behind(unit.reader, work.today, gone)
    whats = [output.messages.touchpoints.happened(gone)]
    return deleted(_fields(gone, left), whats, _left(left), dry_run=dry_run)


def _fields(touchpoint: Touchpoint, left: Sequence[Settled]) -> dict[str, Any]:
    return {
        "touchpoint": output.screens.history.record(touchpoint),
        "left": [output.messages.settling.left_record(one) for one in left],
    }


def _left(left: Sequence[Settled]) -> Iterator[str]:
    """Say what stays settled without a touchpoint."""
    return map(output.messages.settling.left, left)
