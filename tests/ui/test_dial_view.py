"""Ringing one after the other: the number, the clock, what is skipped, and the end."""

from __future__ import annotations

from typing import Any

import pytest

from clientpulse.ui.dial import Dial
from tests.conftest import Pulse, filled_once
from tests.ui.living import NARROW, Living, live

FRIDAY = "2026-11-27"
THREE = ["acme-gmbh", "baltic-shipping", "cedar-cafe"]


@pytest.fixture
@filled_once
def practice(pulse: Pulse) -> None:
    """Three clients who can be rung at any hour, each longer ago than the next."""
    pulse.today = FRIDAY
    always = ("--update", "none", "--meet", "none", "--hours", "mon-sun 0-24")
    for name, since in (("Acme GmbH", "07"), ("Baltic Shipping", "08"), ("Cedar Café", "09")):
        person = ("--contact", f"{name[0]}nn", "--phone", f"+49 30 {since}, +49 171 {since}")
        pulse.ok("add", name, "--since", f"2026-{since}-01", *person, *always)
    pulse.ok("client", "edit", "cedar-cafe", "--add-tag", "food")
    pulse.ok("promise", "baltic-shipping", "the forecast", "--by", "2026-11-20")


class Time:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def at_the_phone(pulse: Pulse, use: Any, **how: Any) -> None:
    time = Time()

    async def begin(living: Living) -> None:
        dial_of(living).clocks.now = time
        await living.press("4")
        await use(living, time)

    live(begin, db=pulse.store, today=FRIDAY, **how)


def dial_of(living: Living) -> Dial:
    view = living.desk.views["dial"]
    assert isinstance(view, Dial)
    return view


def listed(living: Living) -> list[str]:
    return [row.key for row in living.desk.view.list.rows]


def minutes(pulse: Pulse) -> list[tuple[str, str, int | None]]:
    items = pulse.ok("history", "--json").items
    return [(one["key"], one["channel"], one["minutes"]) for one in items]


def test_all_are_listed_with_the_number_first(practice: Pulse) -> None:
    items = practice.ok("dial", "--json").items
    assert [one["key"] for one in items] == THREE

    async def use(living: Living, _: Time) -> None:
        assert "3 to ring" in living.lines[0]
        assert listed(living) == THREE
        width = living.desk.view.list.size.width
        page = [line[width:].strip() for line in living.lines[1:]]
        assert page[:2] == ["+49 30 07", "+49 171 07"]
        assert page[2].startswith("Ann")
        assert "Acme GmbH (acme-gmbh)" in page[4]
        assert "Ring: Ann · +49 30 07, +49 171 07" in living.text
        await living.press("j")
        assert items[1]["reason"][:20] in living.text

    at_the_phone(practice, use)


@pytest.mark.parametrize(
    ("seconds", "shown", "took"),
    [(0, "0:00", 1), (59, "0:59", 1), (60, "1:00", 1), (61, "1:01", 2), (3792, "1:03:12", 64)],
)
def test_the_clock_stops_the_minutes(practice: Pulse, seconds: int, shown: str, took: int) -> None:
    async def use(living: Living, time: Time) -> None:
        await living.press("t")
        assert "Ringing Acme GmbH · 0:00" in living.text
        time.seconds += seconds
        await living.press("t")
        assert "Ringing" not in living.text
        assert f"Rang for {shown}; l logs it." in living.text
        await living.press("l")
        assert f"pulse log acme-gmbh -c call --minutes {took}" in living.text
        await living.press("enter")
        # Whoever was rung leaves the list, and the next one comes.
        assert listed(living) == THREE[1:]
        assert living.selected == "baltic-shipping"

    at_the_phone(practice, use)
    assert minutes(practice) == [("acme-gmbh", "call", took)]


def test_the_clock_runs_on_in_other_views_and_while_the_call_is_logged(practice: Pulse) -> None:
    async def use(living: Living, time: Time) -> None:
        await living.press("t")
        time.seconds += 30
        await living.press("j", "1")
        assert "Ringing Acme GmbH · 0:30" in living.text
        time.seconds += 100
        await living.press("4", "k", "l")
        assert "--minutes 3" in living.text
        assert "Ringing Acme GmbH · 2:10" in living.text
        await living.type("A long talk")
        await living.press("escape")
        time.seconds += 60
        # The call went on, so it is longer than what was kept.
        await living.press("l")
        assert "what you typed before" in living.text
        assert "--minutes 4" in living.text
        await living.press("enter")
        assert "Ringing" not in living.text

    at_the_phone(practice, use)
    assert minutes(practice) == [("acme-gmbh", "call", 4)]


