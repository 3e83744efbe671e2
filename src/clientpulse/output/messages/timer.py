"""What is said of the timer: what was written, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path

from clientpulse.cadence.wording import weekday_date
from clientpulse.config.places import at_home
from clientpulse.views.timer import Installed, LastRun, Outcome, Trouble

FAILED = {
    "sync": "the sync failed",
    "digest": "the digest wasn't sent",
    "feed": "the feed wasn't written",
    "record": "some steps weren't run",
}
SHOWN = "The digest comes as a notice. To have it mailed, fill in [send]: pulse config edit"
AT_IT = "The timer is already running. To see how it goes: pulse timer status"
SENT_ALREADY = "The digest was sent today. To send it again: pulse timer run --again"
IN_DOUBT = "it isn't known whether the digest was sent"
AGAIN, LOOK = "pulse timer install", "pulse timer status"


def installed(one: Installed, remarks: Iterable[str]) -> Iterator[str]:
    """Say what was installed, where, and how it goes away again."""
    yield f"Each day at {clock(one.times)}: {', '.join(one.steps)}"
    for feed in one.feeds:
        yield f"The feed: {at_home(Path(feed))}"
    for place in one.places:
        yield f"Written to {shown(place)}"
    yield from remarks
    yield "To see how it goes: pulse timer status; to undo this: pulse timer remove"


def rehearsed(texts: Mapping[str, str]) -> Iterator[str]:
    """Show what would be written."""
    for place, text in texts.items():
        yield f"Would be written to {shown(place)}:"
        yield from text.splitlines()


def removed(places: Sequence[str]) -> Iterator[str]:
    """Say what is gone."""
    for place in places:
        yield f"Removed from {place}" if place.startswith("your ") else f"Deleted: {shown(place)}"
    if not places:
        yield "No timer was installed"


def failures(last: LastRun) -> Iterator[str]:
    """Say what went wrong in a run, a line each."""
    return (failure(one) for one in last.outcomes if one.error)


def failure(one: Outcome) -> str:
    """Say that a step failed, and why."""
    what = IN_DOUBT if one.in_doubt else FAILED.get(one.step, one.step)
    return f"{what}: {one.error}"


def trouble(one: Trouble, today: date) -> str:
    """Say what is wrong with the timer."""
    at = moment(one.at, today) if one.at else ""
    if one.what in {"failed", "in doubt"}:
        what = IN_DOUBT if one.what == "in doubt" else FAILED.get(one.step, "the timer")
        return f"{what[:1].upper()}{what[1:]} {at}: {one.why}"
    if one.what == "missed":
        return (
            f"The timer hasn't run since {at.removeprefix('on ')}"
            if at
            else "The timer hasn't run yet"
        )
    return {
        "future": f"The timer was last heard of {at}, by a clock that was wrong",
        "cut off": f"The timer's run {at} was cut off",
        "gone": f"The timer is gone from {shown(one.why)}",
        "elsewhere": f"The timer is now for another store: {one.why}",
        "stopped": "systemd has the timer, but it is stopped",
        "no store": f"The store of the timer is gone: {one.why}",
        "unrecorded": f"{one.why} has a timer that isn't on record",
        "no program": f"The program that the timer starts is gone: {one.why}",
        "no cron": "cron doesn't seem to be running on this computer",
        "unreadable": f"The timer's record can't be read: {one.why}",
    }[one.what]


def remedy(one: Trouble) -> str:
    """Say what to do about it."""
    if one.what == "in doubt":
        return "look whether it came; if not: pulse timer run --again"
    if one.what == "failed":
        return "once that is fixed: pulse timer run"
    if one.what in {"missed", "cut off", "future"}:
        return "run it now: pulse timer run"
    if one.what == "no cron":
        return "start it, for example: sudo service cron start"
    return f"set it up again: {AGAIN}"


def due_line(one: Trouble, today: date) -> str:
    """Say in today's list what is wrong, and where there is more of it."""
    said = trouble(one, today)
    return f"{said.rstrip('.')}. More: {LOOK}"


def clock(times: Sequence[time]) -> str:
    """Write times of day."""
    return " and ".join(f"{one.hour}:{one.minute:02}" for one in times)


def moment(at: datetime, today: date) -> str:
    """Write when something ran, by the clock on the wall."""
    local = at.astimezone()
    day = "today" if local.date() == today else f"on {weekday_date(local.date(), today)}"
    return f"{day} at {local.hour}:{local.minute:02}"


def shown(place: str) -> str:
    """Write a place as people do."""
    return at_home(Path(place)) if place.startswith("/") else place
