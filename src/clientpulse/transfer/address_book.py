"""Reading an export that is known by its declaration: each row becomes a client with a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from clientpulse.records import Contact
from clientpulse.transfer.columns import Columns
from clientpulse.transfer.days import read_birthday
from clientpulse.transfer.format import Content, Format, Heading, rows_below
from clientpulse.transfer.known_export import Field, KnownExport, Reach
from clientpulse.transfer.names import full_name
from clientpulse.transfer.options import Options
from clientpulse.transfer.records import ClientRecord, Entry, Refusal, Remark

_SEPARATOR = ":::"
_TAG_BREAKS = re.compile(r"[\W_]+")
_SYSTEM_LABELS = frozenset(("mycontacts", "my-contacts"))
_EMAIL_BEHIND = re.compile(r"\s*\([^()]*@[^()]*\)$")
_BIRTHDAY_PARTS: tuple[Field, ...] = ("birth_year", "birth_month", "birth_day")
_PUNCTUATION_AROUND_LABEL = " *_:"


def format_of(export: KnownExport) -> Format:
    """Make the importer of a declared export."""
    return Format(
        export.name,
        "clients",
        lambda heading: fits(export, heading),
        lambda heading, text, options: _Book(export, heading, options).content(text),
    )


def fits(export: KnownExport, heading: Heading) -> bool:
    """Tell by several of its signs whether a file is such an export."""
    columns = Columns(heading.columns)
    if not all(columns.has(one) for one in export.needs):
        return False
    return sum(columns.has(one) for one in export.signs) >= export.enough


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
        self._emails = _reaches(columns, export.emails)
        self._phones = _reaches(columns, export.phones)
        self._addresses = [
            [place for part in parts for place in columns.places(part)]
            for parts in export.addresses
        ]
        self._unread = dict(columns.unread())

    def content(self, text: TextIO) -> Content:
        """Return what the file holds; a column that isn't read is noted once it holds something."""
        left_out: dict[str, None] = {}
        return Content(self._entries(text, left_out), left_out)

    def _entries(self, text: TextIO, left_out: dict[str, None]) -> Iterator[Entry]:
        for row in rows_below(self._heading, text):
            if isinstance(row, Refusal):
                yield row
                continue
            line, cells = row
            if not any(map(str.strip, cells)):
                continue
            for place in [place for place in self._unread if cells[place].strip()]:
                left_out[self._unread.pop(place)] = None
            yield from self._entry(line, cells)

    def _entry(self, line: int, cells: list[str]) -> Iterator[Entry]:
        emails, phones = _listed(self._emails, cells), _listed(self._phones, cells)
        person, company = self._name(cells), self._text("company", cells)
        name = company or person or next(iter(_values(self._emails, cells)), None)
        if name is None:
            yield Refusal(line, "neither a company nor a person's name")
            return
        birthday, remark = self._birthday(line, cells)
        if remark:
            yield remark
        note, contacts = self._note(cells), []
        if person and person.casefold() != (company or "").casefold():
            role = self._text("role", cells)
            contacts = [
                Contact(
                    name=person, role=role, email=emails, phone=phones, birthday=birthday, note=note
                )
            ]
            note = None
        elif emails or phones:
            contacts = [Contact(name=name, email=emails, phone=phones)]
        yield ClientRecord(
            line=line,
            name=name,
            owner=_EMAIL_BEHIND.sub("", self._text("owner", cells) or "") or None,
            since=self._text("since", cells),
            place=self._text("place", cells),
            last_on=self._text("last_contact", cells),
            tags=self._tags(cells),
            note=note,
            contacts=tuple(contacts),
            row_id=self._text("row_id", cells),
            is_company=company is not None,
        )

    def _text(self, name: Field, cells: list[str]) -> str | None:
        return _first(self._places.get(name, ()), cells)

    def _name(self, cells: list[str]) -> str | None:
        parts: tuple[Field, ...] = ("first", "middle", "last")
        joined = full_name(
            self._text("prefix", cells),
            (self._text(one, cells) for one in parts),
            self._text("suffix", cells),
        )
        return joined or self._text("name", cells) or self._text("nickname", cells)

    def _birthday(self, line: int, cells: list[str]) -> tuple[str | None, Remark | None]:
        text = self._text("birthday", cells) or self._birthday_in_parts(cells)
        try:
            return text and read_birthday(text), None
        except ValueError:
            return None, Remark(line, f"birthday {text!r} isn't a date: left out")

    def _birthday_in_parts(self, cells: list[str]) -> str | None:
        year, month, day = (self._text(one, cells) for one in _BIRTHDAY_PARTS)
        if not (month and day):
            return None
        return f"{year.zfill(4) if year else '-'}-{month.zfill(2)}-{day.zfill(2)}"

    def _note(self, cells: list[str]) -> str | None:
        addresses = (_address(places, cells) for places in self._addresses)
        return "\n".join(filter(None, (self._text("note", cells), *addresses))) or None

    def _tags(self, cells: list[str]) -> tuple[str, ...]:
        """Turn labels or categories into tags: lower case, words joined by hyphens."""
        labels = (self._text("tags", cells) or "").replace(_SEPARATOR, ";").split(";")
        tags = (_TAG_BREAKS.sub("-", label).strip("-").lower() for label in labels)
        return tuple(dict.fromkeys(tag for tag in tags if tag and tag not in _SYSTEM_LABELS))


class _Reach:
    """A column of addresses or numbers, found."""

    def __init__(self, place: int, label: str, label_at: int | None) -> None:
        self.place = place
        self._label = label
        self._label_at = label_at

    def label(self, cells: list[str]) -> str:
        said = "" if self._label_at is None else cells[self._label_at]
        return said.strip(_PUNCTUATION_AROUND_LABEL).casefold() or self._label


def _reaches(columns: Columns, declared: Iterable[Reach]) -> list[_Reach]:
    found = []
    for one in declared:
        labels = columns.places(one.label_under) if one.label_under else ()
        for number, place in enumerate(columns.places(one.heading)):
            label_at = labels[number] if number < len(labels) else None
            found.append(_Reach(place, one.label, label_at))
    return found


def _first(places: Iterable[int], cells: list[str]) -> str | None:
    return next(filter(None, (cells[place].strip() for place in places)), None)


def _values(reaches: Iterable[_Reach], cells: list[str]) -> dict[str, str]:
    """Return the distinct addresses or numbers with their labels; a cell may hold several."""
    found: dict[str, str] = {}
    known: set[str] = set()
    for one in reaches:
        for part in filter(None, map(str.strip, cells[one.place].split(_SEPARATOR))):
            if part.casefold() not in known:
                known.add(part.casefold())
                found[part] = one.label(cells)
    return found


def _listed(reaches: Iterable[_Reach], cells: list[str]) -> str | None:
    found = _values(reaches, cells)
    if len(found) > 1:
        return ", ".join(f"{one} ({label})" if label else one for one, label in found.items())
    return next(iter(found), None)


def _address(places: Iterable[int], cells: list[str]) -> str | None:
    parts = (line for place in places for line in cells[place].splitlines())
    return ", ".join(filter(None, map(str.strip, parts))) or None
