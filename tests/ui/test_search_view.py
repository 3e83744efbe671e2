"""The search: what was ever written is found while one types."""

from __future__ import annotations

import pytest

from clientpulse.output.cells import width
from clientpulse.ui.lines import text_of
from tests.conftest import Pulse, filled_once
from tests.ui.living import NARROW, Living, live

TODAY = "2026-11-27"
LONG = "We talked about the move to the new warehouse, the two vans and at the end the grant again"


@pytest.fixture
@filled_once
def practice(pulse: Pulse) -> None:
    """Two clients with something written about each, and one who left."""
    pulse.today = TODAY
    never = ("--meet", "none", "--update", "monthly", "--since", "2026-09-07")
    pulse("add", "Acme GmbH", *never)
    pulse("add", "Baltic 海运公司", "--key", "baltic", *never)
    pulse("add", "Gone Ltd", "--key", "gone", *never)
    pulse("log", "acme-gmbh", LONG, "-d", "2026-11-20")
    pulse("log", "baltic", "The grant came through", "-d", "2026-11-24", "--agreed", "a party")
    pulse("promise", "baltic", "the grant's figures", "--by", "2026-12-10")
    pulse("log", "gone", "No grant for them", "-d", "2026-10-01")
    pulse("client", "archive", "gone")


def at_the_search(pulse: Pulse, use: object, **how: object) -> None:
    async def begin(living: Living) -> None:
        await living.press("6")
        await use(living)  # type: ignore[operator]

    live(begin, db=pulse.store, today=TODAY, **how)  # type: ignore[arg-type]


def keys_of(living: Living) -> list[str]:
    return [row.key for row in living.desk.view.list.rows]


def test_what_is_typed_is_found_newest_first_with_the_client_beside_it(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        assert "Type what to look for in clients, people, notes" in living.text
        await living.type("grant")
        assert '"grant": found 4 times' in living.lines[0]
        assert keys_of(living) == ["promise 1", "touchpoint 2", "touchpoint 1", "touchpoint 3"]
        assert "pulse search grant" in living.text
        await living.press("enter", "j")
        assert living.selected == "touchpoint 2"
        # All of it, and the brief below.
        assert "Tue 24 Nov · touchpoint 2" in living.text
        assert "agreed: a party" in living.text
        assert "Baltic 海运公司 (baltic)" in living.text

    at_the_search(practice, use)


def test_what_matched_is_in_sight_and_bold_and_the_columns_line_up(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.type("grant")
        found = living.desk.view.list
        for number in range(len(found.rows)):
            line = found.line_at(number)
            assert [piece.text for piece in line if piece.meaning == "strong"] == ["grant"]
            text = text_of(line)
            assert "grant" in text
            assert width(text) <= found.size.width
        at = {
            width(text[: text.index(word)])
            for text in map(text_of, map(found.line_at, range(len(found.rows))))
            for word in ("promise", "touchpoint")
            if word in text
        }
        assert len(at) == 1
        assert any("…" in text_of(found.line_at(number)) for number in range(4))

    at_the_search(practice, use)


@pytest.mark.parametrize("wide", [60, 80, 140])
def test_it_fits_the_terminal(practice: Pulse, wide: int) -> None:
    async def use(living: Living) -> None:
        await living.type("grant")
        await living.press("enter")
        found = living.desk.view.list
        assert found.size.width <= wide
        for number in range(4):
            assert "grant" in text_of(found.line_at(number))
            assert width(text_of(found.line_at(number))) <= found.size.width

    at_the_search(practice, use, size=(wide, 24))


def test_enter_goes_to_the_list_and_escape_and_slash_back(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        desk, view = living.desk, living.desk.view
        assert desk.focused is view.begins
        await living.type("grant")
        await living.press("enter")
        assert desk.focused is view.list
        await living.press("escape")
        assert desk.focused is view.begins
        await living.press("escape")
        assert desk.focused is view.list
        await living.press("slash")
        assert desk.focused is view.begins
        await living.press("down")
        assert desk.focused is view.list
        await living.press("tab", "escape")
        assert desk.focused is view.list
        await living.press("escape")
        await living.type("party")
        assert keys_of(living) == ["touchpoint 2"]

    at_the_search(practice, use)


def test_what_was_typed_stays_when_one_comes_back(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.type("party")
        await living.press("enter", "1")
        assert living.desk.view.name_of_view == "due"
        await living.press("6")
        assert keys_of(living) == ["touchpoint 2"]
        assert "party" in living.lines[1]
        # And what is typed now takes its place.
        await living.type("vans")
        assert keys_of(living) == ["touchpoint 1"]

    at_the_search(practice, use)


def test_an_act_is_done_with_the_client_of_what_was_found(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.type("party")
        await living.press("enter", "l")
        await living.type("Cake")
        assert "1 kept: the grant's figures" in living.text
        await living.press("enter")
        assert "Logged: call with Baltic" in living.text
        assert keys_of(living) == ["touchpoint 2"]

    at_the_search(practice, use)
    assert '"Cake"' in practice("history", "baltic", "--json").out


def test_no_key_acts_on_what_was_found_for_other_words(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.type("vans")
        desk = living.desk
        assert desk.whom is not None
        desk.view.begins.value = "party"  # type: ignore[attr-defined]
        assert desk.whom is None
        await living.press("enter")
        assert desk.whom is not None
        assert desk.whom.key == "baltic"

    at_the_search(practice, use)


def test_all_is_typed_ahead_at_once(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("escape", "1")
        await living.type_ahead("6 p a r t y enter l h i enter escape v a n s enter l h o enter")

    at_the_search(practice, use)
    found = practice("history", "--limit", "2", "--json").items
    assert [(one["key"], one["note"]) for one in found] == [("acme-gmbh", "ho"), ("baltic", "hi")]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("nowhere", "Nothing found. Part of a word is enough"),
        ("   ", "Type what to look for"),
        ('""', "Type what to look for"),
        ("x" * 501, "501"),
        ("\u0301", "there is nothing to search for"),
    ],
)
def test_where_nothing_can_be_found_a_line_says_why(practice: Pulse, typed: str, said: str) -> None:
    async def use(living: Living) -> None:
        living.desk.view.begins.value = typed  # type: ignore[attr-defined]
        await living.settle()
        assert said in living.text
        assert keys_of(living) == []
        await living.press("enter", "l")
        assert "Choose a client first." in living.text

    at_the_search(practice, use)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("grant came", ["touchpoint 2"]),
        ('"came through"', ["touchpoint 2"]),
        ('"through came"', []),
        ('"came thr', ["touchpoint 2"]),
        ("baltic figures", ["promise 1"]),
        ("GRANT'S", ["promise 1"]),
    ],
)
def test_words_are_found_in_any_order_and_in_quotes_together(
    practice: Pulse, typed: str, found: list[str]
) -> None:
    async def use(living: Living) -> None:
        await living.type(typed)
        assert keys_of(living) == found

    at_the_search(practice, use)


def test_on_a_narrow_terminal_there_is_one_pane(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.type("party")
        await living.press("enter")
        assert "(baltic)" not in living.text
        await living.press("enter")
        assert "(baltic)" in living.text
        assert "found 1 time" in living.lines[0]
        await living.press("escape")
        assert "(baltic)" not in living.text

    at_the_search(practice, use, size=NARROW)


def test_a_client_who_left_is_found_too(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.type("for them")
        assert "Gone Ltd (archived)" in living.text
        assert "Gone Ltd (gone)" in living.text

    at_the_search(practice, use)
