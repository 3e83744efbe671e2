"""Single files of mail or events, read once."""

from __future__ import annotations

import codecs
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from clientpulse.config.settings import Settings
from clientpulse.config.sources import Source
from clientpulse.records.limits import WORD_LENGTH
from clientpulse.services.syncing import running
from clientpulse.sources import reading
from clientpulse.sources.gathered import Progress
from clientpulse.views.syncing import Outcome

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

_BEGINNINGS = (
    ("mbox", rb"From (\s*\n|[^\n]*[0-9]{4})"),
    ("calendar", rb"BEGIN\s*:\s*(VCALENDAR|VEVENT)\b"),
)
_CALENDARS = (".ics", ".ical", ".icalendar", ".ifb", ".vcs")
_LOOKED_AT = 1_024
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def kind_of(path: Path) -> str | None:
    """Return the kind of source that a file could be; None for anything else.

    Its first line tells, or else that it is called a calendar.
    """
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            start = file.read(_LOOKED_AT)
    except (OSError, ValueError):
        return None
    if start.startswith(_UTF_16):
        start = start.decode("utf-16", "replace").encode()
    start = start.removeprefix(codecs.BOM_UTF8).lstrip()
    if start and path.suffix.lower() in _CALENDARS:
        return "calendar"
    found = (kind for kind, form in _BEGINNINGS if re.match(form, start, re.IGNORECASE))
    return next(found, None)


def read(
    path: Path,
    kind: str,
    today: date,
    since: date | None,
    until: date | None,
    progress: Progress,
) -> running.Read:
    """Read a file.

    Args:
        since: The first day; twelve months ago unless told.
        until: The last one; twelve months ahead unless told.

    Raises:
        SourceError: It can't be read.
    """
    name = "".join(one for one in path.name if one.isprintable())[:WORD_LENGTH].strip() or "file"
    source = Source(name, kind, path=path)
    days = running.window(today, since)
    if until is not None:
        days = days._replace(until=until)
    gathered = reading.read(source, days, {}, progress)
    if until is not None and source.is_mail:
        within = [one for one in gathered.items if one.on <= until]
        gathered.passed_over["later"] += len(gathered.items) - len(within)
        gathered.items = within
    gathered.states = {}
    return running.Read(source, gathered=gathered, once=True)


def write_down(
    unit: UnitOfWork,
    settings: Settings,
    today: date,
    read: running.Read,
    client_id: int | None = None,
) -> Outcome:
    """Write down what a file says.

    Args:
        client_id: Whom everything in it is with.
    """
    (outcome,), late = running.write_down(unit, settings, today, [read], client_id)
    outcome.touchpoints += late
    unit.describe(f"imported {running.counted([outcome])} from {outcome.name}")
    return outcome
