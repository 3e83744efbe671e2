"""Intervals: what is typed, what is said, and which day they lead to."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.cadence.interval import Interval, IntervalError, parse_interval

intervals = st.builds(Interval, st.integers(1, 999), st.sampled_from("dwmy"))
days = st.dates()


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("daily", "1d"),
        ("weekly", "1w"),
        ("biweekly", "2w"),
        ("fortnightly", "2w"),
        ("monthly", "1m"),
        ("bimonthly", "2m"),
        ("quarterly", "3m"),
        ("semiannual", "6m"),
        ("half-yearly", "6m"),
        ("annual", "1y"),
        ("yearly", "1y"),
        ("10d", "10d"),
        ("1w", "1w"),
        ("999m", "999m"),
        ("  Quarterly ", "3m"),
        ("2W", "2w"),
        ("007d", "7d"),
        ("6weeks", "6w"),
        ("3 m", "3m"),
        ("3 weeks", "3w"),
        ("1 year", "1y"),
        ("every 6 weeks", "6w"),
        (" Every  6\tWEEKS", "6w"),
        ("every month", "1m"),
    ],
)
def test_names_and_counts_are_read_in_any_case(typed, written):
    assert str(parse_interval(typed)) == written


@pytest.mark.parametrize("typed", ["none", "NONE", " None "])
def test_none_is_no_interval(typed):
    assert parse_interval(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "often",
        "w",
        "3",
        "0d",
        "1000d",
        "-1w",
        "1.5m",
        "every",
        "every 6",
        "6 wks",
        "weeks",
        "every weekly",
        "month",
        "1h",
        "1w2d",
        "0 weeks",
        "1000 days",
        "every none",
        "٣m",
        "2 wee\u212as",
    ],
)
def test_anything_else_is_refused_with_examples(typed):
    with pytest.raises(IntervalError, match=r"quarterly.*2w.*none"):
        parse_interval(typed)


@pytest.mark.parametrize(("count", "unit"), [(0, "d"), (-1, "w"), (1000, "m"), (1, "h"), (1, "")])
def test_an_interval_out_of_range_cannot_be_made(count, unit):
    with pytest.raises(IntervalError):
        Interval(count, unit)


@given(intervals)
def test_what_is_written_is_read_back(interval):
    assert parse_interval(str(interval)) == interval


@pytest.mark.parametrize(
    ("interval", "length"), [("1d", 1), ("1w", 7), ("1m", 30.4375), ("3m", 91.3125), ("1y", 365.25)]
)
def test_spans_are_compared_in_days(interval, length):
    assert parse_interval(interval).days == length


@pytest.mark.parametrize(
    ("day", "interval", "expected"),
    [
        ("2026-01-30", "1m", "2026-02-28"),
        ("2026-01-31", "1m", "2026-02-28"),
        ("2028-01-31", "1m", "2028-02-29"),
        ("2026-02-28", "1m", "2026-03-28"),
        ("2026-03-31", "1m", "2026-04-30"),
        ("2026-11-30", "3m", "2027-02-28"),
        ("2026-12-31", "2m", "2027-02-28"),
        ("2028-02-29", "1y", "2029-02-28"),
        ("2028-02-29", "4y", "2032-02-29"),
        ("2028-02-29", "12m", "2029-02-28"),
        ("2028-02-28", "1d", "2028-02-29"),
        ("2026-02-28", "1d", "2026-03-01"),
        ("2026-12-25", "1w", "2027-01-01"),
        ("2026-05-15", "14m", "2027-07-15"),
    ],
)
def test_adding_keeps_the_day_of_the_month_or_clips_to_the_last(day, interval, expected):
    assert parse_interval(interval).after(date.fromisoformat(day)) == date.fromisoformat(expected)


@pytest.mark.parametrize("interval", ["1d", "1w", "1m", "1y", "999d", "999w", "999m", "999y"])
def test_beyond_the_calendar_is_its_last_day(interval):
    assert parse_interval(interval).after(date(9999, 12, 31)) == date.max


@given(intervals, days)
def test_every_day_is_led_to_as_counted_by_hand(interval, day):
    if interval.unit in "dw":
        ordinal = day.toordinal() + interval.count * (7 if interval.unit == "w" else 1)
        expected = date.fromordinal(min(ordinal, date.max.toordinal()))
    else:
        months = interval.count * (12 if interval.unit == "y" else 1)
        year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
        if year > 9999:
            expected = date.max
        else:
            last = calendar.monthrange(year, month0 + 1)[1]
            expected = date(year, month0 + 1, min(day.day, last))
    assert interval.after(day) == expected


@given(intervals, days, st.integers(0, 400))
def test_a_later_day_never_leads_to_an_earlier_one(interval, day, more):
    later = day + timedelta(days=min(more, (date.max - day).days))
    assert interval.after(day) <= interval.after(later)


@given(intervals, st.dates(max_value=date(8000, 1, 1)))
def test_an_interval_leads_ahead_by_about_its_days(interval, day):
    assert abs((interval.after(day) - day).days - interval.days) < 4 + interval.days / 20_000
    assert interval.after(day) > day


@pytest.mark.parametrize(
    ("interval", "adverb", "span"),
    [
        ("1d", "daily", "1 day"),
        ("1w", "weekly", "1 week"),
        ("2w", "every 2 weeks", "2 weeks"),
        ("5w", "every 5 weeks", "5 weeks"),
        ("1m", "monthly", "1 month"),
        ("2m", "every 2 months", "2 months"),
        ("3m", "quarterly", "3 months"),
        ("6m", "half-yearly", "6 months"),
        ("1y", "yearly", "1 year"),
        ("2y", "every 2 years", "2 years"),
        ("7d", "every 7 days", "7 days"),
    ],
)
def test_an_interval_is_said_as_people_do(interval, adverb, span):
    assert parse_interval(interval).adverb() == adverb
    assert parse_interval(interval).span() == span
