"""Days among other words: what belongs to the day, what follows it, and spans of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.dates import split_date, split_span
from clientpulse.dates.grammar import LAST_YEAR, has_form
from clientpulse.dates.months import MONTHS
from clientpulse.errors import InputError
from clientpulse.weekdays import WEEKDAYS

SATURDAY = date(2026, 11, 21)
LATEST = date(LAST_YEAR - 1, 12, 31)

DATES = (
    *("2026-12-01", "today", "tomorrow", "yesterday", "fri", "sunday", "next fri", "last mon"),
    *("in 2 weeks", "+2w", "3 days ago", "3d ago", "12 jan", "jan 12", "12 jan 2027"),
    *("sat 2 jan", "Sat 5 Dec 2026", "5th dec", "sept 5", "eom", "next week"),
    *("january 12, 2027", "jan 12 2027", "24.12.2026", "2 may", "may 2"),
)


def split(typed: str, today: date = SATURDAY, order: str | None = None) -> tuple[str, str]:
    day, rest = split_date(typed.split(), today, order)
    return day.isoformat(), " ".join(rest)


def span(typed: str, today: date = SATURDAY, order: str | None = None) -> tuple[str, str]:
    first, last = split_span(typed.split(), today, order)
    return first.isoformat(), last.isoformat()


def refused(read: object, typed: str) -> str:
    assert callable(read)
    with pytest.raises(InputError) as caught:
        read(typed)
    assert caught.value.hint
    return caught.value.message


@pytest.mark.parametrize(
    ("typed", "day", "rest"),
    [
        ("12 jan ask about the trip", "2027-01-12", "ask about the trip"),
        ("jan 12 ask", "2027-01-12", "ask"),
        ("12 jan 2028 ask", "2028-01-12", "ask"),
        ("jan 12, 2028 ask", "2028-01-12", "ask"),
        ("next fri the talk", "2026-11-27", "the talk"),
        ("fri the talk", "2026-11-27", "the talk"),
        ("sat the talk", "2026-11-28", "the talk"),
        ("2026-12-01 5 guests", "2026-12-01", "5 guests"),
        ("today call", "2026-11-21", "call"),
        ("in 2 weeks the trip", "2026-12-05", "the trip"),
        ("+2w the trip", "2026-12-05", "the trip"),
        ("in 1 m m", "2026-12-21", "m"),
        ("TOMORROW Tomorrow never dies", "2026-11-22", "Tomorrow never dies"),
        ("21 nov is today", "2026-11-21", "is today"),
        ("20 nov was yesterday", "2027-11-20", "was yesterday"),
        ("24.12.2026 tree", "2026-12-24", "tree"),
        ("yesterday was late", "2026-11-20", "was late"),
        ("3 days ago it was", "2026-11-18", "it was"),
        ("2026-11-27 sat in the park", "2026-11-27", "sat in the park"),
        ("1 may may day", "2027-05-01", "may day"),
        ("3 days trip", "2026-11-24", "trip"),
        ("sat 5 dec the talk", "2026-12-05", "the talk"),
        ("sat 5 dec 2026 the talk", "2026-12-05", "the talk"),
        ("next week the talk", "2026-11-23", "the talk"),
        ("fri next week it ends", "2026-11-27", "next week it ends"),
        ("fri eom figures", "2026-11-27", "eom figures"),
    ],
)
def test_the_longest_run_of_first_words_that_is_a_date_is_the_date(
    typed: str, day: str, rest: str
) -> None:
    assert split(typed) == (day, rest)


def test_words_in_quotes_stay_as_they_were_typed() -> None:
    day, rest = split_date(["12 jan", "ask  about", "", "the\ttrip"], SATURDAY)
    assert (day.isoformat(), rest) == ("2027-01-12", ("ask  about", "", "the\ttrip"))
    assert split_date(["fri", "mon is fine"], SATURDAY)[1] == ("mon is fine",)


def test_the_configured_order_decides_a_numeric_date_with_two_readings() -> None:
    assert split("1/12/2026 x", order="dmy")[0] == "2026-12-01"
    assert split("1/12/2027 x", order="mdy")[0] == "2027-01-12"
    assert "can be" in refused(split, "1/12/2026 x")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ask about the trip", '"ask about the trip" doesn\'t begin with a date'),
        ("ask 12 jan", "doesn't begin with a date"),
        ("nov", "doesn't begin with a date"),
        ("", "doesn't begin with a date"),
        ("12 jan", '"12 jan" is a day, and nothing follows it'),
        ("nov 1 2027", '"nov 1 2027" is a day, and nothing follows it'),
        ("30 feb 2027 party", "February 2027 has 28 days"),
        ("30 feb party", "February has 29 days"),
        ("29 feb party", "there is no 29 Feb in the coming 12 months"),
        ("12 jan 2200 party", "out of range"),
        ("in 2 days ago x", '"in 2 days ago" isn\'t a date'),
        ("fri 5 dec the talk", '"fri 5 dec" isn\'t a date: 5 Dec 2026 is a Saturday'),
        ("fri 2026-12-05 the talk", '"fri" and "2026-12-05" are two days'),
        ("fri tomorrow", '"fri" and "tomorrow" are two days'),
    ],
)
def test_what_is_no_date_and_words_is_refused(typed: str, said: str) -> None:
    assert said in refused(split, typed)


def test_a_first_day_written_out_may_be_followed_by_any_words() -> None:
    assert split("2026-11-27 5 dec the talk") == ("2026-11-27", "5 dec the talk")


@given(
    st.sampled_from(DATES),
    st.lists(st.sampled_from(["trip", "to", "Rome", "with", "10", "guests"]), min_size=1),
)
def test_a_date_and_words_come_apart_again(typed: str, rest: list[str]) -> None:
    if rest[0] == "10":
        rest = ["the", *rest]
    day, words = split_date([*typed.split(), *rest], SATURDAY)
    assert words == tuple(rest)
    assert split_date([typed, *rest], SATURDAY) == (day, words)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("24 dec 2 jan", "2026-12-24", "2027-01-02"),
        ("24 dec to 2 jan", "2026-12-24", "2027-01-02"),
        ("24 dec until 2 jan", "2026-12-24", "2027-01-02"),
        ("24 dec - 2 jan", "2026-12-24", "2027-01-02"),
        ("24 Dec TO 2 Jan", "2026-12-24", "2027-01-02"),
        ("dec 24 jan 2", "2026-12-24", "2027-01-02"),
        ("dec 24 2 jan", "2026-12-24", "2027-01-02"),
        ("2026-12-24 2027-01-02", "2026-12-24", "2027-01-02"),
        ("24 dec 2026 2 jan 2027", "2026-12-24", "2027-01-02"),
        ("dec 24, 2026 jan 2, 2027", "2026-12-24", "2027-01-02"),
        ("24 dec 24 dec", "2026-12-24", "2026-12-24"),
        ("20 nov 25 nov", "2027-11-20", "2027-11-25"),
        ("2026-11-20 25 nov", "2026-11-20", "2026-11-25"),
        ("mon fri", "2026-11-23", "2026-11-27"),
        ("fri mon", "2026-11-27", "2026-11-30"),
        ("fri fri", "2026-11-27", "2026-11-27"),
        ("fri next fri", "2026-11-27", "2026-12-04"),
        ("24 dec fri", "2026-12-24", "2026-12-25"),
        ("tomorrow tomorrow", "2026-11-22", "2026-11-22"),
        ("tomorrow in 2 weeks", "2026-11-22", "2026-12-05"),
        ("next fri +2w", "2026-11-27", "2026-12-05"),
        ("today 1 dec", "2026-11-21", "2026-12-01"),
        ("tomorrow", "2026-11-22", "2026-11-22"),
        ("24 dec", "2026-12-24", "2026-12-24"),
        ("dec 24 2027", "2027-12-24", "2027-12-24"),
        ("2027-01-02 2026-12-24", "2027-01-02", "2026-12-24"),
        ("mon last fri", "2026-11-23", "2026-11-20"),
        ("thu 24 dec to sat 2 jan", "2026-12-24", "2027-01-02"),
        ("Thu 24 Dec 2026 to Sat 2 Jan 2027", "2026-12-24", "2027-01-02"),
        ("thu 24 dec", "2026-12-24", "2026-12-24"),
        ("mon to 24 dec", "2026-11-23", "2026-12-24"),
        ("Sat 5 Dec 2026 (in 2 weeks)", "2026-12-05", "2026-12-05"),
        ("mon thu 24 dec", "2026-11-23", "2026-12-24"),
        ("24 dec eom", "2026-12-24", "2026-12-31"),
    ],
)
def test_two_dates_are_a_span_and_the_second_is_looked_for_from_the_first(
    typed: str, first: str, last: str
) -> None:
    assert span(typed) == (first, last)


def test_words_of_a_span_may_be_in_quotes() -> None:
    wanted = (date(2026, 12, 24), date(2027, 1, 2))
    assert split_span(["24 dec", "2 jan"], SATURDAY) == wanted
    assert split_span(["24 dec to 2 jan"], SATURDAY) == wanted


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "isn't a span of days"),
        ("christmas", '"christmas" isn\'t a span of days'),
        ("24 dec to", "isn't a span of days"),
        ("to 24 dec", "isn't a span of days"),
        ("24 dec to to 2 jan", "isn't a span of days"),
        ("24 dec 2 jan off", "isn't a span of days"),
        ("24 25 dec", "isn't a span of days"),
        ("mon 24 dec", "24 Dec 2026 is a Thursday"),
        ("24 dec 31 feb", "February has 29 days"),
        ("31 feb 1 mar", "February has 29 days"),
        ("24 dec 3 days", "isn't a span of days"),
        ("3 days", "isn't a span of days"),
        ("1/12/2026 24 dec", "can be 12 Jan 2026 or 1 Dec 2026"),
        ("24 dec 2/1/2027", "can be 2 Jan 2027 or 1 Feb 2027"),
        (f"{LAST_YEAR}-12-31 2 jan", "out of range"),
        (f"{LAST_YEAR}-12-31 mon", "out of range"),
    ],
)
def test_what_is_no_span_is_refused(typed: str, said: str) -> None:
    assert said in refused(span, typed)


def test_no_text_is_a_span_in_two_ways() -> None:
    """Whatever two dates are put together, they come apart at one place only."""
    for first in DATES:
        for last in DATES:
            words = f"{first} {last}".split()
            places = [
                end
                for end in range(1, len(words))
                if has_form(" ".join(words[:end])) and has_form(" ".join(words[end:]))
            ]
            assert places == [len(first.split())], (first, last)


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(0, 365))
def test_a_span_without_years_is_the_next_one(today: date, away: int) -> None:
    first, last = today + timedelta(days=1), today + timedelta(days=1 + away % 364)
    written = [f"{day.day} {MONTHS[day.month - 1]}" for day in (first, last)]
    if "29 february" in written:
        return
    assert split_span(" to ".join(written).split(), today) == (first, last)


@given(st.sampled_from(WEEKDAYS), st.sampled_from(WEEKDAYS), st.dates(date(2000, 1, 1), LATEST))
def test_a_span_of_weekdays_begins_after_today_and_lasts_a_week_at_most(
    first: str, last: str, today: date
) -> None:
    starts_on, ends_on = split_span([first, last], today)
    assert today < starts_on <= today + timedelta(days=7)
    assert starts_on <= ends_on < starts_on + timedelta(days=7)
    assert (WEEKDAYS[starts_on.weekday()], WEEKDAYS[ends_on.weekday()]) == (first, last)
