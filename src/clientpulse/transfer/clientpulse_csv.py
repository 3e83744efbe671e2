"""Our own CSV: clients and touchpoints, read and written with the same columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TextIO, TypeAlias

from clientpulse.column_maps import COLUMNS, READ_COLUMNS, ColumnMap, kind_of
from clientpulse.formula_guard import guard, unguard, unwrap
from clientpulse.quoting import named
from clientpulse.records import Contact
from clientpulse.transfer import reaches
from clientpulse.transfer.columns import Columns
from clientpulse.transfer.days import DayColumn, DayError, DayKind, day_column
from clientpulse.transfer.format import Content, Format, Heading, rows_below
from clientpulse.transfer.mapping import places_of
from clientpulse.transfer.options import Options
from clientpulse.transfer.records import (
    ClientRecord,
    Entry,
    Kind,
    Refusal,
    Remark,
    TouchpointRecord,
)
from clientpulse.transfer.totals import is_subtotal
from clientpulse.transfer.unread_companies import refuse_unread

OWN, MAPPED = "clientpulse CSV", "mapped CSV"
REQUIRED = {"clients": ("name",), "touchpoints": ("client", "on")}
_BETWEEN = {"email": ", ", "phone": ", ", "tags": ";", "note": "\n"}
"""What stands between the texts of several headings that one column is under; else a blank."""
_SEVERAL = frozenset(("email", "phone"))
"""What a client can have several of, so that a second column of the name does no harm."""
_BETWEEN_TAGS = re.compile('"?[,\n]"?|^"|"$')
_TO_QUOTE = re.compile('[",;\t\r\n]|^\\s|\\s$')


def _value(cell: str) -> str | None:
    text = unguard(cell) if cell[:1] == "'" else unwrap(cell) if cell[:1] == "=" else cell
    return text.strip() or None


def _note(cells: Sequence[str], place: int) -> str | None:
    """Give a note as it is, with its blanks: what we wrote has to come back unchanged."""
    if place >= len(cells):
        return None
    note = unguard(cells[place])
    return note if note.strip() else None


_EntriesOf: TypeAlias = Callable[[int, Sequence[str | None]], Iterable[Entry]]


class _Rows:
    """The rows of a file whose columns have been found.

    Args:
        places: Where each of our columns stands in a row; joined where there are several places.
        unread: The other columns, which are left out.
    """

    def __init__(
        self,
        kind: Kind,
        heading: Heading,
        places: Mapping[str, tuple[int, ...]],
        unread: Iterable[tuple[int, str]],
        options: Options,
    ) -> None:
        self._heading = heading
        self._options = options
        self._found = places
        self._unread = dict(unread)
        # One past the last cell stands for a column that isn't there; the joined ones follow.
        self._width = len(heading.columns)
        self._joined: list[tuple[str, tuple[int, ...]]] = []
        self._places = [self._place(one, places.get(one, ())) for one in READ_COLUMNS[kind]]
        self._note_at = READ_COLUMNS[kind].index("note")

    def _place(self, column: str, places: tuple[int, ...]) -> int:
        if len(places) > 1:
            self._joined.append((_BETWEEN.get(column, " "), places))
            return self._width + len(self._joined)
        return places[0] if places else self._width

    def days(self, column: str, kind: DayKind) -> DayColumn:
        """Make the reader of one of our columns of dates."""
        places = self._found.get(column, ())
        heading = self._heading.columns[places[0]] if places else column

        def take(cells: list[str]) -> str | None:
            return _join(" ", (_value(cells[place]) for place in places))

        return day_column(self._heading, heading, self._options, take, kind)

    def content(self, text: TextIO, entries_of: _EntriesOf) -> Content:
        """Return what the file holds. What is left out is noted once it holds something."""
        left_out: dict[str, None] = {}
        return Content(self._entries(text, entries_of, left_out), left_out)

    def _entries(
        self, text: TextIO, entries_of: _EntriesOf, left_out: dict[str, None]
    ) -> Iterator[Entry]:
        places, note_place = self._places, self._places[self._note_at]
        columns = [*self._heading.columns]
        for row in rows_below(self._heading, text):
            if isinstance(row, Refusal):
                yield row
                continue
            line, cells = row
            filled = [*map(_value, cells), None]
            # Where files were put together, the header stands in the middle once more.
            if not any(filled) or cells == columns:
                continue
            if self._unread:
                for place in [place for place in self._unread if filled[place]]:
                    left_out[self._unread.pop(place)] = None
            for between, several in self._joined:
                filled.append(_join(between, (filled[place] for place in several)))
            values = [filled[place] for place in places]
            if note_place < self._width:
                values[self._note_at] = _note(cells, note_place)
            yield from entries_of(line, values)


def _join(between: str, parts: Iterable[str | None]) -> str | None:
    return between.join(dict.fromkeys(filter(None, parts))) or None


def _clients(rows: _Rows, *, strict: bool = True) -> _EntriesOf:
    """Make the reader of rows about clients.

    A start that has two readings is left out. One that is no day at all makes the row doubtful
    where it's `strict`.
    """
    starts, last, birthdays = (
        rows.days("since", "day"), rows.days("last", "past"), rows.days("birthday", "birthday"),
    )  # fmt: skip

    def entries(line: int, values: Sequence[str | None]) -> Iterator[Entry]:
        if is_subtotal(filter(None, values)):
            yield Remark(line, "passed over: a subtotal")
            return
        row: dict[str, Any] = dict(zip(READ_COLUMNS["clients"], values, strict=True))
        name: str | None = row["name"]
        if name is None:
            yield Refusal(line, "no name")
            return
        try:
            row["since"], about_start = starts.taken(line, row["since"], strict=strict)
        except DayError as error:
            yield Refusal(line, str(error))
            return
        last_on, about_last = last.taken(line, row.pop("last"))
        birthday, about_birthday = birthdays.taken(line, row.pop("birthday"))
        yield from (*about_start, *about_last, *about_birthday)
        contact, email, phone, tags = (
            row.pop(one) for one in ("contact", "email", "phone", "tags")
        )
        role = row.pop("role")
        person: str = contact or (name if email or phone or birthday else "")
        people = (Contact(name=person, role=role, email=email, phone=phone, birthday=birthday),)
        yield ClientRecord(
            line=line,
            last_on=last_on,
            **row,
            tags=tuple(filter(None, (tag.strip() for tag in (tags or "").split(";")))),
            contacts=people if person else (),
        )

    return entries


def _people_or_companies(rows: _Rows) -> _EntriesOf:
    """Make the reader of rows in which a person without a company is the client."""
    contact_at, email_at, phone_at, tags_at = map(
        READ_COLUMNS["clients"].index, ("contact", "email", "phone", "tags")
    )
    client = _clients(rows, strict=False)

    def entries(line: int, values: Sequence[str | None]) -> Iterator[Entry]:
        company, person = values[0], values[contact_at]
        given = [company or person, *values[1:]]
        given[email_at] = reaches.parted(given[email_at])
        given[phone_at] = phone = reaches.parted(given[phone_at])
        if phone and reaches.is_rounded(phone):
            given[phone_at] = None
            yield Remark(line, f"{named(phone)} isn't a phone number: left out")
        given[tags_at] = _BETWEEN_TAGS.sub(";", given[tags_at] or "") or None
        for entry in client(line, given):
            if company is None and isinstance(entry, ClientRecord):
                yield replace(entry, is_company=False)
            else:
                yield entry

    return entries


def _touchpoints(rows: _Rows) -> _EntriesOf:
    days = rows.days("on", "day")

    def entries(line: int, values: Sequence[str | None]) -> Sequence[Entry]:
        client, on, channel, direction, note, mood, minutes = values
        if not client:
            return (Refusal(line, "no client"),)
        try:
            moment = days.read(on) if on else None
        except DayError as error:
            return (*days.remarks(), Refusal(line, str(error)))
        if moment is None:
            return (Refusal(line, "no date"),)
        day, at = moment
        record = TouchpointRecord(line, client, day, channel, direction, note, mood, minutes, at)
        return (*days.remarks(), record)

    return entries


_READERS = {"clients": _clients, "touchpoints": _touchpoints}


def _format(kind: Kind) -> Format:
    def read(heading: Heading, text: TextIO, options: Options) -> Content:
        found = Columns(heading.columns, heading.file)
        places = {
            one: (found.every if one in _SEVERAL else found.places)(one)
            for one in READ_COLUMNS[kind]
        }
        unread = dict(found.unread())
        if kind == "clients" and not heading.names.issuperset(REQUIRED["touchpoints"]):
            refuse_unread("a list of clients", heading, unread, (), places["name"])
        rows = _Rows(kind, heading, places, unread.items(), options)
        return rows.content(text, _READERS[kind](rows))

    required = REQUIRED[kind]
    return Format(OWN, kind, lambda heading: heading.names.issuperset(required), read)


def mapped(columns: ColumnMap) -> Format:
    """Make the importer of a file that has our columns under headings of its own.

    Raises:
        InputError: The map doesn't make a client or a touchpoint.
    """
    kind = kind_of(columns)
    reader = _touchpoints if kind == "touchpoints" else _people_or_companies

    def read(heading: Heading, text: TextIO, options: Options) -> Content:
        places = places_of(columns, heading)
        used = {place for several in places.values() for place in several}
        unread = (one for one in Columns(heading.columns).unread() if one[0] not in used)
        rows = _Rows(kind, heading, places, unread, options)
        return rows.content(text, reader(rows))

    return Format(MAPPED, kind, lambda heading: True, read)


CLIENTS = _format("clients")
TOUCHPOINTS = _format("touchpoints")


def write_csv(stream: TextIO, kind: str, rows: Iterable[Mapping[str, object]]) -> None:
    """Write clients or touchpoints.

    Args:
        stream: A text stream opened with `newline=""`, so that line breaks in notes stay exact.
        rows: What each says, by column; other keys are passed over.
    """
    columns = COLUMNS[kind]
    stream.write(",".join(columns) + "\n")
    for row in rows:
        stream.write(",".join(_cell(row.get(column)) for column in columns) + "\n")


def _cell(value: object) -> str:
    """Write one cell; not left to the csv module, which leaves a lone CR bare before 3.13."""
    text = "" if value is None else guard(str(value))
    return '"' + text.replace('"', '""') + '"' if _TO_QUOTE.search(text) else text
