"""Aliases of the config file: one's own words for a command line, with what goes wrong in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_completion import completed
from tests.conftest import Pulse, filled_once


@pytest.fixture
@filled_once
def pulse(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH")
    pulse.ok("log", "acme", "hello")


@pytest.fixture
def aliases(config: Path) -> Path:
    config.write_text(
        """[alias]
tired = "due --within 2w"
tame = "log acme 'two  words'"
deep = "pulse tired --json"
status = "report"
a = "acme"
log = "report"
loop = "pool"
pool = "loop x"
self = "self"
wrong = "deu"
gone = "rm acme"
option = "--demo report"
bad = "due --nonsense"
"""
    )
    return config


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("tired", "due --within 2w"),
        ("tired --json", "due --within 2w --json"),
        ("deep", "due --within 2w --json"),
        ("status", "report"),
        ("a --json", "brief acme --json"),
        ("help tired", "help due"),
    ],
)
def test_an_alias_is_what_it_stands_for_and_takes_more(
    pulse: Pulse, aliases: Path, line: str, meant: str
) -> None:
    assert pulse.ok(*line.split()).out == pulse.ok(*meant.split()).out


def test_an_alias_is_split_as_a_shell_does(pulse: Pulse, aliases: Path) -> None:
    pulse.ok("tame", "more")
    assert pulse.ok("history", "--json").items[0]["note"] == "two  words more"


@pytest.mark.parametrize(
    ("line", "number", "said"),
    [
        ("loop", 9, "it stands for itself (loop → pool → loop)"),
        ("self", 10, "it stands for itself (self → self)"),
        ("wrong", 11, 'there is no command "deu"'),
        ("gone", 12, 'there is no command "rm"'),
        ("option", 13, 'it begins with the option "--demo"'),
    ],
)
def test_an_alias_that_leads_nowhere_names_its_line(
    pulse: Pulse, aliases: Path, line: str, number: int, said: str
) -> None:
    refused = pulse.fails(2, line)
    assert f"{aliases}, line {number}: alias" in refused.err
    assert said in refused.err


def test_a_command_wins_and_the_list_of_all_says_so(pulse: Pulse, aliases: Path) -> None:
    assert "Logged" in pulse.ok("log", "acme").out
    listed = pulse.ok("help", "all").out
    assert "tired       due --within 2w\n" in listed
    assert "log         report (never used: a command has that name)" in listed


def test_a_config_file_that_cant_be_read_stops_no_command_that_needs_none(
    pulse: Pulse, config: Path
) -> None:
    config.write_text("[alias]\nx = 1\n")
    assert "help all" in pulse.ok("help").out
    assert "Every day" in pulse.ok("help", "all").out
    assert f"{config}, line 2" in pulse.fails(2, "x").err


def test_aliases_are_offered_at_the_tab_with_the_commands(pulse: Pulse, aliases: Path) -> None:
    assert completed(pulse.store, "bash", "pulse tir").stdout == "tired\n"
    assert completed(pulse.store, "bash", "pulse lo").stdout == "log\nloop\n"
    assert completed(pulse.store, "bash", "pulse tired --js").stdout == "--json\n"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ac", "acme-gmbh\n"),
        ("ACM", "acme-gmbh\n"),
        ("he", "help\n"),
        ("help lo", "log\n"),
        ("contacts ac", "acme-gmbh\n"),
        ("xyz", "\n"),
    ],
)
def test_a_client_is_offered_where_no_command_begins_so(
    pulse: Pulse, typed: str, offered: str
) -> None:
    assert completed(pulse.store, "bash", f"pulse {typed}").stdout == offered
