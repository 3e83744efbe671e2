"""One event as a calendar has it written: the master of a series, or an exception from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b

from clientpulse.sources.calendars.lines import Component
from clientpulse.sources.calendars.moments import LONGEST, Moment, duration, moment
from clientpulse.sources.calendars.people import invited
from clientpulse.sources.calendars.properties import Property, parse
from clientpulse.sources.calendars.rules import Rule
from clientpulse.sources.calendars.zones import Zones
from clientpulse.sources.gathered import Invited

LONGEST_UID = 500
LONGEST_TITLE = 1_000
LONGEST_PLACE = 200
MOST_DATES = 5_000


@dataclass(slots=True)
class Written:
    """An event as it is written.

    Attributes:
        recurs_at: Which occurrence of the series this is in place of.
        and_later: It is in place of all later ones, too.
        length: None where nothing says it.
        more: Further occurrences, some with a length of their own.
    """

    uid: str
    start: Moment
    length: timedelta | None
    title: str
    place: str
    people: tuple[Invited, ...]
    free: bool
    cancelled: bool
    sequence: int
    recurs_at: Moment | None = None
    and_later: bool = False
    rules: list[Rule] = field(default_factory=list)
    exceptions: list[Rule] = field(default_factory=list)
    more: list[tuple[Moment, timedelta | None]] = field(default_factory=list)
    without: list[Moment] = field(default_factory=list)


class Lines:
    """The lines of an event by the names of their properties."""

    def __init__(self, component: Component) -> None:
        self._lines: dict[bytes, list[bytes]] = {}
        for name, line in component.lines:
            self._lines.setdefault(name, []).append(line)

    def all(self, name: bytes) -> list[Property]:
        """Return all of a name."""
        return [parse(name, line) for line in self._lines.get(name, ())]

    def one(self, name: bytes) -> Property | None:
        """Return the first one of a name that says something."""
        return next((said for said in self.all(name) if said.value), None)

    def text(self, name: bytes) -> str:
        """Return the text of the first one of a name; empty where there is none."""
        found = self.one(name)
        return "" if found is None else found.text


def read(component: Component, zones: Zones, method: str) -> Written:
    """Read an event.

    Raises:
        ValueError: It can't be read; the message says what it has.
    """
    lines = Lines(component)
    said, recurs = lines.one(b"DTSTART"), lines.one(b"RECURRENCE-ID")
    if said is None and recurs is None:
        raise ValueError("no start")
    recurs_at = None if recurs is None else moment(recurs.value, recurs, zones)
    start = recurs_at if said is None else moment(said.value, said, zones, zones.floating)
    assert start is not None
    if recurs_at is not None and recurs_at.zone is None and not recurs_at.is_day:
        recurs_at = recurs_at._replace(zone=start.zone)
    length = _length(lines, zones, start)
    start, length = _whole_days(lines, start, length)
    title = lines.text(b"SUMMARY")[:LONGEST_TITLE]
    busy = lines.text(b"X-MICROSOFT-CDO-BUSYSTATUS").upper()
    transparent = lines.text(b"TRANSP").upper()
    return Written(
        uid=uid(lines),
        start=start,
        length=length,
        title=title,
        place=lines.text(b"LOCATION")[:LONGEST_PLACE].strip(),
        people=invited(lines.all(b"ATTENDEE"), lines.one(b"ORGANIZER")),
        free=busy == "FREE" or transparent in {"TRANSPARENT", "1"},
        cancelled=method == "CANCEL" or lines.text(b"STATUS").upper() in {"CANCELLED", "CANCELED"},
        sequence=_sequence(lines),
        recurs_at=recurs_at,
        and_later=recurs is not None and recurs.says("RANGE") == "THISANDFUTURE",
        rules=[Rule.parse(one.value) for one in lines.all(b"RRULE") if one.value],
        exceptions=[Rule.parse(one.value) for one in lines.all(b"EXRULE") if one.value],
        more=list(_dates(lines.all(b"RDATE"), zones, start)),
        without=[one for one, _ in _dates(lines.all(b"EXDATE"), zones, start)],
    )


def _length(lines: Lines, zones: Zones, start: Moment) -> timedelta | None:
    """Return how long it takes; nothing where it ends before it begins."""
    end, takes = lines.one(b"DTEND"), lines.one(b"DURATION")
    try:
        if end is not None:
            ends = moment(end.value, end, zones, start.zone)
            if ends.zone == start.zone or ends.is_day or start.is_day:
                length = ends.wall - start.wall
            else:
                ours = zones.ours
                length = ends.instant(ours) - start.instant(ours)
            return min(max(length, timedelta()), LONGEST)
        if takes is not None:
            return duration(takes.value)
    except ValueError:
        pass  # that it begins is enough
    return None


def _whole_days(
    lines: Lines, start: Moment, length: timedelta | None
) -> tuple[Moment, timedelta | None]:
    """See whole days in what goes from midnight to midnight, too, as Outlook writes them."""
    at_midnight = start.wall.time() == datetime.min.time()
    days = length is not None and length and not length % timedelta(days=1)
    marked = lines.text(b"X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE"
    if not start.is_day and at_midnight and (days or marked):
        return start._replace(is_day=True), length
    return start, length


def _dates(
    lines: list[Property], zones: Zones, start: Moment
) -> list[tuple[Moment, timedelta | None]]:
    """Read lists of moments and of periods."""
    found: list[tuple[Moment, timedelta | None]] = []
    for said in lines:
        for text in said.value.replace(";", ",").split(",")[:MOST_DATES]:
            begins, _, ends = text.partition("/")
            if not begins.strip():
                continue
            try:
                first = moment(begins, said, zones, start.zone)
                found.append((first, _period(first, ends, said, zones) if ends else None))
            except ValueError:
                continue
    return found


def _period(first: Moment, ends: str, said: Property, zones: Zones) -> timedelta:
    if ends.strip().upper().startswith(("P", "+P")):
        return duration(ends)
    last = moment(ends, said, zones, first.zone)
    return max(last.instant(zones.ours) - first.instant(zones.ours), timedelta())


def uid(lines: Lines) -> str:
    """Return its UID; of one without, the same for the same time and title."""
    found = "".join(filter(str.isprintable, lines.text(b"UID")))
    if found and len(found) <= LONGEST_UID:
        return found
    names = (b"SUMMARY", b"DTSTART", b"ORGANIZER")
    text = found or "\n".join(lines.text(name) for name in names)
    return f"made-{blake2b(text.encode('utf-8', 'replace'), digest_size=16).hexdigest()}"


def _sequence(lines: Lines) -> int:
    text = lines.text(b"SEQUENCE")
    return int(text[:9]) if text.isascii() and text[:9].isdigit() else 0
