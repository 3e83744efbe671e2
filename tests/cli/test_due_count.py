"""The number for a shell's prompt: what ``due`` lists, and not a word about anything else."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from clientpulse import at_the_prompt
from clientpulse.cadence.policy import Policy
from clientpulse.cadence.rule_book import RULES
from clientpulse.services.demo import telling
from clientpulse.store.database import Store
from tests.conftest import Pulse, filled_once
from tests.processes import Terminal

NOW = date.today().isoformat()  # noqa: DTZ011  as the prompt does
FILTERS = (
    "",
    "--within 2w",
    "--within=1m --status soon",
    "--status overdue --status today",
    "--status due",
    *(f"--rule {rule}" for rule in RULES),
    "--rule update --rule promise --within 3w",
    "--tag retail",
    "--tag nobody",
    "--owner kim --status overdue",
    "@retail --within 1w",
    "harbour",
    "--client harbour --rule promise",
)


@pytest.fixture(autouse=True)
@filled_once
def _told(pulse: Pulse) -> None:
    with Store(pulse.store).unit_of_work("demo") as unit:
        telling.tell(unit, date.today(), Policy())  # noqa: DTZ011
    pulse.ok("client", "edit", "harbour", "--tag", "retail", "--owner", "Kim")
    pulse.ok("snooze", "northgate", "in 3 weeks", today=NOW)
    pulse.today = NOW


def count(pulse: Pulse, *words: str) -> tuple[int | None, str, str]:
    pulse.capsys.readouterr()
    code = at_the_prompt.count(["due", "--count", "--db", str(pulse.store), *words])
    return code, *pulse.capsys.readouterr()


@pytest.mark.parametrize("filters", FILTERS)
def test_it_is_the_number_of_clients_that_due_lists(pulse: Pulse, filters: str) -> None:
    words = filters.split()
    listed = {item["key"] for item in pulse.ok("due", "--json", *words).items}
    assert count(pulse, *words) == (0, f"{len(listed)}\n", "")
    assert pulse.ok("due", "--count", *words).out == f"{len(listed)}\n"
    if not words:
        assert len(listed) > 5


@pytest.mark.parametrize("settings", ['soon = "5w"', '[rules]\nupdate = "none"', ""])
def test_the_settings_count(pulse: Pulse, config: Path, settings: str) -> None:
    config.write_text(settings)
    listed = {item["key"] for item in pulse.ok("due", "--json").items}
    assert count(pulse) == (0, f"{len(listed)}\n", "")


@pytest.mark.parametrize(
    "words", ["", "@retail", "harbour", "--owner all", "--owner kim", "--owner none"]
)
@pytest.mark.parametrize("me", ["KIM", "sam"])
def test_what_is_mine_counts(pulse: Pulse, config: Path, me: str, words: str) -> None:
    config.write_text(f'[me]\nowner = "{me}"\n')
    pulse.ok("client", "edit", "northgate", "--owner", "sam", "--tag", "retail")
    pulse.ok("away", "add", "today", "in 2 weeks", "--owner", "kim")
    listed = {item["key"] for item in pulse.ok("due", "--json", *words.split()).items}
    assert count(pulse, *words.split()) == (0, f"{len(listed)}\n", "")
    if not words:
        assert len(listed) > 4
        assert ("harbour-lights" in listed) == (me == "KIM")


def test_days_off_count(pulse: Pulse) -> None:
    pulse.ok("away", "today", "in 2 weeks")
    listed = {item["key"] for item in pulse.ok("due", "--json").items}
    assert count(pulse) == (0, f"{len(listed)}\n", "")


@pytest.mark.parametrize(
    "typed",
    [
        "due --count --today tomorrow",
        "due --count --demo",
        "due --count --json",
        "due --count --limit 3",
        "due --count --all",
        "due --count --check",
        "due --count acme harbour",
        "due --count harbour --client acme",
        "due --count --tag",
        "due --count --tag --owner",
        "due --count --tag a --tag b",
        "due --count --tag=",
        "due --count --status nonsense",
        "due --count --rule nonsense",
        "due --count --within never",
        "due --count --help",
        "due --count -- harbour",
        "due --counts",
        "due",
        "report --count",
        "--db x due --count",
        "--no-color --count",
    ],
)
def test_what_it_doesnt_understand_goes_the_usual_way(pulse: Pulse, typed: str) -> None:
    assert at_the_prompt.count(typed.split()) is None
    assert pulse.capsys.readouterr() == ("", "")


def test_it_can_be_typed_without_due_and_reads_the_environment(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = count(pulse)
    pulse.capsys.readouterr()
    monkeypatch.setenv("CLIENTPULSE_DB", str(pulse.store))
    assert at_the_prompt.count(["--count"]) == 0
    assert pulse.capsys.readouterr().out == usual[1]
    monkeypatch.setenv("CLIENTPULSE_TODAY", "tomorrow")
    assert at_the_prompt.count(["--count"]) is None


def test_where_nothing_is_stored_it_is_0_and_nothing_comes_to_be(pulse: Pulse) -> None:
    pulse.store = pulse.store.parent / "none" / "x.db"
    assert count(pulse) == (0, "0\n", "")
    assert pulse.ok("due", "--count").out == "0\n"
    assert not pulse.store.parent.exists()


def old(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000] + b"\xff" * 20000)


def foreign(path: Path) -> None:
    path.write_text("something else")


@pytest.mark.parametrize("spoil", [old, newer, damaged, foreign])
def test_trouble_with_the_store_is_an_exit_code_and_no_word(pulse: Pulse, spoil: object) -> None:
    spoil(pulse.store)  # type: ignore[operator]
    before = {one: one.read_bytes() for one in pulse.store.parent.rglob("*") if one.is_file()}
    assert count(pulse) == (4, "", "")
    after = {one: one.read_bytes() for one in pulse.store.parent.rglob("*") if one.is_file()}
    assert before == after
    # Whoever types it in another way is told, and nothing is upgraded for it either.
    pulse.fails(4, "due", "--count")
    assert before == after


def test_a_locked_store_is_hardly_waited_for(pulse: Pulse) -> None:
    with closing(sqlite3.connect(pulse.store, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        assert count(pulse) == (4, "", "")


@pytest.mark.parametrize("whom", ["@nobody", "nobody", "i"])
def test_whom_there_isnt_is_an_exit_code_and_no_word(pulse: Pulse, whom: str) -> None:
    assert count(pulse, whom) == (3, "", "")


def test_a_broken_config_is_an_exit_code_and_no_word(pulse: Pulse, config: Path) -> None:
    config.write_text("soon = ")
    assert count(pulse) == (2, "", "")


def test_somebody_at_a_terminal_is_told(pulse: Pulse, monkeypatch: pytest.MonkeyPatch) -> None:
    foreign(pulse.store)
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert at_the_prompt.count(["due", "--count", "--db", str(pulse.store)]) is None


@pytest.mark.parametrize("other", ["--json", "--format=csv", "--limit=2"])
def test_it_prints_a_number_alone(pulse: Pulse, other: str) -> None:
    pulse.fails(2, "due", "--count", other)


def test_check_still_says_that_something_is_due(pulse: Pulse) -> None:
    assert pulse("due", "--count", "--check").code == 10
    assert pulse("due", "--count", "--check", "--rule", "checkup", "--status", "today").code == 0
