"""The morning: the list, the client beside it, and a key for each act."""

from __future__ import annotations

import pytest

from tests.conftest import Pulse, filled_once
from tests.ui.living import NARROW, Living, live

TODAY = "2026-11-27"


@pytest.fixture
@filled_once
def practice(pulse: Pulse) -> None:
    """Three clients who wait, each for longer than the next."""
    pulse.today = TODAY
    pulse(
        "add",
        "Acme GmbH",
        "--meet",
        "none",
        "--update",
        "monthly",
        "--since",
        "2026-09-07",
        "--tag",
        "retail",
    )
    pulse(
        "add", "Baltic Shipping", "--meet", "none", "--update", "monthly", "--since", "2026-09-21"
    )
    pulse(
        "add",
        "Cedar Café",
        "--meet",
        "none",
        "--update",
        "monthly",
        "--since",
        "2026-10-12",
        "--tag",
        "food",
    )
    pulse("promise", "baltic-shipping", "the forecast", "--by", "2026-12-10")


def at_the_desk(pulse: Pulse, use: object, **how: object) -> None:
    live(use, db=pulse.store, today=TODAY, **how)  # type: ignore[arg-type]


def test_the_list_is_that_of_due_with_the_brief_beside_it(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        assert "Fri 27 Nov 2026: 3 clients to contact, 3 overdue" in living.lines[0]
        for line, name in zip(
            living.lines[1:], ("Acme GmbH", "Baltic Shipping", "Cedar Café"), strict=False
        ):
            assert name in line
        assert living.selected == "acme-gmbh"
        assert "Acme GmbH (acme-gmbh)" in living.lines[1]
        await living.press("j")
        assert "the forecast" in living.text

    at_the_desk(practice, use)


def test_a_call_is_logged_with_two_keys_and_its_note(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("j", "l")
        await living.type("Rang about the forecast")
        assert "pulse log baltic-shipping 'Rang about the forecast'" in living.text
        await living.press("enter")
        assert "$ pulse log baltic-shipping 'Rang about the forecast'" in living.text
        assert "Logged: call with Baltic Shipping" in living.text
        # They heard from us, so they leave the list, and the cursor is on who comes next.
        assert "2 clients to contact" in living.lines[0]
        assert living.selected == "cedar-cafe"

    at_the_desk(practice, use)
    assert "Rang about the forecast" in practice("history", "--json").out


def test_undo_brings_back_what_was_done_and_redo_does_it_again(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("l", "h", "i", "enter")
        assert "2 clients to contact" in living.lines[0]
        await living.press("u")
        assert "Undone" in living.text
        assert "3 clients to contact" in living.lines[0]
        await living.press("U")
        assert "2 clients to contact" in living.lines[0]

    at_the_desk(practice, use)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("baltic", ["baltic-shipping"]),
        ("cafe", ["cedar-cafe"]),
        ("@retail", ["acme-gmbh"]),
        ("overdue", ["acme-gmbh", "baltic-shipping", "cedar-cafe"]),
        ("@food cedar", ["cedar-cafe"]),
        ("nobody", []),
    ],
)
def test_the_list_is_filtered_while_one_types(practice: Pulse, typed: str, left: list[str]) -> None:
    async def use(living: Living) -> None:
        await living.press("slash")
        await living.type(typed)
        assert [row.key for row in living.desk.view.list.rows] == left
        await living.press("escape")
        assert len(living.desk.view.list.rows) == 3

    at_the_desk(practice, use)


def test_what_is_refused_stays_in_the_form_with_the_reason(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("l", "h", "i", "tab", "x", "enter")
        assert '"x" isn\'t a channel' in living.text
        assert "hi" in living.text
        await living.press("backspace", "e", "m", "enter")
        assert "Logged: e-mail with Acme GmbH" in living.text

    at_the_desk(practice, use)


def test_a_call_closes_what_is_chosen_by_its_number(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("j", "l")
        await living.type("Sent it")
        assert "1 kept: the forecast" in living.text
        await living.press("shift+tab", "1", "enter")
        assert "--kept" in living.text

    at_the_desk(practice, use)
    assert '"items": []' in practice("commitment", "list", "--json").out


def test_on_a_narrow_terminal_there_is_one_pane(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        assert "(acme-gmbh)" not in living.text
        await living.press("tab")
        assert "(acme-gmbh)" in living.text
        await living.press("escape")
        assert "Cedar Café" in living.text

    at_the_desk(practice, use, size=NARROW)


def test_any_command_runs_behind_a_colon_and_its_words_are_completed(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("colon")
        await living.type("snooze ced")
        assert "cedar-cafe" in living.text
        await living.press("tab")
        await living.type("in 2 weeks")
        await living.press("enter")
        assert "$ pulse snooze cedar-cafe in 2 weeks" in living.text
        assert "2 clients to contact" in living.lines[0]

    at_the_desk(practice, use)


def test_the_title_is_back_after_a_form_on_a_low_screen(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        assert "3 clients to contact" in living.lines[0]
        await living.press("l")
        assert "3 clients to contact" not in living.text
        await living.press("escape")
        assert "3 clients to contact" in living.lines[0]

    at_the_desk(practice, use, size=(60, 15))


def test_the_cursor_stays_in_sight_where_a_form_takes_the_room(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("j", "j", "l")
        assert any(line.startswith("›") and "Cedar Café" in line for line in living.lines)

    at_the_desk(practice, use, size=(60, 13))


def test_what_is_said_is_of_the_row_that_the_filter_leaves(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("slash")
        await living.type("baltic")
        assert "pulse log baltic-shipping" in living.text
        await living.type("zzz")
        assert "Next:" not in living.text

    at_the_desk(practice, use)


@pytest.mark.parametrize("typed", ["q", "quit", ":q!"])
def test_the_screen_ends_by_a_word_too(practice: Pulse, typed: str) -> None:
    async def use(living: Living) -> None:
        await living.press("colon")
        await living.type(typed)
        assert living.desk.return_code is None
        await living.press("enter", settle=False)
        assert living.desk.return_code == 0

    at_the_desk(practice, use)


@pytest.mark.parametrize(("day", "given"), [(TODAY, ""), ("2026-11-25", " -d 'Wed 25 Nov'")])
def test_a_meeting_that_is_to_be_logged_is_logged_as_one(
    practice: Pulse, day: str, given: str
) -> None:
    practice.today = "2026-11-20"
    practice("add", "Delta", "--meet", "quarterly")
    practice("meeting", "book", "delta", day)

    async def use(living: Living) -> None:
        living.desk.view.list.go_to("delta")
        await living.press("l")
        await living.type("Met")
        assert f"pulse log delta Met -c meeting{given}" in living.text
        await living.press("enter")
        assert "Logged: meeting with Delta" in living.text

    at_the_desk(practice, use)
