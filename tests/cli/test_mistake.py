"""Owning a mistake: written down, told, fixed; and every way of getting it wrong."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from tests.conftest import Pulse, filled_once

Dump = Callable[[], list[str]]

FIELDS = [
    *("id", "uid", "client", "key", "what", "why", "fix", "prevent", "offer"),
    *("happened_on", "entered_on", "told_on", "fix_by", "fixed_on", "by"),
]


@pytest.fixture(autouse=True)
@filled_once
def _acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--meet", "quarterly", "--since", "2026-09-01")


def days(pulse: Pulse, number: str = "1") -> list[str | None]:
    """Return when a mistake happened, was told, is to be fixed and was fixed."""
    found = {str(one["id"]): one for one in pulse.ok("mistake", "list", "--all", "--json").items}
    names = ("happened_on", "told_on", "fix_by", "fixed_on")
    return [found[number][name] for name in names]


def test_a_mistake_is_entered_today_with_all_that_is_known_of_it(pulse: Pulse) -> None:
    answer = pulse.ok(
        "mistake", "acme", "Sent", "the", "invoice", "twice", "--on", "mon", "--why", "two of us",
        "--fix", "cancelled it", "--prevent", "one list", "--offer", "an hour", "--by", "fri",
        "--json",
    ).json  # fmt: skip
    assert answer["schema"] == "clientpulse.mistake-add/1"
    assert answer["mistake"] | {"uid": "?", "by": "?"} == {
        "id": 1,
        "uid": "?",
        "by": "?",
        "client": "Acme GmbH",
        "key": "acme-gmbh",
        "what": "Sent the invoice twice",
        "why": "two of us",
        "fix": "cancelled it",
        "prevent": "one list",
        "offer": "an hour",
        "happened_on": "2026-11-16",
        "entered_on": "2026-11-21",
        "told_on": None,
        "fix_by": "2026-11-27",
        "fixed_on": None,
    }
    assert list(answer["mistake"]) == FIELDS


def test_what_is_not_known_is_null(pulse: Pulse) -> None:
    entered = pulse.ok("mistake", "acme", "x", "--json").json["mistake"]
    assert {name for name, value in entered.items() if value is None} - {"by"} == {
        *("why", "fix", "prevent", "offer", "happened_on", "told_on", "fix_by", "fixed_on"),
    }


def test_a_client_named_like_a_command_is_reached_by_add(pulse: Pulse) -> None:
    pulse.ok("add", "List")
    assert pulse.ok("mistake", "list", "--json").items == []
    entered = pulse.ok("mistake", "add", "list", "x", "--json").json["mistake"]
    assert entered["client"] == "List"


def test_each_answer_says_what_comes_next(pulse: Pulse) -> None:
    assert pulse.ok("mistake", "acme", "Wrong figures", "--on", "fri").out == (
        "Written down: mistake with Acme GmbH of Fri 20 Nov 2026: Wrong figures (number 1)\n"
        "Prepare before you tell them: why it happened and how you'll fix it."
        " pulse mistake edit 1 --why TEXT --fix TEXT\n"
    )
    said = pulse.ok("mistake", "edit", "1", "--why", "an old sheet").out
    assert said.splitlines()[1:] == [
        "  why: none → an old sheet",
        "Prepare before you tell them: how you'll fix it. pulse mistake edit 1 --fix TEXT",
    ]
    said = pulse.ok("mistake", "edit", "1", "--fix", "new ones by noon", "--by", "mon").out
    assert said.splitlines()[1:] == [
        "  fix: none → new ones by noon; by: none → Mon 23 Nov",
        "Ready to be told: pulse draft apology acme-gmbh, then: pulse mistake told 1",
    ]
    assert pulse.ok("mistake", "told", "1").out == (
        "Told, Sat 21 Nov 2026:"
        " mistake with Acme GmbH of Fri 20 Nov 2026: Wrong figures (number 1)\n"
        "Now fix it by Mon 23 Nov 2026 (in 2 days), then: pulse mistake fixed 1\n"
    )
    assert pulse.ok("mistake", "fixed", "1").out == (
        "Fixed, Sat 21 Nov 2026:"
        " mistake with Acme GmbH of Fri 20 Nov 2026: Wrong figures (number 1)\n"
        "One call remains: 'pulse due' will remind you to ask whether all is well.\n"
    )


def test_one_that_is_ready_says_so_at_once(pulse: Pulse) -> None:
    said = pulse.ok("mistake", "acme", "x", "--why", "y", "--fix", "z").out
    assert "Ready to be told: pulse draft apology acme-gmbh" in said


def test_told_and_fixed_are_today_unless_told(pulse: Pulse) -> None:
    pulse.ok("mistake", "acme", "x", "--on", "2026-11-10")
    assert pulse.ok("mistake", "told", "1", "--json").json["mistake"]["told_on"] == "2026-11-21"
    answer = pulse.ok("mistake", "fixed", "1", "--json").json
    assert answer["schema"] == "clientpulse.mistake-fixed/1"
    assert answer["mistake"]["fixed_on"] == "2026-11-21"


def test_it_can_be_told_before_it_is_entered_from_the_day_it_happened(pulse: Pulse) -> None:
    pulse.ok("mistake", "acme", "x", "--on", "2026-11-10")
    refused = pulse.fails(2, "mistake", "told", "1", "--on", "2026-11-09")
    assert "happened on Tue 10 Nov 2026" in refused.err
    pulse.ok("mistake", "told", "1", "--on", "2026-11-10")
    assert days(pulse) == ["2026-11-10", "2026-11-10", None, None]


def test_one_of_an_unknown_day_counts_from_the_day_it_was_entered(pulse: Pulse) -> None:
    pulse.ok("mistake", "acme", "x")
    refused = pulse.fails(2, "mistake", "told", "1", "--on", "yesterday")
    assert "written down on Sat 21 Nov 2026" in refused.err
    assert "pulse mistake edit 1 --on DATE" in refused.err
    pulse.ok("mistake", "edit", "1", "--on", "yesterday")
    pulse.ok("mistake", "told", "1", "--on", "yesterday")


def test_fixed_before_told_is_a_conflict(pulse: Pulse, dump: Dump) -> None:
    pulse.ok("mistake", "acme", "x")
    before = dump()
    assert "pulse mistake told 1" in pulse.fails(3, "mistake", "fixed", "1").err
    pulse.fails(3, "mistake", "edit", "1", "--fixed", "today")
    assert dump() == before


def test_it_can_be_fixed_on_the_day_it_was_told_and_not_before(pulse: Pulse) -> None:
    pulse.ok("mistake", "acme", "x", "--on", "2026-11-10")
    pulse.ok("mistake", "told", "1", "--on", "2026-11-12")
    refused = pulse.fails(2, "mistake", "fixed", "1", "--on", "2026-11-11")
    assert "told on Thu 12 Nov 2026" in refused.err
    pulse.ok("mistake", "fixed", "1", "--on", "2026-11-12")


def test_twice_is_a_conflict_that_says_when_it_was(pulse: Pulse, dump: Dump) -> None:
    pulse.ok("mistake", "acme", "x", today="2026-11-20")
    pulse.ok("mistake", "told", "1", today="2026-11-20")
    assert "already, on Fri 20 Nov 2026" in pulse.fails(3, "mistake", "told", "1").err
    pulse.ok("mistake", "fixed", "1", today="2026-11-20")
    before = dump()
    assert "already, on Fri 20 Nov 2026" in pulse.fails(3, "mistake", "told", "1").err
    assert "already, on Fri 20 Nov 2026" in pulse.fails(3, "mistake", "fixed", "1").err
    assert dump() == before


@pytest.mark.parametrize(
    ("code", "rest"),
    [
        (2, ("add", "acme")),
        (2, ("acme", "--why", "y")),
        (2, ("acme", "")),
        (2, ("acme", " ", "\n")),
        (2, ("acme", "x", "--on", "tomorrow")),
        (2, ("acme", "x", "--on", "in 2 days")),
        (2, ("acme", "x", "--by", "yesterday")),
        (2, ("acme", "x", "--on", "yesterday", "--by", "2026-11-19")),
        (2, ("acme", "x", "--why", "y" * 20_001)),
        (3, ("nobody", "x")),
        (3, ("told", "2")),
        (2, ("told", "1", "--on", "tomorrow")),
        (3, ("told", "x")),
        (3, ("fixed", "2")),
        (3, ("edit", "2", "--why", "y")),
        (3, ("delete", "2")),
        (2, ("edit", "1")),
        (2, ("edit", "1", "--what", " ")),
        (2, ("edit", "1", "--on", "tomorrow")),
        (2, ("edit", "1", "--told", "tomorrow")),
        (2, ("edit", "1", "--told", "2026-11-20")),
        (2, ("edit", "1", "--told", "today", "--fixed", "tomorrow")),
        (2, ("edit", "1", "--fix", "y" * 20_001)),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_changes(
    pulse: Pulse, dump: Dump, code: int, rest: tuple[str, ...]
) -> None:
    pulse.ok("mistake", "acme", "there")
    before = dump()
    pulse.fails(code, "mistake", *rest)
    assert dump() == before


@pytest.mark.parametrize("number", ["0", "-1", "9223372036854775808", "9" * 30])
def test_a_number_that_nothing_has_is_not_found(pulse: Pulse, number: str) -> None:
    pulse.ok("mistake", "acme", "x")
    for command in (("told",), ("fixed",), ("delete",), ("edit", "--why", "y")):
        assert "pulse mistake list --all" in pulse.fails(3, "mistake", *command, "--", number).err


def test_everything_can_be_edited_and_cleared(pulse: Pulse) -> None:
    pulse.ok("mistake", "acme", "x")
    edited = pulse.ok(
        "mistake", "edit", "1", "--what", "y", "--why", "a", "--fix", "b", "--prevent", "c",
        "--offer", "d", "--on", "2026-11-10", "--by", "1 dec", "--told", "2026-11-11",
        "--fixed", "2026-11-12", "--json",
    ).json["mistake"]  # fmt: skip
    texts = [edited[name] for name in ("what", "why", "fix", "prevent", "offer")]
    assert texts == ["y", "a", "b", "c", "d"]
    assert days(pulse) == ["2026-11-10", "2026-11-11", "2026-12-01", "2026-11-12"]
    edited = pulse.ok(
        "mistake", "edit", "1", "--why", "", "--fix", "", "--prevent", "", "--offer", "",
        "--on", "none", "--by", "none", "--told", "", "--fixed", "none", "--json",
    ).json["mistake"]  # fmt: skip
    assert [edited[name] for name in ("what", "why", "fix", "prevent", "offer")] == ["y"] + [
        None
    ] * 4
    assert days(pulse) == [None] * 4


def test_told_can_be_taken_back_but_not_from_under_fixed(pulse: Pulse) -> None:
    pulse.ok("mistake", "acme", "x")
    pulse.ok("mistake", "told", "1")
    pulse.ok("mistake", "fixed", "1")
    refused = pulse.fails(3, "mistake", "edit", "1", "--told", "none")
    assert "--told none --fixed none" in refused.err
    pulse.ok("mistake", "edit", "1", "--fixed", "none")
    pulse.ok("mistake", "edit", "1", "--told", "none")
    pulse.ok("mistake", "told", "1")


def test_the_day_it_happened_can_not_move_behind_the_day_it_was_told(pulse: Pulse) -> None:
    pulse.ok("mistake", "acme", "x", "--on", "2026-11-10")
    pulse.ok("mistake", "told", "1", "--on", "2026-11-12")
    pulse.ok("mistake", "edit", "1", "--on", "2026-11-12")
    pulse.fails(2, "mistake", "edit", "1", "--on", "2026-11-13")
    # Without its own day it would count from the day it was entered.
    pulse.fails(2, "mistake", "edit", "1", "--on", "none")
    assert days(pulse)[0] == "2026-11-12"


def test_what_was_no_mistake_can_be_deleted(pulse: Pulse, dump: Dump) -> None:
    before = dump()
    pulse.ok("mistake", "acme", "x")
    entered = dump()
    said = pulse.ok("mistake", "delete", "1", "--dry-run").out
    assert said == "Would delete: mistake with Acme GmbH: x (number 1)\n"
    assert dump() == entered
    assert pulse.ok("mistake", "delete", "1", "--json").json["mistake"]["what"] == "x"
    assert dump() == before


@pytest.fixture
@filled_once
def filled(pulse: Pulse) -> None:
    pulse.ok("add", "Bianchi")
    pulse.ok("mistake", "acme", "fixed one", "--on", "2026-11-02")
    pulse.ok("mistake", "told", "1", "--on", "2026-11-03")
    pulse.ok("mistake", "fixed", "1", "--on", "2026-11-04")
    pulse.ok("mistake", "acme", "told one", "--on", "2026-11-10", "--by", "2026-11-19")
    pulse.ok("mistake", "told", "2", "--on", "2026-11-10")
    pulse.ok("mistake", "bianchi", "new one", "--why", "a", "--fix", "b", today="2026-11-20")
    pulse.ok("mistake", "acme", "newer one", "--by", "2026-11-27")
    pulse.ok("mistake", "acme", "told today")
    pulse.ok("mistake", "told", "5")


def test_those_not_told_come_first_then_those_not_fixed(filled: Pulse) -> None:
    shown = [item["id"] for item in filled.ok("mistake", "list", "--json").items]
    assert shown == [4, 3, 5, 2]
    shown = [item["id"] for item in filled.ok("mistake", "list", "--all", "--json").items]
    assert shown == [4, 3, 5, 2, 1]
    shown = [item["id"] for item in filled.ok("mistake", "list", "bianchi", "--json").items]
    assert shown == [3]


def test_the_list_says_how_far_we_are(filled: Pulse) -> None:
    assert filled.ok("mistake", "list").out.startswith("4 mistakes, 2 not told yet\n")
    markdown = filled.ok("mistake", "list", "--all", "--format", "markdown").out
    standing = [line.split("|")[4].strip() for line in markdown.splitlines() if "one |" in line]
    assert standing == [
        "not told yet, to fix by Fri 27 Nov",
        "not told yet",
        "told Tue 10 Nov, to fix by Thu 19 Nov (2 days late)",
        "fixed Wed 4 Nov",
    ]
    assert "told Sat 21 Nov, not fixed yet" in markdown
    assert "| not told yet | new one | why: a; fix: b |" in markdown


def test_it_comes_as_csv_and_json(filled: Pulse) -> None:
    items = filled.ok("mistake", "list", "--all", "--format", "json").items
    assert all(list(item) == FIELDS for item in items)
    text = filled.ok("mistake", "list", "--all", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == FIELDS
    assert [row["what"] for row in rows] == [item["what"] for item in items]
    assert [row["fixed_on"] for row in rows] == ["", "", "", "", "2026-11-04"]


def test_an_empty_list_says_so(pulse: Pulse) -> None:
    assert pulse.ok("mistake", "list").out == "No open mistakes\n"
    assert pulse.ok("mistake", "list", "--all").out == "No mistakes\n"


def test_undo_says_what_it_took_back(pulse: Pulse) -> None:
    pulse.ok("mistake", "acme", "x")
    pulse.ok("mistake", "told", "1")
    pulse.ok("mistake", "fixed", "1")
    assert [pulse.ok("undo").out for _ in range(3)] == [
        "Undone: fixed mistake 1 with Acme GmbH\n",
        "Undone: told Acme GmbH of mistake 1\n",
        "Undone: wrote down mistake 1 with Acme GmbH\n",
    ]


def test_a_mistake_is_told_and_fixed_with_the_contact_in_one_breath(pulse: Pulse) -> None:
    pulse.ok("mistake", "acme", "sent it twice", "--on", "2026-11-02")
    said = pulse.ok("mistake", "told", "1", "--on", "2026-11-20", "-c", "email").out
    assert said.splitlines()[1:3] == [
        "Logged: e-mail with Acme GmbH, Fri 20 Nov 2026 (number 1)",
        "To fix: sent it twice. Once it is fixed: pulse mistake fixed 1",
    ]
    assert said.count("mistake fixed 1") == 1
    answer = pulse.ok("mistake", "fixed", "1", "-c", "call", "--json").json
    assert list(answer) == ["schema", "today", "mistake", "touchpoint", "open"]
    logged = answer["touchpoint"]
    assert (logged["channel"], logged["on"]) == ("call", "2026-11-21")
    assert (logged["direction"], logged["note"], logged["purpose"]) == ("outbound", None, None)
    undone = pulse.ok("undo").out
    assert undone == (
        "Undone: fixed mistake 1 with Acme GmbH; logged a call with Acme GmbH on Sat 21 Nov 2026\n"
    )
    (item,) = pulse.ok("history", "--json").items
    assert item["on"] == "2026-11-20"
    assert pulse.ok("mistake", "list", "--json").items[0]["fixed_on"] is None


def test_without_a_channel_no_contact_is_logged(pulse: Pulse) -> None:
    pulse.ok("mistake", "acme", "sent it twice")
    assert pulse.ok("mistake", "told", "1", "--json").json["touchpoint"] is None
    assert pulse.ok("mistake", "fixed", "1", "--json").json["touchpoint"] is None
    assert pulse.ok("history", "--json").items == []


def test_what_is_refused_logs_no_contact(pulse: Pulse) -> None:
    pulse.ok("mistake", "acme", "sent it twice")
    pulse.fails(3, "mistake", "fixed", "1", "-c", "call")
    pulse.fails(2, "mistake", "told", "1", "-c", "fax")
    assert pulse.ok("history", "--json").items == []
    assert pulse.ok("mistake", "list", "--json").items[0]["told_on"] is None


def test_telling_them_at_the_meeting_that_was_booked_holds_it(pulse: Pulse) -> None:
    pulse.ok("meeting", "book", "acme", "today")
    pulse.ok("mistake", "acme", "sent it twice")
    said = pulse.ok("mistake", "told", "1", "-c", "meeting").out
    assert "The meeting booked for Sat 21 Nov 2026 is held." in said
