"""The portfolio: how it goes with every client, in the order that one asks for."""

from __future__ import annotations

import pytest

from clientpulse.output.cells import width
from tests.conftest import Pulse, filled_once
from tests.ui.living import NARROW, Living, live

TODAY = "2026-11-27"


@pytest.fixture
@filled_once
def practice(pulse: Pulse) -> None:
    """One client who is late, one in good health, one who rests, one without a cadence."""
    pulse.today = TODAY
    never = ("--meet", "none")
    pulse(
        "add", "Acme GmbH", *never, "--update", "monthly", "--since", "2026-09-07", "--tag", "key"
    )
    pulse("add", "Baltic 海运公司", "--key", "baltic", "--meet", "3m", "--since", "2026-06-01")
    pulse("add", "Cedar Café", *never, "--update", "2w", "--since", "2026-10-12")
    pulse("add", "Dune", *never, "--update", "none", "--since", "2026-10-12")
    pulse("log", "acme-gmbh", "grumbled", "-d", "2026-10-01", "-m", "bad")
    pulse("log", "baltic", "met", "-c", "meeting", "-d", "2026-11-02", "-m", "great")
    pulse("log", "baltic", "sent figures", "-c", "email", "-d", "2026-11-24")
    pulse("log", "cedar-cafe", "rang", "-d", "2026-11-20", "-m", "good")
    pulse("meeting", "book", "baltic", "2026-12-08", "14:00")
    pulse("snooze", "cedar-cafe", "2026-12-20")
    pulse("add", "Gone", *never, "--since", "2026-01-05")
    pulse("client", "archive", "gone")


def at_the_portfolio(pulse: Pulse, use: object, **how: object) -> None:
    async def begin(living: Living) -> None:
        await living.press("2")
        await use(living)  # type: ignore[operator]

    live(begin, db=pulse.store, today=TODAY, **how)  # type: ignore[arg-type]


def keys_of(living: Living) -> list[str]:
    return [row.key for row in living.desk.view.list.rows]


def as_reported(pulse: Pulse, *how: str) -> list[str]:
    return [one["key"] for one in pulse.ok("report", *how, "--json").items]


def test_all_clients_are_listed_as_in_the_report(practice: Pulse) -> None:
    reported = as_reported(practice)

    async def use(living: Living) -> None:
        assert "4 clients by status, most urgent first" in living.lines[0]
        assert keys_of(living) == reported
        assert "pulse report" in living.text
        assert "4 clients: 2 overdue, 1 snoozed" in living.text

    at_the_portfolio(practice, use)


