"""The forms in which programs write a day."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from clientpulse.transfer.day_forms import Day, folded, parse
from clientpulse.transfer.month_names import MONTH_OF, WEEKDAYS

TODAY = date(2026, 11, 28)
LOCALES = ("en", "de", "fr", "it", "es", "nl", "pt", "pl")
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def said(text: str, **options: bool) -> list[str]:
    found = parse(text, TODAY, **options)
    return [str(day) for day in found.days] if found else []


@pytest.mark.parametrize(
    "text",
    ["2025-01-15", "2025/01/15", "2025.1.15", "2025-1-15", "20250115", "2025. 01. 15.",
     "15/01/2025", "15-01-2025", "15.01.2025", "15. 1. 2025", "1/15/2025", "15/1/25", "1-15-25",
     "15 Jan 2025", "15-Jan-25", "15.Januar 2025", "Jan 15, 2025", "January 15th, 2025",
     "15Jan2025", "2025-Jan-15", "15 janv. 2025", "15 stycznia 2025 r.", "gen 15 2025",
     "15 de enero de 2025", "Wed, 15 Jan 2025", "Mittwoch, 15. Januar 2025", "śr., 15 sty 2025",
     "quarta-feira, 15 de janeiro de 2025", "mercredi 15 janvier 2025", "Mi 15.01.2025",
     "Wednesday 15/01/2025", "15 Jan '25", "\u200e15/01/2025", "15\u00a0janvier\u00a02025"],
)  # fmt: skip
def test_a_day_is_read_in_the_forms_that_programs_write(text: str) -> None:
    assert said(text) == ["2025-01-15"]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2025-01-15T14:30:00+01:00", "14:30"),
        ("2025-01-15T14:30:00.123Z", "14:30"),
        ("2025-01-15 14:30", "14:30"),
        ("2025-01-15 14:30 UTC", "14:30"),
        ("15/01/2025 14:30", "14:30"),
        ("1/15/2025 2:30 PM", "14:30"),
        ("1/15/2025 2:30\u202fp.m.", "14:30"),
        ("1/15/2025, 12:05 am", "00:05"),
        ("15.01.2025, 9:05 Uhr", "09:05"),
        ("15 Jan 2025 at 9:05", "09:05"),
        ("15 Jan 2025 2pm", "14:00"),
        ("1/15/2025, 12 a.m.", None),
        ("20250115T143000Z", "14:30"),
        ("15/01/2025 14h30", "14:30"),
        ("15.01.2025 14.30", "14:30"),
        ("15.01.2025 14.30.05 Uhr", "14:30"),
        ("Wed Jan 15 2025 14:30:00 GMT+0100 (Central European Standard Time)", "14:30"),
        ("2025-01-15 00:00:00", None),
        ("15/01/2025 0:00", None),
    ],
)
def test_a_time_behind_the_day_is_the_time_written_there(text: str, at: str | None) -> None:
    found = parse(text, TODAY)
    assert found
    assert ([str(day) for day in found.days], found.at) == (["2025-01-15"], at)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("03/04/1980", ["1980-03-04", "1980-04-03"]),
        ("3/3/1980", ["1980-03-03"]),
        ("25/12/1980", ["1980-12-25"]),
        ("12/25/1980", ["1980-12-25"]),
        ("mar. 12, 1979", ["1979-03-12"]),
        ("mar. 12 avril 1979", ["1979-04-12"]),
        ("mar. 13/04/1979", ["1979-04-13"]),
        ("--04-12", ["--04-12"]),
        ("0000-04-12", ["--04-12"]),
        ("12 April", ["--04-12"]),
        ("Apr 12", ["--04-12"]),
        ("29 Feb", ["--02-29"]),
        ("13-04", ["--04-13"]),
        ("29/02/2023", []),
        ("31.02.2025", []),
        ("13/13/2025", []),
        ("2025-13-01", []),
        ("2025-01-15 25:00", []),
        ("April 1979", []),
        ("1979", []),
        ("12 or 13 April", []),
        ("12 maybe 1979", []),
        ("1/2/3/4", []),
        ("x" * 1000, []),
    ],
)
def test_what_a_text_can_mean(text: str, days: list[str]) -> None:
    assert said(text) == days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("13/4/80", "1980-04-13"),
        ("13/4/24", "2024-04-13"),
        ("13/4/30", "1930-04-13"),
        ("28/11/26", "2026-11-28"),
        ("29/11/26", "1926-11-29"),
        ("29/2/00", "2000-02-29"),
        ("12-Apr-79", "1979-04-12"),
        ("80-04-13", "1980-04-13"),
    ],
)
def test_a_two_digit_year_is_the_latest_that_is_not_too_late(text: str, day: str) -> None:
    assert said(text) == [day]


def test_two_digits_begin_with_the_year_only_where_that_order_is_set() -> None:
    assert said("25/01/15", year_first=True) == ["2025-01-15"]
    assert said("25/01/15") == ["2015-01-25"]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("width", ["wide", "abbreviated"])
@pytest.mark.parametrize("context", ["format", "stand-alone"])
def test_months_and_weekdays_are_known_as_eight_languages_write_them(
    locale: str, width: str, context: str
) -> None:
    names = Locale(locale)
    for number, name in names.months[context][width].items():
        assert MONTH_OF[folded(name).strip(".")] == number
    for name in names.days[context][width].values():
        assert folded(name).strip(".").removesuffix("-feira") in WEEKDAYS


@settings(max_examples=60)
@given(DAYS, st.sampled_from(LOCALES), st.sampled_from(["long", "full", "medium"]))
def test_a_day_in_the_words_of_eight_languages_comes_back(
    day: date, locale: str, width: str
) -> None:
    from babel.dates import format_date

    text = format_date(day, width, locale)
    found = parse(text, TODAY)
    assert found
    assert Day(day.year, day.month, day.day) in found.days


@settings(max_examples=60)
@given(DAYS, st.times(), st.sampled_from(["T", " "]), st.sampled_from(["", "Z", "+05:30", " UTC"]))
def test_an_iso_day_and_time_come_back(day: date, time: object, mark: str, zone: str) -> None:
    moment = f"{day}{mark}{time}{zone}"
    found = parse(moment, TODAY)
    assert found
    assert [str(one) for one in found.days] == [str(day)]
    assert found.at == (str(time)[:5] if str(time)[:5] != "00:00" else None)


@settings(max_examples=60)
@given(DAYS, st.sampled_from("/-."))
def test_a_day_in_numbers_has_two_readings_or_shows_its_order(day: date, mark: str) -> None:
    found = parse(day.strftime(f"%d{mark}%m{mark}%Y"), TODAY)
    assert found
    assert found.readings["dmy"] == Day(day.year, day.month, day.day)
    assert found.order == ("dmy" if day.day > 12 else None)
    assert found.dotted == (mark == ".")


@settings(max_examples=200)
@given(st.text(st.sampled_from("0123456789 ./-:,'tTzapmr+()é\u0661\u200e"), max_size=30))
def test_no_text_is_too_strange(text: str) -> None:
    found = parse(text, TODAY)
    assert found is None or found.days


def test_a_long_text_is_told_at_once() -> None:
    begin = perf_counter()
    for text in ("1 " * 49, "1." * 50, "12:" * 33, " " * 100_000, "1t" * 49):
        assert said(text) == []
    assert perf_counter() - begin < 1
