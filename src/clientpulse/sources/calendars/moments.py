"""Days, times and durations as calendars write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

from clientpulse.sources.calendars.properties import Property
from clientpulse.sources.calendars.zones import Zones

LONGEST = timedelta(days=3_660)

_MOMENT = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[Tt ](\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?\s*"
    r"([Zz]|[+-]\d\d:?\d\d)?)?"
)
_DURATION = re.compile(
    r"([+-])?P(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?",
    re.IGNORECASE,
)


class Moment(NamedTuple):
    """A day, or a moment.

    Attributes:
        wall: What the clock shows there; midnight of a whole day.
        zone: Whose clock; None of ours.
        is_day: It is a whole day.
    """

    wall: datetime
    zone: tzinfo | None = None
    is_day: bool = False

    def instant(self, ours: tzinfo, wall: datetime | None = None) -> datetime:
        """Return the moment, or another one by the same clock, in UTC."""
        there = (self.wall if wall is None else wall).replace(tzinfo=self.zone or ours)
        try:
            return there.astimezone(UTC)
        except OverflowError:  # in the first or last hours that there are
            return there.replace(tzinfo=UTC)

    def day(self, ours: tzinfo) -> date:
        """Return the day that is meant where only days count: midnight there, or by our clock."""
        if self.wall.time() != datetime.min.time():
            here = self.instant(ours).astimezone(ours)
            if here.time() == datetime.min.time():
                return here.date()
        return self.wall.date()

    def by_clock_of(self, start: Moment, ours: tzinfo) -> Moment:
        """Return the same moment as a series has it that begins at another one."""
        if start.is_day:
            day = self.wall.date() if self.is_day else self.day(ours)
            return start._replace(wall=datetime.combine(day, datetime.min.time()))
        if self.is_day:
            return start._replace(wall=datetime.combine(self.wall.date(), start.wall.time()))
        if self.zone == start.zone:
            return self
        zone, there = start.zone or ours, self.instant(ours).replace(tzinfo=None)
        offset = zone.utcoffset(there.replace(tzinfo=zone)) or timedelta()
        offset = zone.utcoffset((there + offset).replace(tzinfo=zone)) or timedelta()
        return start._replace(wall=there + offset)


def moment(value: str, said: Property, zones: Zones, default: tzinfo | None = None) -> Moment:
    """Read a day or a moment.

    Args:
        said: The line that it stands in.
        default: Whose clock it is by, where it doesn't say.

    Raises:
        ValueError: It is neither.
    """
    found = _MOMENT.fullmatch(value.strip())
    if found is None:
        raise ValueError("a date that can't be read")
    year, month, day = (int(found[place]) for place in (1, 2, 3))
    hour, minute, second = int(found[4] or 0), int(found[5] or 0), min(int(found[6] or 0), 59)
    try:
        if found[4] is None or said.says("VALUE") == "DATE":
            return Moment(datetime(year, month, day), None, is_day=True)  # noqa: DTZ001
        wall = datetime(year, month, day, hour % 24 if hour == 24 else hour, minute, second)  # noqa: DTZ001
        return Moment(wall + timedelta(days=hour == 24), _zone(found[7], said, zones, default))
    except (ValueError, OverflowError):
        raise ValueError("a date that can't be read") from None


def duration(value: str) -> timedelta:
    """Read how long something takes.

    Raises:
        ValueError: It isn't a duration.
    """
    found = _DURATION.fullmatch(value.strip())
    if found is None:
        raise ValueError("a duration that can't be read")
    weeks, days, hours, minutes, seconds = (int(found[place] or 0) for place in range(2, 7))
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return timedelta() if found[1] == "-" else min(length, LONGEST)


def _zone(
    offset: str | None, said: Property, zones: Zones, default: tzinfo | None
) -> tzinfo | None:
    if offset in {"Z", "z"}:
        return UTC
    if offset is not None:
        length = timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
        return timezone(-length if offset[0] == "-" else length)
    name = said.parameters.get("TZID", "")
    return zones.named(name) if name else default
