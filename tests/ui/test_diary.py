"""The diary: a week or a month, and booking, moving, cancelling and logging meetings in it."""

from __future__ import annotations

import time
from typing import Any

import pytest

from clientpulse.ui.diary import Diary
from tests.conftest import Pulse, filled_once
from tests.ui.living import NARROW, Living, live

FRIDAY = "2026-11-27"


@pytest.fixture
@filled_once
def practice(pulse: Pulse) -> None:
    """A week with a meeting held, one that wasn't logged, one to come, and occasions."""
    pulse.today = "2026-11-20"
    quiet = ("--since", "2026-11-01", "--meet", "none", "--update", "none")
    pulse.ok("add", "Acme GmbH", *quiet, "--contact", "Ann")
    pulse.ok("add", "Baltic Shipping", *quiet)
    pulse.ok("add", "Cedar Café", *quiet, "--tag", "food")
    pulse.ok("contact", "edit", "acme-gmbh", "Ann", "--birthday", "1979-11-28")
    pulse.ok("remind", "add", "cedar-cafe", "26 nov", "their fair")
    pulse.ok("meeting", "book", "acme-gmbh", "mon 23 nov 10:00", "--place", "their office")
    pulse.ok("meeting", "book", "baltic-shipping", "tue 24 nov 9:00")
    pulse.ok("meeting", "book", "cedar-cafe", "mon 30 nov 11:00", "--agenda", "the second shop")
    pulse.today = FRIDAY
    pulse.ok("log", "acme-gmbh", "-c", "meeting", "-d", "2026-11-23")
    pulse.ok("promise", "baltic-shipping", "the forecast", "--by", "2026-12-02")
    pulse.ok("away", "2026-12-03", "to", "2026-12-04")


def at_the_desk(pulse: Pulse, use: object, **how: object) -> None:
    live(use, db=pulse.store, today=FRIDAY, **how)  # type: ignore[arg-type]


def left(living: Living) -> list[str]:
    """Return the rows of the list as they are drawn, without the page beside it."""
    width, height = living.desk.view.list.size
    lines = [line[:width].strip(" ›") for line in living.lines[1 : height + 1]]
    return list(filter(None, lines))


def under(living: Living, day: str) -> list[str]:
    """Return what stands below the heading of a day."""
    lines = left(living)
    at = next(at for at, line in enumerate(lines) if line.startswith(day)) + 1
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    end = next((n for n, line in enumerate(lines[at:], at) if line.startswith(days)), len(lines))
    return [" ".join(line.split()) for line in lines[at:end]]


def booked(pulse: Pulse) -> list[tuple[Any, ...]]:
    items = pulse.ok("meeting", "list", "--json").items
    return [(one["key"], one["on"], one["at"]) for one in items]


