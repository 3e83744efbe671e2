"""Dates in the columns of files: one rule, whichever importer reads them."""

from __future__ import annotations

import io
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientpulse.services.importing.already_there import AlreadyThere
from clientpulse.transfer.days import DayColumn, DayError, DayKind, TwoReadingsError
from clientpulse.transfer.options import Options
from clientpulse.transfer.reading import open_reading
from clientpulse.transfer.records import ClientRecord, Entry, Refusal, Remark, TouchpointRecord

TODAY = date(2026, 11, 28)
BY_OUTLOOK = "First Name,Last Name,Company,E-mail Address,Business Phone,Birthday"


def column(*texts: str, order: str | None = None, kind: DayKind = "birthday") -> DayColumn:
    return DayColumn("Born", Options(TODAY, order), lambda: enumerate(texts, 2), kind)


def read(*texts: str, order: str | None = None, kind: DayKind = "birthday") -> list[str | None]:
    """Read a column; what can't be read is the reason, what is no date is None."""
    found = column(*texts, order=order, kind=kind)
    return [value(found, text) for text in texts]


def value(found: DayColumn, text: str) -> str | None:
    try:
        moment = found.read(text)
    except DayError as error:
        return str(error)
    return moment and moment.day


def remarks(*texts: str, order: str | None = None) -> list[str]:
    found = column(*texts, order=order)
    for text in texts:
        value(found, text)
    return [one.text for one in found.remarks()]


EITHER = '"03/04/1980" can be 4 Mar 1980 or 3 Apr 1980'


@pytest.mark.parametrize(
    ("order", "texts", "expected"),
    [
        ("dmy", ("03/04/1980",), "1980-04-03"),
        ("mdy", ("03/04/1980",), "1980-03-04"),
        ("mdy", ("03/04/1980", "25/12/1980"), "1980-03-04"),
        (None, ("03/04/1980", "25/12/1980"), "1980-04-03"),
        (None, ("03/04/1980", "12/25/1980"), "1980-03-04"),
        ("ymd", ("03/04/1980", "12/25/1980"), "1980-03-04"),
        (None, ("03/04/1980", "25-12-80 10:00"), "1980-04-03"),
        (None, ("03/04/1980",), EITHER),
        ("ymd", ("03/04/1980",), EITHER),
        (None, ("03/04/1980", "25/12/1980", "12/25/1980"), EITHER),
        (None, ("03/04/1980", "1980-12-25", "25.12.1980", "25 Dec 1980", "3/3/1980"), EITHER),
        (None, ("03.04.1980",), "1980-04-03"),
        ("mdy", ("03.04.1980",), "1980-04-03"),
        (None, ("03.04.1980", "12/25/1980"), "1980-04-03"),
        (None, ("03.04.1980", "12.25.1980"), "1980-03-04"),
    ],
)
def test_a_date_with_two_readings_is_read_as_asked_or_as_its_column_shows_or_not_at_all(
    order: str | None, texts: tuple[str, ...], expected: str
) -> None:
    assert read(*texts, order=order)[0] == expected


def test_what_decides_is_said_once_and_names_its_line() -> None:
    assert remarks("03/04/1980", "x", "25/12/1980", "04/03/1980", "26/12/1980") == [
        "the dates under Born are read day first: 25/12/1980 in line 4 can't be anything else"
    ]


def test_dates_with_one_reading_need_no_word() -> None:
    assert remarks("25/12/1980", "12/25/1980", "3/3/1980", "1980-04-03", "03.04.1980", "-") == []
    assert remarks("25/12/1980", "03/04/1980", order="dmy") == []


def test_an_order_that_nothing_shows_is_asked_for_once() -> None:
    (asked,) = remarks("03/04/1980", "04/05/1980")
    assert "--date-order" in asked
    assert "date_order in the config" in asked
    (torn,) = remarks("03/04/1980", "25/12/1980", "12/25/1980")
    assert "25/12/1980 in line 3 and 12/25/1980 in line 4 contradict each other" in torn


