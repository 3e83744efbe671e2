"""Clients whose last contact nobody knows, spread over the workdays of their first interval."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.cadence.interval import Interval, parse_interval
from clientpulse.cadence.policy import Cadence, Policy
from clientpulse.cadence.spread import clock_for, first_day, spread

TODAY = date(2026, 11, 21)  # a Saturday
POLICY = Policy()
days = st.dates(date(2024, 1, 1), date(2032, 12, 31))
intervals = st.sampled_from(["1w", "8d", "10d", "2w", "6w", "1m", "2m", "3m", "6m", "1y"]).map(
    lambda text: Interval(int(text[:-1]), text[-1])
)


def on(*texts: str) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


@pytest.mark.parametrize(
    ("count", "interval", "expected"),
    [
        (0, "1w", []),
        (1, "1w", on("2026-11-27")),
        (2, "1w", on("2026-11-25", "2026-11-27")),
        (5, "1w", on("2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27")),
        (3, "5d", []),
        (3, "1m", on("2026-12-01", "2026-12-10", "2026-12-21")),  # of 21: the 7th, 14th, 21st
        (4, "6d", []),
    ],
)  # fmt: skip
def test_the_i_th_of_n_comes_up_on_the_workday_that_is_its_share(count, interval, expected):
    assert spread(count, parse_interval(interval), POLICY, TODAY) == expected


@given(st.integers(1, 60), intervals, days)
def test_no_day_has_more_than_its_share_and_nobody_is_missing(count, interval, today):
    found = spread(count, interval, POLICY, today)
    assert found == sorted(found)
    assert len(found) == count
    assert all(today < day <= interval.after(today) and day.weekday() < 5 for day in found)
    workdays = sum(
        date.fromordinal(day).weekday() < 5
        for day in range(today.toordinal() + 1, interval.after(today).toordinal() + 1)
    )
    assert max(Counter(found).values()) <= -(-count // workdays)


def test_days_off_have_no_share():
    away = Policy(days_off=((date(2026, 11, 23), date(2026, 11, 26)),))
    assert spread(2, Interval(1, "w"), away, TODAY) == on("2026-11-27", "2026-11-27")
    away = Policy(days_off=((date(2026, 11, 23), date(2026, 11, 27)),))
    assert spread(2, Interval(1, "w"), away, TODAY) == []


@pytest.mark.parametrize(
    ("meet", "send", "day", "clock"),
    [
        ("none", "1w", "2026-11-25", "2026-11-18"),
        ("none", "1w", "2026-11-27", "2026-11-20"),  # due that Friday, and not on Sunday
        ("3m", "1m", "2026-12-21", "2026-11-21"),
        ("none", "1m", "2027-02-26", "2027-01-26"),
        ("none", "1m", "2026-03-31", "2026-02-28"),  # no day is a month before: due on the 28th
        ("1w", "none", "2026-11-25", "2026-11-19"),  # a day ahead
        ("3m", "none", "2026-12-21", "2026-10-04"),  # 14 days ahead
        ("1m", "6m", "2026-12-21", "2026-11-28"),  # the meeting comes up first, 7 days ahead
    ],
)
def test_the_clock_starts_so_that_the_first_thing_comes_up_on_that_day(meet, send, day, clock):
    cadence = Cadence(parse_interval(meet), parse_interval(send), None)
    found = clock_for(cadence, POLICY, date.fromisoformat(day))
    assert found == date.fromisoformat(clock)


@given(st.none() | intervals, intervals, days, st.booleans())
def test_the_clock_starts_on_the_first_day_that_leads_there(meet, send, day, meetings_only):
    cadence = Cadence(send, None, None) if meetings_only else Cadence(meet, send, None)
    workday = POLICY.workday_on_or_before(day)
    clock = clock_for(cadence, POLICY, workday)
    around = [clock + timedelta(days=by) for by in range(-40, 41)]
    leading = [start for start in around if first_day(cadence, POLICY, start) == workday]
    if leading:
        assert clock == leading[0]
    else:
        assert 0 < (workday - first_day(cadence, POLICY, clock)).days <= 5
