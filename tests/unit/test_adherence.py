"""Kept: which intervals count, and which of them were not exceeded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.cadence.adherence import Kept, kept_then_and_now, year_before
from clientpulse.cadence.interval import Interval, parse_interval
from clientpulse.cadence.policy import Cadence
from tests.unit.plain_adherence import kept

TODAY = date(2026, 11, 20)
YEAR_BEFORE = date(2025, 11, 20)

intervals = st.none() | st.builds(Interval, st.integers(1, 40), st.sampled_from("dwmy"))
cadences = st.builds(Cadence, intervals, intervals, st.just("client"))
days = st.integers(-1500, 40).map(lambda ahead: TODAY + timedelta(days=ahead))
# Near the edge of the year many at a time, so that every side of it is met often.
edge_days = st.integers(-20, 20).map(lambda ahead: YEAR_BEFORE + timedelta(days=ahead))
histories = st.lists(days | edge_days, max_size=12)


def day(text: str) -> date:
    return date.fromisoformat(text)


def kept_iso(started_on, meetings, reached, cadence, today):
    return kept_then_and_now(started_on, meetings, reached, cadence, today, today)[1]


def updates(send: str) -> Cadence:
    return Cadence(None, parse_interval(send), "client")


def kept_of(start: str, reached: str, send: str = "1m") -> tuple[int, int]:
    """Count in both forms, so that each stands at every boundary of the tables."""
    texts = reached.split()
    result = kept(day(start), [], [day(text) for text in texts], updates(send), TODAY)
    assert kept_iso(start, [], texts, updates(send), TODAY.isoformat()) == result
    return result.kept, result.counted


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
        ("2026-08-01", "2026-11-01", (0, 1)),  # a long silence is one interval
        ("2027-01-01", "2026-11-01", (0, 0)),  # begins in the future
    ],
)
def test_an_interval_is_kept_when_the_next_touchpoint_came_by_its_due_date(
    start, reached, expected
):
    assert kept_of(start, reached) == expected


@pytest.mark.parametrize(
    ("reached", "counted"),
    [
        ("2025-11-19 2026-11-19", 1),  # the first ended before the year
        ("2025-11-20 2026-11-19", 1),  # on its edge
        ("2025-11-21 2026-11-19", 2),  # the day after
    ],
)
def test_only_what_ended_within_twelve_months_counts(reached, counted):
    assert kept_of("2025-11-01", reached, "3y") == (counted, counted)


@pytest.mark.parametrize(
    ("start", "counted"), [("2024-11-20", 0), ("2024-11-21", 1), ("2020-01-01", 0)]
)
def test_a_silence_that_never_ended_counts_while_its_due_date_is_within_the_year(start, counted):
    assert kept_of(start, "", "1y") == (0, counted)


def test_meetings_and_updates_add_up():
    cadence = Cadence(parse_interval("3m"), parse_interval("1m"), "rule")
    meetings = [day("2026-04-01"), day("2026-08-01")]  # kept, then a month too late, then open
    reached = [*meetings, day("2026-02-01"), day("2026-03-01")]  # kept 3, missed 1, missed open
    assert kept(day("2026-01-01"), meetings, reached, cadence, TODAY) == Kept(4, 1 + 1 + 1 + 5)


def test_without_a_cadence_there_is_nothing_to_keep():
    nothing = kept(day("2026-01-01"), [TODAY], [TODAY], Cadence(None, None, None), TODAY)
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
def test_the_year_is_twelve_calendar_months(today, before):
    assert year_before(day(today)) == day(before)


def iso(dates: list[date]) -> list[str]:
    return [each.isoformat() for each in sorted(dates)]


@given(days | edge_days, histories, histories, cadences)
def test_the_quick_form_counts_the_same(start, meetings, reached, cadence):
    quick = kept_iso(start.isoformat(), iso(meetings), iso(reached), cadence, TODAY.isoformat())
    assert quick == kept(start, meetings, reached, cadence, TODAY)


def the_recent(dates: list[date]) -> list[date]:
    older = [each for each in dates if each <= YEAR_BEFORE]
    return [each for each in dates if each > YEAR_BEFORE] + ([max(older)] if older else [])


@given(days | edge_days, histories, histories, cadences)
def test_dates_before_the_last_one_that_is_a_year_old_make_no_difference(
    start, meetings, reached, cadence
):
    whole = kept(start, meetings, reached, cadence, TODAY)
    assert kept(start, the_recent(meetings), the_recent(reached), cadence, TODAY) == whole
    recent = (iso(the_recent(meetings)), iso(the_recent(reached)))
    assert kept_iso(start.isoformat(), *recent, cadence, TODAY.isoformat()) == whole


@given(days | edge_days, histories, cadences, st.randoms())
def test_order_and_repeats_make_no_difference(start, reached, cadence, random):
    again = random.sample(reached + reached, 2 * len(reached))
    once = kept(start, [], reached, cadence, TODAY)
    assert kept(start, [], again, cadence, TODAY) == once
    assert once.kept <= once.counted


@given(days, histories, st.integers(1, 40), st.integers(0, 40))
def test_a_longer_interval_is_never_kept_less_often(start, reached, weeks, more):
    short = kept(start, [], reached, updates(f"{weeks}w"), TODAY)
    long = kept(start, [], reached, updates(f"{weeks + more}w"), TODAY)
    assert long.kept >= short.kept
    # Fewer may be missed: the last one can still be open.
    assert long.counted - long.kept <= short.counted - short.kept + 1


@given(
    st.lists(st.dates(date(2024, 1, 1), date(2026, 12, 31)), max_size=30),
    st.lists(st.dates(date(2024, 1, 1), date(2026, 12, 31)), max_size=30),
    st.dates(date(2024, 6, 1), date(2026, 12, 1)),
    st.integers(0, 200),
    st.sampled_from(["1d", "2w", "1m", "3m", "1y"]),
    st.sampled_from(["1w", "1m", "6m"]),
)
def test_two_days_are_counted_at_once_as_one_after_the_other(
    meetings, reaches, then, days, meet, send
):
    today = then + timedelta(days=days)
    cadence = Cadence(parse_interval(meet), parse_interval(send), "client")
    started = date(2024, 9, 1).isoformat()
    dates = [sorted(one.isoformat() for one in some) for some in (meetings, reaches)]
    apart = tuple(kept_iso(started, *dates, cadence, on.isoformat()) for on in (then, today))
    assert kept_then_and_now(started, *dates, cadence, then.isoformat(), today.isoformat()) == apart