@pytest.mark.parametrize("texts", [("03/04/1980", "25/12/1980"), ("25/12/1980", "03/04/1980")])
def test_a_column_that_speaks_against_the_order_asked_for_is_told(texts: tuple[str, ...]) -> None:
    (warning,) = remarks(*texts, order="mdy")
    assert "read month first, as asked for, but 25/12/1980 is day first" in warning


@settings(max_examples=80)
@given(st.lists(st.dates(date(1930, 1, 1), TODAY), min_size=1, max_size=8), st.sampled_from("/-"))
def test_a_column_is_read_whole_and_right_or_what_is_not_clear_is_left_out(
    days: list[date], mark: str
) -> None:
    found = read(*(day.strftime(f"%d{mark}%m{mark}%Y") for day in days))
    shown = any(day.day > 12 for day in days)
    for day, text in zip(days, found, strict=True):
        if shown or day.day > 12 or day.day == day.month:
            assert text == str(day)
        else:
            assert text is not None
            assert " can be " in text


@pytest.mark.parametrize(
    "text",
    ["0/0/00", "0.0.00", "00.00.0000", "0000-00-00", "0000-00-00 00:00:00", "0/0/0000", "1/1/0001",
     "0001-01-01T00:00:00", "1/1/4501", "12/30/1899", "1/0/1900", "-", "--", "N/A", "n/a", "null",
     "None", "#N/A", "?"],
)  # fmt: skip
def test_what_programs_write_for_no_date_is_none(text: str) -> None:
    assert read(text) == [None]
    assert read(text, kind="past") == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1604-04-12", "--04-12"),
        ("--04-12", "--04-12"),
        ("12 April", "--04-12"),
        ("4/12/1604 00:00", "can be"),
        ("1850-01-01", "1850-01-01"),
        ("1849-12-31", "out of range"),
        ("2026-11-28", "2026-11-28"),
        ("2026-11-29", "in the future"),
        ("3/3/30", "1930-03-03"),
        ("29/11/26", "1926-11-29"),
        ("yesterday", "isn't a date"),
        ("soon", "isn't a date"),
        ("不明", "isn't a date"),
    ],
)
def test_a_birthday_may_lack_its_year_and_is_neither_to_come_nor_too_long_ago(
    text: str, expected: str
) -> None:
    (found,) = read(text)
    assert found is not None
    assert expected in found


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("day", "yesterday", "2026-11-27"),
        ("day", "3d ago", "2026-11-25"),
        ("day", "1 nov", "2026-11-01"),
        ("day", "12 kwietnia 1979", "1979-04-12"),
        ("day", "2027-01-01", "2027-01-01"),
        ("past", "2027-01-01", "in the future"),
        ("day", "1/13/26", "2026-01-13"),
        ("day", "13/12/26", "2026-12-13"),
        ("past", "1899-12-01", "out of range"),
        ("day", "2200-01-01", "out of range"),
        ("day", "1604-04-12", "out of range"),
        ("day", "2026-13-01", "there is no month 13"),
        ("day", "31/02/2025", "isn't a date"),
    ],
)
def test_other_days_are_read_as_a_person_types_them_too(
    kind: DayKind, text: str, expected: str
) -> None:
    (found,) = read(text, kind=kind)
    assert found is not None
    assert expected in found


def test_the_numbers_of_a_spreadsheet_are_days_where_most_of_the_column_are() -> None:
    assert read("43831", "", "29323,25") == ["2020-01-01", None, "1980-04-12"]
    assert column("43831.5", kind="day").read("43831.5") == ("2020-01-01", "12:00")
    assert remarks("43831", "43832") == [
        "numbers under Born are read as a spreadsheet counts days: 43831 is 1 Jan 2020"
    ]
    assert read("43831", "1980-04-12", "12 April")[0] == '"43831" isn\'t a date'
    assert read("1980") == ['"1980" isn\'t a date']


