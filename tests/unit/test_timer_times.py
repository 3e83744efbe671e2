"""When a run is due, and when it is missing."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from clientpulse.services.timer import times, trouble
from clientpulse.views.timer import Installed, LastRun

EIGHT, HALF_PAST_ONE = time(8), time(13, 30)


def at(text: str) -> datetime:
    """Return a moment by the clock on the wall."""
    return datetime.fromisoformat(f"2026-{text}").astimezone()


def installed(since: str, *set_: time, scheduler: str = "systemd") -> Installed:
    since_at = at(since).astimezone(UTC)
    return Installed(scheduler, (), set_ or (EIGHT,), ("digest",), (), "/", since_at)


def ran(started: str) -> LastRun:
    return LastRun(at(started).astimezone(UTC), at(started), ())


@pytest.mark.parametrize(
    ("now", "last", "following"),
    [
        ("11-27 07:59:59", "11-26 08:00", "11-27 08:00"),
        ("11-27 08:00:00", "11-27 08:00", "11-28 08:00"),
        ("11-27 23:59:59", "11-27 08:00", "11-28 08:00"),
        ("03-01 00:00:00", "02-28 08:00", "03-01 08:00"),
    ],
)
def test_the_set_times_before_and_after_a_moment(now: str, last: str, following: str) -> None:
    assert times.last_before([EIGHT], at(now)) == at(last).replace(tzinfo=None)
    assert times.next_after([EIGHT], at(now)) == at(following)


def test_of_several_times_the_nearest_counts() -> None:
    both = [EIGHT, HALF_PAST_ONE]
    assert times.last_before(both, at("11-27 14:00")) == at("11-27 13:30").replace(tzinfo=None)
    assert times.next_after(both, at("11-27 08:00")) == at("11-27 13:30")
    assert times.next_after(both, at("11-27 13:30")) == at("11-28 08:00")


@pytest.mark.parametrize(
    ("since", "last", "now", "owed"),
    [
        ("11-27 07:00", None, "11-27 07:59:59", False),
        ("11-27 07:00", None, "11-27 08:00:00", True),
        ("11-27 08:00:01", None, "11-27 23:59", False),
        ("11-20 12:00", "11-27 08:00:00", "11-27 09:00", False),
        ("11-20 12:00", "11-27 07:59:59", "11-27 08:00", True),
        ("11-20 12:00", "11-26 08:00", "11-27 10:17", True),
    ],
)
def test_a_run_is_owed_once_for_each_time(
    since: str, last: str | None, now: str, owed: bool
) -> None:
    assert trouble.is_owed(installed(since), last and ran(last), at(now)) is owed


def test_without_a_record_it_runs_once_a_day() -> None:
    assert trouble.is_owed(None, None, at("11-27 09:00"))
    assert trouble.is_owed(None, ran("11-26 23:59"), at("11-27 09:00"))
    assert not trouble.is_owed(None, ran("11-27 00:00"), at("11-27 09:00"))


@pytest.mark.parametrize(
    ("scheduler", "late"),
    [
        ("systemd", timedelta(hours=1)),
        ("launchd", timedelta(hours=1)),
        ("cron", timedelta(days=1)),
    ],
)
def test_a_run_is_missing_an_hour_after_its_time_and_with_cron_a_day(
    scheduler: str, late: timedelta
) -> None:
    one, last = installed("11-20 12:00", scheduler=scheduler), ran("11-25 08:00")
    due = at("11-26 08:00")
    assert not trouble.is_missed(one, last, due + late - timedelta(seconds=1))
    assert trouble.is_missed(one, last, due + late)
    assert not trouble.is_missed(one, ran("11-26 08:00"), due + late)
