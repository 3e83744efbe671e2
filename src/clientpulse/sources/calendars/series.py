"""The occurrences of an event in a window: of one, of a series, and what was changed in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter

from clientpulse.sources.calendars.moments import Moment
from clientpulse.sources.calendars.rules import TooManyError
from clientpulse.sources.calendars.written import Written
from clientpulse.sources.gathered import Event, Window

MOST = 1_000
"""How many occurrences of one series are read."""

_MARGIN = timedelta(days=2)
_FURTHEST = timedelta(days=400)


@dataclass(slots=True)
class Series:
    """An event with all that is written of it.

    Attributes:
        master: None where only single occurrences are known.
        changed: Those that are another way than the series says.
        cut: There are more than are read.
    """

    master: Written | None
    changed: list[Written]
    cut: bool = False

    def __post_init__(self) -> None:
        """Let what was changed have of the series what it doesn't say itself."""
        if self.master is None:
            return
        for one in self.changed:
            one.people = one.people or self.master.people
            one.title = one.title or self.master.title
            one.length = self.master.length if one.length is None else one.length

    def events(self, window: Window) -> Iterator[Event]:
        """Give the occurrences that begin in a window, by our clock, in no order."""
        self._bring_to_its_clock(window)
        single = {recurrence(one.recurs_at or one.start, window): one for one in self.changed}
        outdated = self._outdated(window)
        for key, one in single.items():
            if one.recurs_at not in outdated or one.sequence >= self._sequence:
                yield from _in_window(one, one.start, one.length, key, window)
        if self.master is None:
            return
        if not self._recurs:
            if self.recurrence_of_master(window) not in single:
                yield from _in_window(
                    self.master, self.master.start, self.master.length, "", window
                )
            return
        later = sorted(
            ((key, one) for key, one in single.items() if one.and_later), key=itemgetter(0)
        )
        for count, (wall, length) in enumerate(self._walls(window, self._shift())):
            if count >= MOST:
                self.cut = True
                return
            began = self.master.start._replace(wall=wall)
            key = recurrence(began, window)
            if key not in single:
                yield from self._as_changed(began, length, key, later, window)

    def recurrence_of_master(self, window: Window) -> str:
        """Return how the first occurrence is called in what was changed of it."""
        assert self.master is not None
        return recurrence(self.master.start, window)

    @property
    def _recurs(self) -> bool:
        return self.master is not None and bool(self.master.rules or self.master.more)

    @property
    def _sequence(self) -> int:
        return self.master.sequence if self.master is not None else 0

    def _bring_to_its_clock(self, window: Window) -> None:
        """Have by the clock of the series which occurrence was changed; it may name the day."""
        for one in self.changed:
            if self.master is not None and one.recurs_at is not None:
                one.recurs_at = one.recurs_at.by_clock_of(self.master.start, window.zone)

    def _outdated(self, window: Window) -> set[Moment | None]:
        """Return what was changed before the series came to be without it."""
        master = self.master
        old = [
            one.recurs_at
            for one in self.changed
            if one.recurs_at is not None and one.sequence < self._sequence
        ]
        if master is None or not old:
            return set()
        walls = [one.wall for one in old]
        low, high = min(walls), max(walls)
        there = {master.start.wall, *(one.wall for one, _ in self._more(window))}
        try:
            for rule in master.rules:
                last = rule.until_wall(master.start.zone or window.zone) or high
                there.update(rule.between(master.start.wall, low, min(last, high)))
        except TooManyError:
            there.update(walls)
        without = _Without(master, window, low, high)
        return {one for one in old if one.wall not in there or without.has(one.wall)}

    def _more(self, window: Window) -> Iterator[tuple[Moment, timedelta | None]]:
        """Give the further occurrences by the clock of the series."""
        assert self.master is not None
        for one, length in self.master.more:
            yield one.by_clock_of(self.master.start, window.zone), length

    def _shift(self) -> timedelta:
        """Return how far at most what was changed for good lies from where it was."""
        moved = [
            abs(one.start.wall - one.recurs_at.wall)
            for one in self.changed
            if one.and_later and one.recurs_at is not None
        ]
        return min(max(moved, default=timedelta()), _FURTHEST)

    def _as_changed(
        self,
        began: Moment,
        length: timedelta | None,
        key: str,
        later: list[tuple[str, Written]],
        window: Window,
    ) -> Iterator[Event]:
        """Give an occurrence as the latest change for good has it."""
        assert self.master is not None
        by = next((one for since, one in reversed(later) if since <= key), None)
        if by is None or by.recurs_at is None:
            yield from _in_window(self.master, began, length, key, window)
            return
        moved = began.wall + (by.start.wall - by.recurs_at.wall)
        yield from _in_window(by, by.start._replace(wall=moved), by.length, key, window)

    def _walls(
        self, window: Window, shift: timedelta
    ) -> Iterator[tuple[datetime, timedelta | None]]:
        """Give what the clock shows at each occurrence, in and around the window."""
        master = self.master
        assert master is not None
        low = datetime.combine(window.since, datetime.min.time()) - _MARGIN - shift
        high = datetime.combine(window.until, datetime.min.time()) + _MARGIN + shift
        without = _Without(master, window, low, high)
        seen: set[datetime] = set()
        zone = master.start.zone or window.zone
        extra = [(one.wall, length or master.length) for one, length in self._more(window)]
        if not any(rule.is_over_before(master.start.wall, zone) for rule in master.rules):
            extra.insert(0, (master.start.wall, master.length))
        for wall, length in extra:
            if low <= wall <= high and wall not in seen and not without.has(wall):
                seen.add(wall)
                yield wall, length
        for rule in master.rules:
            last = rule.until_wall(zone) or high
            try:
                for wall in rule.between(master.start.wall, low, min(last, high)):
                    if wall not in seen and not without.has(wall):
                        seen.add(wall)
                        yield wall, master.length
            except TooManyError:
                self.cut = True


class _Without:
    """Which occurrences were taken out of a series."""

    def __init__(self, master: Written, window: Window, low: datetime, high: datetime) -> None:
        self._days = {one.wall.date() for one in master.without if one.is_day}
        self._walls = {one.by_clock_of(master.start, window.zone).wall for one in master.without}
        if master.start.zone is None:  # some write what floats as though it were in UTC
            self._walls.update(one.wall for one in master.without)
        for rule in master.exceptions:
            last = rule.until_wall(master.start.zone or window.zone) or high
            try:
                self._walls.update(rule.between(master.start.wall, low, min(last, high)))
            except TooManyError:
                continue

    def has(self, wall: datetime) -> bool:
        """Tell whether it was taken out."""
        return wall in self._walls or wall.date() in self._days


def recurrence(began: Moment, window: Window) -> str:
    """Return which occurrence of a series begins then, or began before it was moved."""
    if began.is_day:
        return f"{began.wall.date():%Y%m%d}"
    return f"{began.instant(window.zone):%Y%m%dT%H%M%SZ}"


def _in_window(
    written: Written, began: Moment, length: timedelta | None, key: str, window: Window
) -> Iterator[Event]:
    """Give an occurrence, if it begins in the window."""
    if began.is_day:
        on, time, minutes = began.wall.date(), None, None
    else:
        ours = began.instant(window.zone).astimezone(window.zone)
        on, time = ours.date(), f"{ours:%H:%M}"
        minutes = int((length or timedelta()).total_seconds() // 60)
    if window.since <= on <= window.until:
        yield Event(
            written.uid,
            key,
            on,
            time,
            minutes,
            written.title,
            written.place,
            written.people,
            written.free,
            written.cancelled,
        )