def test_a_column_is_gone_through_once_at_most_and_only_where_needed() -> None:
    asked = []

    def cells() -> list[tuple[int, str]]:
        asked.append(1)
        return [(2, "03/04/1980")]

    found = DayColumn("Born", Options(TODAY), cells, "birthday")
    found.read("1980-04-03")
    assert asked == []
    for text in ("03/04/1980", "04/05/1980"):
        with pytest.raises(TwoReadingsError):
            found.read(text)
    assert asked == [1]


def entries(text: str, order: str | None = None) -> list[Entry]:
    with open_reading(io.BytesIO(text.encode()), None, Options(TODAY, order)) as reading:
        return list(reading)


def test_an_address_book_leaves_a_birthday_out_that_is_not_clear_and_says_so() -> None:
    asked, about, client = entries(f"{BY_OUTLOOK}\nAnn,Field,,ann@field.example,,03/04/1980\n")
    assert isinstance(asked, Remark)
    assert about == Remark(2, f"Birthday {EITHER.removeprefix('Born ')}: left out")
    assert isinstance(client, ClientRecord)
    assert client.contacts[0].birthday is None


def test_a_column_of_an_address_book_is_read_as_a_later_row_shows() -> None:
    rows = "Ann,Field,,a@b.example,,03/04/1980\nBob,Field,,b@b.example,,25/12/1980\n"
    *said, ann, bob = entries(f"{BY_OUTLOOK}\n{rows}")
    assert isinstance(ann, ClientRecord)
    assert isinstance(bob, ClientRecord)
    assert [one.contacts[0].birthday for one in (ann, bob)] == ["1980-04-03", "1980-12-25"]
    assert len(said) == 1


def test_a_start_in_a_file_of_our_own_is_left_out_where_not_clear_and_refused_where_no_day() -> (
    None
):
    asked, about, acme, refused = entries("name,since\nAcme,03/04/2025\nBeta,31/02/2025\n")
    assert isinstance(asked, Remark)
    assert about == Remark(2, 'since "03/04/2025" can be 4 Mar 2025 or 3 Apr 2025: left out')
    assert isinstance(acme, ClientRecord)
    assert acme.since is None
    assert refused == Refusal(3, '"31/02/2025" isn\'t a date')
    (acme,) = entries("name,since,last\nAcme,03/04/2025,04/03/2025 10:00\n", "dmy")
    assert isinstance(acme, ClientRecord)
    assert (acme.since, acme.last_on) == ("2025-04-03", "2025-03-04")


def test_a_touchpoint_needs_a_day_that_is_clear() -> None:
    asked, *rows = entries(
        "client,on\nacme,03/04/2025\nacme,2025-01-15 14:30\nacme,0/0/00\nacme,3d ago\n"
    )
    assert isinstance(asked, Remark)
    assert rows == [
        Refusal(2, '"03/04/2025" can be 4 Mar 2025 or 3 Apr 2025'),
        TouchpointRecord(3, "acme", "2025-01-15", at="14:30"),
        Refusal(4, "no date"),
        TouchpointRecord(5, "acme", "2026-11-25"),
    ]


def test_whatever_a_file_brings_it_brings_nothing_new_the_second_time() -> None:
    """All stores of two touchpoints and all files of four rows that differ in their times only."""

    def new(stored: tuple[str | None, ...], rows: tuple[str | None, ...]) -> list[str | None]:
        there = AlreadyThere()
        for at in stored:
            there.add(1, at)
        return [at for at in rows if not there.meets(1, at)]

    times = (None, "10:00", "16:00")
    for stored, rows in product(product(times, repeat=2), product(times, repeat=4)):
        brought = new(stored, rows)
        assert new((*stored, *brought), rows) == []
        assert len(brought) >= len(rows) - len(stored)
        assert new((*stored, *brought), (None,) * (len(stored) + len(brought))) == []
