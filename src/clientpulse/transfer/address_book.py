"""Reading an export that is known by its declaration: each row becomes a client with a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from operator import itemgetter
from typing import TextIO, TypeAlias

from clientpulse.formula_guard import unwrap
from clientpulse.quoting import named
from clientpulse.records import Contact
from clientpulse.transfer import people, reaches
from clientpulse.transfer.columns import EMPTY, Columns, plain
from clientpulse.transfer.day_forms import whole_year
from clientpulse.transfer.days import DayColumn, DayKind, day_column
from clientpulse.transfer.format import Content, Format, Heading, rows_below
from clientpulse.transfer.known_export import Field, KnownExport, Person, Reach
from clientpulse.transfer.names import full_name, is_nobodys
from clientpulse.transfer.options import Options
from clientpulse.transfer.records import ClientRecord, Entry, Refusal, Remark
from clientpulse.transfer.totals import is_subtotal
from clientpulse.transfer.unread_companies import refuse_unread

_BETWEEN_COMPANIES = ";"  # a colon stands in front of a job for the company
_SEVERAL = ":::"  # what Google parts several values of one kind by
_BETWEEN_TAGS = re.compile(":::|[;,\n]")
_NOTHING = "0/.- \t\r\n"  # 0/0/00 is how programs write no date
_YES = frozenset(("1", "t", "true", "yes"))
_EMAIL_BEHIND = re.compile(r"\s*\([^()]*@[^()]*\)$")
_NAME_PARTS: tuple[Field, ...] = ("first", "middle", "last")
_BIRTHDAY_PARTS: tuple[Field, ...] = ("birth_year", "birth_month", "birth_day")

_Alternatives: TypeAlias = list[list[int]]
_Days: TypeAlias = tuple[Callable[[list[str]], str], DayColumn]
"""What takes the text of a day out of a row, and what reads it."""


def format_of(export: KnownExport, fits: Callable[[Heading], bool]) -> Format:
    """Make the importer of a declared export."""
    return Format(
        export.name,
        "clients",
        fits,
        lambda heading, text, options: _Book(export, heading, options).content(text),
    )


class _Book:
    """A file whose columns have been found."""

    def __init__(self, export: KnownExport, heading: Heading, options: Options) -> None:
        self._heading = heading
        self._options = options
        columns = Columns(heading.columns, heading.file)
        self._places: dict[Field, list[int]] = {
            name: [place for heading in headings for place in columns.places(heading)]
            for name, headings in export.columns.items()
        }
        self._emails = reaches.find(columns, export.emails)
        self._phones = reaches.find(columns, export.phones)
        self._people = _people(columns, export.people)
        self._addresses = _addresses(columns, export.addresses)
        self._company_break = export.company_break
        self._nothing = export.nothing
        columns.pass_over(export.repeats)
        self._unread = dict(columns.unread())
        by_itself = frozenset(map(plain, export.defaults))
        self._defaults = {at: "" for at, one in self._unread.items() if plain(one) in by_itself}
        self._left_out: dict[str, None] = {}
        refuse_unread(
            f"an export of {export.name}", heading, self._unread, self._places.get("company", ())
        )
        self._last_contacts = list(self._places.get("last_contact", ()))
        self._birthdays = self._days("birthday", "birthday")
        self._starts = self._days("since", "day")
        self._last = self._days("last_contact", "past")

    def content(self, text: TextIO) -> Content:
        """Return what the file holds; a column that isn't read is noted once it holds something."""
        return Content(self._entries(text), self._left_out)

    def _entries(self, text: TextIO) -> Iterator[Entry]:
        for row in rows_below(self._heading, text):
            if isinstance(row, Refusal):
                yield row
                continue
            line, cells = row[0], self._texts(row[1])
            # Where files were put together, the header stands in the middle once more.
            if not any(map(str.strip, cells)) or tuple(cells) == self._heading.columns:
                continue
            if is_subtotal(cells):
                yield Remark(line, "passed over: a subtotal")
                continue
            for place in [place for place in self._unread if self._says_something(place, cells)]:
                self._left_out[self._unread.pop(place)] = None
            yield from self._entry(line, cells)

    def _texts(self, cells: Iterable[str]) -> list[str]:
        """Read cells as they are meant: `="007"` is 007, `&amp;` is &, and NULL may be nothing."""
        texts = [unescape(cell) if "&" in cell else cell for cell in map(unwrap, cells)]
        return ["" if text in self._nothing else text for text in texts]

    def _says_something(self, place: int, cells: list[str]) -> bool:
        text = cells[place].strip(_NOTHING)
        if text and place in self._defaults:
            self._defaults[place] = self._defaults[place] or text
            return self._defaults[place] != text
        return bool(text)

    def _entry(self, line: int, cells: list[str]) -> Iterator[Entry]:
        emails = reaches.emails(self._emails, cells)
        phones = reaches.phones(self._phones, cells)
        if phones.fax:
            self._left_out["fax numbers"] = None
        person = self._name(cells)
        company = self._company(cells, person)
        name = company or person or next(iter(emails.good), None)
        if name is None:
            yield Refusal(line, "neither a company, a person's name nor an e-mail address")
            return
        if (self._text("dead", cells) or "").casefold() in _YES:
            yield Remark(line, f"{named(person or name)} has died, as the file says: left out")
            return
        yield from reaches.unfit(line, emails, phones)
        several = self._companies(cells)
        if company and several and several != company:
            yield Remark(line, f"{named(several)} names several companies: {company} is the client")
        birthday, about_birthday = _first_day(self._birthdays, line, cells)
        since, about_start = _first_day(self._starts, line, cells)
        last_on, about_last = _first_day(self._last, line, cells)
        yield from (*about_birthday, *about_start, *about_last)
        if last_on:
            yield from self._where_last_contact_is_from(cells)
        contact = Contact(
            name=person or name,
            role=self._text("role", cells),
            email=reaches.listed(emails.good),
            phone=reaches.listed(phones.good),
            birthday=birthday,
            note=self._note(cells),
        )
        client = ClientRecord(
            line=line,
            name=name,
            owner=_EMAIL_BEHIND.sub("", self._text("owner", cells) or "") or None,
            since=since,
            place=self._place(cells),
            last_on=last_on,
            tags=people.tags(_BETWEEN_TAGS.split(self._text("tags", cells) or "")),
            row_id=self._text("row_id", cells),
            is_company=company is not None,
        )
        yield people.with_person(client, person, contact)
        yield from self._more_people(line, name, person, cells)

    def _more_people(
        self, line: int, name: str, person: str | None, cells: list[str]
    ) -> Iterator[ClientRecord]:
        """Return who else at that company stands in a row, each as a row of its own."""
        row_id = self._text("row_id", cells)
        for number, other in enumerate(self._others(cells, person), start=2):
            own_id = row_id and f"{row_id}/{number}"
            yield ClientRecord(line=line, name=name, contacts=(other,), row_id=own_id)

    def _text(self, name: Field, cells: list[str]) -> str | None:
        return _first(self._places.get(name, ()), cells)

    def _company(self, cells: list[str], person: str | None) -> str | None:
        """Return the first company; none where a person only says again who they are."""
        company = self._first_of_several(self._text("company", cells))
        if company is None or (person and is_nobodys(company)):
            return None
        parts = " ".join(filter(None, (self._text(one, cells) for one in _NAME_PARTS)))
        return None if people.is_only_person(company, parts) else company

    def _companies(self, cells: list[str]) -> str | None:
        """Return the cell that lists several companies, else the first that names one."""
        if self._company_break == _BETWEEN_COMPANIES:
            texts = (cells[place].strip() for place in self._places.get("company", ()))
            if several := next((one for one in texts if _BETWEEN_COMPANIES in one), None):
                return several
        return self._text("company", cells)

    def _first_of_several(self, text: str | None) -> str | None:
        if text and self._company_break:
            return text.split(self._company_break)[0].strip() or text
        return text

    def _others(self, cells: list[str], person: str | None) -> Iterator[Contact]:
        """Return who else at that company stands in a row."""
        for names, addresses in self._people:
            name = " ".join(filter(None, (cells[place].strip() for place in names)))
            emails = reaches.emails(addresses, cells).good
            called = name or next(iter(emails), None)
            if called and called != person:
                yield Contact(name=called, email=reaches.listed(emails))

    def _where_last_contact_is_from(self, cells: list[str]) -> Iterator[Remark]:
        places = self._places.get("last_contact", ())
        place = next((place for place in places if cells[place].strip()), None)
        if place in self._last_contacts:
            self._last_contacts.remove(place)
            heading = self._heading.columns[place]
            yield Remark(self._heading.line, f"{named(heading)} is taken as the last contact")

    def _name(self, cells: list[str]) -> str | None:
        joined = full_name(
            self._text("prefix", cells),
            (self._text(one, cells) for one in _NAME_PARTS),
            self._text("suffix", cells),
        )
        whole = self._first_of_several(self._text("name", cells)) or ""
        return joined or _EMAIL_BEHIND.sub("", whole) or self._text("nickname", cells)

    def _days(self, name: Field, kind: DayKind) -> list[_Days]:
        """Make the readers of the columns under which a day may stand."""
        found: list[_Days] = []
        for place in self._places.get(name, ()):
            found.append(self._column(self._heading.columns[place], itemgetter(place), kind))
        if kind == "birthday" and (day := self._places.get("birth_day")):
            heading = self._heading.columns[day[0]]
            found.append(self._column(heading, self._birthday_in_parts, kind))
        return found

    def _column(self, heading: str, take: Callable[[list[str]], str], kind: DayKind) -> _Days:
        def text(cells: list[str]) -> str:
            return take(cells).strip()

        return text, day_column(self._heading, heading, self._options, text, kind)

    def _birthday_in_parts(self, cells: list[str]) -> str:
        year, month, day = (self._text(one, cells) for one in _BIRTHDAY_PARTS)
        if not (month and day):
            return ""
        if year and len(year) == 2 and year.isdecimal():
            year = str(whole_year(year, self._options.today))
        return f"{year.zfill(4) if year else '-'}-{month.zfill(2)}-{day.zfill(2)}"

    def _place(self, cells: list[str]) -> str | None:
        return (self._text("place", cells) or "").split(_SEVERAL)[0].strip() or None

    def _note(self, cells: list[str]) -> str | None:
        place = self._place(cells)
        addresses = (_address(one, cells) for one in self._addresses)
        parts = (one.strip(" ,") for text in addresses for one in text.split(_SEVERAL))
        more = (one for one in parts if one and one != place)
        lines = (self._text("note", cells) or "").splitlines()
        return "\n".join(filter(None, ("\n".join(lines), *more))) or None


