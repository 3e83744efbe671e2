"""What time it is at a client's, and whether they are at work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
import time_machine

from clientpulse.cli.app.context import Session
from clientpulse.cli.app.global_options import GlobalOptions
from clientpulse.services.local_time import local_time
from clientpulse.views.local_time import LocalTime

OFFICE = "mon-fri 09:00-17:00"


def utc(day: str, time: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{time}:00+00:00")


def test_a_clients_time_of_day_has_its_own_weekday() -> None:
    tuesday = utc("2026-11-24", "15:20")
    assert local_time(tuesday, "Europe/Rome", OFFICE) == LocalTime("Tue 16:20", True)
    assert local_time(tuesday, "Europe/Rome", None) == LocalTime("Tue 16:20", None)


@pytest.mark.parametrize(
    ("zone", "text", "is_open"),
    [
        ("Pacific/Kiritimati", "Sat 11:30", False),
        ("Asia/Tokyo", "Sat 06:30", False),
        ("Asia/Kathmandu", "Sat 03:15", False),
        ("Europe/Rome", "Fri 22:30", False),
        ("America/New_York", "Fri 16:30", True),
        ("Pacific/Pago_Pago", "Fri 10:30", True),
        ("UTC", "Fri 21:30", False),
    ],
)
def test_midnight_lies_between_clients(zone: str, text: str, is_open: bool) -> None:
    friday = utc("2026-11-20", "21:30")
    assert local_time(friday, zone, OFFICE) == LocalTime(text, is_open)


def test_a_sunday_evening_here_is_a_monday_morning_there() -> None:
    sunday = utc("2026-11-22", "23:59")
    assert local_time(sunday, "Australia/Sydney", OFFICE) == LocalTime("Mon 10:59", True)
    assert local_time(sunday, "Europe/London", OFFICE) == LocalTime("Sun 23:59", False)


@pytest.mark.parametrize(
    ("moment", "text", "is_open"),
    [
        # Clocks in Rome go forward at 01:00 UTC on 29 March and back at 01:00 UTC on 25 October.
        (utc("2026-03-27", "08:00"), "Fri 09:00", True),
        (utc("2026-03-30", "07:00"), "Mon 09:00", True),
        (utc("2026-03-30", "06:59"), "Mon 08:59", False),
        (utc("2026-03-29", "00:59"), "Sun 01:59", False),
        (utc("2026-03-29", "01:00"), "Sun 03:00", False),
        (utc("2026-10-23", "14:59"), "Fri 16:59", True),
        (utc("2026-10-26", "15:59"), "Mon 16:59", True),
        (utc("2026-10-26", "16:00"), "Mon 17:00", False),
    ],
)
def test_clocks_that_are_changed_are_followed(moment: datetime, text: str, is_open: bool) -> None:
    assert local_time(moment, "Europe/Rome", OFFICE) == LocalTime(text, is_open)


def test_an_hour_that_comes_twice_is_told_twice() -> None:
    found = [
        local_time(utc("2026-10-25", time), "Europe/Rome", "sun 02:00-03:00")
        for time in ("00:30", "01:30", "02:00")
    ]
    assert found == [
        LocalTime("Sun 02:30", True),
        LocalTime("Sun 02:30", True),
        LocalTime("Sun 03:00", False),
    ]


def test_the_moment_counts_and_not_the_zone_it_is_given_in() -> None:
    here = datetime(2026, 11, 24, 10, 20, tzinfo=timezone(timedelta(hours=-5)))
    assert local_time(here, "Europe/Rome", OFFICE) == LocalTime("Tue 16:20", True)
    assert local_time(here.astimezone(UTC), "Europe/Rome", OFFICE) == LocalTime("Tue 16:20", True)


@pytest.mark.parametrize(("time", "is_open"), [("08:59", False), ("09:00", True), ("17:00", False)])
def test_hours_without_a_timezone_are_hours_of_our_own_clock(time: str, is_open: bool) -> None:
    here = datetime.fromisoformat(f"2026-11-24T{time}").replace(tzinfo=ZoneInfo("Asia/Tokyo"))
    assert local_time(here, None, OFFICE) == LocalTime("", is_open)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "Europe", "\x00"])
def test_nothing_is_told_of_a_timezone_that_isnt_known(zone: str) -> None:
    assert local_time(utc("2026-11-24", "15:20"), zone, OFFICE) is None


@pytest.mark.parametrize(
    ("today", "moment"),
    [
        (None, "2026-11-24T16:20:00+01:00"),
        ("2026-11-24", "2026-11-24T16:20:00+01:00"),
        ("2026-07-01", "2026-07-01T16:20:00+02:00"),
        ("2027-01-31", "2027-01-31T16:20:00+01:00"),
    ],
)
def test_a_rehearsed_day_has_the_time_of_day_it_is(today: str | None, moment: str) -> None:
    here = datetime(2026, 11, 24, 16, 20, tzinfo=ZoneInfo("Europe/Rome"))
    with time_machine.travel(here, tick=False):
        assert Session(GlobalOptions(today=today)).now.isoformat() == moment
