"""``pulse touchpoint``: correct what was logged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypedDict, Unpack

import typer

from clientpulse import dates, output, services
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.groups import PulseCommand
from clientpulse.cli.app.parameters import ChannelOption, DryRun, day_option, open_thing
from clientpulse.cli.app.shapes import Answer, group, writing
from clientpulse.cli.commands.editing import deleted, edited
from clientpulse.cli.commands.history import history
from clientpulse.errors import InputError, NotFoundError
from clientpulse.records.changing import changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from clientpulse.records import Touchpoint
    from clientpulse.services.open_things.kinds import Kind
    from clientpulse.store.reader import Reader
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
        "The touchpoint's number, from 'pulse history', or a client: the latest with them, or"
        " the one with the words you add."
    ),
]


class Corrections(TypedDict, total=False):
    """What may be changed of a touchpoint."""

    note: Annotated[str, typer.Option(metavar="TEXT", help="A new note, replacing the old one.")]
    agreed: Annotated[
        list[str],
        typer.Option(
            "--agreed",
            metavar="TEXT",
            help="What was agreed, replacing what was; repeat for more, '' for nothing.",
        ),
    ]
    shared: Annotated[str, typer.Option(metavar="TEXT", help="What you shared; '' for none.")]
    url: Annotated[str, typer.Option("--url", metavar="URL", help="Its address; '' for none.")]
    channel: ChannelOption
    on: Annotated[str, day_option("When.")]
    at: Annotated[str, typer.Option("--at", metavar="TIME", help="Time of day; '' for none.")]
    people: Annotated[
        list[str],
        typer.Option(
            "--with",
            metavar="PERSON",
            help="Who took part, replacing those named; '' for nobody.",
        ),
    ]
    mood: Annotated[
        str,
        typer.Option("--mood", "-m", metavar="M", help="-2 to 2 or a name; '' for none."),
    ]
    minutes: Annotated[
        str, typer.Option("--minutes", metavar="N", help="How long it took; '' for none.")
    ]
    inbound: Annotated[
        bool,
        typer.Option("--inbound/--outbound", help="Who it came from.", show_default=False),
    ]
    reply: Annotated[
        bool,
        typer.Option(
            "--reply/--no-reply",
            help="Whether what they wrote needs an answer.",
            show_default=False,
        ),
    ]
    no_news: Annotated[
        bool,
        typer.Option("--no-news/--news", help="Whether it had no news.", show_default=False),
    ]
    recap: Annotated[bool, typer.Option("--recap", help="It was a recap.")]
    chase: Annotated[bool, typer.Option("--chase", help="It asked for what they owe you.")]
    no_purpose: Annotated[
        bool, typer.Option("--no-purpose", help="It wasn't a recap, a chase or the like.")
    ]


@writing(app)
def edit(
    work: Session,
    which: WhichTouchpoint,
    **typed: Unpack[Corrections],
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
    if not typed:
        raise InputError("nothing to change", "give for example --note, -c or -d")
    return corrected(work, services.open_things.kinds.LOGGED, which, typed)


def corrected(work: Session, kind: Kind, which: list[str], typed: Corrections) -> Answer:
    """Correct the touchpoint that is meant."""
    wanted = _read(work, typed)
    attendees = [one for one in typed["people"] if one] if "people" in typed else None
    with work.unit_of_work() as unit:
        policy = work.policy(unit.reader)
        number = _chosen(work, unit.reader, kind, which)
        before = services.touchpoints.read(unit.reader, number)
        after = services.touchpoints.edit(
            unit, work.today, policy, number, wanted, attendees, typed.get("reply")
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
    return removed(work, services.open_things.kinds.LOGGED, which, dry_run=dry_run)


def removed(work: Session, kind: Kind, which: list[str], *, dry_run: bool) -> Answer:
    """Delete the touchpoint that is meant."""
    with work.unit_of_work(dry_run=dry_run) as unit:
        number = _chosen(work, unit.reader, kind, which)
        gone = services.touchpoints.delete(unit, number)
        left = services.settling.left_behind(unit.reader, work.today, gone)
    whats = [output.messages.touchpoints.happened(gone)]
    return deleted(_fields(gone, left), whats, _left(left), dry_run=dry_run)


def _chosen(work: Session, reader: Reader, kind: Kind, which: list[str]) -> int:
    """Return the number of the touchpoint that is meant, which may have to be of that kind.

    Raises:
        NotFoundError: It is not.
    """
    number = int(work.chosen_one(reader, kind, which))
    is_share = kind is services.open_things.kinds.SHARED
    if is_share and services.touchpoints.read(reader, number).shared is None:
        raise NotFoundError(
            f"nothing was shared with number {number}",
            f"what was: pulse share list; what number {number} is: pulse history",
        )
    return number


def _read(work: Session, typed: Corrections) -> dict[str, Any]:
    """Return what was typed, by attribute.

    Raises:
        InputError: A value can't be read, or two contradict each other.
    """
    given: dict[str, Any] = {**typed}
    readers: dict[str, Callable[[Any], Any]] = {
        **dict.fromkeys(("note", "shared", "url"), str),
        "agreed": tuple,
        "mood": services.text.mood,
        "minutes": services.touchpoints.read_minutes,
    }
    wanted = {
        name: read(given[name]) if given[name] else None
        for name, read in readers.items()
        if name in given
    }
    if (channel := typed.get("channel")) is not None:
        wanted["channel"] = services.text.channel(channel)
    at = typed.get("at")
    if "on" in typed:
        wanted["occurred_on"], time = work.happened_at(typed["on"], at or None)
        if time is not None:
            wanted["occurred_time"] = time
    if at is not None:
        wanted["occurred_time"] = f"{dates.parse_time(at):%H:%M}" if at else None
    if "inbound" in typed:
        wanted["direction"] = "inbound" if typed["inbound"] else "outbound"
    if "no_news" in typed:
        wanted["no_news"] = typed["no_news"]
    none = typed.get("no_purpose", False)
    purpose = services.touchpoints.purpose(
        recap=typed.get("recap", False), chase=typed.get("chase", False)
    )
    if purpose is not None and none:
        raise InputError(f"--{purpose} and --no-purpose contradict each other", "give one of them")
    if purpose is not None or none:
        wanted["purpose"] = purpose
    return wanted


def _fields(touchpoint: Touchpoint, left: Sequence[Settled]) -> dict[str, Any]:
    return {
        "touchpoint": output.screens.history.record(touchpoint),
        "left": [output.messages.settling.left_record(one) for one in left],
    }


def _left(left: Sequence[Settled]) -> Iterator[str]:
    """Say what stays settled without a touchpoint."""
    return map(output.messages.settling.left, left)
