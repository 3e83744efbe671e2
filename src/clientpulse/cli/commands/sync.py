"""``pulse sync``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from clientpulse import dates, output, services
from clientpulse.cli import app as frame
from clientpulse.cli.app.completion import source_names
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import DryRun
from clientpulse.cli.app.shapes import Answer, writing
from clientpulse.config.sources import MAIL
from clientpulse.errors import ExitCode, InputError, NotFoundError
from clientpulse.quoting import quoted
from clientpulse.views.syncing import SyncedView

if TYPE_CHECKING:
    from clientpulse.config.sources import Source
    from clientpulse.services.syncing.running import Read

COUNTED = {"calendar": "events", "contacts": "cards"} | dict.fromkeys(MAIL, "messages")

Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="NAME",
        help="Only these sources, by their names in the config.",
        autocompletion=source_names,
        show_default=False,
    ),
]


def say_waiting() -> None:
    """Say that another sync has to end first."""
    sys.stderr.write("another sync is running; this one goes on after it\n")
    sys.stderr.flush()


@writing()
def sync(
    work: Session,
    names: Names = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Read again from this day on; default: what is new."),
    ] = None,
    dry_run: DryRun = False,
) -> Answer:
    """Read mail, calendar and address book, and write down what is new.

    \b
    Examples:
      pulse sync
      pulse sync mail
      pulse sync --dry-run
      pulse sync diary --since "1 jan"

    Nothing is ever written to a source. The first time, a source is read twelve months back, and
    a calendar twelve months ahead. What you deleted here stays deleted, and 'pulse undo --origin
    sync' takes the last sync back; the next one brings it again.

    The exit code is 6 where a source couldn't be read; what the others gave is stored.
    """
    sources = _chosen(work, names or ())
    _check_store(work)
    first_day = None if since is None else _first_day(work, since)
    view = synced(work, sources, first_day, dry_run=dry_run)
    for line in output.messages.syncing.remarks(view):
        sys.stderr.write(f"{output.safe.one_line(line)}\n")
    return Answer(
        output.messages.syncing.record(view),
        output.messages.syncing.lines(view),
        ExitCode.UNREACHABLE if any(one.error for one in view.outcomes) else ExitCode.DONE,
    )


def synced(
    work: Session,
    sources: Sequence[Source],
    first_day: date | None = None,
    on_waiting: Callable[[], None] = say_waiting,
    *,
    dry_run: bool = False,
) -> SyncedView:
    """Read the sources, one sync at a time, and write down what is new, if anything is."""
    work.working_long()
    with services.locking.alone(work.store.path, on_waiting):
        view = _written(work, sources, first_day, dry_run=dry_run)
        if not dry_run:
            done = [one.name for one in view.outcomes if not one.error]
            services.syncing.last_read.note(work.store.path, done, work.today)
    return view


def _written(
    work: Session, sources: Sequence[Source], first_day: date | None, *, dry_run: bool
) -> SyncedView:
    running = services.syncing.running
    read = gathered(work, sources, first_day, again=first_day is not None)
    with work.reader() as reader:
        if not running.is_news(reader, work.settings, read):
            return SyncedView(running.unwritten(read), is_rehearsal=dry_run)
    with _unit(work, read, dry_run=dry_run) as unit:
        outcomes, late = running.write_down(unit, work.settings, work.today, read)
    # Of all that a sync writes, nobody has to be told who rests.
    work.remarks = ()
    waiting = 0
    if not dry_run and (late or any(one.touchpoints for one in outcomes)):
        with work.reader() as reader:
            waiting = running.waiting(reader, work.today, work.policy(reader), work.scope(reader))
    return SyncedView(outcomes, late, dry_run, waiting)


def _chosen(work: Session, names: Sequence[str]) -> list[Source]:
    """Return the sources that are read.

    Raises:
        InputError: There are none.
        NotFoundError: There is none of a name.
    """
    if not work.settings.read_from:
        raise InputError(
            "no mailbox, calendar or address book is set up yet", "set them up: pulse setup"
        )
    return services.syncing.configured.chosen(work.settings.read_from, names)


def _first_day(work: Session, typed: str) -> date:
    """Read the day from which is read again.

    Raises:
        InputError: It isn't a day, or it is still to come: what lies before would seem to be gone.
    """
    day = work.day(typed, dates.Prefer.PAST)
    if day > work.today:
        raise InputError(
            f"{quoted(typed)} is still to come", 'name a day in the past: --since "1 nov"'
        )
    return day


def _check_store(work: Session) -> None:
    """Refuse to read what nothing could be done with.

    Raises:
        NotFoundError: There are no clients yet.
    """
    if not work.store.exists():
        raise NotFoundError(
            "nothing is stored yet, so nobody's mail would count",
            "find out who your clients are: pulse setup",
        )


def _unit(
    work: Session, read: Sequence[Read], *, dry_run: bool
) -> AbstractContextManager[services.stores.UnitOfWork]:
    if dry_run or not any(one.is_first for one in read):
        return work.unit_of_work(dry_run=dry_run, origin="sync")
    return work.backed_up_unit("sync", origin="sync")


def gathered(
    work: Session, sources: Sequence[Source], since: date | None = None, *, again: bool = False
) -> list[Read]:
    """Read sources, and say at a terminal how far it has come.

    Args:
        since: The first day; twelve months ago unless told.
        again: Read what was read before, too.
    """
    running = services.syncing.running
    with work.reader() as reader:
        states = services.syncing.writing.states_of(reader, sources)
    days = running.window(work.today, since)
    found = []
    for source in sources:
        known = states[source.name]
        with frame.progress.progress(f"reading {source.name}", COUNTED[source.kind]) as line:
            one = running.gather(
                source,
                known,
                days,
                line.at,
                again=again,
                strict=work.options.debug,
            )
        found.append(one)
    return found
