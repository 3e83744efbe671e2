"""What was refused leaves no store behind: a store only comes to be with what was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from clientpulse.cli import root
from tests.conftest import Pulse

REFUSED = [
    ("add", ""),
    ("add", "Acme", "--key", "not a key"),
    ("add", "Acme", "--meet", "often"),
    ("add", "Acme", "--hours", "always"),
    ("add", "Acme", "--tag", "a;b"),
    ("add", "Acme", "--contact", "Ann\0"),
    ("service", "add", "", "One sentence."),
    ("service", "add", "Payroll", " "),
    ("away", "2027-02-12", "2027-02-08"),
    ("away", "2020-01-01"),
    ("away", "2027-01-01", "2029-01-01"),
    ("trait", "add", " "),
    ("trait", "weigh", "communication", "11"),
    ("trait", "weigh", "no such trait", "2"),
    ("trait", "add", "pays", "--client", "acme"),
]


def commands(command: Any, *path: str) -> Iterator[tuple[str, ...]]:
    """Give every command, with something empty for each of its arguments."""
    if hasattr(command, "list_commands"):
        for name in command.list_commands(None):
            yield from commands(command.get_command(None, name), *path, name)
    else:
        yield (*path, *("" for one in command.params if one.param_type_name == "argument"))


EVERY_COMMAND = [*commands(typer.main.get_command(root))]


def left_behind(pulse: Pulse) -> list[str]:
    folder = pulse.store.parent
    return [one.name for one in folder.iterdir()] if folder.exists() else []


@pytest.mark.parametrize("there", [(), ("deep",), ("deep", "er")])
def test_folders_that_were_made_for_a_store_go_with_it(
    pulse: Pulse, tmp_path: Path, there: tuple[str, ...]
) -> None:
    kept = tmp_path.joinpath(*there)
    kept.mkdir(parents=True, exist_ok=True)
    before = sorted(tmp_path.rglob("*"))
    pulse.store = tmp_path / "deep" / "er" / "clients.db"
    rejected = tmp_path.with_name(f"{tmp_path.name}.csv")
    rejected.write_text("name,meeting\nAcme,often\n")
    damaged = tmp_path.with_name(f"{tmp_path.name}.db")
    damaged.write_bytes(b"SQLite format 3\0" + b"x" * 4096)
    for typed in (
        ("add", ""),
        ("log", "nobody"),
        ("import", str(rejected)),
        ("restore", str(damaged), "--yes"),
    ):
        assert pulse(*typed).code != 0
        assert sorted(tmp_path.rglob("*")) == before
    pulse.ok("add", "Acme")
    assert pulse.store.exists()


@pytest.mark.parametrize("typed", REFUSED, ids=" ".join)
def test_what_is_refused_leaves_no_store(pulse: Pulse, typed: tuple[str, ...]) -> None:
    assert pulse(*typed).code in {2, 3}
    assert left_behind(pulse) == []


@pytest.mark.parametrize("typed", EVERY_COMMAND, ids=" ".join)
def test_no_command_leaves_a_store_when_all_that_it_is_given_is_empty(
    pulse: Pulse, typed: tuple[str, ...]
) -> None:
    pulse("--no-input", *typed)
    assert left_behind(pulse) == []
