"""Reading a calendar: files on this computer, or what a server has."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from hashlib import blake2b

from clientpulse.cadence.wording import counted
from clientpulse.config.sources import Source
from clientpulse.errors import SourceError
from clientpulse.quoting import printable
from clientpulse.sources import dav, vdir
from clientpulse.sources.calendars.events import Calendars
from clientpulse.sources.gathered import Gathered, Progress, States, Window

ENDINGS = (".ics", ".ical", ".icalendar", ".ifb", ".vcs")

PART = "files"
"""What the state of a calendar on this computer is kept by."""

AGAIN = timedelta(days=7)
"""After how long it is read again though it hasn't changed: what recurs goes on."""


def read(source: Source, window: Window, states: States, progress: Progress) -> Gathered:
    """Read the events that begin in the window; see ``sources.reading.read``."""
    if source.path is None:
        return _from_server(source, window, states)
    found, missing = vdir.of(source.path, ENDINGS)
    state = json.dumps(
        {
            "files": _fingerprint(found),
            "zone": _clock(window),
            "since": window.since.isoformat(),
            "until": window.until.isoformat(),
        }
    )
    if not missing and PART in states and _is_the_same(states[PART], state):
        return Gathered()
    calendars = Calendars(window)
    missing += _take(calendars, found, progress)
    if not calendars.calendars and found and not missing:
        what = "isn't a calendar" if len(found) == 1 else "holds no calendar"
        raise SourceError(
            f"{printable(str(source.path))} {what}", "a calendar begins with BEGIN:VCALENDAR"
        )
    gathered = calendars.gathered()
    gathered.remarks += missing
    gathered.whole = gathered.whole and not missing
    gathered.states = {} if missing else {PART: state}
    return gathered


def look(source: Source, window: Window) -> list[str]:
    """Say what is there; see ``sources.reading.look``."""
    if source.path is None:
        return dav.look(source, "calendar")
    calendars = Calendars(window)
    found, remarks = vdir.of(source.path, ENDINGS)
    remarks += _take(calendars, found, lambda _done, _of: None)
    gathered = calendars.gathered()
    said = f"{counted(len(found), 'file')}: {counted(gathered.read, 'event')}"
    return [said, *gathered.remarks, *remarks]


def _take(calendars: Calendars, found: list[vdir.Found], progress: Progress) -> list[str]:
    """Take files in, and return what can't be read."""
    missing: list[str] = []
    for number, one in enumerate(found, 1):
        try:
            calendars.take(one.name if len(found) > 1 else "", vdir.chunks(one.path))
        except OSError as error:
            missing.append(f"{one.name} can't be read: {error.strerror or error}")
        progress(number, len(found))
    return missing


def _from_server(source: Source, window: Window, states: States) -> Gathered:
    collected = dav.read(source, "calendar", window, states)
    calendars = Calendars(window, all_uids=not collected.whole)
    for text in collected.texts:
        calendars.take("", (text,))
    gathered = calendars.gathered()
    if not collected.whole:
        gathered.whole = False
        gathered.gone = calendars.uids - {one.uid for one in gathered.items}
    gathered.states = collected.states
    return gathered


def _fingerprint(files: list[vdir.Found]) -> str:
    """Return what changes when one of the files does, comes or goes."""
    said = blake2b(digest_size=16)
    for one in files:
        said.update(f"{one.name}\0{one.looks}\n".encode("utf-8", "surrogateescape"))
    return said.hexdigest()


def _clock(window: Window) -> str:
    """Return what changes when our clock is another one."""
    noons = (datetime(window.since.year, month, 1, 12, tzinfo=window.zone) for month in (1, 7))
    return " ".join([str(window.zone), *(f"{one:%z}" for one in noons)])


def _is_the_same(before: str, now: str) -> bool:
    """Tell whether nothing has changed since, and the window has hardly moved."""
    try:
        then, today = json.loads(before), json.loads(now)
        later = date.fromisoformat(today["until"]) - date.fromisoformat(then["until"])
        same = all(then[name] == today[name] for name in ("files", "zone"))
        return bool(same and then["since"] <= today["since"] and later < AGAIN)
    except (ValueError, KeyError, TypeError):
        return False
