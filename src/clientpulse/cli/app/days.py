"""Which day it is, and the days and times that a command is told.

Only a moment of writing is stamped elsewhere: where rows are written.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date, datetime, time
from functools import cached_property
from typing import TYPE_CHECKING

from clientpulse import dates
from clientpulse.errors import InputError

if TYPE_CHECKING:
    from clientpulse.cli.app.global_options import GlobalOptions
    from clientpulse.config.settings import Settings
    from clientpulse.dates import Prefer


class Days(ABC):
    """Knows today, and reads days by it and by the settings."""

    options: GlobalOptions

    @property
    @abstractmethod
    def settings(self) -> Settings:
        """The settings in force."""

    @cached_property
    def today(self) -> date:
        """The day it is, or the one that is rehearsed."""
        return self._rehearsed[0]

    @cached_property
    def now(self) -> datetime:
        """This moment, in the computer's own timezone; a rehearsed day has its time of day."""
        moment = datetime.now().astimezone()
        day, clock = self._rehearsed
        if clock is None and moment.date() == day:
            return moment
        return datetime.combine(day, clock or moment.time()).astimezone()

    @cached_property
    def _rehearsed(self) -> tuple[date, time | None]:
        """The day, and the time of day where one is rehearsed."""
        today = date.today()  # noqa: DTZ011  a person's day is the local one
        typed = self.options.today
        if typed is None:
            return today, None

        if ":" in typed:
            return dates.parse_when(typed, today, self.settings.date_order, dates.Prefer.PAST)
        return dates.parse_date(typed, today, dates.Prefer.PAST, self.settings.date_order), None

    def day(self, typed: str, prefer: Prefer) -> date:
        """Read a date as typed.

        Raises:
            InputError: It isn't one.
        """
        return dates.parse_date(typed, self.today, prefer, self.settings.date_order)

    def happened_on(self, typed: str | None) -> date:
        """Read the day on which something happened: today, unless another was typed.

        Raises:
            InputError: It isn't a day.
        """
        return self.today if typed is None else self.day(typed, dates.Prefer.PAST)

    def happened_at(self, on: str | None, at: str | None) -> tuple[date, str | None]:
        """Read the day on which something happened, and the time, which may stand with the day.

        Args:
            on: Today unless a day was typed.
            at: The time, where it was typed alone.

        Raises:
            InputError: One of them can't be read, or there are two times.
        """
        order = self.settings.date_order
        day, time = self.today, None
        if on is not None:
            day, time = dates.parse_when(on, self.today, order, dates.Prefer.PAST)
        if at is not None:
            if time is not None:
                raise InputError("that is two times of day", "leave --at out, or the other time")
            time = dates.parse_time(at)
        return day, None if time is None else f"{time:%H:%M}"

    def day_or_none(self, typed: str, prefer: Prefer) -> date | None:
        """Read a date as typed; ``none`` or nothing clears it.

        Raises:
            InputError: It is neither.
        """
        return None if typed.strip().lower() in {"", "none"} else self.day(typed, prefer)

    def when(self, typed: str) -> tuple[date, str | None]:
        """Read a day ahead, and perhaps a time of day, ``14:30``.

        Raises:
            InputError: It isn't one.
        """
        day, time = dates.parse_when(typed, self.today, self.settings.date_order)
        return day, None if time is None else f"{time:%H:%M}"
