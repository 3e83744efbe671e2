"""Walking through the clients to ring."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.answering import CONTROL_C, END, walk
from tests.conftest import Pulse, filled_once
from tests.hostile import assert_harmless


@pytest.fixture(autouse=True)
def _at_any_hour(config: Path) -> None:
    """Whoever's hours aren't known can be rung whenever the tests run."""
    config.write_text('office_hours = "mon-sun 0:00-24:00"\n')


@pytest.fixture
@filled_once
def three(pulse: Pulse) -> None:
    """Three clients to ring, in the order of their names."""
    for name in ("Acme", "Bold", "Cat"):
        pulse.ok("add", name, "--since", "2026-01-01", "--contact", f"Ann {name}", "--phone", "1")


def touchpoints(pulse: Pulse) -> list[tuple[str, str, str, str | None, int | None]]:
    return [
        (one["key"], one["on"], one["channel"], one["note"], one["mood"])
        for one in pulse.ok("history", "--json").items[::-1]
    ]


def journal(pulse: Pulse) -> list[str]:
    return [item["summary"] for item in pulse.ok("undo", "--list", "--json").items]


def test_one_after_the_other_is_logged_skipped_and_snoozed(three: Pulse) -> None:
    code, said = walk(three.store, "l", "Talked about rent", "good", "s", "z", "fri")
    assert code == 0
    assert touchpoints(three) == [("acme", "2026-11-21", "call", "Talked about rent", 1)]
    snoozed = {
        one["key"]: one["snoozed_until"] for one in three.ok("client", "list", "--json").items
    }
    assert snoozed == {"acme": None, "bold": None, "cat": "2026-11-27"}
    for line in (
        ": 1 of 3\n",
        "Ring        Ann Acme · 1",
        "Logged: call with Acme, Sat 21 Nov 2026 (number 1)\n",
        ": 2 of 3\n",
        ": 3 of 3\n",
        "Cat is snoozed until Fri 27 Nov 2026.\n",
    ):
        assert line in said
    assert said.endswith("1 logged, 1 skipped, 1 snoozed.\n")


def test_whole_words_and_nothing_for_note_and_mood(three: Pulse) -> None:
    code, said = walk(three.store, "LOG", "", "", "Skip", "quit")
    assert code == 0
    assert touchpoints(three) == [("acme", "2026-11-21", "call", None, None)]
    assert said.endswith("1 logged, 1 skipped.\n")


def test_each_call_is_taken_back_by_itself(three: Pulse, dump: Callable[[], list[str]]) -> None:
    before = dump()
    walk(three.store, "l", "one", "", "l", "two", "", "z", "fri")
    assert journal(three)[:3] == [
        "snoozed Cat until Fri 27 Nov 2026",
        "logged a call with Bold on Sat 21 Nov 2026",
        "logged a call with Acme on Sat 21 Nov 2026",
    ]
    three.ok("undo")
    three.ok("undo")
    assert [one[0] for one in touchpoints(three)] == ["acme"]
    three.ok("undo")
    assert dump() == before


def test_what_cant_be_read_is_asked_again(three: Pulse) -> None:
    code, said = walk(
        three.store,
        *("x", "", "l", "\x01 note", "9", "great"),
        *("z", "yesterday", "never", "2026-12-24", "q"),
    )
    assert code == 0
    assert touchpoints(three) == [("acme", "2026-11-21", "call", "\x01 note", 2)]
    assert said.count("hint: type one of the letters l, s, z, u or q") == 2
    for line in (
        '"9" isn\'t a mood',
        "Fri 20 Nov 2026 isn't in the future",
        '"never" isn\'t a date',
    ):
        assert line in said
    assert said.endswith("1 logged, 1 snoozed.\n")


def test_a_wrong_key_is_taken_back_and_the_client_comes_again(
    three: Pulse, dump: Callable[[], list[str]]
) -> None:
    before = dump()
    code, said = walk(three.store, "l", "oops", "", "u", "s", "u", "z", "fri", "u", "u", "q")
    assert code == 0
    assert dump() == before
    assert "Undone: logged a call with Acme on Sat 21 Nov 2026\n" in said
    assert "Undone: snoozed Acme until Fri 27 Nov 2026\n" in said
    assert "hint: nothing was done yet that could be taken back" in said
    assert [said.count(f": {place} of 3\n") for place in (1, 2, 3)] == [4, 3, 0]
    assert said.endswith("Nothing was done.\n")


def test_taking_back_goes_from_one_client_to_the_one_before(three: Pulse) -> None:
    code, said = walk(three.store, "l", "one", "", "s", "u", "u", "l", "right", "", "s", "s")
    assert code == 0
    assert [(one[0], one[3]) for one in touchpoints(three)] == [("acme", "right")]
    assert said.endswith("1 logged, 2 skipped.\n")


def test_what_somebody_else_wrote_since_is_not_taken_back(three: Pulse) -> None:
    def meanwhile() -> None:
        three.ok("log", "cat", "theirs")

    code, said = walk(three.store, "l", "ours", "", meanwhile, "u", "q")
    assert code == 0
    assert "something else was written since" in said
    assert sorted(str(one[3]) for one in touchpoints(three)) == ["ours", "theirs"]
    assert said.endswith("1 logged.\n")


def test_a_second_thought_about_snoozing_goes_back(three: Pulse) -> None:
    code, said = walk(three.store, "z", "", "q")
    assert code == 0
    assert said.endswith("Nothing was done.\n")
    assert touchpoints(three) == []


@pytest.mark.parametrize("key", [CONTROL_C, END])
def test_stopping_at_the_question_keeps_what_was_done(three: Pulse, key: str) -> None:
    code, said = walk(three.store, "l", "one", "", key)
    assert code == 0
    assert "Traceback" not in said
    assert said.endswith("\n1 logged.\n")
    assert [one[3] for one in touchpoints(three)] == ["one"]


@pytest.mark.parametrize("key", [CONTROL_C, END])
def test_stopping_behind_the_note_keeps_the_note(three: Pulse, key: str) -> None:
    code, said = walk(three.store, "l", "what was said", key)
    assert code == 0
    assert touchpoints(three) == [("acme", "2026-11-21", "call", "what was said", None)]
    # The answer stands on a line of its own and not behind the question.
    assert "\n\nLogged: call with Acme" in said.replace("^C", "")
    assert said.endswith("\n1 logged.\n")


@pytest.mark.parametrize("key", [CONTROL_C, END])
@pytest.mark.parametrize("before", [("l",), ("l", ""), ("z",)])
def test_stopping_before_anything_was_said_writes_nothing(
    three: Pulse, key: str, before: tuple[str, ...]
) -> None:
    stored = three.store.read_bytes()
    code, said = walk(three.store, *before, key)
    assert code == 0
    assert said.endswith("\nNothing was done.\n")
    assert three.store.read_bytes() == stored


def test_a_client_that_went_away_meanwhile_is_said_and_the_others_go_on(three: Pulse) -> None:
    def delete() -> None:
        three.ok("client", "delete", "acme", "--yes")
        three.ok("add", "Acme New", "--key", "acme")

    code, said = walk(three.store, delete, "l", "for acme", "", "s", "l", "for bold", "", "q")
    assert code == 0
    assert re.search(r"Acme \(acme\) is gone: on .* you deleted Acme elsewhere", said)
    assert [one[0] for one in touchpoints(three)] == ["bold"]
    assert said.endswith("1 logged, 1 skipped.\n")


@pytest.mark.parametrize(
    "options", [("--no-input",), ("--json",), ("--format", "table"), ("--format", "csv")]
)
def test_asked_for_a_list_it_lists_and_asks_nothing(three: Pulse, options: tuple[str, ...]) -> None:
    code, said = walk(three.store, command=("dial", *options))
    assert code == 0
    assert "[s]kip" not in said
    assert "acme" in said
    assert "cat" in said


def test_with_nobody_to_ring_nothing_is_asked(pulse: Pulse) -> None:
    code, said = walk(pulse.store)
    assert code == 0
    assert "Nobody to look after yet." in said
    assert not pulse.store.exists()


def test_hostile_names_and_answers_are_shown_harmless(pulse: Pulse) -> None:
    bad = "\x1b]0;title\x07\x9b5m[bold]\u202e"
    pulse.ok("add", f"Acme {bad}", "--key", "acme", "--contact", f"Ann {bad}", "--phone", f"1{bad}")
    pulse.ok("log", "acme", f"said {bad}", "-d", "2026-11-01", "-c", "email")
    code, said = walk(pulse.store, "l", "a [red]note", "")
    assert code == 0
    assert_harmless(said)
    assert pulse.ok("history", "--json").items[0]["note"] == "a [red]note"


def test_the_demo_can_be_walked_through(tmp_path: Path) -> None:
    code, said = walk(tmp_path / "none.db", "l", "x", "", "q", command=("--demo", "dial"))
    assert code == 0
    assert said.endswith("1 logged.\n")
    assert not (tmp_path / "none.db").exists()
