"""Kept: which intervals count, and which of them were not exceeded; how long a silence is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.cadence.adherence import (
    Ended,
    Kept,
    ended_after,
    kept,
    missed_in_silence,
    year_as_of,
    year_before,
)
from clientpulse.cadence.facts import Facts
from clientpulse.cadence.interval import Interval, parse_interval
from clientpulse.cadence.policy import Cadence, Policy

TODAY = date(2026, 11, 20)  # a Friday
YEAR_BEFORE = date(2025, 11, 20)
POLICY = Policy()

intervals = st.none() | st.builds(Interval, st.integers(1, 40), st.sampled_from("dwmy"))
cadences = st.builds(Cadence, intervals, intervals, st.just("client"))
days = st.integers(-1500, 40).map(lambda ahead: TODAY + timedelta(days=ahead))
# Near the edge of the year many at a time, so that every side of it is met often.
edge_days = st.integers(-20, 20).map(lambda ahead: YEAR_BEFORE + timedelta(days=ahead))
histories = st.lists(days | edge_days, max_size=12)


def day(text: str) -> date:
    return date.fromisoformat(text)


def updates(send: str) -> Cadence:
    return Cadence(None, parse_interval(send), "client")


def facts(start: date, cadence: Cadence, **known: object) -> Facts:
    return Facts(key="acme", name="Acme", started_on=start, cadence=cadence, **known)


def ended(start, meetings, reached, cadence, today=TODAY, **known):
    dates = sorted(meetings), sorted(reached)
    return ended_after(year_before(today), facts(start, cadence, **known), *dates, POLICY, today)


def kept_of(start: str, reached: str, send: str = "1m", **known: object) -> tuple[int, int]:
    dates = [day(text) for text in reached.split()]
    found = kept(ended(day(start), [], dates, updates(send), **known))
    return found.kept, found.counted


@pytest.mark.parametrize(
    ("start", "reached", "expected"),
    [
        ("2026-11-01", "", (0, 0)),  # still open
        ("2026-10-20", "", (0, 0)),  # due today: still open
        ("2026-10-19", "", (0, 1)),  # due yesterday
        ("2026-10-01", "2026-11-01", (1, 1)),  # on the due date
        ("2026-10-01", "2026-10-31", (1, 1)),
        ("2026-10-01", "2026-11-02", (0, 1)),
        ("2026-09-30", "2026-10-30", (1, 1)),
        ("2026-08-31", "2026-09-30 2026-10-30", (2, 2)),  # September has no 31st
        ("2026-08-31", "2026-10-01 2026-11-01", (1, 2)),
        ("2026-10-01", "2026-11-01 2026-11-01", (1, 1)),  # twice in one day
        ("2026-10-01", "2026-10-01 2026-11-01", (1, 1)),  # on the start itself
        ("2026-10-01", "2026-09-15 2026-11-01", (1, 1)),  # before the start
        ("2026-10-01", "2026-11-01 2026-11-21", (1, 1)),  # after today
        ("2027-01-01", "2026-11-01", (0, 0)),  # begins in the future
    ],
)
def test_an_interval_is_kept_when_the_next_touchpoint_came_by_its_due_date(
    start, reached, expected
):
    assert kept_of(start, reached) == expected


@pytest.mark.parametrize(
    ("start", "reached", "missed_on"),
    [
        ("2026-08-01", "2026-11-01", "2026-10-01 2026-09-01"),  # on its third due date
        ("2026-08-01", "2026-11-02", "2026-11-01 2026-10-01 2026-09-01"),
        ("2026-08-01", "", "2026-11-01 2026-10-01 2026-09-01"),
        ("2026-08-20", "", "2026-10-20 2026-09-20"),  # the third is today
        ("2026-07-31", "", "2026-10-31 2026-09-30 2026-08-31"),  # added to the opening each
    ],
)
def test_a_long_silence_misses_each_of_its_due_dates(start, reached, missed_on):
    contacts = [day(text) for text in reached.split()]
    assert ended(day(start), [], contacts, updates("1m")) == [
        Ended(day(on), False) for on in missed_on.split()
    ]


@pytest.mark.parametrize(
    ("rests", "missed"),
    [
        ([], 3),
        ([("2026-09-01", "2026-10-01")], 2),  # over on its last day
        ([("2026-09-02", "2026-10-02")], 2),
        ([("2026-08-15", "2026-12-01")], 0),
        ([("2026-09-01", "2026-09-02"), ("2026-11-01", "9999-12-31")], 1),
    ],
)
def test_a_due_date_in_a_pause_or_a_snooze_does_not_count(rests, missed):
    spans = tuple((day(first), day(over)) for first, over in rests)
    assert kept_of("2026-08-01", "", rests=spans) == (0, missed)
    assert kept_of("2026-08-01", "2026-11-05", rests=spans) == (0, missed)
    assert kept_of("2026-08-01", "2026-08-20 2026-09-05", rests=spans)[0] == 2


@pytest.mark.parametrize(
    ("send", "start", "reached", "expected"),
    [
        ("1d", "2026-11-12", "2026-11-13 2026-11-16", (1, 1)),  # a weekend misses nothing
        ("1d", "2026-11-12", "2026-11-13 2026-11-17", (1, 2)),  # but Monday's
        ("6d", "2026-11-09", "2026-11-16", (0, 0)),  # due on a Sunday
        ("6d", "2026-11-10", "2026-11-17", (0, 1)),  # due on a Monday
        ("1w", "2026-11-08", "2026-11-16", (0, 1)),  # of a week and more, a Sunday counts too
    ],
)
def test_of_intervals_under_a_week_only_workdays_count(send, start, reached, expected):
    found = kept(
        ended(day(start), [], [day(on) for on in reached.split()], updates(send), day("2026-11-17"))
    )
    assert (found.kept, found.counted) == expected


@pytest.mark.parametrize(
    ("reached", "expected"),
    [
        ("2025-11-19 2026-11-19", (1, 1)),  # the first ended before the year
        ("2025-11-20 2026-11-19", (1, 1)),  # on its edge
        ("2025-11-21 2026-11-19", (2, 2)),  # the day after
    ],
)
def test_only_what_ended_within_twelve_months_counts(reached, expected):
    assert kept_of("2025-11-01", reached, "3y") == expected


@pytest.mark.parametrize(
    ("start", "counted"), [("2024-11-20", 0), ("2024-11-21", 1), ("2020-01-01", 1)]
)
def test_a_silence_counts_for_the_due_dates_of_the_year(start, counted):
    assert kept_of(start, "", "1y") == (0, counted)


def test_meetings_and_updates_add_up_the_latest_first_and_meetings_before_updates():
    cadence = Cadence(parse_interval("3m"), parse_interval("1m"), "rule")
    meetings = [day("2026-04-01"), day("2026-08-01")]
    reached = [*meetings, day("2026-02-01"), day("2026-03-01")]
    found = [
        (f"{one.on:%m-%d}", one.kept)
        for one in ended(day("2026-01-01"), meetings, reached, cadence)
    ]
    assert found == [
        *[("11-01", False), ("11-01", False), ("10-01", False), ("09-01", False)],
        *[("07-01", False), ("07-01", False), ("06-01", False), ("05-01", False)],
        *[("04-01", True), ("04-01", True), ("03-01", True), ("02-01", True)],
    ]


def test_without_a_cadence_there_is_nothing_to_keep():
    nothing = kept(ended(day("2026-01-01"), [TODAY], [TODAY], Cadence(None, None, None)))
    assert nothing == Kept(0, 0)
    assert nothing.percent is None


@pytest.mark.parametrize(
    ("in_time", "counted", "percent"),
    [(0, 1, 0), (1, 1, 100), (1, 3, 33), (2, 3, 67), (1, 8, 13), (299, 300, 99), (300, 300, 100)],
)
def test_the_share_is_rounded_but_never_up_to_all(in_time, counted, percent):
    assert Kept(in_time, counted).percent == percent


@pytest.mark.parametrize(
    ("today", "before"),
    [
        ("2026-11-20", "2025-11-20"),
        ("2028-02-29", "2027-02-28"),
        ("2029-02-28", "2028-02-28"),
        ("0001-06-01", "0001-01-01"),
    ],
)
def test_the_year_before_is_twelve_calendar_months(today, before):
    assert year_before(day(today)) == day(before)


@pytest.mark.parametrize(
    ("cadence", "reach_on", "missed"),
    [
        (updates("1m"), "2026-10-20", 0),  # due today
        (updates("1m"), "2026-10-19", 1),
        (updates("1m"), "2026-09-19", 2),
        (updates("1m"), "2026-08-19", 3),
        (updates("1m"), "2020-01-01", 3),  # no more are counted
        (updates("1m"), None, 3),  # since the start
        (Cadence(parse_interval("3m"), None, None), "2026-08-19", 1),
        (Cadence(parse_interval("1w"), parse_interval("3m"), "client"), "2026-08-19", 1),
        (Cadence(None, None, None), "2020-01-01", 0),
    ],
)
def test_a_silence_has_missed_the_due_dates_since_the_last_contact(cadence, reach_on, missed):
    last = None if reach_on is None else day(reach_on)
    silent = facts(day("2025-01-01"), cadence, last_reach_on=last)
    assert missed_in_silence(silent, POLICY, TODAY) == missed
    resting = facts(silent.started_on, cadence, last_reach_on=last, rests=((date.min, date.max),))
    assert missed_in_silence(resting, POLICY, TODAY) == 0


def the_recent(dates: list[date]) -> list[date]:
    older = [each for each in dates if each <= YEAR_BEFORE]
    return [each for each in dates if each > YEAR_BEFORE] + ([max(older)] if older else [])


@given(days | edge_days, histories, histories, cadences)
def test_dates_before_the_last_one_that_is_a_year_old_make_no_difference(
    start, meetings, reached, cadence
):
    whole = ended(start, meetings, reached, cadence)
    assert ended(start, the_recent(meetings), the_recent(reached), cadence) == whole


@given(days | edge_days, histories, cadences)
def test_what_ended_is_within_the_year_the_latest_first_and_repeats_make_no_difference(
    start, reached, cadence
):
    once = ended(start, [], reached, cadence)
    assert ended(start, [], reached + reached, cadence) == once
    assert [one.on for one in once] == sorted((one.on for one in once), reverse=True)
    assert all(YEAR_BEFORE < one.on <= TODAY for one in once)


@given(st.data(), days, histories, histories, cadences)
def test_what_had_ended_as_of_an_earlier_day_is_what_was_counted_on_it(
    data, start, meetings, reached, cadence
):
    one, dates = facts(start, cadence), (sorted(meetings), sorted({*meetings, *reached}))
    long_before = TODAY - timedelta(days=1200)
    later = ended_after(long_before, one, *dates, POLICY, TODAY)
    # On the days on which something ended, and those beside them, the two could differ.
    ends = [on for on in {each.on for each in later} if on > TODAY - timedelta(days=800)]
    then = data.draw(st.sampled_from(sorted(ends)) if ends else st.just(TODAY))
    for day in (then - timedelta(days=1), then, min(then + timedelta(days=1), TODAY)):
        then_counted = ended_after(year_before(day), one, *dates, POLICY, day)
        assert year_as_of(later, day) == then_counted
