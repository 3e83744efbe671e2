"""Promises both ways: what we owe, what they owe, and that it is done."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Pulse, filled_once

Dump = Callable[[], list[str]]


@pytest.fixture(autouse=True)
@filled_once
def _acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--meet", "quarterly", "--since", "2026-09-01")


def test_a_promise_is_ours_and_made_today(pulse: Pulse) -> None:
    answer = pulse.ok("promise", "acme", "the", "tax", "estimate", "--by", "fri", "--json").json
    assert answer["schema"] == "clientpulse.promise/1"
    assert answer["commitment"] | {"uid": "?", "by": "?"} == {
        "id": 1,
        "uid": "?",
        "by": "?",
        "client": "Acme GmbH",
        "key": "acme-gmbh",
        "owed_by": "us",
        "what": "the tax estimate",
        "made_on": "2026-11-21",
        "due_on": "2026-11-27",
        "done_on": None,
        "dropped_on": None,
    }


def test_an_ask_is_theirs(pulse: Pulse) -> None:
    answer = pulse.ok("ask", "acme", "payroll files", "--by", "1 dec", "--json").json
    assert answer["schema"] == "clientpulse.ask/1"
    asked = answer["commitment"]
    assert (asked["owed_by"], asked["due_on"]) == ("client", "2026-12-01")


def test_the_day_is_echoed_with_its_weekday_and_how_far_it_is(pulse: Pulse) -> None:
    said = pulse.ok("promise", "acme", "the tax estimate", "--by", "fri").out
    assert said == (
        "Promised to Acme GmbH by Fri 27 Nov 2026 (in 6 days): the tax estimate (number 1)\n"
        "Once it is kept: pulse done 1\n"
    )
    said = pulse.ok("ask", "acme", "payroll files", "--by", "today").out
    assert said == (
        "Asked of Acme GmbH by Sat 21 Nov 2026 (today): payroll files (number 2)\n"
        "Once it is received: pulse done 2\n"
    )


def test_a_promise_may_be_written_down_late(pulse: Pulse) -> None:
    said = pulse.ok("promise", "acme", "x", "--by", "2026-11-18").out
    assert "by Wed 18 Nov 2026 (3 days ago): x" in said
    pulse.ok("done", "1")


@pytest.mark.parametrize(("command", "who"), [("promise", "Promised to"), ("ask", "Asked of")])
def test_without_a_day_it_says_where_it_shows_and_how_to_give_it_one(
    pulse: Pulse, command: str, who: str
) -> None:
    said = pulse.ok(command, "acme", "a", "photo").out
    assert said == (
        f"{who} Acme GmbH: a photo (number 1)\n"
        "Without a day, only the brief and the agenda show it."
        " To set one: pulse commitment edit 1 --by DATE\n"
    )


@pytest.mark.parametrize("command", ["promise", "ask"])
@pytest.mark.parametrize(
    ("code", "rest"),
    [
        (2, ("acme", "")),
        (2, ("acme", " ", "\t")),
        (2, ("acme", "x", "--by", "2026-02-30")),
        (2, ("acme", "x", "--by", "none")),
        (2, ("acme", "x", "--by", "3 days 14:00")),
        (2, ("acme", "x", "--by", "mon 20 nov")),
        (2, ("", "x")),
        (3, ("nobody", "x")),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_stored(
    pulse: Pulse, dump: Dump, command: str, code: int, rest: tuple[str, ...]
) -> None:
    before = dump()
    pulse.fails(code, command, *rest)
    assert dump() == before


def test_promises_need_somebody_to_be_made_to(pulse: Pulse) -> None:
    pulse.store.unlink()
    pulse.fails(3, "promise", "acme", "x")
    pulse.fails(3, "done", "1")


def test_done_is_today_unless_told_and_says_whether_it_was_in_time(pulse: Pulse) -> None:
    pulse.ok("promise", "acme", "the estimate", "--by", "2026-11-20", today="2026-11-02")
    pulse.ok("ask", "acme", "the files", "--by", "2026-11-20", today="2026-11-02")
    pulse.ok("promise", "acme", "the plan", today="2026-11-02")
    said = pulse.ok("done", "1").out
    assert said == (
        "Kept, promised to Acme GmbH, Sat 21 Nov 2026 (1 day late): the estimate (number 1)\n"
    )
    said = pulse.ok("done", "2", "--on", "2026-11-20").out
    assert said == (
        "Received, asked of Acme GmbH, Fri 20 Nov 2026 (in time): the files (number 2)\n"
    )
    assert "Sat 21 Nov 2026: the plan" in pulse.ok("done", "3").out
    ends = [item["done_on"] for item in pulse.ok("commitment", "list", "--all", "--json").items]
    assert ends == ["2026-11-21", "2026-11-21", "2026-11-20"]


def test_done_answers_with_the_commitment(pulse: Pulse) -> None:
    pulse.ok("promise", "acme", "x")
    answer = pulse.ok("done", "1", "--json").json
    assert answer["schema"] == "clientpulse.done/1"
    assert answer["commitment"]["done_on"] == "2026-11-21"


def test_it_can_be_done_on_the_day_it_was_made_and_not_before(pulse: Pulse) -> None:
    pulse.ok("promise", "acme", "x", today="2026-11-10")
    refused = pulse.fails(2, "done", "1", "--on", "2026-11-09")
    assert "promise 1 was made on Tue 10 Nov 2026" in refused.err
    pulse.ok("done", "1", "--on", "2026-11-10")


def test_it_can_not_be_done_in_the_days_ahead(pulse: Pulse) -> None:
    pulse.ok("promise", "acme", "x")
    assert "Sun 22 Nov 2026 is in the future" in pulse.fails(2, "done", "1", "--on", "tomorrow").err
    # A rehearsed day before it was made is one too.
    assert pulse("done", "1", today="2026-11-20").code == 2
    pulse.ok("done", "1", "--on", "today")


def test_what_is_done_or_dropped_can_not_end_again(pulse: Pulse, dump: Dump) -> None:
    pulse.ok("promise", "acme", "x")
    pulse.ok("ask", "acme", "y")
    pulse.ok("done", "1")
    pulse.ok("commitment", "drop", "2")
    before = dump()
    for command in (("done", "1"), ("commitment", "drop", "1")):
        refused = pulse.fails(3, *command)
        assert "promise 1 with acme-gmbh was done already, on Sat 21 Nov 2026" in refused.err
        assert "pulse commitment edit 1 --open" in refused.err
    for command in (("done", "2"), ("commitment", "drop", "2")):
        assert "ask 2 with acme-gmbh was dropped already" in pulse.fails(3, *command).err
    assert dump() == before


@pytest.mark.parametrize("number", ["0", "-1", "2", "9223372036854775808", "9" * 30])
def test_a_number_that_nothing_has_is_not_found(pulse: Pulse, number: str) -> None:
    pulse.ok("promise", "acme", "x")
    for command in (
        ("done",),
        ("commitment", "drop"),
        ("commitment", "edit", "--what", "y"),
        ("commitment", "edit", "--open"),
    ):
        refused = pulse.fails(3, *command, "--", number)
        assert "pulse commitment list --all" in refused.err


def test_undo_says_what_it_took_back(pulse: Pulse) -> None:
    pulse.ok("promise", "acme", "x")
    pulse.ok("ask", "acme", "y")
    pulse.ok("done", "2")
    pulse.ok("done", "1")
    said = [pulse.ok("undo").out for _ in range(4)]
    assert said == [
        "Undone: kept promise 1 to Acme GmbH\n",
        "Undone: received ask 2 of Acme GmbH\n",
        "Undone: wrote down ask 2 of Acme GmbH\n",
        "Undone: wrote down promise 1 to Acme GmbH\n",
    ]


def test_a_promise_is_kept_with_the_contact_in_one_breath(pulse: Pulse) -> None:
    pulse.ok("promise", "acme", "the estimate", "--by", "fri")
    answer = pulse.ok("done", "1", "-c", "email", "--json").json
    assert list(answer) == ["schema", "today", "commitment", "touchpoint", "open"]
    assert answer["commitment"]["done_on"] == answer["touchpoint"]["on"] == "2026-11-21"
    assert pulse.ok("undo").out == (
        "Undone: kept promise 1 to Acme GmbH; logged an e-mail with Acme GmbH on Sat 21 Nov 2026\n"
    )
    assert pulse.ok("history", "--json").items == []
    assert pulse.ok("done", "1", "--json").json["touchpoint"] is None