def test_beside_it_is_how_it_goes_with_the_client(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("slash", *"baltic", "enter")
        assert living.selected == "baltic"
        for part in (
            "Health 49 at risk, +49 in 90 days",
            "mood           100 of 100, counts 20",
            "Cadence       meet quarterly, update monthly",
            "(updates follow from the meetings)",
            "14%, 1 of 7 intervals in 12 months",
            "12 weeks      ········▂··▂",
            "Tue 8 Dec 14:00",
        ):
            assert part in living.text

    at_the_portfolio(practice, use)


ORDERS = (
    ("by name, A to Z", "by name, Z to A", "name"),
    ("by what is next, soonest first", "by what is next, latest first", "due"),
    ("by last contact, longest silence first", "by last contact, latest first", "last"),
    ("by intervals kept, worst first", "by intervals kept, best first", "kept"),
    ("by contacts in 12 weeks, fewest first", "by contacts in 12 weeks, most first", "weeks"),
    ("by health, worst first", "by health, best first", "health"),
    ("by status, most urgent first", "by status, least urgent first", "status"),
)


def test_each_key_sorts_by_the_next_column_and_turns_the_order_round(practice: Pulse) -> None:
    reported = {sort: as_reported(practice, "--sort", sort) for _, _, sort in ORDERS}

    async def use(living: Living) -> None:
        for said, turned, sort in ORDERS:
            await living.press("o")
            assert said in living.lines[0]
            found = keys_of(living)
            assert found == reported[sort]
            assert living.selected == found[0]
            if sort != "status":
                assert f"pulse report --sort {sort}" in living.text
            await living.press("O")
            assert turned in living.lines[0]
            assert f"--sort {sort}" not in living.text
            back = keys_of(living)
            assert sorted(back) == sorted(found)
            assert back != found
            await living.press("O")
            assert keys_of(living) == found

    at_the_portfolio(practice, use)


def test_those_of_whom_nothing_is_known_stay_at_the_end_either_way(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press(*"oooooo")
        assert keys_of(living) == ["cedar-cafe", "acme-gmbh", "baltic", "dune"]
        await living.press("O")
        assert keys_of(living) == ["baltic", "acme-gmbh", "cedar-cafe", "dune"]

    at_the_portfolio(practice, use)


def test_a_click_on_a_heading_sorts_by_it_and_another_turns_it_round(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        at = living.lines[1].index("Health")
        await living.click(at, 1)
        assert "by health, worst first" in living.lines[0]
        await living.click(at, 1)
        assert "by health, best first" in living.lines[0]
        await living.click(living.lines[1].index("Client"), 1)
        assert "by name, A to Z" in living.lines[0]

    at_the_portfolio(practice, use)


def test_the_keys_of_the_order_are_the_portfolios_alone(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        assert "o sort" in living.lines[-1]
        await living.press("1")
        assert "o sort" not in living.lines[-1]
        before = living.lines
        await living.press("o", "O")
        assert living.lines == before

    at_the_portfolio(practice, use)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("cafe", ["cedar-cafe"]),
        ("@key", ["acme-gmbh"]),
        ("overdue", ["baltic", "acme-gmbh"]),
        ("no cadence", ["dune"]),
        ("gone", []),
    ],
)
def test_the_list_is_filtered_while_one_types(practice: Pulse, typed: str, left: list[str]) -> None:
    async def use(living: Living) -> None:
        await living.press("slash")
        await living.type(typed)
        assert keys_of(living) == left
        await living.press("escape")
        assert len(keys_of(living)) == 4

    at_the_portfolio(practice, use)


def test_the_filter_of_one_view_isnt_shown_in_another(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.press("slash", *"cafe", "enter", "1")
        assert "cafe" not in living.text
        await living.press("2")
        assert keys_of(living) == ["cedar-cafe"]
        await living.press("escape")
        assert len(keys_of(living)) == 4

    at_the_portfolio(practice, use)


def test_an_act_is_done_with_the_client_that_is_selected_and_the_order_stays(
    practice: Pulse,
) -> None:
    async def use(living: Living) -> None:
        await living.press("o", "j", "l")
        before = keys_of(living)
        await living.type("Rang about the ships")
        await living.press("enter")
        assert "Logged: call with Baltic" in living.text
        assert living.selected == "baltic"
        assert keys_of(living) == before
        await living.press("O", "p")
        await living.type("a plan")
        assert "pulse promise dune 'a plan'" in living.text
        await living.press("escape", "u")
        assert "Undone" in living.text

    at_the_portfolio(practice, use)
    assert "Rang about the ships" not in practice("history", "--json").out


def test_all_is_typed_ahead_at_once(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        await living.type_ahead("2 o j l h i enter")

    live(use, db=practice.store, today=TODAY)
    assert practice("history", "--limit", "1", "--json").items[0]["key"] == "baltic"


@pytest.mark.parametrize(
    ("wide", "columns"),
    [
        (60, "Status Client 12 weeks Health"),
        (80, "Status Client Last Kept 12 weeks Health"),
        (140, "Status Client Last Kept 12 weeks Health"),
        (220, "Status Client Next Last How Booked Kept 12 weeks Health 90 days"),
    ],
)
def test_there_are_as_many_columns_as_there_is_room_for_and_they_line_up(
    practice: Pulse, wide: int, columns: str
) -> None:
    async def use(living: Living) -> None:
        view = living.desk.view
        heading = living.lines[1][: view.list.size.width]
        assert heading.split() == columns.split()
        at = heading.index("12 weeks")
        for number in range(4):
            line = living.lines[2 + number]
            begun = next(place for place in range(len(line)) if width(line[:place]) == at)
            assert set(line[begun : begun + 12]) <= set("·▂▄▆█")
            assert line[begun - 2 : begun] == "  "

    at_the_portfolio(practice, use, size=(wide, 30))


def test_on_a_narrow_terminal_there_is_one_pane(practice: Pulse) -> None:
    async def use(living: Living) -> None:
        assert "(baltic)" not in living.text
        await living.press("tab")
        assert "(baltic)" in living.text
        assert "12 weeks      Health" not in living.text
        await living.press("escape")
        assert "12 weeks      Health" in living.text

    at_the_portfolio(practice, use, size=NARROW)


def test_an_empty_portfolio_says_how_to_begin(pulse: Pulse) -> None:
    async def use(living: Living) -> None:
        assert "pulse add" in living.text

    at_the_portfolio(pulse, use)