def test_a_week_shows_each_workday_with_what_was_and_what_is_to_come(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("3")
        assert "Week of Mon 23 Nov: 2 meetings, 1 birthday and 1 reminder, 3 to do" in living.text
        assert under(living, "Mon 23") == ["10:00 Acme GmbH held · their office"]
        assert under(living, "Tue 24") == ["09:00 Baltic Shipping meeting, not logged yet"]
        assert under(living, "Wed 25") == ["free"]
        assert under(living, "Thu 26") == ["Cedar Café reminder: their fair"]
        # What is late stands on today, where the cursor is.
        late = "\n".join(under(living, "Fri 27 Nov, today"))
        assert "overdue Baltic Shipping meeting of Tue 24 Nov: what came of it?" in late
        assert living.selected is not None
        assert living.selected.startswith(FRIDAY)
        assert under(living, "Sat 28 Nov, tomorrow")[0].startswith("Acme GmbH birthday of Ann")
        assert "Sun 29" not in living.text

    at_the_desk(practice, use)


def test_the_arrows_go_from_week_to_week_and_0_comes_back(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("3", "right")
        assert "Week of Mon 30 Nov" in living.lines[0]
        assert under(living, "Mon 30")[0] == "11:00 Cedar Café meeting · the second shop"
        assert any(one.startswith("soon Baltic Shipping") for one in under(living, "Wed 2 Dec"))
        assert under(living, "Thu 3 Dec") == ["day off until Fri 4 Dec"]
        assert under(living, "Fri 4 Dec") == ["day off"]
        # The cursor is on the first row, so the meeting's agenda comes first.
        assert "Agenda with Cedar Café" in living.lines[1]
        assert "About         the second shop" in living.text
        await living.press("right", "right", "left", "left", "left", "left")
        assert "Week of Mon 16 Nov" in living.lines[0]
        await living.press("0")
        assert "Week of Mon 23 Nov" in living.lines[0]

    at_the_desk(practice, use)


def test_what_is_typed_ahead_is_about_the_week_that_comes(
    practice: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = Diary.read

    def slowly(view: Diary, work: Any) -> Any:
        time.sleep(0.2)
        return at_once(view, work)

    monkeypatch.setattr(Diary, "read", slowly)

    async def use(living: Living) -> None:
        await living.type_ahead("3 right v")
        assert "Move the meeting with Cedar Café, Mon 30 Nov 11:00" in living.text

    at_the_desk(practice, use)


def test_a_week_without_anything_has_its_workdays_and_a_month_says_so(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("3", "left", "left", "left", "left")
        assert "Week of Mon 26 Oct: nothing" in living.lines[0]
        assert [one for one in left(living) if one == "free"] == ["free"] * 5
        await living.press("w")
        assert "October 2026: nothing" in living.lines[0]
        assert "Nothing is booked or due: October 2026." in living.text
        await living.press("v")
        assert "Choose a booked meeting first." in living.text

    at_the_desk(practice, use)


def test_months_follow_each_other_at_their_ends(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("3", "w")
        assert "November 2026: 3 meetings" in living.lines[0]
        assert under(living, "Mon 30")[0].startswith("11:00 Cedar Café")
        assert "free" not in living.text
        for title in ("December 2026", "January 2027", "February 2027", "March 2027"):
            await living.press("right")
            assert title in living.lines[0]
        for title in ("February 2027", "January 2027", "December 2026", "November 2026"):
            await living.press("left")
            assert title in living.lines[0]
        # From the month to the week of the day that the cursor is on.
        await living.press("G", "w")
        assert "Week of Mon 30 Nov" in living.lines[0]

    at_the_desk(practice, use)


def test_a_free_day_is_filled_in_and_the_client_is_asked_for(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("3", "right", "G", "k", "k")
        assert living.selected == "2026-12-02 due baltic-shipping"
        await living.press("k")
        assert living.selected == "2026-12-01 free"
        assert "b books a meeting on this day." in living.text
        await living.press("b")
        await living.type("ced")
        assert "pulse meeting book cedar-cafe 'Tue 1 Dec'" in living.text
        await living.press("shift+tab")
        await living.type("15:30")
        await living.press("enter")
        assert "Booked" in living.text
        assert under(living, "Tue 1 Dec") == ["15:30 Cedar Café meeting"]
        assert living.selected is not None
        assert living.selected.startswith("2026-12-01 15:30")

    at_the_desk(practice, use)
    assert ("cedar-cafe", "2026-12-01", "15:30") in booked(practice)


def test_a_row_is_booked_with_its_client_on_its_day(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("3", "right", "G", "k", "k", "b")
        assert "pulse meeting book baltic-shipping 'Wed 2 Dec'" in living.text
        await living.type("14:00")
        await living.press("enter")
        assert "14:00 Baltic Shipping meeting" in under(living, "Wed 2 Dec")

    at_the_desk(practice, use)
    assert ("baltic-shipping", "2026-12-02", "14:00") in booked(practice)


def test_what_is_filled_in_isnt_kept_but_what_was_typed_is(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("3", "right", "G", "k", "k", "b", "escape")
        assert "Kept for later" not in living.text
        await living.press("b")
        assert "what you typed before" not in living.text
        await living.type("14:00")
        await living.press("escape")
        assert "Kept for later" in living.text
        await living.press("b")
        assert "what you typed before" in living.text
        assert "pulse meeting book baltic-shipping 'Wed 2 Dec 14:00'" in living.text

    at_the_desk(practice, use)


def test_a_meeting_is_moved(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("3", "right", "v")
        assert "Move the meeting with Cedar Café, Mon 30 Nov 11:00" in living.text
        await living.type("tue 1 dec")
        await living.press("enter")
        assert "Moved" in living.text
        assert under(living, "Mon 30") == ["free"]
        assert under(living, "Tue 1 Dec") == ["11:00 Cedar Café meeting · the second shop"]
        await living.press("u")
        assert under(living, "Tue 1 Dec") == ["free"]
        await living.press("U")

    at_the_desk(practice, use)
    assert ("cedar-cafe", "2026-12-01", "11:00") in booked(practice)


@pytest.mark.parametrize("key", ["D", "delete"])
def test_a_meeting_is_cancelled_once_that_is_confirmed(practice: Pulse, key: str) -> None:
    async def use(living: Living) -> None:
        await living.press("3", "right", key)
        assert "Cancel the meeting with Cedar Café, Mon 30 Nov 11:00?" in living.text
        await living.press("n")
        assert under(living, "Mon 30")[0].startswith("11:00 Cedar Café")
        await living.press(key, "y")
        assert "Cancelled" in living.text
        assert under(living, "Mon 30") == ["free"]

    at_the_desk(practice, use)
    assert [key for key, _, _ in booked(practice)] == ["baltic-shipping"]


def test_only_a_booked_meeting_is_moved_or_cancelled(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("3", "home")
        assert living.selected is not None
        assert living.selected.startswith("2026-11-23 10:00 meeting")
        for key in ("v", "D"):
            await living.press(key)
            assert "Choose a booked meeting first." in living.text

    at_the_desk(practice, use)


def test_a_meeting_that_was_is_logged_on_its_day(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("3", "home", "j", "l")
        await living.type("Went well")
        assert "-c meeting -d 'Tue 24 Nov'" in living.text
        await living.press("enter")
        assert under(living, "Tue 24") == ["09:00 Baltic Shipping held"]
        await living.press("home", "l")
        assert "-c meeting" not in living.text

    at_the_desk(practice, use)
    assert [key for key, _, _ in booked(practice)] == ["cedar-cafe"]


def test_the_diary_is_filtered(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("3", "slash")
        await living.type("@food")
        assert [row.key for row in living.desk.view.list.rows if not row.head] == [
            "2026-11-26 reminder r1",
            "2026-11-27 due cedar-cafe",
        ]
        assert "free" not in "\n".join(left(living))

    at_the_desk(practice, use)


def test_what_others_book_appears_where_it_belongs(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("3", "right", "j")
        before = living.selected
        living.desk.door.run(["meeting", "book", "acme-gmbh", "mon 30 nov 9:00"])
        living.desk.reload()
        await living.settle()
        assert under(living, "Mon 30")[0] == "09:00 Acme GmbH meeting"
        assert living.selected == before

    at_the_desk(practice, use)


def test_on_a_narrow_terminal_it_has_one_pane(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("3", "right")
        assert "11:00  Cedar Café" in living.text
        assert "Agenda with" not in living.text
        await living.press("tab")
        assert "Agenda with Cedar Café" in living.text

    at_the_desk(practice, use, size=NARROW)
