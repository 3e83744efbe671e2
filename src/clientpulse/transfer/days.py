"""One column of dates, read by one rule wherever it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from clientpulse.dates import Prefer, parse_date
from clientpulse.dates.grammar import FIRST_YEAR, LAST_YEAR
from clientpulse.dates.writing import short_date
from clientpulse.errors import InputError
from clientpulse.quoting import quoted
from clientpulse.transfer.day_evidence import NO_DAYS, SPREADSHEET_DAY, gather, is_nothing
from clientpulse.transfer.day_forms import Day, Written, parse
from clientpulse.transfer.day_order import DayOrder
from clientpulse.transfer.format import Heading
from clientpulse.transfer.options import Options
from clientpulse.transfer.records import Refusal, Remark

Cells = Callable[[], Iterable[tuple[int, str]]]
"""Gives all of a column's texts, each with its line, from the top, as often as it is asked."""

OLDEST_BIRTHDAY = 1850
_NO_YEAR = 1604
"""What Apple writes for the year of a birthday that has none."""
_KEPT = 20_000
_SPREADSHEET_BEGINS = date(1899, 12, 30)


class DayError(ValueError):
    """A text that no day can be taken from; the message says why."""


class TwoReadingsError(DayError):
    """A date that can be read day first and month first, and nothing says which is meant."""


class Moment(NamedTuple):
    """A day, ``2025-01-15`` or ``--04-12``, and the time of day where there is one, ``14:30``."""

    day: str
    at: str | None = None


DayKind: TypeAlias = Literal["birthday", "past", "day"]


class DayColumn:
    """A column of dates; each distinct text is read once.

    Args:
        heading: What the column is called in the file.
        cells: Its texts, asked for only where a text alone doesn't decide.
        kind: What the dates are. A birthday may have no year; it and what is past isn't to come.
    """

    def __init__(self, heading: str, options: Options, cells: Cells, kind: DayKind = "day") -> None:
        self._heading = heading
        self._today = options.today
        self._date_order = options.date_order
        self._kind = kind
        self._latest = self._today.replace(month=12, day=31) if kind == "day" else self._today
        self._evidence = cache(lambda: gather(cells(), self._parse))
        self._order = DayOrder(heading, options.date_order, self._evidence, self._say)
        self._read: dict[str, Moment | None] = {}
        self._said: set[str] = set()
        self._new: list[Remark] = []

    def read(self, text: str) -> Moment | None:
        """Read a text; None where it is a way to write that there is no date.

        Raises:
            DayError: No day can be taken from it.
        """
        try:
            return self._read[text]
        except KeyError:
            pass
        if len(self._read) == _KEPT:
            self._read.clear()
        moment = self._read[text] = self._moment(text)
        return moment

    def taken(
        self, line: int, text: str | None, *, strict: bool = False
    ) -> tuple[str | None, list[Remark]]:
        """Read a text for its row; what can't be read is left out, and said.

        Raises:
            DayError: It is no day at all, and `strict`.
        """
        day, faults = None, list[Remark]()
        try:
            moment = self.read(text) if text else None
            day = moment and moment.day
        except DayError as error:
            if strict and not isinstance(error, TwoReadingsError):
                raise
            faults = [Remark(line, f"{self._heading} {error}: left out")]
        return day, [*self.remarks(), *faults]

    def remarks(self) -> list[Remark]:
        """Hand out what there is to say about how the column is read; each is said once."""
        new, self._new = self._new, []
        return new

    def _say(self, about: str, text: str) -> None:
        if about not in self._said:
            self._said.add(about)
            self._new.append(Remark(None, text))

    def _moment(self, text: str) -> Moment | None:
        written = self._parse(text)
        if written is None:
            if is_nothing(text):
                return None
            if SPREADSHEET_DAY.fullmatch(text) and self._evidence().are_numbers:
                return self._counted(text)
            return self._typed(text)
        day = self._chosen(text, written)
        if (said := str(day)) in NO_DAYS:
            return None
        if self._kind == "birthday" and day.year == _NO_YEAR:
            day = day._replace(year=None)
            said = str(day)
        if self._kind != "birthday" and day.year is None:
            return self._typed(text)
        self._check(text, day)
        return Moment(said, written.at)

    def _parse(self, text: str) -> Written | None:
        return parse(text, self._latest, year_first=self._date_order == "ymd")

    def _chosen(self, text: str, written: Written) -> Day:
        first, *more = {*written.readings.values()}
        if not more:
            self._order.notice(text, written)
            return first
        order = self._order.of(written)
        if order is None:
            raise TwoReadingsError(
                f"{quoted(text)} can be {' or '.join(map(_short, written.days))}"
            )
        return written.readings[order]

    def _counted(self, text: str) -> Moment:
        """Read the number by which a spreadsheet counts days; its fraction is the time of day."""
        number = float(text.replace(",", "."))
        minutes = round(number % 1 * 24 * 60)
        day = _SPREADSHEET_BEGINS + timedelta(days=int(number))
        self._say(
            "numbers",
            f"numbers under {self._heading} are read as a spreadsheet counts days:"
            f" {text} is {short_date(day)}",
        )
        found = Day(day.year, day.month, day.day)
        self._check(text, found)
        return Moment(
            str(found), f"{minutes // 60:02}:{minutes % 60:02}" if 0 < minutes < 1440 else None
        )

    def _typed(self, text: str) -> Moment:
        """Read what a person types for a day: ``yesterday``, ``3d ago``, ``1 nov``."""
        if self._kind == "birthday":
            raise DayError(f"{quoted(text)} isn't a date")
        try:
            return Moment(parse_date(text, self._today, Prefer.PAST, self._date_order).isoformat())
        except InputError as error:
            raise DayError(error.message) from None

    def _check(self, text: str, day: Day) -> None:
        oldest = OLDEST_BIRTHDAY if self._kind == "birthday" else FIRST_YEAR
        if day.year is None:
            return
        if not oldest <= day.year <= LAST_YEAR:
            raise DayError(f"{quoted(text)} is out of range: years go from {oldest} to {LAST_YEAR}")
        if self._kind != "day" and date(day.year, day.month, day.day) > self._today:
            raise DayError(f"{quoted(text)} is in the future")


def day_column(
    heading: Heading,
    name: str,
    options: Options,
    take: Callable[[list[str]], str | None],
    kind: DayKind = "day",
) -> DayColumn:
    """Make a column of a file.

    Args:
        name: What it is called there.
        take: Takes its text out of the cells of a row.
    """

    def cells() -> Iterator[tuple[int, str]]:
        for row in heading.rescan():
            if not isinstance(row, Refusal) and (text := take(row[1])):
                yield row[0], text

    return DayColumn(name, options, cells, kind)


def _short(day: Day) -> str:
    said = short_date(date(day.year or 2000, day.month, day.day))
    return said if day.year else said.removesuffix(" 2000")
