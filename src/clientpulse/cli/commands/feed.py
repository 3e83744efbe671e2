"""``pulse feed``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from clientpulse import dates, feeds, output, services, timezones
from clientpulse.cli import app as frame
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import Yes
from clientpulse.cli.app.shapes import Answer, writing
from clientpulse.errors import InputError, NotFoundError
from clientpulse.feeds.options import BIRTHDAYS, DUE, KINDS, MEETINGS, Options
from clientpulse.quoting import named

if TYPE_CHECKING:
    from clientpulse.feeds.held import Held
    from clientpulse.views.feed import FeedEntry

CALENDAR = ".ics"


class Written(NamedTuple):
    """What became of a feed's file."""

    path: Path
    kind: str
    events: int
    changed: bool


@writing()
def feed(
    work: Session,
    file: Annotated[
        str, typer.Argument(metavar="FILE.ics", help="The calendar file to write or to renew.")
    ],
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="due, meetings or birthdays.",
            autocompletion=lambda: list(KINDS),
        ),
    ] = DUE,
    full: Annotated[
        bool,
        typer.Option("--full", help="With names, places, reasons, and the commands to type."),
    ] = False,
    within: Annotated[
        str | None,
        typer.Option(
            metavar="INTERVAL",
            help="How far ahead; default: 4w, birthdays 12m, meetings all.",
        ),
    ] = None,
    alarm: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="Remind on the day at this time: 8:00."),
    ] = None,
    yes: Yes = False,
) -> Answer:
    """Write what is due to a file for your calendar program.

    \b
    Examples:
      pulse feed ~/due.ics
      pulse feed ~/due.ics --alarm 8:00
      pulse feed ~/meetings.ics --kind meetings
      pulse feed ~/birthdays.ics --kind birthdays --full

    It shows initials and the kind of contact alone, such as "Call: AG": calendars are shared, and
    lock screens are read. What is late stands on today. 'pulse timer install --feed FILE.ics' runs
    it each morning; let your calendar program subscribe to the file.
    """
    asked = Options(kind, full, within, alarm)
    got = write(work, frame.files.typed_path(file), asked, yes=yes)
    record = {"file": str(got.path), "kind": got.kind, "events": got.events}
    lines = output.messages.feeds.written(str(got.path), got.events, changed=got.changed)
    return Answer({"feed": {**record, "changed": got.changed}}, lines)


def write(work: Session, path: Path, asked: Options | None = None, *, yes: bool = False) -> Written:
    """Write a feed, or renew the one that is there; what isn't ours is only replaced if asked.

    Args:
        asked: None to renew it as it was asked for last.

    Raises:
        NotFoundError: There is no store: one on a disk that isn't there would empty the file.
    """
    if not work.options.demo and not work.store.exists():
        raise NotFoundError(
            "nothing is stored yet, so nothing would stand in it",
            f'begin with: pulse add "Acme GmbH" --meet quarterly; looked in {work.store.path}',
        )
    if path.suffix.lower() != CALENDAR:
        raise InputError(
            f"{named(path.name)} isn't the name of a calendar", "name a file that ends in .ics"
        )
    if asked is not None:
        asked = _checked(asked)
    before = _before(work, path, asked, yes)
    asked = asked or before.asked or Options()
    alarm = None if asked.alarm is None else dates.parse_time(asked.alarm)
    events = output.events.events(_entries(work, asked), full=asked.full, alarm=alarm)
    text = feeds.calendar.text(asked, events, before, work.now)
    return Written(path, asked.kind, len(events), services.feeding.files.write(path, text))


def _checked(asked: Options) -> Options:
    """Return what was asked in the words that a file remembers."""
    return Options(
        services.portfolio.asked.one_of(KINDS, asked.kind, "a kind of feed"),
        asked.full,
        None if asked.within is None else str(services.text.span(asked.within)),
        None if asked.alarm is None else f"{dates.parse_time(asked.alarm):%H:%M}",
    )


def _before(work: Session, path: Path, asked: Options | None, yes: bool) -> Held:
    """Return what the file holds; ask before anything but that feed is replaced."""
    frame.files.confirm_replacing(work, path, yes=True)
    try:
        return services.feeding.files.read(path, asked and asked.kind)
    except feeds.held.NotOursError as error:
        frame.files.confirm_replacing(work, path, yes, str(error))
        return feeds.held.NOTHING


def _entries(work: Session, asked: Options) -> list[FeedEntry]:
    """Ask what is to stand in a feed."""
    span = {} if asked.within is None else {"within": services.text.span(asked.within)}
    with work.reader() as reader:
        mine = work.scope(reader)
        if asked.kind == MEETINGS:
            zone = timezones.our_zone()
            return services.feeding.diary.meetings(reader, work.today, zone, mine, **span)
        if asked.kind == BIRTHDAYS:
            return services.feeding.diary.birthdays(reader, work.today, mine, **span)
        policy = work.policy(reader)
        return services.feeding.due.due(reader, work.today, policy, mine, **span, full=asked.full)
