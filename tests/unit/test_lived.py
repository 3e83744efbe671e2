"""The interval really lived, and the cadence nearest to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.cadence.interval import Interval, parse_interval
from clientpulse.cadence.policy import Cadence, Policy
from clientpulse.services.proposing.lived import MEETINGS, UPDATES, lived, nearest_cadence
from clientpulse.views.proposals import Correspondent, Lived

TODAY = date(2026, 11, 28)


def known(met: Iterable[date] = (), wrote: Iterable[date] = ()) -> Lived:
    days = frozenset(met), frozenset(wrote)
    return lived(
        [Correspondent("a@a.example", "Ann", "", days[1], frozenset(), frozenset(), days[0])]
    )


def ago(*days: int) -> list[date]:
    return [TODAY - timedelta(days=one) for one in days]


def series(first: date, interval: Interval, count: int) -> list[date]:
    return [interval.after(first, times) for times in range(count)]


def cadence(meeting: str | None, update: str | None) -> tuple[Interval | None, Interval | None]:
    return tuple(None if one is None else parse_interval(one) for one in (meeting, update))  # type: ignore[return-value]


def agreed(one: Cadence) -> tuple[Interval | None, Interval | None]:
    return one.meeting, one.update if one.update_from == "client" else None


@given(
    st.sampled_from(MEETINGS),
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.integers(min_value=4, max_value=20),
)
def test_a_regular_series_of_meetings_gives_its_own_interval(
    name: str, first: date, count: int
) -> None:
    interval = parse_interval(name)
    assert interval is not None

    assert nearest_cadence(known(series(first, interval, count)), Policy()).meeting == interval


@given(
    st.sampled_from(UPDATES),
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.integers(min_value=4, max_value=20),
)
def test_a_regular_series_of_messages_gives_its_own_interval(
    name: str, first: date, count: int
) -> None:
    interval = parse_interval(name)
    assert interval is not None

    found = nearest_cadence(known(wrote=series(first, interval, count)), Policy())

    assert (found.meeting, found.update) == (None, interval)


@given(st.sets(st.integers(min_value=0, max_value=365), min_size=1))
def test_there_is_a_cadence_for_whoever_heard_from_us(days: set[int]) -> None:
    assert nearest_cadence(known(wrote=ago(*days)), Policy()).update is not None
    assert nearest_cadence(known(met=ago(*days)), Policy()) != Cadence(None, None, None)


def test_one_long_silence_changes_nothing() -> None:
    weekly = [TODAY - timedelta(weeks=one) for one in range(20)]

    assert known([*weekly, date(2026, 1, 5)]).meeting_days == 7


def test_a_conversation_of_some_days_is_one() -> None:
    found = known(wrote=ago(0, 1, 2, 3, 30, 31, 60, 61, 62, 90))

    assert found.writing_days == 28
    assert found.wrote == 10


@pytest.mark.parametrize(
    ("met", "expected"),
    [
        (ago(10), None),
        (ago(10, 11), None),
        (ago(10, 69), None),
        (ago(10, 70), 60),
        (ago(10, 17, 24), 7),
    ],
)
def test_a_few_meetings_say_nothing(met: list[date], expected: int | None) -> None:
    assert known(met).meeting_days == expected


@pytest.mark.parametrize(
    ("met", "wrote", "expected"),
    [
        pytest.param(range(0, 361, 90), range(0, 361, 30), ("3m", None), id="the rule fits"),
        pytest.param(range(0, 361, 90), range(0, 361, 10), ("3m", None), id="more mail than asked"),
        pytest.param(range(0, 361, 90), (), ("3m", "3m"), id="nothing between the meetings"),
        pytest.param(range(0, 361, 30), (), ("1m", "1m"), id="monthly, nothing between"),
        pytest.param(range(0, 361, 7), (), ("1w", None), id="weekly meetings"),
        pytest.param((), (0, 200), (None, "6m"), id="twice a year"),
        pytest.param((), (0,), (None, "1y"), id="once"),
    ],
)
def test_what_was_lived_is_proposed(
    met: Iterable[int], wrote: Iterable[int], expected: tuple[str | None, str | None]
) -> None:
    found = nearest_cadence(known(ago(*met), ago(*wrote)), Policy())

    assert agreed(found) == cadence(*expected)
