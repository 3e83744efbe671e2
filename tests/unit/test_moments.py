"""Which occurrence of a birthday or a yearly reminder matters."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.cadence.engine import items_for
from clientpulse.cadence.facts import Facts
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.items import ACTIONABLE, SOON
from clientpulse.cadence.moments import (
    birthday_near,
    birthday_occurrence,
    birthday_on,
    greeted_on_after_correction,
    yearly_occurrence,
)
from clientpulse.cadence.open_items import Moment, OpenItems
from clientpulse.cadence.policy import Cadence, Policy
from tests.unit.made_up import around_today, policies

TODAY = date(2026, 11, 20)  # a Friday
POLICY = Policy()
days = st.dates(date(1990, 1, 1), date(2040, 12, 31))


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


@pytest.mark.parametrize(
    ("stored", "year", "on"),
    [
        ("1979-04-12", 2026, "2026-04-12"),
        ("--04-12", 2026, "2026-04-12"),
        ("1980-02-29", 2026, "2026-02-28"),
        ("1980-02-29", 2028, "2028-02-29"),
        ("--02-29", 2100, "2100-02-28"),
        ("--12-31", 1, "0001-12-31"),
        ("1979-01-01", 9999, "9999-01-01"),
    ],
)
def test_a_birthday_comes_every_year(stored, year, on):
    assert birthday_on(stored, year) == day(on)


@pytest.mark.parametrize(
    ("stored", "today", "until", "on"),
    [
        ("--11-20", "2026-11-20", "2026-11-20", "2026-11-20"),
        ("--11-13", "2026-11-20", "2026-11-20", "2026-11-13"),  # a week ago
        ("--11-12", "2026-11-20", "2026-11-20", None),
        ("--11-12", "2026-11-20", "2027-11-12", "2027-11-12"),
        ("--11-12", "2026-11-20", "2027-11-11", None),
        ("--11-22", "2026-11-20", "2026-11-20", "2026-11-22"),  # a Sunday: by Friday
        ("--11-22", "2026-11-19", "2026-11-19", None),
        ("--11-23", "2026-11-20", "2026-11-20", None),
        ("--11-23", "2026-11-20", "2026-11-23", "2026-11-23"),
        ("--12-28", "2027-01-03", "2027-01-03", "2026-12-28"),  # the year before
        ("--12-26", "2027-01-03", "2027-01-03", None),
        ("--01-02", "2026-12-31", "2027-01-01", "2027-01-02"),  # the year after, a Saturday
        ("--02-29", "2027-02-26", "2027-02-26", "2027-02-28"),
        ("--02-29", "2027-03-07", "2027-03-07", "2027-02-28"),
        ("--02-29", "2027-03-08", "2027-03-08", None),
        ("--01-01", "9999-12-31", "9999-12-31", None),
        ("--01-02", "0001-01-03", "0001-01-03", "0001-01-02"),
    ],
)
def test_the_birthday_that_matters_is_the_last_for_a_week_and_then_the_next(
    stored, today, until, on
):
    assert birthday_near(stored, day(today), day(until), POLICY) == day(on)


@pytest.mark.parametrize(
    ("stored", "greeted_on", "today", "on"),
    [
        ("--11-12", None, "2026-11-20", "2027-11-12"),
        ("--11-20", None, "2026-11-20", "2026-11-20"),
        ("--11-20", "2025-11-20", "2026-11-20", "2026-11-20"),
        ("--11-20", "2026-11-20", "2026-11-20", "2027-11-20"),
        ("--11-20", "2026-11-20", "2026-11-01", "2027-11-20"),  # greeted ahead of its day
        ("--11-20", "2026-11-19", "2026-11-20", "2026-11-20"),  # another day, since corrected
        ("--11-20", "2026-11-21", "2026-11-20", "2027-11-20"),
        ("--01-02", "2027-01-02", "2026-12-28", "2028-01-02"),
        ("--02-29", None, "2027-03-08", "2028-02-29"),
        ("--02-29", "2027-02-28", "2027-02-28", "2028-02-29"),
        ("--02-29", "2028-02-29", "2028-03-01", "2029-02-28"),
        ("--01-01", None, "9999-12-31", None),
        ("--12-31", "9999-12-31", "9999-12-31", None),
    ],
)
def test_a_birthday_that_was_greeted_comes_next_year(stored, greeted_on, today, on):
    assert birthday_occurrence(stored, day(greeted_on), day(today)) == day(on)


@given(days, around_today, policies)
def test_a_greeting_settles_one_occurrence_and_no_other(born, today, policy):
    stored = born.isoformat()
    on = birthday_occurrence(stored, None, today)
    assert birthday_occurrence(stored, on - timedelta(1), today) == on
    following = birthday_occurrence(stored, on, today)
    assert 365 <= (following - on).days <= 366
    assert birthday_occurrence(stored, on, following) == following


@pytest.mark.parametrize(
    ("before", "after", "greeted_on", "today", "on"),
    [
        # Greeted for the 24th. The right day is to come: it comes up.
        ("1979-11-24", "1979-11-28", "2026-11-24", "2026-11-25", "2026-11-28"),
        ("1979-11-24", "1979-12-24", "2026-11-24", "2026-11-25", "2026-12-24"),
        # The right day is today or past: the greeting was theirs.
        ("1979-11-24", "1979-11-25", "2026-11-24", "2026-11-25", "2027-11-25"),
        ("1979-11-24", "1979-11-20", "2026-11-24", "2026-11-25", "2027-11-20"),
        ("--01-02", "--12-30", "2027-01-02", "2027-01-03", "2027-12-30"),
        # Greeted ahead, for a day that wasn't it.
        ("1979-12-20", "1979-12-01", "2026-12-20", "2026-11-25", "2026-12-01"),
        # Only the year was wrong.
        ("1979-11-24", "1980-11-24", "2026-11-24", "2026-11-25", "2027-11-24"),
        ("1979-11-24", "--11-24", "2026-12-24", "2026-11-25", "2027-11-24"),
        # Greeted last year.
        ("1979-11-28", "1979-11-24", "2025-11-28", "2026-11-25", "2026-11-24"),
        ("1979-11-24", "1979-11-28", None, "2026-11-25", "2026-11-28"),
    ],
)
def test_a_birthday_that_is_corrected_comes_up_where_its_right_day_is_to_come(
    before, after, greeted_on, today, on
):
    corrected = greeted_on_after_correction(before, after, day(greeted_on), day(today))
    assert birthday_occurrence(after, corrected, day(today)) == day(on)


def test_days_off_bring_birthdays_near():
    away = Policy(days_off=((date(2026, 11, 23), date(2026, 12, 11)),))
    assert birthday_near("--12-13", TODAY, TODAY, away) == date(2026, 12, 13)
    assert birthday_near("--12-14", TODAY, TODAY, away) is None


@given(days, around_today, policies, st.integers(1, 40))
def test_no_birthday_is_passed_over_that_there_is_to_act_on(born, today, policy, ahead):
    """Whatever a year's occurrence would ask for, the one that is returned asks for it."""
    span = Interval(ahead, "d")
    near = birthday_near(born.isoformat(), today, span.after(today), policy)
    policy = Policy(
        workdays=policy.workdays,
        days_off=policy.days_off,
        rules={"feedback": None, "checkup": None},
    )
    for year in (today.year - 1, today.year, today.year + 1):
        on = birthday_on(born.isoformat(), year)
        moments = (Moment("birthday", on, None, "Ann", birthday=True),)
        facts = Facts(
            *("a", "A", date(1990, 1, 1), Cadence(None, None, None)),
            open_items=OpenItems(moments=moments),
        )
        items = items_for(facts, policy, today, span)
        if {item.status for item in items} & (ACTIONABLE | {SOON}):
            assert near == on


