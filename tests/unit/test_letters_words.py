"""Days, times and places as a language writes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest

from clientpulse.letters import words

TODAY = date(2026, 11, 21)
THIRD = date(2026, 12, 3)


@pytest.fixture
def in_rome(living_in: Callable[[str], None]) -> None:
    living_in("Europe/Rome")


@pytest.mark.parametrize(
    ("language", "this_year", "next_year"),
    [
        (None, "Thursday 3 December", "Sunday 3 January 2027"),
        ("en", "Thursday 3 December", "Sunday 3 January 2027"),
        ("en-US", "Thursday, December 3", "Sunday, January 3, 2027"),
        ("it", "giovedì 3 dicembre", "domenica 3 gennaio 2027"),
        ("it-CH", "giovedì 3 dicembre", "domenica 3 gennaio 2027"),
        ("de", "Donnerstag, 3. Dezember", "Sonntag, 3. Januar 2027"),
        ("de-AT", "Donnerstag, 3. Dezember", "Sonntag, 3. Jänner 2027"),
        ("fr", "jeudi 3 décembre", "dimanche 3 janvier 2027"),
        ("fr-CA", "jeudi 3 décembre", "dimanche 3 janvier 2027"),
        ("fr-CH", "jeudi 3 décembre", "dimanche 3 janvier 2027"),
        ("es", "jueves 3 de diciembre", "domingo 3 de enero de 2027"),
        ("es-MX", "jueves 3 de diciembre", "domingo 3 de enero de 2027"),
        ("xx", "Thursday 3 December", "Sunday 3 January 2027"),
        ("de-XX", "Donnerstag, 3. Dezember", "Sonntag, 3. Januar 2027"),
    ],
)
def test_a_day_has_its_weekday_and_its_year_where_that_is_another(
    language: str | None, this_year: str, next_year: str
) -> None:
    assert words.day(THIRD, TODAY, language) == this_year
    assert words.day(date(2027, 1, 3), TODAY, language) == next_year


def test_in_french_the_first_of_a_month_is_the_first_and_no_other_day_is() -> None:
    first = date(2027, 1, 1)
    assert words.day(first, TODAY, "fr") == "vendredi 1er janvier 2027"
    assert words.day(first, first, "fr-CA") == "vendredi 1er janvier"
    assert words.day(date(2027, 1, 21), first, "fr") == "jeudi 21 janvier"


@pytest.mark.parametrize(
    ("language", "written", "on_the_hour"),
    [
        (None, "14:05", "09:00"),
        ("it", "14:05", "09:00"),
        ("de", "14:05", "09:00"),
        ("en-US", "2:05 PM", "9:00 AM"),
        ("fr", "14\xa0h\xa005", "9\xa0h"),
        ("fr-CA", "14\xa0h\xa005", "9\xa0h"),
        ("es", "14:05", "9:00"),
        ("es-MX", "2:05 p.m.", "9:00 a.m."),
        ("es-BR", "14:05", "09:00"),
    ],
)
def test_a_time_of_day_is_written_as_there(
    language: str | None, written: str, on_the_hour: str
) -> None:
    assert words.time_of_day(time(14, 5), language) == written
    assert words.time_of_day(time(9), language) == on_the_hour


@pytest.mark.parametrize(
    ("timezone", "language", "day", "at", "zone"),
    [
        ("America/New_York", "en", THIRD, time(4), "New York"),
        ("Asia/Tokyo", "de", THIRD, time(18), "Tokio"),
        ("Pacific/Kiritimati", "en", date(2026, 12, 3), time(23), "Kiritimati"),
        ("Europe/Berlin", "en", THIRD, time(10), None),
        ("UTC", "en", THIRD, time(9), "UTC"),
        ("Etc/GMT+5", "en", THIRD, time(4), "GMT+5"),
        ("America/Argentina/Buenos_Aires", "en", THIRD, time(6), "Buenos Aires"),
        (None, "en", THIRD, time(10), None),
        ("Nowhere/Land", "en", THIRD, time(10), None),
        ("../../etc/passwd", "en", THIRD, time(10), None),
        ("", "en", THIRD, time(10), None),
    ],
)
@pytest.mark.usefixtures("in_rome")
def test_a_meeting_is_told_by_the_clients_clock(
    timezone: str | None, language: str, day: date, at: time, zone: str | None
) -> None:
    assert words.abroad(THIRD, time(10), timezone, language) == (day, at, zone)


@pytest.mark.usefixtures("in_rome")
def test_the_day_is_the_clients_too() -> None:
    evening = words.abroad(THIRD, time(2), "America/New_York", "en")
    assert evening == (date(2026, 12, 2), time(20), "New York")


@pytest.mark.usefixtures("in_rome")
def test_the_clock_of_the_meetings_day_counts_and_not_todays() -> None:
    # In the last week of March New York is already on summer time, Rome isn't yet.
    assert words.abroad(date(2027, 3, 22), time(10), "America/New_York", "en")[1] == time(5)
    assert words.abroad(date(2027, 4, 22), time(10), "America/New_York", "en")[1] == time(4)


def test_the_ends_of_the_calendar_are_no_fault() -> None:
    for day in (date.min, date.max):
        assert words.abroad(day, time(0), "Asia/Tokyo", "en")
        assert words.abroad(day, time(23, 59), "America/New_York", "en")
