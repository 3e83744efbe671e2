"""The list of what is owed both ways, and correcting it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from tests.conftest import Pulse, filled_once

Dump = Callable[[], list[str]]

FIELDS = [
    *("id", "uid", "client", "key", "owed_by", "what", "made_on", "due_on", "done_on"),
    *("dropped_on", "by"),
]


@pytest.fixture(autouse=True)
@filled_once
def _clients(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--since", "2026-09-01")
    pulse.ok("add", "Bianchi", "--since", "2026-09-01")


@pytest.fixture
@filled_once
def filled(pulse: Pulse) -> None:
    made = {"today": "2026-11-01"}
    pulse.ok("promise", "acme", "no day", **made)
    pulse.ok("promise", "acme", "later", "--by", "2026-12-01", **made)
    pulse.ok("ask", "acme", "late", "--by", "2026-11-20", **made)
    pulse.ok("ask", "bianchi", "today", "--by", "2026-11-21", **made)
    pulse.ok("promise", "acme", "kept", "--by", "2026-11-10", **made)
    pulse.ok("promise", "acme", "kept late", "--by", "2026-11-10", **made)
    pulse.ok("ask", "acme", "given up", **made)
    pulse.ok("done", "5", "--on", "2026-11-10")
    pulse.ok("done", "6", "--on", "2026-11-12")
    pulse.ok("commitment", "drop", "7", today="2026-11-15")


def test_the_open_ones_come_first_by_their_day_then_those_that_ended_last(filled: Pulse) -> None:
    shown = filled.ok("commitment", "list", "--json").items
    assert [item["what"] for item in shown] == ["late", "today", "later", "no day"]
    shown = filled.ok("commitment", "list", "--all", "--json").items
    assert [item["what"] for item in shown[4:]] == ["given up", "kept late", "kept"]


def test_one_clients_are_listed_alone(filled: Pulse) -> None:
    shown = filled.ok("commitment", "list", "bian", "--json").items
    assert [item["what"] for item in shown] == ["today"]
    filled.fails(3, "commitment", "list", "nobody")


def test_it_is_said_who_owes_what_by_when_and_how_late(filled: Pulse) -> None:
    lines = filled.ok("commitment", "list", "--all").out.splitlines()
    assert lines[0] == "4 promises and 3 requests, 1 late"
    rows = [line.split("  ") for line in lines[3:10]]
    told = [[cell.strip() for cell in row if cell] for row in rows]
    assert told == [
        ["3", "them", "Acme GmbH", "late", "Fri 20 Nov", "1 day late"],
        ["4", "them", "Bianchi", "today", "Sat 21 Nov", "today"],
        ["2", "us", "Acme GmbH", "later", "Tue 1 Dec", "in 10 days"],
        ["1", "us", "Acme GmbH", "no day", "open"],
        ["7", "them", "Acme GmbH", "given up", "dropped Sun 15 Nov"],
        ["6", "us", "Acme GmbH", "kept late", "Tue 10 Nov", "done Thu 12 Nov, 2 days late"],
        ["5", "us", "Acme GmbH", "kept", "Tue 10 Nov", "done Tue 10 Nov, in time"],
    ]
    assert lines[-1] == "Once kept or received: pulse done ID"


def test_a_list_with_nothing_open_says_so(pulse: Pulse) -> None:
    assert pulse.ok("commitment", "list").out == "Nothing is owed either way\n"
    assert pulse.ok("commitment", "list", "--all").out == "Nothing was promised either way\n"
    pulse.ok("promise", "acme", "x")
    assert pulse.ok("commitment", "list").out.startswith("1 promise\n")


def test_it_comes_as_csv_json_and_markdown(filled: Pulse) -> None:
    items = filled.ok("commitment", "list", "--format", "json").items
    assert all(list(item) == FIELDS for item in items)
    rows = list(csv.DictReader(io.StringIO(filled.ok("commitment", "list", "--format", "csv").out)))
    assert [row["what"] for row in rows] == [item["what"] for item in items]
    assert list(rows[0]) == FIELDS
    assert (rows[0]["due_on"], rows[3]["due_on"]) == ("2026-11-20", "")
    markdown = filled.ok("commitment", "list", "--format", "markdown").out
    assert "| Id | Owes | Client | What | By | Status |" in markdown
    assert "| 3 | them | Acme GmbH | late | Fri 20 Nov | 1 day late |" in markdown
    filled.fails(2, "commitment", "list", "--format", "xml")


def test_another_day_and_other_words(pulse: Pulse) -> None:
    pulse.ok("promise", "acme", "x", "--by", "fri")
    said = pulse.ok("commitment", "edit", "1", "--by", "next fri", "--what", "the estimate").out
    assert said == (
        "Edited: promised to Acme GmbH by Fri 27 Nov 2026 (in 6 days): the estimate (number 1)\n"
        "  what: x → the estimate\n"
    )
    answer = pulse.ok("commitment", "edit", "1", "--by", "4 dec", "--json").json
    assert answer["schema"] == "clientpulse.commitment-edit/1"
    assert (answer["commitment"]["what"], answer["commitment"]["due_on"]) == (
        "the estimate",
        "2026-12-04",
    )


@pytest.mark.parametrize("typed", ["none", "NONE", ""])
def test_a_day_can_be_taken_away(pulse: Pulse, typed: str) -> None:
    pulse.ok("promise", "acme", "x", "--by", "fri")
    edited = pulse.ok("commitment", "edit", "1", "--by", typed, "--json").json["commitment"]
    assert edited["due_on"] is None


@pytest.mark.parametrize("end", [("done", "1"), ("commitment", "drop", "1")], ids=" ".join)
def test_what_ended_by_mistake_can_be_opened_again(pulse: Pulse, end: tuple[str, ...]) -> None:
    pulse.ok("promise", "acme", "x")
    pulse.ok(*end)
    opened = pulse.ok("commitment", "edit", "1", "--open", "--json").json["commitment"]
    assert (opened["done_on"], opened["dropped_on"]) == (None, None)
    pulse.ok("done", "1")


def test_an_edit_needs_something_to_change_and_words_that_can_be_stored(
    pulse: Pulse, dump: Dump
) -> None:
    pulse.ok("promise", "acme", "x")
    before = dump()
    pulse.fails(2, "commitment", "edit", "1")
    pulse.fails(2, "commitment", "edit", "1", "--what", " ")
    pulse.fails(2, "commitment", "edit", "1", "--by", "someday")
    pulse.fails(2, "commitment", "edit", "1", "--what", "x" * 20_001)
    assert dump() == before


def test_dropping_is_rehearsed_and_done(pulse: Pulse, dump: Dump) -> None:
    pulse.ok("ask", "acme", "a photo")
    before = dump()
    said = pulse.ok("commitment", "drop", "1", "--dry-run").out
    assert said == "Would drop: asked of Acme GmbH: a photo (number 1)\n"
    assert dump() == before
    answer = pulse.ok("commitment", "drop", "1", "--json").json
    assert answer["schema"] == "clientpulse.commitment-drop/1"
    assert answer["commitment"]["dropped_on"] == "2026-11-21"
    assert pulse.ok("commitment", "list", "--json").items == []
    pulse.ok("promise", "acme", "x")
    assert pulse("commitment", "drop", "2", today="2026-11-20").code == 2
