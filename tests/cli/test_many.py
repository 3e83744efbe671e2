"""One command for every client with a tag."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import typer

from clientpulse.cli.app.context import Session
from tests.conftest import Outcome, Pulse, filled_once
from tests.processes import Terminal

ACTS = {
    "snooze": ("snooze", "@retail", "2026-12-04"),
    "pause": ("client", "pause", "@retail", "--until", "2026-12-04"),
    "archive": ("client", "archive", "@retail"),
    "edit": ("client", "edit", "@retail", "--meet", "monthly", "--add-tag", "vip"),
    "rules": ("client", "rules", "@retail", "feedback=none", "checkup=2y"),
}


@pytest.fixture(autouse=True)
@filled_once
def _four(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--tag", "retail", "--tag", "key", "--since", "2026-09-01")
    pulse.ok("add", "Beta", "--tag", "Retail", "--since", "2026-09-01")
    pulse.ok("add", "Old", "--tag", "retail")
    pulse.ok("client", "archive", "old")
    pulse.ok("add", "Other", "--tag", "other")


def keys(outcome: Outcome) -> list[str]:
    return [one["key"] for one in outcome.json["clients"]]


def answering(monkeypatch: pytest.MonkeyPatch, answer: Callable[..., bool]) -> list[str]:
    """Let somebody sit at the terminal, and note what they are asked."""
    asked: list[str] = []

    def confirm(question: str, **_: Any) -> bool:
        asked.append(question)
        return answer()

    monkeypatch.setattr(Session, "may_ask", True)
    monkeypatch.setattr(typer, "confirm", confirm)
    return asked


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_tag_stands_for_its_active_clients_in_any_case_and_one_undo_takes_it_back(
    pulse: Pulse, act: tuple[str, ...], dump: Callable[[], list[str]]
) -> None:
    before = dump()
    assert keys(pulse.ok(*act, "--yes", "--json")) == ["acme", "beta"]
    assert dump() != before
    assert "2 clients with @retail" in pulse.ok("undo").out
    assert dump() == before
    pulse.ok("redo")
    assert dump() != before


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_dry_run_names_each_client_with_what_would_change_and_keeps_nothing(
    pulse: Pulse, act: tuple[str, ...], dump: Callable[[], list[str]]
) -> None:
    before = dump()
    first, acme, beta, last = pulse.ok(*act, "--dry-run").out.splitlines()
    assert first.startswith("Would ")
    assert "2 clients with @retail" in first
    assert acme.startswith("  Acme: ")
    assert beta.startswith("  Beta: ")
    assert "→" in acme
    assert "→" in beta
    assert last == "Nothing was changed."
    rehearsed = pulse.ok(*act, "--dry-run", "--json").json
    assert dump() == before
    done = pulse.ok(*act, "--yes", "--json").json
    assert {**rehearsed, "dry_run": False} == done


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_doing_it_twice_changes_nothing_the_second_time(
    pulse: Pulse, act: tuple[str, ...], dump: Callable[[], list[str]]
) -> None:
    pulse.ok(*act, "--yes")
    before = dump()
    lines = len(pulse.ok("undo", "--list").out.splitlines())
    if "archive" in act:
        assert "no active client has the tag" in pulse.fails(3, *act).err
        return
    again = pulse.ok(*act, "--json")
    assert keys(again) == []
    assert [one["key"] for one in again.json["unchanged"]] == ["acme", "beta"]
    assert "Nothing would change for 2 clients with @retail:" in pulse.ok(*act, "--dry-run").out
    assert dump() == before
    assert len(pulse.ok("undo", "--list").out.splitlines()) == lines


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_nobody_to_ask_changes_nothing(
    pulse: Pulse, act: tuple[str, ...], dump: Callable[[], list[str]]
) -> None:
    before = dump()
    assert "2 clients" in pulse.fails(2, *act).err
    assert "Acme, Beta" in pulse.fails(2, *act, "--no-input").err
    assert dump() == before


def test_a_long_question_breaks_between_words(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering(monkeypatch, lambda: False)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(sys, "stderr", Terminal())
    names = [f"Harbour Lights Number {count}" for count in range(6)]
    for name in names:
        pulse.ok("add", name, "--tag", "many")
    pulse("snooze", "@many", "2026-12-04")
    (question,) = asked
    assert max(map(len, question.splitlines())) <= 60
    assert all(name in " ".join(question.splitlines()) for name in names)


def test_it_asks_with_the_count_and_the_names(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering(monkeypatch, lambda: False)
    pulse.fails(3, "snooze", "@retail", "2026-12-04")
    assert asked == ["Snooze 2 clients until Fri 4 Dec 2026: Acme, Beta?"]
    answering(monkeypatch, lambda: True)
    assert keys(pulse.ok("snooze", "@retail", "2026-12-04", "--json")) == ["acme", "beta"]


def test_who_gets_the_tag_while_somebody_is_asked_is_not_written(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile() -> bool:
        pulse.ok("client", "edit", "other", "--add-tag", "retail")
        return True

    answering(monkeypatch, meanwhile)
    assert keys(pulse.ok("snooze", "@retail", "2026-12-04", "--json")) == ["acme", "beta"]


CHANGED = {
    "tag": ("client", "edit", "beta", "--remove-tag", "retail"),
    "name": ("client", "rename", "beta", "Gamma"),
    "rest": ("snooze", "beta", "2027-01-20"),
    "rules": ("client", "rules", "beta", "feedback=3y"),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize("other", CHANGED.values(), ids=CHANGED)
def test_who_is_changed_while_somebody_is_asked_stays_so_and_is_named(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch, act: tuple[str, ...], other: tuple[str, ...]
) -> None:
    def beta() -> str:
        return pulse.ok("client", "list", "beta").out + pulse.ok("client", "rules", "beta").out

    between: list[str] = []

    def meanwhile() -> bool:
        pulse.ok(*other)
        between.append(beta())
        return True

    answering(monkeypatch, meanwhile)
    answer = pulse.ok(*act, "--json")
    assert keys(answer) == ["acme"]
    (left,) = answer.json["unchanged"]
    assert left["key"] == "beta"
    assert re.fullmatch(
        r"on \w+ .* at \d\d:\d\d you .*, while you were being asked", left["reason"]
    )
    assert [beta()] == between


def test_what_was_taken_back_while_somebody_was_asked_stays_so(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    pulse.ok("snooze", "beta", "2027-01-20")
    answering(monkeypatch, lambda: bool(pulse.ok("undo").out))
    assert pulse.ok("snooze", "@retail", "2026-12-04").out.splitlines() == [
        "Snoozed 1 client with @retail until Fri 4 Dec 2026: Acme",
        "Unchanged (somebody changed it, while you were being asked): Beta",
        "To take it back: pulse undo",
    ]


def test_one_who_is_gone_meanwhile_leaves_all_as_they_are(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile() -> bool:
        with closing(sqlite3.connect(pulse.store)) as store, store:
            store.execute("UPDATE client SET key = 'other-2' WHERE key = 'beta'")
        return True

    answering(monkeypatch, meanwhile)
    pulse.fails(3, "snooze", "@retail", "2026-12-04")
    assert {one["snoozed_until"] for one in pulse.ok("client", "list", "--json").items} == {None}


def test_those_for_whom_it_makes_no_sense_are_named_and_the_others_go_on(pulse: Pulse) -> None:
    pulse.ok("client", "pause", "beta")
    out = pulse.ok("client", "resume", "@retail", "--yes").out
    assert out.splitlines() == [
        "Resumed 1 client with @retail: Beta",
        "Unchanged (isn't paused): Acme",
        "To take it back: pulse undo",
    ]
    answer = pulse.ok("client", "resume", "@retail", "--json").json
    assert answer["clients"] == []
    assert [one["reason"] for one in answer["unchanged"]] == ["isn't paused"] * 2
    pulse.fails(3, "client", "resume", "acme")


def test_snoozes_of_many_end_together(pulse: Pulse) -> None:
    pulse.ok("snooze", "@retail", "2026-12-04", "--yes")
    ended = pulse.ok("snooze", "@retail", "--clear", "--yes", "--json").json["clients"]
    assert [one["snoozed_until"] for one in ended] == [None, None]


def test_restore_is_for_the_archived_ones(pulse: Pulse) -> None:
    assert keys(pulse.ok("client", "restore", "@retail", "--yes", "--json")) == ["old"]


def test_a_dry_run_of_one_client_says_what_would_change(
    pulse: Pulse, dump: Callable[[], list[str]]
) -> None:
    before = dump()
    out = pulse.ok("snooze", "acme", "2026-12-04", "--dry-run").out
    assert out.splitlines()[:2] == [
        "Would snooze Acme until Fri 4 Dec 2026:",
        "  Acme: snoozed until: none → Fri 4 Dec",
    ]
    answer = pulse.ok("client", "edit", "acme", "--meet", "1m", "--dry-run", "--json").json
    assert answer["client"]["meeting_interval"] == "1m"
    assert answer["dry_run"] is True
    pulse.fails(3, "client", "resume", "acme", "--dry-run")
    pulse.fails(2, "client", "edit", "acme", "--dry-run")
    assert dump() == before


def test_the_answer_says_what_changed_and_for_how_many(pulse: Pulse) -> None:
    out = pulse.ok("client", "edit", "@retail", "--meet", "1m", "--tag", "vip", "--yes").out
    assert out.splitlines() == [
        "Edited 2 clients with @retail (meet 1m, tags vip): Acme, Beta",
        "  meet: quarterly → monthly",
        "  tag vip added",
        "  tag key removed (1)",
        "  tag retail removed (1)",
        "  tag Retail removed (1)",
        "To take it back: pulse undo",
    ]


@pytest.mark.parametrize("option", ["name", "key", "contact", "email", "phone", "note"])
def test_what_is_one_clients_alone_isnt_edited_of_many(pulse: Pulse, option: str) -> None:
    assert f"--{option} " in pulse.fails(2, "client", "edit", "@retail", f"--{option}", "x").err
    assert f"--{option} " in pulse.fails(2, "client", "edit", "@retail", f"--{option}", "").err


@pytest.mark.parametrize(
    "words",
    [
        "client edit @retail",
        "client rules @retail",
        "snooze @retail",
        "snooze @retail yesterday --yes",
        "client edit @retail --meet sometimes --yes",
        "client edit @ --meet monthly",
        "snooze @ fri",
        "log @retail hello",
        "log @nobody hello",
        "promise @retail the report",
        "ask @retail the files",
        "mistake @retail a wrong figure",
        "meeting book @retail fri",
        "brief @retail",
        "show @retail",
        "client delete @retail --yes",
        "client rename @retail X",
    ],
)
def test_what_makes_no_sense_for_many_is_refused(
    pulse: Pulse, words: str, dump: Callable[[], list[str]]
) -> None:
    before = dump()
    pulse.fails(2, *words.split())
    assert dump() == before


def test_log_says_what_went_to_many_is_a_circular(pulse: Pulse) -> None:
    error, hint = pulse.fails(2, "log", "@retail", "hello").err.splitlines()
    assert "a mailing, not a touchpoint" in error
    assert "pulse draft update @retail --eml FOLDER" in hint


def test_a_tag_that_nobody_has_is_not_found(pulse: Pulse) -> None:
    assert "@Retail" in pulse.fails(3, "snooze", "@nobody", "fri").err
    for words in ("history", "dial", "client list"):
        pulse.fails(3, *words.split(), "@nobody")
        pulse.fails(2, *words.split(), "@")


def test_reading_commands_take_a_tag(pulse: Pulse) -> None:
    for client in ("acme", "beta", "old", "other"):
        pulse.ok("log", client, "hello")
    assert {one["key"] for one in pulse.ok("history", "@RETAIL", "--json").items} == {
        "acme",
        "beta",
    }
    assert pulse.ok("history", "@retail").out.startswith("Touchpoints with @retail, newest first")
    assert [one["key"] for one in pulse.ok("history", "@key", "--search", "HELLO", "--json").items]
    listed = pulse.ok("client", "list", "@retail", "--json").items
    assert [one["key"] for one in listed] == ["acme", "beta"]
    archived = pulse.ok("client", "list", "@retail", "--archived", "--json").items
    assert [one["key"] for one in archived] == ["old"]
    assert [one["key"] for one in pulse.ok("client", "list", "acme", "--json").items] == ["acme"]


def test_new_cadences_of_many_come_up_bit_by_bit(pulse: Pulse) -> None:
    for number in range(6):
        pulse.ok("add", f"New {number}", "--tag", "new")
    with closing(sqlite3.connect(pulse.store)) as store, store:
        store.execute("UPDATE client SET clock_on = '2026-11-21' WHERE name LIKE 'New %'")
    pulse.ok("client", "edit", "@new", "--meet", "monthly", "--yes")
    report = [one for one in pulse.ok("report", "--json").items if one["key"].startswith("new")]
    days = {one["next_due_on"] for one in report}
    assert len(days) >= 5
    assert min(days) > "2026-11-21"


def test_hostile_names_and_tags_stay_in_one_line(pulse: Pulse) -> None:
    pulse.ok("add", "E\x1b[31mvil", "--tag", "a\x1bb c")
    out = pulse.ok("snooze", "@a\x1bb c", "2026-12-04", "--yes").out
    assert "\x1b" not in out
    err = pulse.fails(2, "snooze", "@a\x1bb c", "2026-12-05").err
    assert "\x1b" not in err


def test_tags_are_listed_with_how_many_have_them_and_what_new_clients_get(
    pulse: Pulse, config: Path
) -> None:
    config.write_text('[defaults.RETAIL]\nmeet = "monthly"\nprefers = "call"\n')
    pulse.ok("client", "edit", "other", "--add-tag", "retail")
    assert pulse.ok("client", "tags", "--json").items == [
        {
            "tag": "retail",
            "clients": 3,
            "archived": 1,
            "defaults": ["meet monthly", "prefers call"],
        },
        {"tag": "key", "clients": 1, "archived": 0, "defaults": []},
        {"tag": "other", "clients": 1, "archived": 0, "defaults": []},
    ]
    assert "pulse client list @retail" in pulse.ok("client", "tags").out
