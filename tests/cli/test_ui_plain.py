"""``pulse ui --plain``: today's list client by client, with a question that a word answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.answering import CONTROL_C, END, walk
from tests.conftest import Pulse, filled_once
from tests.hostile import assert_harmless

TODAY = "2026-11-27"
PLAIN = ("--today", TODAY, "ui", "--plain")


@pytest.fixture
@filled_once
def three(pulse: Pulse) -> None:
    """Three clients who wait, each for longer than the next."""
    pulse.today = TODAY
    for name, since in (("Acme", "2026-09-07"), ("Bold", "2026-09-21"), ("Cat", "2026-10-12")):
        pulse.ok("add", name, "--meet", "none", "--update", "monthly", "--since", since)
    pulse.ok("promise", "bold", "the forecast", "--by", "2026-12-10")
    pulse.ok("mistake", "bold", "Sent the wrong figures", today="2026-11-20")


def through(pulse: Pulse, *answers: str | Callable[[], object], **more: str) -> str:
    """Go through the list, and return what was said."""
    code, said = walk(pulse.store, *answers, command=PLAIN, **more)
    assert code == 0
    assert "Traceback" not in said
    return said


def journal(pulse: Pulse) -> list[str]:
    return [item["summary"] for item in pulse.ok("undo", "--list", "--json").items]


def test_the_list_comes_client_by_client_with_the_brief(three: Pulse) -> None:
    said = through(three, "skip", "n", "sk")
    order = [
        "Fri 27 Nov 2026: 3 clients to contact",
        ": tell them, and how you'll fix it",
        "Bold (bold): overdue",
        "the forecast",
        "Acme (acme): overdue",
        "3 of 3: ",
        "Cat (cat): overdue",
        "3 skipped.",
    ]
    places = [said.index(one) for one in order]
    assert places == sorted(places)
    assert "\x1b" not in said


def test_all_that_the_list_needs_is_done_by_words(three: Pulse) -> None:
    said = through(
        three,
        *("done", "2", "promise", "the plan", "fri", "log", "email", "Told them all", "good"),
        *("snooze", "2026-12-24", "q"),
    )
    assert "1. the forecast" in said
    assert "2. told: Sent the wrong figures" in said
    assert "Logged: e-mail with Bold" in said
    assert said.endswith("1 logged, 1 snoozed, 1 promised, 1 done.\n")
    assert journal(three)[:4] == [
        "snoozed Acme until Thu 24 Dec 2026",
        "logged an e-mail with Bold on Fri 27 Nov 2026",
        "wrote down promise 2 to Bold",
        *[one for one in journal(three) if "told" in one.lower()][:1],
    ]
    (logged,) = three.ok("history", "--json").items
    assert (logged["key"], logged["channel"], logged["mood"]) == ("bold", "email", 1)
    assert logged["note"] == "Told them all"


def test_each_step_is_taken_back_by_itself(three: Pulse, dump: Callable[[], list[str]]) -> None:
    before = dump()
    said = through(
        three,
        *("p", "one", "", "l", "", "two", "", "s", "fri", "x"),
        # Of the third nothing is open, so the question comes again.
        *("u", "u", "u", "undo", "q"),
    )
    assert dump() == before
    assert "Nothing is open with Cat." in said
    assert said.count("Undone: ") == 3
    assert "hint: nothing was done yet that could be taken back" in said
    assert said.endswith("Nothing was done.\n")


def test_a_letter_is_written_and_logged_once_it_was_sent(three: Pulse) -> None:
    three.ok("contact", "add", "bold", "Ann Bold", "--email", "ann@bold.example")
    said = through(three, "draft", "greeting", "n", "d", "", "d", "nonsense", "greeting", "y", "q")
    assert "Dear Ann" in said
    assert "Nothing was logged." in said
    assert '"nonsense" isn\'t a kind' in said or "nonsense" in said
    assert said.endswith("1 drafted.\n")
    assert [one["channel"] for one in three.ok("history", "--json").items] == ["email"]


def test_what_cant_be_read_is_asked_again_and_enter_goes_back(three: Pulse) -> None:
    said = through(
        three,
        *("", "what", "un what", "promise", "", "done", "9", "x", "", "snooze", ""),
        *("log", "smoke", "call", "note", "9", "", "q"),
    )
    assert said.count("hint: type one of these words") == 3
    assert said.count("that isn't one of the numbers") == 2
    assert '"smoke" isn\'t a channel' in said
    assert '"9" isn\'t a mood' in said
    assert said.endswith("1 logged.\n")


@pytest.mark.parametrize("key", [CONTROL_C, END])
def test_stopping_keeps_what_was_done(three: Pulse, key: str) -> None:
    said = through(three, "promise", "the plan", "", "log", "", "what was said", key)
    assert said.endswith("\n1 logged, 1 promised.\n")
    assert three.ok("history", "--json").items[0]["note"] == "what was said"


def test_a_client_that_went_away_meanwhile_is_said_and_the_others_go_on(three: Pulse) -> None:
    def delete() -> None:
        three.ok("client", "delete", "bold", "--yes")
        three.ok("add", "Bold New", "--key", "bold", "--contact", "Bo", "--email", "bo@x.example")

    said = through(
        three,
        delete,
        "promise",
        "for bold",
        "",
        "log",
        "",
        "note",
        "",
        "draft",
        "greeting",
        "n",
        "q",
    )
    assert len(re.findall(r"Bold \(bold\) is gone: on .* you deleted Bold elsewhere", said)) == 3
    assert three.ok("history", "--json").items == []
    assert said.endswith("1 skipped.\n")


def test_with_nothing_due_it_says_so(pulse: Pulse) -> None:
    pulse.today = TODAY
    pulse.ok("add", "Acme", "--meet", "monthly", "--since", TODAY)
    said = through(pulse)
    assert said.startswith("Fri 27 Nov 2026\n")
    assert "Nobody is waiting to hear from you today." in said


def test_without_a_terminal_it_is_refused(three: Pulse) -> None:
    assert "this needs a terminal" in three.fails(2, "ui", "--plain").err
    code, said = walk(three.store, command=("--no-input", *PLAIN))
    assert (code, "this needs a terminal" in said) == (2, True)


def test_it_needs_no_textual(three: Pulse, tmp_path: Path) -> None:
    (tmp_path / "textual.py").write_text("raise ImportError('not here')\n")
    assert "1 skipped." in through(three, "skip", "q", PYTHONPATH=str(tmp_path))


def test_it_works_with_the_demo_and_for_one_of_several(three: Pulse, tmp_path: Path) -> None:
    code, said = walk(
        tmp_path / "none.db", "l", "", "x", "", "q", command=("--demo", "ui", "--plain")
    )
    assert (code, said.endswith("1 logged.\n")) == (0, True)
    three.ok("client", "edit", "cat", "--owner", "kim")
    code, said = walk(three.store, "q", command=(*PLAIN, "--owner", "kim"))
    assert "1 of 1: " in said


def test_hostile_names_and_answers_are_shown_harmless(pulse: Pulse) -> None:
    bad = "\x1b]0;title\x07\x9b5m[bold]\u202e"
    pulse.today = TODAY
    pulse.ok("add", f"Acme {bad}", "--key", "acme", "--update", "weekly", "--since", "2026-01-01")
    pulse.ok("promise", "acme", f"the {bad} plan")
    said = through(pulse, "x", "1", "p", "more [bold]", "", "l", "", "a [red]note", "")
    assert_harmless(said)
