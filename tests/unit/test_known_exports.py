"""Exports that are known: each is recognised by several signs, and read as its sample says.

A sample `samples/known/NAME.csv` is a file as the program writes it, and `NAME.txt` beside it what
comes out of it. A new declaration in `transfer/known` needs these two and nothing here: write the
second with UPDATE_GOLDEN=1, and look at it.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from clientpulse.records import Contact
from clientpulse.transfer.columns import Columns
from clientpulse.transfer.known_export import KnownExport
from clientpulse.transfer.reading import Reading, open_reading
from clientpulse.transfer.recognition import fits, recognised
from clientpulse.transfer.records import ClientRecord, Refusal, Remark
from clientpulse.transfer.registry import known_exports

SAMPLES = sorted((Path(__file__).parent.parent / "samples" / "known").glob("*.csv"))
EXPORTS = known_exports()
PLAIN_HEADINGS = ("Name", "Notes", "City", "Comment", "Rank")


def by_stem(path: Path) -> str:
    return path.stem


def by_name(export: KnownExport) -> str:
    return export.title


def columns_of(path: Path) -> tuple[str, ...]:
    return tuple(max(rows_of(path), key=len))


def rows_of(path: Path) -> list[list[str]]:
    text = path.read_text(encoding="utf-8-sig")
    delimiter = max(",;\t", key=text.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def recognised_as(columns: tuple[str, ...]) -> str | None:
    export = recognised(columns, EXPORTS)
    return export and export.title


def told(reading: Reading) -> Iterator[str]:
    """Say in lines what a file holds."""
    for entry in reading:
        if isinstance(entry, Refusal):
            yield f"{entry.line}: refused, {entry.reason}"
        elif isinstance(entry, Remark):
            yield f"{entry.line}: says {entry.text}"
        elif isinstance(entry, ClientRecord):
            yield f"{entry.line}: {entry.name}{'' if entry.is_company else ' (a person)'}"
            for person in entry.contacts:
                yield f"  with {person.name}"
                yield from values(person, "role", "email", "phone", "birthday", "note", depth=4)
            yield from values(entry, "tags", "owner", "place", "since", "last_on", "row_id", "note")
    for heading in reading.unknown_columns:
        yield f"left out: {heading}"


def values(record: ClientRecord | Contact, *names: str, depth: int = 2) -> Iterator[str]:
    for name in names:
        if value := getattr(record, name):
            text = ", ".join(value) if isinstance(value, tuple) else value.replace("\n", " | ")
            yield f"{' ' * depth}{name}: {text}"


@pytest.mark.parametrize("path", SAMPLES, ids=by_stem)
def test_a_sample_is_read_as_it_says_beside_it(path: Path) -> None:
    export = recognised(columns_of(path), EXPORTS)
    assert export
    with open_reading(path) as reading:
        assert reading.format == export.name
        lines = [export.title, *told(reading)]
    expected = path.with_suffix(".txt")
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == expected.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("path", SAMPLES, ids=by_stem)
def test_the_order_of_the_columns_doesn_t_matter(path: Path) -> None:
    columns, (header, *rows) = columns_of(path), rows_of(path)
    if tuple(header) != columns or len(set(header)) < len(header):
        pytest.skip("something stands before the header, or two columns have one name")
    width = len(header)
    filled = [row + [""] * (width - len(row)) for row in rows]

    def clients(table: list[list[str]]) -> list[ClientRecord]:
        text = io.StringIO()
        csv.writer(text).writerows(table)
        with open_reading(io.BytesIO(text.getvalue().encode())) as reading:
            return [entry for entry in reading if isinstance(entry, ClientRecord)]

    assert clients([row[::-1] for row in [header, *filled]]) == clients([header, *filled])


def test_every_export_has_a_sample() -> None:
    known = {recognised_as(columns_of(path)) for path in SAMPLES}
    assert known == {one.title for one in EXPORTS}


@pytest.mark.parametrize("path", SAMPLES, ids=by_stem)
def test_a_sample_is_recognised_without_any_one_of_its_signs(path: Path) -> None:
    columns = columns_of(path)
    export = recognised(columns, EXPORTS)
    assert export
    for sign in export.signs - export.needs:
        without = Columns(columns).places(sign)
        left = tuple(one for place, one in enumerate(columns) if place not in without)
        assert recognised_as(left) == export.title, sign


@pytest.mark.parametrize("export", EXPORTS, ids=by_name)
def test_no_export_is_recognised_by_one_sign_alone(export: KnownExport) -> None:
    for sign in export.signs | export.needs:
        heading = sign.replace("#", "1").removesuffix("*").partition("@")[0]
        assert not fits(export, Columns((heading, *PLAIN_HEADINGS))), sign


@pytest.mark.parametrize(
    ("headings", "title"),
    [
        ("First Name,Last Name,Email Address,Company,Position,Connected On", "LinkedIn"),
        ("First Name,Last Name,Company,E-mail Address,Business Phone,Notes", "Outlook"),
        ("First Name,Last Name,Name,E-mail Address,Home Phone,Personal Web Page", "Outlook"),
        ("Vorname,Nachname,Firma,E-Mail-Adresse,Geburtstag", "Outlook in German"),
        ("First Name,Last Name,Labels,E-mail 1 - Value", "Google Contacts"),
        # An address, a number or a name that nobody would read.
        ("First Name,Last Name,Company,E-mail Address,Phone", None),
        ("Vorname,Nachname,Firma,E-Mail-Adresse,Telefon", None),
        ("First Name,Last Name,Company,Position,URL,Email", None),
        ("Name,Company,Position,URL,Connected On", None),
        # What anybody may write.
        ("First Name,Last Name,Company,Job Title", None),
        ("First Name,Last Name,Email Address,Company,Position", None),
        ("name,contact,email,phone,note", None),
    ],
)
def test_few_columns_are_enough_where_they_are_unmistakable(
    headings: str, title: str | None
) -> None:
    assert recognised_as(tuple(headings.split(","))) == title
