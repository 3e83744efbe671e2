"""Text that breaks programs, in every field, on every screen, through every command.

The fields follow from the records, the screens and the commands from what ``pulse`` knows: a new
one is tried here without being named.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import typer

from clientpulse.cli import root
from clientpulse.output import screens
from clientpulse.output.layout.screen import Screen
from clientpulse.records.record import shape_of
from tests.hostile import assert_harmless
from tests.hostile_store import RECORDS, Filled, fill, text_fields
from tests.processes import assert_one_error, drawn, in_process

GLOBAL = {"--help", "--json", "--db", "--today", "--demo", "--no-color", "--no-input", "--debug"}


def commands(command: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Walk through all commands that do something."""
    command = command or typer.main.get_command(root)
    if not hasattr(command, "list_commands"):
        yield " ".join(path), command
        return
    if path and any("--format" in one.opts for one in command.params):
        yield " ".join(path), command
    for name in command.list_commands(None):
        yield from commands(command.get_command(None, name), (*path, name))


COMMANDS = dict(commands())


def options_of(command: Any) -> set[str]:
    return {word for one in command.params for word in one.opts}


READING = [name for name, one in COMMANDS.items() if "--format" in options_of(one)]


def flags_of(command: Any) -> list[str]:
    """Return the flags of a command that are its own."""
    return [
        one.opts[0]
        for one in command.params
        if getattr(one, "is_flag", False) and not GLOBAL & set(one.opts)
    ]


def readings(filled: Filled, name: str, every: int) -> list[list[str]]:
    """Return command lines that show a screen: for one client of so many where it needs one."""
    command = COMMANDS[name]
    needed = [one for one in command.params if getattr(one, "required", False)]
    lines = []
    for number in range(1, len(filled.keys) + 1, every) if needed else (1,):
        arguments = [
            filled.keys[number - 1] if one.name == "client" else str(number) for one in needed
        ]
        for flag in ((), *((one,) for one in flags_of(command))):
            lines.append([*name.split(), *flag, *arguments])
    rows = [["--limit", "1000"]] if "--limit" in options_of(command) else [[]]
    return [[*line, *limit] for line in lines for limit in rows]


@pytest.fixture(scope="module", params=["typed", "by another program"])
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, thorough: bool
) -> Filled:
    """A store whose every field holds hostile text; in the second one the keys do too."""
    path = tmp_path_factory.mktemp("hostile") / "clients.db"
    if request.param == "typed":
        return fill(path, 1200 if thorough else 120)
    return fill(path, 200 if thorough else 25, foreign_keys=True, start=700)


def stored(path: Path) -> Iterator[tuple[Any, dict[str, Any]]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        for record in RECORDS:
            for row in connection.execute(f"SELECT * FROM {record.TABLE}"):
                yield dict(row).get("uid") or (record.TABLE, row["id"]), dict(row)


def within(answer: Any) -> Iterator[dict[str, Any]]:
    """Walk through all objects of a JSON answer."""
    if isinstance(answer, dict):
        yield answer
    for one in answer.values() if isinstance(answer, dict) else answer:
        if isinstance(one, (dict, list)):
            yield from within(one)


def test_every_screen_gives_back_as_json_exactly_what_is_stored(filled: Filled) -> None:
    seen: set[str] = set()
    said: set[str] = set()
    for name in READING:
        reached = 0
        for line in readings(filled, name, 4):
            outcome = in_process(filled.path, *line, "--json")
            assert_harmless(outcome.err)
            if not outcome.out:
                assert_one_error(outcome.err)
                continue
            reached += 1
            assert outcome.out.isascii(), line
            seen.add(outcome.json["schema"].split(".")[1].split("/")[0])
            for item in within(outcome.json):
                for one in item.values():
                    said.update(one if isinstance(one, list) and str in map(type, one) else ())
                    said.update((one,) if isinstance(one, str) else ())
                if item.get("uid") not in filled.typed:
                    continue
                record, texts = filled.typed[item["uid"]]
                for key, attribute in shape_of(record).shown.items():
                    if attribute in texts and key in item:
                        assert item[key] == texts[attribute], (line, key)
        assert reached, f"there is nothing to fill {name} with"
    missing = {one.name for one in all_screens()} - seen
    assert not missing, f"no command shows {missing}"
    for record in RECORDS:
        for field in text_fields(record):
            texts = {one[field] for of, one in filled.typed.values() if of is record}
            assert {one for one in texts if len(one) > 4} & said, f"no screen says {record}.{field}"


def all_screens() -> list[Screen[Any]]:
    modules = [getattr(screens, name) for name in screens.__all__]
    return [one for module in modules for one in vars(module).values() if isinstance(one, Screen)]


def test_texts_are_stored_as_given(filled: Filled) -> None:
    rows = dict(stored(filled.path))
    for key, (_, texts) in filled.typed.items():
        assert {field: rows[key][field] for field in texts} == texts


@pytest.mark.parametrize("name", READING)
def test_no_screen_shows_a_raw_control_character(
    filled: Filled, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for line in readings(filled, name, 12):
        plain = in_process(filled.path, *line)
        for form in ("table", "csv", "markdown"):
            outcome = in_process(filled.path, *line, "--format", form)
            assert outcome.code == plain.code, (line, outcome.err)
            assert_harmless(outcome.out + outcome.err)
        for width in ("40", "80", "120") if plain.out else ():
            monkeypatch.setenv("COLUMNS", width)
            assert_harmless(drawn(filled.path, *line, code=plain.code))
