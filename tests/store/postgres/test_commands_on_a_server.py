"""What commands say where the store isn't a file: backups, forgetting, the config, a timer."""

from __future__ import annotations

import os
import shlex
import subprocess
from datetime import time
from pathlib import Path

import pytest
from people import Practice, programs

from clientpulse.at_the_prompt import count
from clientpulse.services.stores import store_at
from clientpulse.services.timer import job, launchd


@pytest.fixture
def begun(practice: Practice, config: Path) -> Practice:
    practice.begin()
    return practice


def typed(line: str, folder: Path) -> None:
    """Type a line that was suggested."""
    path = f"{programs()}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        shlex.split(line), cwd=folder, env=os.environ | {"PATH": path}, check=True, timeout=60
    )


def test_backups_are_the_servers_business(begun: Practice) -> None:
    for line in ("backup", "backup list", "backup a.db", "restore", "restore list", "restore 1 -y"):
        said = begun(*line.split())

        assert (said.code, said.out) == (2, ""), line
        error, hint = said.err.splitlines()
        assert "makes no backups of a store on a server" in error
        assert ("pg_restore" if line.startswith("restore") else "pg_dump") in hint


@pytest.mark.parametrize("who", ["postgres", "kim", "ann"])
def test_the_lines_that_are_suggested_copy_the_store_and_bring_it_back(
    who: str, begun: Practice, tmp_path: Path
) -> None:
    user = who
    if who != "postgres":
        user = begun.role(who)
        begun.ok("store", "grant", user, *["--read-only"] * (who == "ann"))
    before = begun.ok("export", str(tmp_path / "before.json")) and (tmp_path / "before.json")

    said = begun("backup", str(tmp_path / "my copy.dump"), user=user)
    typed(said.err.partition("type instead: ")[2], tmp_path)
    begun.ok("add", "Bolt")
    begun.ok("client", "delete", "acme", "--yes")
    said = begun("restore", str(tmp_path / "my copy.dump"))
    typed(said.err.partition("for everybody: ")[2], tmp_path)

    begun.ok("export", str(tmp_path / "after.json"))
    assert (tmp_path / "after.json").read_bytes() == before.read_bytes()
    begun.ok("log", "acme")
    if who == "kim":
        begun.ok("log", "acme", user=user)  # the copy holds the grants


def test_forgetting_says_what_is_left_to_whoever_runs_the_server(begun: Practice) -> None:
    said = begun("client", "delete", "acme", "--forget", "--yes")

    assert said.code == 0
    assert "the business of whoever runs it" in said.out
    assert "VACUUM" in said.out


def test_the_config_says_where_the_store_is_and_where_that_comes_from(
    begun: Practice, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shown(*options: str) -> tuple[str, str]:
        (one,) = begun.plainly(*options, "config", "db", "--json").items
        return one["value"], one["source"]

    assert shown()[1] == "default"
    config.write_text(f'[store]\ndb = "{begun.url()}"\n', encoding="utf-8")
    assert shown() == (begun.url(), "config file")
    monkeypatch.setenv("CLIENTPULSE_DB", "elsewhere.db")
    assert shown() == ("elsewhere.db", "environment")
    assert shown("--db", "typed.db") == ("typed.db", "option")


def test_the_config_can_name_it_for_every_command(
    begun: Practice,
    config: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert begun.plainly("config", "set", "store.db", begun.url()).code == 0

    assert "Acme" in begun.plainly("report").out
    assert begun.plainly("log", "acme", "a call").code == 0
    capsys.readouterr()
    assert count(["due", "--count", "--within", "1y"]) == 0
    assert capsys.readouterr().out == "1\n"
    monkeypatch.setenv("_PULSE_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "pulse show ac")
    assert "acme" in begun.plainly().out


def test_a_timer_runs_on_the_server_and_is_known_again(
    begun: Practice, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = store_at(begun.url())

    made = job.job_for(there.path, (time(8),), there.location)

    assert made.command[made.command.index("--db") + 1] == begun.url()
    (text,) = launchd.texts(made).values()
    launchd._file().parent.mkdir(parents=True, exist_ok=True)
    launchd._file().write_text(text, encoding="utf-8")
    assert launchd.store() == there.path


def test_a_timer_of_a_server_is_not_taken_for_one_of_a_lost_file(begun: Practice) -> None:
    assert begun("timer", "install", "--with", "cron").code == 0
    try:
        said = begun.plainly("--db", "other.db", "doctor")
        assert "isn't there" not in said.out
        assert begun("timer", "status").code == 0
    finally:
        assert begun("timer", "remove").code == 0
