"""The events of calendars, whatever holds them: texts from a server, a file, many files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

from clientpulse.quoting import named
from clientpulse.sources.calendars import written
from clientpulse.sources.calendars.lines import CALENDAR, ZONE, Component, components
from clientpulse.sources.calendars.series import Series
from clientpulse.sources.calendars.written import Written
from clientpulse.sources.calendars.zones import Zones
from clientpulse.sources.gathered import Gathered, Window

MOST = 50_000
"""How many occurrences are read of all calendars of a source."""

_HELD = 2_000
"""How many events wait for timezones that may be defined behind them."""

MOST_REMARKS = 10
_NO_EVENTS = frozenset(("REPLY", "REFRESH", "COUNTER", "DECLINECOUNTER"))
_DAY = re.compile(rb":\s*(\d{4})-?(\d\d)-?(\d\d)")
_UNTIL = re.compile(rb"UNTIL=(\d{8})", re.IGNORECASE)
_RULES = frozenset((b"RRULE", b"RDATE"))


class Calendars:
    """Takes calendars in, one after the other, and keeps what may be in the window.

    Args:
        all_uids: Whether to note those of events outside the window, too.

    Attributes:
        calendars: How many there were; events without one around them are one, too.
        uids: As noted.
    """

    def __init__(self, window: Window, *, all_uids: bool = False) -> None:
        self._window = window
        self._all_uids = all_uids
        self._low = _number(f"{window.since - timedelta(days=2):%Y%m%d}".encode())
        self._high = _number(f"{window.until + timedelta(days=2):%Y%m%d}".encode())
        self._masters: dict[str, list[Written]] = {}
        self._changed: dict[str, list[Written]] = {}
        self._remarks: list[str] = []
        self._unread = 0
        self._kept = 0
        self._cut = 0
        self.calendars = 0
        self.uids: set[str] = set()

    def take(self, name: str, chunks: Iterable[bytes]) -> None:
        """Take one in.

        Args:
            name: What to call it in a remark; empty where it needs no name.
        """
        zones = Zones(self._window)
        held: list[tuple[Component, str]] = []
        method, before = "", self.calendars
        for one in components(chunks):
            if one.kind == CALENDAR:
                if not one.lines:
                    self.calendars += 1
                    self._read_all(name, held, zones)
                    method, zones.floating = "", None
                said = written.Lines(one)
                method = said.text(b"METHOD").upper() or method
                if place := said.text(b"X-WR-TIMEZONE"):
                    zones.floating = zones.named(place)
                continue
            self.calendars = max(self.calendars, before + 1)
            if one.kind == ZONE:
                zones.define(one.lines)
            elif method not in _NO_EVENTS:
                if self._all_uids:
                    self.uids.add(written.uid(written.Lines(one)))
                if self._may_be_near(one) and self._kept < MOST:
                    self._kept += 1
                    held.append((one, method))
                if len(held) >= _HELD:
                    self._read_all(name, held, zones)
        self._read_all(name, held, zones)

    def gathered(self) -> Gathered:
        """Return what was found; it is whole unless there is too much."""
        found = Gathered(remarks=self._remarks, whole=True)
        for uid in {**self._masters, **self._changed}:
            for series in self._series(uid):
                if len(found.items) < MOST:
                    self._expand(series, found)
        if len(found.items) >= MOST or self._kept >= MOST:
            found.whole = False
            found.remarks.append(f"there are more than {MOST:,} events: only so many were read")
        found.items.sort(key=lambda one: (one.on, one.time or "", one.uid, one.recurrence))
        found.read = len(found.items) + self._unread
        if self._unread:
            found.passed_over["unreadable"] = self._unread
        if self._unread > MOST_REMARKS:
            found.remarks.append(f"{self._unread - MOST_REMARKS:,} more events can't be read")
        if self._cut > MOST_REMARKS:
            found.remarks.append(f"{self._cut - MOST_REMARKS:,} more events come too often")
        return found

    def _expand(self, series: Series, found: Gathered) -> None:
        any_one = series.master or series.changed[0]
        seen: set[str] = set()
        try:
            for event in series.events(self._window):
                if event.recurrence not in seen:
                    seen.add(event.recurrence)
                    found.items.append(event)
        except (ValueError, OverflowError) as error:
            self._refuse("", any_one.title, str(error))
        if series.cut:
            self._cut += 1
            if self._cut <= MOST_REMARKS:
                what = named(any_one.title[:60])
                found.remarks.append(
                    f"{what} comes more often than anybody meets: not all of its times were read"
                )

    def _series(self, uid: str) -> list[Series]:
        """Put together what is written of a UID.

        Where it is written more than once, the latest version counts. Those of one version that
        begin at different times are different events to which some program gave one UID.
        """
        # Let go here: by and by it becomes occurrences, and both of all events are too much.
        masters, changed = self._masters.pop(uid, []), self._changed.pop(uid, [])
        latest = max((one.sequence for one in masters), default=0)
        current = {one.start: one for one in masters if one.sequence == latest}
        first, *others = current.values() or [None]
        for number, one in enumerate(others, 2):
            if one is not None:
                one.uid = f"{uid}#{number}"
        newest: dict[object, Written] = {}
        for one in sorted(changed, key=lambda one: one.sequence):
            newest[one.recurs_at] = one
        return [Series(first, list(newest.values())), *(Series(one, []) for one in others)]

    def _read_all(self, name: str, held: list[tuple[Component, str]], zones: Zones) -> None:
        for one, method in held:
            self._read(name, one, zones, method)
        held.clear()

    def _read(self, name: str, one: Component, zones: Zones, method: str) -> None:
        try:
            event = written.read(one, zones, method)
        except (ValueError, OverflowError) as error:
            self._refuse(name, written.Lines(one).text(b"SUMMARY"), str(error))
            return
        kept = self._masters if event.recurs_at is None else self._changed
        kept.setdefault(event.uid, []).append(event)

    def _refuse(self, name: str, title: str, reason: str) -> None:
        self._unread += 1
        if self._unread <= MOST_REMARKS:
            where = f"{name}: " if name else ""
            what = f"the event {named(title[:60])}" if title else "an event"
            self._remarks.append(f"{where}{what} can't be read: it has {reason}")

    def _may_be_near(self, one: Component) -> bool:
        """Tell whether it may be in the window; what isn't needs no closer look."""
        days: list[int] = []
        recurs = False
        for name, line in one.lines:
            if name in {b"DTSTART", b"RECURRENCE-ID"}:
                found = _DAY.search(line)
                if found is None:
                    return True
                days.append(_number(b"".join(found.groups())))
                recurs = recurs or b"THISANDFUTURE" in line.upper()
            elif name in _RULES:
                until = _UNTIL.search(line)
                ended = name == b"RRULE" and until and _number(until[1]) < self._low
                recurs = recurs or not ended
        if not days:
            return True
        if recurs:
            return min(days) <= self._high
        return any(self._low <= day <= self._high for day in days)


def _number(digits: bytes) -> int:
    return int(digits)
