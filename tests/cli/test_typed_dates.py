"""Days and intervals as people type them, in the commands that take them."""

from __future__ import annotations

import pytest

from tests.conftest import Pulse, filled_once


@pytest.fixture(autouse=True)
@filled_once
def _acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--contact", "Ann Field", "--since", "2026-09-01")


@pytest.mark.parametrize("typed", ["fri 20 nov 14:00", "14:00 Fri 20 Nov", "2pm yesterday"])
def test_the_day_of_a_contact_may_have_its_time_with_it(pulse: Pulse, typed: str) -> None:
    logged = pulse.ok("log", "acme", "Hello", "-d", typed, "--json").json["touchpoint"]
    assert (logged["on"], logged["at"]) == ("2026-11-20", "14:00")
    pulse.ok("touchpoint", "edit", "1", "-d", "9:00 thu")
    edited = pulse.ok("touchpoint", "edit", "1", "-d", "wed", "--json").json["touchpoint"]
    assert (edited["on"], edited["at"]) == ("2026-11-18", "09:00")


def test_two_times_of_a_contact_are_refused(pulse: Pulse) -> None:
    said = pulse.fails(2, "log", "acme", "Hello", "-d", "yesterday 14:00", "--at", "15:00").err
    assert "two times of day" in said


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (("2", "weeks"), "2026-12-05"),
        (("until", "monday"), "2026-11-23"),
        (("until monday",), "2026-11-23"),
        (("Fri", "4", "Dec", "2026"), "2026-12-04"),
        (("eom",), "2026-11-30"),
    ],
)
def test_a_snooze_ends_on_a_day_ahead(pulse: Pulse, typed: tuple[str, ...], day: str) -> None:
    snoozed = pulse.ok("snooze", "acme", *typed, "--json").json["client"]
    assert snoozed["snoozed_until"] == day


@pytest.mark.parametrize("typed", ["until", "monday until", "until until monday"])
def test_until_needs_its_day(pulse: Pulse, typed: str) -> None:
    assert "isn't a date" in pulse.fails(2, "snooze", "acme", *typed.split()).err


@pytest.mark.parametrize(
    ("typed", "stored"), [("3 may", "--05-03"), ("sept 5, 1979", "1979-09-05")]
)
def test_a_birthday_is_stored_in_one_form(pulse: Pulse, typed: str, stored: str) -> None:
    edited = pulse.ok("contact", "edit", "acme", "ann", "--birthday", typed, "--json").json
    assert edited["contact"]["birthday"] == stored


@pytest.mark.parametrize("typed", ["every 6 weeks", "6weeks", "6 weeks"])
def test_a_cadence_is_typed_as_it_is_said(pulse: Pulse, typed: str) -> None:
    added = pulse.ok("add", "Gamma", "--meet", typed, "--json").json["client"]
    assert added["meeting_interval"] == "6w"


def test_a_booked_meeting_takes_what_the_list_shows(pulse: Pulse) -> None:
    booked = pulse.ok("meeting", "book", "acme", "Fri 4 Dec 2026", "--json").json["meeting"]
    assert (booked["on"], booked["at"]) == ("2026-12-04", None)
    moved = pulse.ok("meeting", "move", "1", "9:00", "fri", "11", "dec", "--json").json["meeting"]
    assert (moved["on"], moved["at"]) == ("2026-12-11", "09:00")