def test_the_clock_is_seen_running(practice: Pulse) -> None:
    async def use(living: Living, time: Time) -> None:
        await living.press("t")
        time.seconds += 192
        dial_of(living)._tick()
        await living.settle()
        assert "Ringing Acme GmbH · 3:12" in living.text

    at_the_phone(practice, use)


def test_only_the_client_who_was_rung_gets_the_minutes(practice: Pulse) -> None:
    async def use(living: Living, time: Time) -> None:
        await living.press("t")
        time.seconds += 61
        await living.press("j", "l")
        assert "--minutes" not in living.text
        await living.press("escape", "t", "t")
        assert "Ringing Baltic Shipping · 0:00" in living.text
        time.seconds += 200
        await living.press("k", "l")
        assert "--minutes 2" in living.text

    at_the_phone(practice, use)


def test_a_refused_call_keeps_its_clock(practice: Pulse) -> None:
    async def use(living: Living, time: Time) -> None:
        await living.press("t")
        time.seconds += 61
        await living.press("l", "tab", "tab", "tab")
        await living.type("next year")
        await living.press("enter")
        assert "Logged" not in living.text
        await living.press("escape")
        assert "Ringing Acme GmbH" in living.text

    at_the_phone(practice, use)
    assert minutes(practice) == []


def test_who_is_skipped_comes_last_for_this_session(practice: Pulse) -> None:
    async def use(living: Living, _: Time) -> None:
        await living.press("n")
        assert living.selected == "baltic-shipping"
        assert listed(living) == ["baltic-shipping", "cedar-cafe", "acme-gmbh"]
        assert "skipped" in living.lines[3]
        await living.press("ctrl+r")
        assert listed(living) == ["baltic-shipping", "cedar-cafe", "acme-gmbh"]
        assert living.selected == "baltic-shipping"
        await living.press("n")
        assert living.selected == "cedar-cafe"
        await living.press("n")
        assert listed(living) == THREE
        assert living.selected == "acme-gmbh"
        assert "No calls today, 3 skipped." in living.text
        # Who was skipped can be rung all the same.
        await living.press("l", "enter")
        assert listed(living) == ["baltic-shipping", "cedar-cafe"]
        await living.press("j", "k")
        assert "1 call today, 2 skipped." in living.text

    at_the_phone(practice, use)


def test_skipping_stops_the_clock_and_keeps_to_the_filter(practice: Pulse) -> None:
    async def use(living: Living, time: Time) -> None:
        await living.press("t")
        time.seconds += 10
        await living.press("n")
        assert "Ringing" not in living.text
        await living.press("slash")
        await living.type("@food")
        await living.press("enter", "n")
        assert listed(living) == ["cedar-cafe"]
        await living.press("escape")
        assert listed(living) == ["baltic-shipping", "acme-gmbh", "cedar-cafe"]

    at_the_phone(practice, use)


def test_at_the_end_it_says_how_many_calls_and_how_long(practice: Pulse) -> None:
    async def use(living: Living, time: Time) -> None:
        for seconds in (61, 59, 600):
            await living.press("t")
            time.seconds += seconds
            await living.press("t", "l")
            await living.type("hi")
            await living.press("enter")
        assert listed(living) == []
        assert "3 calls today, 13 minutes altogether." in living.text
        assert "You spoke with everybody in the last 7 days. Well kept." in living.text
        await living.press("t", "n", "l")
        assert "Choose a client first." in living.text
        await living.press("u")
        assert listed(living) == ["cedar-cafe"]

    at_the_phone(practice, use)
    assert minutes(practice) == [("baltic-shipping", "call", 1), ("acme-gmbh", "call", 2)]


def test_leaving_with_a_clock_that_runs_loses_nothing_that_was_stored(practice: Pulse) -> None:
    async def use(living: Living, _: Time) -> None:
        await living.press("l", "enter", "t", "q")

    at_the_phone(practice, use)
    assert minutes(practice) == [("acme-gmbh", "call", None)]


def test_on_a_narrow_terminal_the_number_stands_below_the_list(practice: Pulse) -> None:
    async def use(living: Living, _: Time) -> None:
        assert "Ring: Ann · +49 30 07, +49 171 07" in living.text
        await living.press("tab")
        assert living.lines[1].strip() == "+49 30 07"

    at_the_phone(practice, use, size=NARROW)
