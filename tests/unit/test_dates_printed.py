"""What the program writes for a day, a distance or an interval can be typed again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientpulse import services
from clientpulse.cadence.interval import Interval, parse_interval
from clientpulse.cadence.wording import (
    ago_words,
    in_words,
    near_or_weekday,
    short_date,
    span_words,
    weekday_date,
)
from clientpulse.config import values
from clientpulse.dates import (
    Prefer,
    long_date,
    parse_date,
    parse_when,
    split_date,
    split_span,
    writing,
)
from clientpulse.dates.grammar import FIRST_YEAR, LAST_YEAR
from clientpulse.errors import InputError
from clientpulse.output import phrases

DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
SOME_TODAY = st.dates(date(1950, 1, 1), date(2150, 12, 31))
NEARBY = st.integers(-400, 400).map(lambda days: timedelta(days=days))
PLACES = st.sampled_from(Prefer)
INTERVALS = st.builds(Interval, st.integers(1, 999), st.sampled_from("dwmy"))
TIMES = st.times().map(lambda clock: f"{clock:%H:%M}")
NOVEMBER = date(2026, 11, 28)


@given(today=DAYS, day=DAYS, prefer=PLACES)
def test_a_day_with_its_weekday_or_its_year_is_that_day_in_every_place(today, day, prefer):
    written = {
        long_date(day),
        writing.short_date(day),
        weekday_date(day, today),
        near_or_weekday(day, today),
    }
    if day.year != today.year:
        written.add(short_date(day, today))
    for text in written:
        assert parse_date(text, today, prefer) == day
        assert parse_when(text, today, prefer=prefer) == (day, None)
        assert split_date([*text.split(), "the", "trip"], today)[0] == day
        assert split_span(text.split(), today) == (day, day)


@given(today=SOME_TODAY, away=NEARBY, prefer=PLACES)
def test_a_day_and_month_of_this_year_is_read_as_the_place_looks(today, away, prefer):
    day = today + away
    if day.year != today.year or (day.month, day.day) == (2, 29):
        return
    read = parse_date(short_date(day, today), today, prefer)
    assert (read.month, read.day) == (day.month, day.day)
    if (day <= today) if prefer is Prefer.PAST else (day >= today):
        assert read == day


@given(today=SOME_TODAY, away=NEARBY, time=TIMES, prefer=PLACES)
def test_a_day_and_its_time_come_back_in_either_order(today, away, time, prefer):
    day = today + away
    written = phrases.day_and_time(day, time, today)
    before = f"{time} {weekday_date(day, today)}"
    for text in (written, before, f"{long_date(day)} {time}", f"{day} {time}"):
        found, clock = parse_when(text, today, prefer=prefer)
        assert (found, f"{clock:%H:%M}") == (day, time)


@given(today=SOME_TODAY, away=st.integers(-16_000, 16_000), prefer=PLACES)
def test_the_distance_behind_a_day_may_be_typed_along(today, away, prefer):
    day = today + timedelta(days=away)
    for distance in (in_words(away), ago_words(-away)):
        for written in (long_date(day), weekday_date(day, today), f"{long_date(day)} 14:30"):
            text = f"{written} ({distance})"
            assert parse_when(text, today, prefer=prefer)[0] == day
        assert split_span(f"{long_date(day)} ({distance})".split(), today) == (day, day)
        trip = f"{long_date(day)} ({distance}) the trip".split()
        assert split_date(trip, today) == (day, ("the", "trip"))


@given(today=SOME_TODAY, first=NEARBY, more=st.integers(1, 364))
def test_a_span_of_days_comes_back(today, first, more):
    starts_on = today + first
    ends_on = starts_on + timedelta(days=more)
    text = f"{long_date(starts_on)} to {long_date(ends_on)}"
    assert split_span(text.split(), today) == (starts_on, ends_on)


@given(today=SOME_TODAY, days=st.integers(-16_000, 16_000), prefer=PLACES)
def test_a_distance_is_a_day_at_most_one_unit_nearer(today, days, prefer):
    for text in (ago_words(-days), in_words(days)):
        read = (parse_date(text, today, prefer) - today).days
        assert read * days >= 0
        # Some months that follow each other are two days shorter than as many of the usual length.
        unit = 1 if "day" in text else 7 if "week" in text else 33 if "month" in text else 366
        assert abs(read - days) <= (0 if unit == 1 else unit)


@given(today=SOME_TODAY, days=st.integers(1, 16_000))
def test_a_bare_distance_is_ahead_where_a_place_only_looks_ahead(today, days):
    text = span_words(days)
    assert parse_date(text, today, Prefer.FUTURE) == parse_date(f"in {text}", today, Prefer.PAST)
    with pytest.raises(InputError, match="before or after today") as caught:
        parse_date(text, today, Prefer.PAST)
    assert " ago, or in " in caught.value.hint


@given(INTERVALS)
def test_an_interval_comes_back_wherever_one_is_typed(interval):
    for text in (interval.adverb(), interval.span(), str(interval), interval.adverb().upper()):
        assert parse_interval(text) == interval
        assert services.text.interval(text) == str(interval)
        assert services.text.update_interval(text) == str(interval)
        assert services.text.span(text) == interval
        assert values.interval(text) == interval


@given(st.dates(date(1000, 1, 1)), st.booleans())
def test_a_birthday_comes_back(born_on, with_year):
    stored = str(born_on) if with_year else f"-{str(born_on)[4:]}"
    for text in (phrases.birthday(stored), phrases.birthday(stored).split(" ", 1)[1], stored):
        assert services.text.birthday(text) == (stored if with_year else f"-{stored[1:]}")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("3 may", "--05-03"),
        ("May 3rd", "--05-03"),
        ("29 feb", "--02-29"),
        ("3 may 1979", "1979-05-03"),
        ("sept 5, 1979", "1979-09-05"),
    ],
)
def test_a_birthday_is_typed_as_people_do(typed, stored):
    assert services.text.birthday(typed) == stored


@pytest.mark.parametrize("typed", ["31 feb", "29 feb 1979", "may", "3", "fri 3 may", "3 days ago"])
def test_what_is_no_birthday_is_refused_with_three_examples(typed):
    with pytest.raises(InputError, match="isn't a birthday") as caught:
        services.text.birthday(typed)
    examples = caught.value.hint.removeprefix("write ").replace(" or ", ", ").split(", ")
    assert len(examples) == 3
    assert {services.text.birthday(one)[-5:] for one in examples} == {"04-12"}


@given(today=DAYS, day=DAYS, prefer=PLACES, off=st.integers(1, 6))
@settings(max_examples=50)
def test_a_weekday_that_does_not_fit_its_date_is_refused(today, day, prefer, off):
    other = long_date(date(2024, 1, 1) + timedelta(days=day.weekday() + off)).split()[0]
    text = f"{other} {writing.short_date(day)}"
    with pytest.raises(InputError, match=f"{day.day} .* {day.year} is a [A-Z]"):
        parse_date(text, today, prefer)


def test_the_refusal_of_a_weekday_names_what_may_be_meant():
    with pytest.raises(InputError) as caught:
        parse_date("Mon 20 Nov", NOVEMBER, Prefer.PAST)
    assert caught.value.message == '"Mon 20 Nov" isn\'t a date: 20 Nov 2026 is a Friday'
    assert caught.value.hint == "write Fri 20 Nov 2026 or Mon 23 Nov 2026"


def test_a_day_alone_is_asked_for_where_a_time_says_nothing():
    with pytest.raises(InputError, match="only a day is wanted here") as caught:
        parse_date("14:00 Fri 20 Nov", NOVEMBER, Prefer.PAST)
    assert caught.value.hint == "leave the time out: fri 20 nov"