@pytest.mark.parametrize(
    ("remind_on", "done_on", "today", "on"),
    [
        ("2026-11-20", None, "2026-11-19", "2026-11-20"),
        ("2026-11-20", None, "2026-11-20", "2026-11-20"),
        ("2026-11-20", None, "2027-11-19", "2026-11-20"),  # missed, and still to be made up for
        ("2026-11-20", None, "2027-11-20", "2027-11-20"),  # the next one has come up
        ("2026-11-20", None, "2030-06-01", "2029-11-20"),
        ("2026-11-20", "2026-11-20", "2026-11-20", "2027-11-20"),
        ("2026-11-20", "2026-11-20", "2026-11-01", "2027-11-20"),  # done ahead of its day
        ("2026-11-20", "2026-11-20", "2028-01-01", "2027-11-20"),
        ("2026-11-20", "2026-11-20", "2028-11-20", "2028-11-20"),
        ("2026-11-20", "2027-11-20", "2027-12-01", "2028-11-20"),
        ("2026-11-20", "2027-03-01", "2027-12-01", "2027-11-20"),  # moved after it was done
        ("2026-11-20", "2027-12-01", "2027-12-01", "2028-11-20"),
        ("2030-01-05", None, "2026-11-20", "2030-01-05"),
        ("2028-02-29", "2028-02-29", "2028-03-01", "2029-02-28"),
        ("2028-02-29", "2029-02-28", "2029-03-01", "2030-02-28"),
        ("2028-02-29", "2031-02-28", "2031-03-01", "2032-02-29"),
        ("9999-01-05", "9999-01-05", "9999-01-05", None),
    ],
)
def test_a_missed_year_stays_until_the_next_one_comes_up(remind_on, done_on, today, on):
    assert yearly_occurrence(day(remind_on), day(done_on), day(today)) == day(on)


@given(days, st.none() | days, days)
def test_it_is_the_first_that_is_neither_done_nor_superseded(remind_on, done_on, today):
    every = [
        date(remind_on.year + n, remind_on.month, min(remind_on.day, 28 if n % 4 else 29))
        if (remind_on.month, remind_on.day) == (2, 29)
        else remind_on.replace(year=remind_on.year + n)
        for n in range(60)
    ]
    latest = max((on for on in every if on <= today), default=date.min)
    open_ones = [on for on in every if on >= latest and (done_on is None or on > done_on)]
    found = yearly_occurrence(remind_on, done_on, today)
    assert found == open_ones[0]
    again = yearly_occurrence(remind_on, found, today)
    assert timedelta(365) <= again - found <= timedelta(366)
