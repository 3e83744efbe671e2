"""The over-communication rule, workdays, and the cadence that follows."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.cadence.interval import Interval, parse_interval
from clientpulse.cadence.policy import OVER_COMMUNICATION, Cadence, Policy
from tests.unit.made_up import around_today, days_off

intervals = st.builds(Interval, st.integers(1, 999), st.sampled_from("dwmy"))
weeks = st.frozensets(st.integers(0, 6), min_size=1)


@pytest.mark.parametrize(
    ("meeting", "updates"),
    [
        ("2y", "1m"),
        ("annual", "1m"),
        ("semiannual", "1m"),
        ("quarterly", "1m"),
        ("12w", "1m"),
        ("84d", "1m"),
        ("83d", "2w"),
        ("11w", "2w"),
        ("bimonthly", "2w"),
        ("6w", "2w"),
        ("42d", "2w"),
        ("41d", "1w"),
        ("monthly", "1w"),
        ("biweekly", "1w"),
        ("8d", "1w"),
        ("7d", None),
        ("weekly", None),
        ("daily", None),
        ("none", None),
    ],
)
def test_the_rarer_the_meetings_the_rarer_the_updates(meeting, updates):
    expected = None if updates is None else parse_interval(updates)
    assert Policy().update_interval_for(parse_interval(meeting)) == expected


@pytest.mark.parametrize("rows", list(permutations(OVER_COMMUNICATION)))
def test_the_table_may_be_given_in_any_order(rows):
    policy = Policy(over_communication=rows)
    assert policy == Policy()
    assert policy.over_communication == OVER_COMMUNICATION


def test_rows_in_different_units_are_sorted_by_their_days():
    policy = Policy(
        over_communication=(
            (Interval(30, "d"), Interval(3, "d")),
            (Interval(1, "m"), Interval(1, "w")),
            (Interval(1, "y"), None),
        )
    )
    assert policy.update_interval_for(Interval(1, "m")) == Interval(1, "w")
    assert policy.update_interval_for(Interval(30, "d")) == Interval(3, "d")
    assert policy.update_interval_for(Interval(1, "y")) is None


def test_an_empty_table_means_no_updates():
    assert Policy(over_communication=()).update_interval_for(Interval(1, "y")) is None


@given(intervals, intervals)
def test_rarer_meetings_never_mean_more_frequent_updates(one, other):
    near, far = sorted((one, other), key=lambda interval: interval.days)
    near_updates = Policy().update_interval_for(near)
    far_updates = Policy().update_interval_for(far)
    if near_updates is not None:
        assert far_updates is not None
        assert far_updates.days >= near_updates.days


@given(intervals)
def test_updates_are_more_frequent_than_the_meetings_they_follow_from(meeting):
    updates = Policy().update_interval_for(meeting)
    assert updates is None or updates.days < meeting.days


QUARTERLY, MONTHLY, WEEKLY = Interval(3, "m"), Interval(1, "m"), Interval(1, "w")


@pytest.mark.parametrize(
    ("meeting", "own_update", "follows_rule", "expected"),
    [
        (QUARTERLY, None, True, Cadence(QUARTERLY, MONTHLY, "rule")),
        (QUARTERLY, WEEKLY, True, Cadence(QUARTERLY, WEEKLY, "client")),
        (QUARTERLY, WEEKLY, False, Cadence(QUARTERLY, WEEKLY, "client")),
        (QUARTERLY, None, False, Cadence(QUARTERLY, None, None)),
        (WEEKLY, None, True, Cadence(WEEKLY, None, None)),
        (WEEKLY, MONTHLY, True, Cadence(WEEKLY, MONTHLY, "client")),
        (None, WEEKLY, True, Cadence(None, WEEKLY, "client")),
        (None, None, True, Cadence(None, None, None)),
        (None, None, False, Cadence(None, None, None)),
    ],
)
def test_the_clients_own_update_wins_over_the_rule(meeting, own_update, follows_rule, expected):
    assert Policy().cadence(meeting, own_update, follows_rule) == expected


FRIDAY = date(2026, 12, 4)


@pytest.mark.parametrize(("days", "back"), [(0, 0), (1, 1), (2, 2), (3, 0), (-1, 0)])
def test_a_weekend_steps_back_to_friday(days, back):
    day = FRIDAY + timedelta(days=days)
    assert Policy().workday_on_or_before(day) == day - timedelta(days=back)


def test_workdays_can_be_others():
    sunday_to_thursday = Policy(workdays=frozenset({6, 0, 1, 2, 3}))
    assert sunday_to_thursday.workday_on_or_before(FRIDAY) == date(2026, 12, 3)
    assert sunday_to_thursday.workday_on_or_before(date(2026, 12, 6)) == date(2026, 12, 6)


@given(weeks, st.dates(min_value=date(1, 1, 7)))
def test_the_workday_is_the_nearest_one_behind(workdays, day):
    workday = Policy(workdays=workdays).workday_on_or_before(day)
    assert workday.weekday() in workdays
    assert 0 <= (day - workday).days <= 6
    between = [day - timedelta(days=back) for back in range((day - workday).days)]
    assert not any(other.weekday() in workdays for other in between)


def test_before_the_first_workday_of_the_calendar_there_is_its_first_day():
    assert Policy(workdays=frozenset({6})).workday_on_or_before(date(1, 1, 3)) == date.min


@pytest.mark.parametrize("workdays", [frozenset(), frozenset({7}), frozenset({-1, 2})])
def test_a_week_has_workdays_from_monday_to_sunday(workdays):
    with pytest.raises(ValueError, match="workdays"):
        Policy(workdays=workdays)


@pytest.mark.parametrize(
    ("day", "after"),
    [
        ("2026-12-02", "2026-12-03"),
        ("2026-12-03", "2026-12-04"),
        ("2026-12-04", "2026-12-07"),  # a Friday
        ("2026-12-05", "2026-12-07"),
        ("2026-12-06", "2026-12-07"),
        ("2026-12-31", "2027-01-01"),
        ("2028-02-28", "2028-02-29"),
    ],
)
def test_the_workday_after_a_day_is_never_that_day(day, after):
    assert Policy().workday_after(date.fromisoformat(day)) == date.fromisoformat(after)


def span(first: str, last: str) -> tuple[date, date]:
    return date.fromisoformat(first), date.fromisoformat(last)


@pytest.mark.parametrize(
    ("away", "day", "before", "after"),
    [
        # A week off, Monday 7 to Friday 11 December, with the weekends on both its sides.
        ([("2026-12-07", "2026-12-11")], "2026-12-04", "2026-12-04", "2026-12-14"),
        ([("2026-12-07", "2026-12-11")], "2026-12-05", "2026-12-04", "2026-12-14"),
        ([("2026-12-07", "2026-12-11")], "2026-12-09", "2026-12-04", "2026-12-14"),
        ([("2026-12-07", "2026-12-11")], "2026-12-13", "2026-12-04", "2026-12-14"),
        ([("2026-12-07", "2026-12-11")], "2026-12-14", "2026-12-14", "2026-12-15"),
        ([("2026-12-07", "2026-12-11")], "2026-12-03", "2026-12-03", "2026-12-04"),
        # A Wednesday.
        ([("2026-12-09", "2026-12-09")], "2026-12-09", "2026-12-08", "2026-12-10"),
        ([("2026-12-09", "2026-12-09")], "2026-12-08", "2026-12-08", "2026-12-10"),
        # Two spans with a weekend between them; nested ones; one behind the other, not in order.
        (
            [("2026-12-14", "2026-12-18"), ("2026-12-07", "2026-12-11")],
            *("2026-12-16", "2026-12-04", "2026-12-21"),
        ),
        (
            [("2026-12-07", "2026-12-18"), ("2026-12-09", "2026-12-10")],
            *("2026-12-17", "2026-12-04", "2026-12-21"),
        ),
        (
            [("2026-12-10", "2026-12-10"), ("2026-12-09", "2026-12-09")],
            *("2026-12-10", "2026-12-08", "2026-12-11"),
        ),
        # Work on the Tuesday between them.
        (
            [("2026-12-09", "2026-12-11"), ("2026-12-07", "2026-12-07")],
            *("2026-12-11", "2026-12-08", "2026-12-14"),
        ),
    ],
)
def test_days_off_are_stepped_over_like_a_weekend(away, day, before, after):
    policy = Policy(days_off=tuple(span(*one) for one in away))
    day = date.fromisoformat(day)
    assert policy.workday_on_or_before(day) == date.fromisoformat(before)
    assert policy.workday_after(day) == date.fromisoformat(after)


@given(weeks, days_off, around_today)
def test_with_days_off_it_is_still_the_nearest_workday_on_either_side(workdays, off, day):
    policy = Policy(workdays=workdays, days_off=off)

    def works(on: date) -> bool:
        return on.weekday() in workdays and not any(first <= on <= last for first, last in off)

    before, after = policy.workday_on_or_before(day), policy.workday_after(day)
    assert works(before)
    assert works(after)
    assert before <= day < after
    between = (after - before).days
    assert [n for n in range(between) if works(before + timedelta(days=n))] == [0]


@given(weeks, days_off, around_today)
def test_an_absence_is_whole_and_has_a_workday_on_neither_side(workdays, off, day):
    policy = Policy(workdays=workdays, days_off=off)
    absence = policy.absence(day)
    is_off = any(first <= day <= last for first, last in off)
    if absence is None:
        assert not is_off
        return
    first, last = absence
    assert any(first == one for one, _ in off)
    assert any(last == one for _, one in off)
    assert day <= policy.workday_after(last)
    assert policy.workday_on_or_before(first) == policy.workday_on_or_before(last) < first
    assert policy.absence(first) == policy.absence(last) == absence
    assert policy.absence(policy.workday_after(last)) == absence


def test_days_off_to_either_end_of_the_calendar_leave_its_ends():
    policy = Policy(days_off=((date.min, date(2026, 1, 1)), (date(2026, 12, 31), date.max)))
    assert policy.workday_on_or_before(date(2025, 6, 1)) == date.min
    assert policy.workday_after(date(2025, 6, 1)) == date(2026, 1, 2)
    assert policy.workday_after(date(2027, 6, 1)) == date.max
    assert policy.workday_on_or_before(date(2027, 6, 1)) == date(2026, 12, 30)
    assert Policy().workday_after(date.max) == date.max


def test_days_off_end_after_they_begin_and_recaps_have_their_words():
    with pytest.raises(ValueError, match="days off"):
        Policy(days_off=((date(2026, 1, 2), date(2026, 1, 1)),))
    with pytest.raises(ValueError, match="meeting, voice, none"):
        Policy(recap="email")


def test_a_policy_with_rules_of_its_own_can_still_be_a_key():
    one, other = Policy(rules={"feedback": None}), Policy()
    assert len({one: 1, other: 2}) == 2
    assert one != other
    assert one.rules_off == {"feedback"}
    assert other.rules_off == frozenset()
