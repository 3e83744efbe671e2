"""Which touchpoints of a file the store has already, one for one."""

from __future__ import annotations

import sys
from collections import Counter


class AlreadyThere:
    """The touchpoints that the store held before, as far as no row of the file has met them.

    A row meets one that is alike and of the same time of day. A row without a time meets one
    without, or else the oldest of any time: many files, our own export among them, have no times.
    Each meets one only; so two equal calls on one day are two calls, and a file that is imported
    again brings nothing new.
    """

    def __init__(self) -> None:
        self._without_time: Counter[int] = Counter()
        self._times: dict[int, list[str]] = {}

    def add(self, alike: int, at: str | None) -> None:
        """Add one, the oldest first.

        Args:
            alike: A number that touchpoints share which are equal but for the time of day.
        """
        if at is None:
            self._without_time[alike] += 1
        else:
            self._times.setdefault(alike, []).append(sys.intern(at))

    def __bool__(self) -> bool:
        return bool(self._without_time or self._times)

    def meets(self, alike: int, at: str | None) -> bool:
        """Tell whether a row meets one, which is gone then."""
        times = self._times.get(alike, [])
        if at is not None:
            if at not in times:
                return False
            times.remove(at)
        elif self._without_time.get(alike, 0):
            self._without_time[alike] -= 1
        elif times:
            del times[0]
        else:
            return False
        return True