def _first_day(
    columns: Iterable[_Days], line: int, cells: list[str]
) -> tuple[str | None, list[Remark]]:
    """Return the first day that one of several columns holds, and what there is to say."""
    said: list[Remark] = []
    for text, column in columns:
        day, about = column.taken(line, text(cells))
        said += about
        if day:
            return day, said
    return None, said


def _first(places: Iterable[int], cells: list[str]) -> str | None:
    """Return the first text that is filled; `-` and `N/A` say that there is nothing."""
    texts = (cells[place].strip() for place in places)
    return next((one for one in texts if one.casefold() not in EMPTY), None)


def _people(
    columns: Columns, declared: Iterable[Person]
) -> list[tuple[list[int], list[reaches.Found]]]:
    return [
        (
            [place for heading in one.name for place in columns.places(heading)],
            reaches.find(columns, [Reach(one.email)] if one.email else []),
        )
        for one in declared
    ]


def _addresses(columns: Columns, declared: Iterable[tuple[str, ...]]) -> list[_Alternatives]:
    """Find the parts of addresses: of each number in a series the ways to write it."""
    found: dict[tuple[int, int], _Alternatives] = {}
    for rank, parts in enumerate(declared):
        places: dict[int, list[int]] = {}
        for heading in parts:
            for number, place in columns.numbered(heading):
                places.setdefault(number, []).append(place)
        for number, way in places.items():
            found.setdefault((number, 0 if number else rank), []).append(way)
    return list(found.values())


def _address(alternatives: _Alternatives, cells: list[str]) -> str:
    for places in alternatives:
        parts = (line for place in places for line in cells[place].splitlines())
        if address := ", ".join(filter(None, map(str.strip, parts))):
            return address
    return ""
