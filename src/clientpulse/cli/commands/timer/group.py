"""``pulse timer``: what is to run by itself each morning."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import replace
from datetime import UTC
from typing import Annotated, Any

import typer

from clientpulse import dates, output, services
from clientpulse.cli import app as frame
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.parameters import DryRun
from clientpulse.cli.app.shapes import Answer, Shown, group, reading, writing
from clientpulse.cli.commands.timer import steps
from clientpulse.errors import ExitCode, InputError, NotFoundError, StoreError
from clientpulse.views.timer import Installed

SETTING_UP = "timer-setup"


app = group(
    """Let sync, digest and feed run by themselves each morning.

    \b
    Examples:
      pulse timer install
      pulse timer status
      pulse timer remove
    """
)


@writing(app)
def install(
    work: Session,
    at: Annotated[
        list[str] | None,
        typer.Option("--at", metavar="TIME", help="When; several are allowed. Default: 8:00."),
    ] = None,
    run: Annotated[
        str | None,
        typer.Option(
            "--run",
            metavar="STEPS",
            help="Some of sync,digest,feed. Default: sync if there are sources, and digest.",
            autocompletion=lambda: list(steps.TOGETHER),
        ),
    ] = None,
    feed: Annotated[
        list[str] | None,
        typer.Option(
            "--feed",
            metavar="FILE.ics",
            help="A calendar file that feed renews; several are allowed.",
        ),
    ] = None,
    using: Annotated[
        str | None,
        typer.Option(
            "--with",
            metavar="SCHEDULER",
            help="systemd, launchd or cron. Default: the first of them that is here.",
            autocompletion=lambda: list(services.timer.schedulers.SCHEDULERS),
        ),
    ] = None,
    dry_run: DryRun = False,
) -> Answer:
    """Set up what runs by itself each morning, or change its times and steps.

    \b
    Examples:
      pulse timer install
      pulse timer install --at 7:30
      pulse timer install --at 8:00 --at 13:30 --run sync,digest
      pulse timer install --run sync,digest,feed --feed ~/due.ics
      pulse timer install --dry-run

    There is one timer. Installing again changes what is named and leaves the rest. A run that the
    computer slept through is made up for when it is awake again. What goes wrong in one, the next
    'pulse due' says, and 'pulse doctor'.
    """
    _refuse_demo(work)
    if not work.store.exists():
        raise NotFoundError(
            "nothing is stored yet, so nothing would ever be due",
            "find out who your clients are: pulse setup",
        )
    timer = services.timer
    path = work.store.path
    with services.locking.alone(path, _wait, SETTING_UP):
        wanted = _wanted(work, at, run, feed)
        location = work.store.location if work.store.is_shared else None
        job = timer.job.job_for(path, wanted.times, location)
        name, why = timer.schedulers.choose(using, wanted.scheduler)
        texts = timer.schedulers.SCHEDULERS[name].texts(job)
        wanted = replace(wanted, scheduler=name, places=tuple(texts), program=job.command[0])
        remarks = [f"{name} runs it: {why}"] if why else []
        if steps.DIGEST in wanted.steps and work.settings.send is None:
            remarks.append(output.messages.timer.SHOWN)
        if not dry_run:
            with timer.record.set_up(path, wanted):
                remarks += timer.schedulers.install(name, job)
    said = output.messages.timer
    lines = said.rehearsed(texts) if dry_run else said.installed(wanted, remarks)
    return Answer({"timer": output.screens.timer.installed(wanted), "dry_run": dry_run}, lines)


@reading(app)
def status(work: Session) -> Shown[Any]:
    """Show what is installed, when it runs next, and what became of the last run.

    \b
    Examples:
      pulse timer status
      pulse timer status --json

    The exit code is 3 where no timer is installed.
    """
    _refuse_demo(work)
    view = services.timer.status.status(work.store.path, work.now)
    code = ExitCode.DONE if view.installed else ExitCode.CONFLICT
    return Shown(output.screens.timer.SCREEN, view, code)


@writing(app)
def remove(work: Session) -> Answer:
    """Take away what 'pulse timer install' wrote.

    \b
    Examples:
      pulse timer remove
    """
    _refuse_demo(work)
    path = work.store.path
    lock = services.locking.alone(path, _wait, SETTING_UP)
    # A job outlives the folder of its store.
    with lock if path.parent.is_dir() else contextlib.nullcontext():
        gone = services.timer.schedulers.remove(path)
        services.timer.record.file_of(path).unlink(missing_ok=True)
    return Answer({"removed": list(gone)}, output.messages.timer.removed(gone))


@writing(app, "run")
def run_now(
    work: Session,
    scheduled: Annotated[
        bool,
        typer.Option(
            "--scheduled",
            help="As the timer calls it: only if a run is due, and patient with servers.",
        ),
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Send a digest even if one went out today.")
    ] = False,
) -> Answer:
    """Run the steps now, as the timer does.

    \b
    Examples:
      pulse timer run
      pulse timer run --again

    Where all goes well it says nothing. A step that fails gets a line on stderr and stops none of
    the others; the exit code is that of the first one. A second run beside one that is at it ends
    at once, and a digest goes out once a day.
    """
    _refuse_demo(work)
    if not work.store.exists():
        raise NotFoundError("nothing is stored yet", "find out who your clients are: pulse setup")
    try:
        running = services.timer.trouble.RUNNING
        with services.locking.alone(work.store.path, services.locking.leave, running):
            return _ran(work, scheduled=scheduled, again=again)
    except services.locking.TakenError:
        _tell(output.messages.timer.AT_IT)
        return Answer({"last": None}, ())


def _ran(work: Session, *, scheduled: bool, again: bool) -> Answer:
    timer, path = services.timer, work.store.path
    # A scheduler may start a run before the one who installs it has noted what is to be run.
    with services.locking.alone(path, _wait, SETTING_UP):
        try:
            known = timer.record.read(path)
        except StoreError:
            known = timer.record.Record()
    if scheduled and not timer.trouble.is_owed(known.installed, known.last, work.now):
        return Answer({"last": None}, ())
    feeds = known.installed.feeds if known.installed else ()
    names = known.installed.steps if known.installed else steps.usual(work, feeds)
    last, code = timer.running.run(
        path,
        steps.steps(work, names, feeds),
        work.now.astimezone(UTC),
        patient=scheduled,
        again=again,
    )
    if known.digest_on == work.today and steps.DIGEST in names and not again:
        _tell(output.messages.timer.SENT_ALREADY)
    for line in output.messages.timer.failures(last):
        sys.stderr.write(f"error: {output.safe.one_line(line)}\n")
    return Answer({"last": output.screens.timer.last_run(last)}, (), code)


def _wanted(
    work: Session,
    at: list[str] | None,
    run: str | None,
    feed: list[str] | None,
) -> Installed:
    """Put what was typed on top of what is installed.

    Raises:
        InputError: It makes no sense.
    """
    try:
        before = services.timer.record.read(work.store.path).installed
    except StoreError:
        before = None
    times = before.times if before else (services.timer.times.DEFAULT,)
    if at is not None:
        typed = [one for text in at for one in text.split(",")]
        times = tuple(sorted({dates.parse_time(one) for one in typed}))
    feeds = tuple(str(frame.files.typed_path(one)) for one in feed or ())
    names = steps.typed(run) if run is not None else before.steps if before else ()
    if before and not feeds and (run is None or steps.FEED in names):
        feeds = before.feeds
    if run is None:
        names = names or steps.usual(work, feeds)
        names = (*names, *((steps.FEED,) if feeds and steps.FEED not in names else ()))
    steps.check(work, names, feeds)
    now = work.now.astimezone(UTC)
    return Installed(before.scheduler if before else "", (), times, names, feeds, "", now)


def _refuse_demo(work: Session) -> None:
    if work.options.demo:
        raise InputError(
            "the demo's store is thrown away, so it can't have a timer", "leave --demo out"
        )


def _tell(why: str) -> None:
    """Tell whoever sits at a terminal why nothing happened; a job's mail stays empty."""
    if sys.stderr.isatty():
        sys.stderr.write(f"{output.cells.fitted(why, sys.stderr)}\n")


def _wait() -> None:
    """Another one that sets up a timer takes no time."""
