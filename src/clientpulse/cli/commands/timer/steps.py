"""What the timer can run, each as the command of that name does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from clientpulse.cli.app.context import Session
from clientpulse.cli.commands import digest as digesting
from clientpulse.cli.commands import feed as feeding
from clientpulse.cli.commands import sync as syncing
from clientpulse.cli.commands.draft import posting
from clientpulse.errors import ClientpulseError, InputError, SourceError
from clientpulse.quoting import named, quoted

SYNC, DIGEST, FEED = "sync", "digest", "feed"
STEPS = (SYNC, DIGEST, FEED)
TOGETHER = ("sync,digest", "sync,digest,feed", "digest", "digest,feed", "sync", "feed")
_CHOICE = f"name one or more: --run {','.join(STEPS)}"


def steps(
    work: Session, names: Sequence[str], feeds: Sequence[str]
) -> Mapping[str, Callable[[], bool]]:
    """Return what to run; each tells whether anything went out by it."""
    runs = {
        SYNC: lambda: _sync(work),
        DIGEST: lambda: _digest(work),
        FEED: lambda: _feed(work, feeds),
    }
    return {name: runs[name] for name in STEPS if name in names}


def usual(work: Session, feeds: Sequence[str]) -> tuple[str, ...]:
    """Return what is run where nothing was named."""
    sync = (SYNC,) if work.settings.read_from else ()
    return (*sync, DIGEST, *((FEED,) if feeds else ()))


def typed(text: str) -> tuple[str, ...]:
    """Read what ``--run`` names.

    Raises:
        InputError: It names nothing, or something else.
    """
    names = [one.strip().lower() for one in text.split(",") if one.strip()]
    for one in names:
        if one not in STEPS:
            raise InputError(f"{quoted(one)} isn't a step of the timer", _CHOICE)
    if not names:
        raise InputError("nothing would be run", _CHOICE)
    return tuple(one for one in STEPS if one in names)


def check(work: Session, names: Sequence[str], feeds: Sequence[str]) -> None:
    """Refuse what could only fail each morning.

    Raises:
        InputError: A step lacks what it needs, or the file has no step.
    """
    if SYNC in names and not work.settings.read_from:
        raise InputError(
            "no mailbox, calendar or address book is set up yet",
            "set them up: pulse setup; or leave sync out: --run digest",
        )
    if DIGEST in names and work.settings.send is not None:
        posting.way(work)
    if FEED in names and not feeds:
        raise InputError("feed needs a file to write", "name it: --feed ~/due.ics")
    if feeds and FEED not in names:
        raise InputError("--feed names a file that nothing writes", "add feed to --run")
    for one in feeds:
        if Path(one).suffix.lower() != feeding.CALENDAR:
            raise InputError(
                f"{named(Path(one).name)} isn't the name of a calendar",
                "name a file that ends in .ics",
            )


def _sync(work: Session) -> bool:
    if not work.settings.read_from:
        return False
    view = syncing.synced(work, work.settings.read_from, on_waiting=lambda: None)
    failed = [one for one in view.outcomes if one.error]
    if failed:
        raise SourceError("; ".join(f"{one.name}: {one.error}" for one in failed))
    return True


def _digest(work: Session) -> bool:
    view = digesting.deliver(work)
    return bool(view.sent_to or view.notified)


def _feed(work: Session, feeds: Sequence[str]) -> bool:
    changed, failed = False, []
    for one in feeds:
        try:
            changed |= feeding.write(work, Path(one)).changed
        except ClientpulseError as error:
            failed.append(error)
    if failed:
        failed[0].message = "; ".join(one.message for one in failed)
        raise failed[0]
    return changed
