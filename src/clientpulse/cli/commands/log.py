"""``pulse log``."""

from __future__ import annotations

from typing import Annotated, Unpack

import typer

from clientpulse import output, records, services
from clientpulse.cli import commands
from clientpulse.cli.app.completion import channels
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import CHANNEL_NAMES, Client, On
from clientpulse.cli.app.shapes import Answer, writing
from clientpulse.cli.commands.settling import Settles
from clientpulse.errors import InputError, UnreachableError
from clientpulse.quoting import shell_word
from clientpulse.views.log import LogLine
from clientpulse.views.settling import KINDS

Channel = Annotated[
    str | None,
    typer.Option(
        "--channel",
        "-c",
        metavar="CHANNEL",
        help=f"{CHANNEL_NAMES}; default: call.",
        autocompletion=channels,
    ),
]


@writing()
def log(
    work: Session,
    client: Client,
    note: Annotated[
        list[str] | None,
        typer.Argument(metavar="NOTE", help="What was said; no quotes needed."),
    ] = None,
    channel: Channel = None,
    on: On = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="TIME", help="Time of day: 14:30, 2pm.")
    ] = None,
    people: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="PERSON", help="Who took part; repeat for several."),
    ] = None,
    agreed: Annotated[
        list[str] | None,
        typer.Option(
            "--agreed", metavar="TEXT", help="What you both agreed, for the recap; repeat for more."
        ),
    ] = None,
    mood: Annotated[
        str | None,
        typer.Option(
            "--mood", "-m", metavar="M", help="-2 to 2, or awful, bad, neutral, good, great."
        ),
    ] = None,
    minutes: Annotated[
        int | None, typer.Option("--minutes", metavar="N", help="How long it took.")
    ] = None,
    inbound: Annotated[bool, typer.Option("--inbound", help="It came from the client.")] = False,
    no_reply: Annotated[
        bool, typer.Option("--no-reply", help="What they wrote needs no answer.")
    ] = False,
    no_news: Annotated[
        bool, typer.Option("--no-news", help="It was an update without news.")
    ] = False,
    recap: Annotated[
        bool, typer.Option("--recap", help="You wrote down what was agreed, and sent it.")
    ] = False,
    chase: Annotated[
        bool, typer.Option("--chase", help="You asked for what they owe you.")
    ] = False,
    next_meeting: Annotated[
        str | None,
        typer.Option("--next", metavar="WHEN", help="Book the next meeting too: 'fri 14:00'."),
    ] = None,
    note_too: Annotated[
        list[str] | None,
        typer.Option("--note", metavar="NOTE", help="The same as NOTE.", hidden=True),
    ] = None,
    later: Annotated[
        bool,
        typer.Option("--later", help="Keep it on this computer until the store can be reached."),
    ] = False,
    **settles: Unpack[Settles],
) -> Answer:
    """Write down a call, an e-mail, a meeting or a visit.

    \b
    Examples:
      pulse log acme Talked about the audit
      pulse log acme Nothing new on the grant -c email --no-news
      pulse log acme "Half-year review" -c meeting -d yesterday --mood good --next "12 jan 10:00"
      pulse log acme Went through the costs -c meeting --agreed "We move to monthly invoices"
      pulse log acme Sent the notes of our meeting --recap
      pulse log acme "Rang about the payroll files" -c call --chase
      pulse log acme Asks about the second grant -c email --inbound
      pulse log acme Explained the wrong invoice --told invoice --kept 7
      pulse log acme Rang from the train --later

    It is a call, today, from us, unless you say otherwise; a recap or a chase is an e-mail. Logging
    a meeting closes the booked one of that day, or the latest one still open, and the points noted
    for it. Name what it settled by number, several separated by commas, or by words from its text.
    What they wrote (--inbound -c email, message or letter) waits for an answer until you log
    something that reached them. The answer says what is still open with them, and what is due next.
    """
    services.clients.bulk.refuse_circular(client)
    purpose = services.touchpoints.purpose(recap=recap, chase=chase)
    usual = "call" if purpose is None else "email"
    how = services.text.channel(usual if channel is None else channel)
    direction = "inbound" if inbound else "outbound"
    occurred_on, occurred_time = work.happened_at(on, at)
    touchpoint = records.Touchpoint(
        occurred_on=occurred_on,
        channel=how,
        direction=direction,
        note=" ".join((*(note or ()), *(note_too or ()))) or None,
        occurred_time=occurred_time,
        attendees=tuple(people or ()),
        agreed=tuple(agreed or ()),
        mood=None if mood is None else services.text.mood(mood),
        minutes=minutes,
        no_news=no_news,
        purpose=purpose,
        needs_answer=services.touchpoints.needs_answer(how, direction, False if no_reply else None),
    )
    line = LogLine(
        today=work.today,
        client=client,
        touchpoint=touchpoint,
        settles={kind: tuple(settles[kind]) for kind in KINDS if kind in settles},  # type: ignore[literal-required]
        next_meeting=None if next_meeting is None else work.when(next_meeting),
    )
    if later:
        return _kept(work, line)
    try:
        with work.unit_for(client) as (unit, found):
            written = services.lines.writing.write(unit, line, found, work.policy)
            view = work.logged(unit.reader, **written._asdict())
    except UnreachableError as error:
        raise UnreachableError(error.message, _later(work, error.hint)) from error
    said = output.messages.touchpoints
    given = {"-c": channel, "-d": on, "--at": at, "-m": mood}
    slip = commands.slips.in_note(
        written.touchpoint,
        [option for option, value in given.items() if value is not None],
        work.today,
        work.settings.date_order,
    )
    return Answer(said.record(view), [*said.logged(view), *([slip] if slip else [])])


def _kept(work: Session, line: LogLine) -> Answer:
    """Keep a line on this computer; the store isn't even looked for.

    Raises:
        InputError: The store is the demo's, which nothing outlasts.
    """
    if work.options.demo:
        raise InputError("the demo has nothing to keep for later", "leave --later or --demo out")
    one = services.lines.keeping.keep(work.store.path, line, work.now, work.store.location)
    said = output.messages.outbox.kept(one, work.today)
    return Answer({"line": output.screens.outbox.record(one)}, said)


def _later(work: Session, otherwise: str) -> str:
    """Return the line that was typed, as it is kept for later."""
    words = ["log", *work.typed]
    for option in ("db", "today"):
        name, value = f"--{option}", getattr(work.options, option)
        is_behind = any(one == name or one.startswith(f"{name}=") for one in work.typed)
        if work.source_of(option) == "option" and not is_behind:
            words = [name, value, *words]
    if not all(map(str.isprintable, words)):
        return f"{otherwise}; to keep it on this computer, type it again with --later"
    behind = words.index("--") if "--" in words else len(words)
    line = " ".join(map(_word, [*words[:behind], "--later", *words[behind:]]))
    return f"keep it on this computer until then: pulse {line}"


def _word(word: str) -> str:
    """Return a word of the line; what begins with a dash was an option, or the value of one."""
    dashes = len(word) - len(word.lstrip("-"))
    rest = word[dashes:]
    return f"{word[:dashes]}{shell_word(rest)}" if rest else word or "''"
