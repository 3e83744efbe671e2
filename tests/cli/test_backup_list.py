"""Which backups there are and what each holds; and restoring one by its place in that list."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import Pulse, filled_once

pytestmark = pytest.mark.in_a_file


@pytest.fixture(autouse=True)
@filled_once
def _store(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    pulse.ok("backup")
    pulse.ok("log", "acme", "x", "-d", "2026-11-20")
    pulse.ok("add", "Bianchi")
    pulse.ok("client", "delete", "bianchi", "--yes")


def folder(pulse: Pulse) -> Path:
    return pulse.store.parent / "backups"


def names(pulse: Pulse) -> list[str]:
    """Give the two backups names whose order doesn't depend on how fast they were made."""
    manual, before = sorted(folder(pulse).iterdir(), key=lambda one: "before" in one.name)
    manual = manual.rename(folder(pulse) / "clients.db.2026-11-19T080000Z-manual.db")
    before = before.rename(folder(pulse) / "clients.db.2026-11-20T090000Z-before-delete.db")
    return [before.name, manual.name]


@pytest.mark.parametrize("line", [("restore",), ("restore", "list"), ("backup", "list")])
def test_the_backups_are_listed_with_what_each_holds_and_stay_as_they_are(
    pulse: Pulse, line: tuple[str, ...]
) -> None:
    wanted = names(pulse)
    before = {one: (one.read_bytes(), one.stat().st_mtime_ns) for one in folder(pulse).iterdir()}
    items = pulse.ok(*line, "--json").items
    assert [Path(one["path"]).name for one in items] == wanted
    assert [(one["number"], one["why"], one["clients"], one["touchpoints"]) for one in items] == [
        (1, "before-delete", 2, 1),
        (2, "manual", 1, 0),
    ]
    assert [one["last_on"] for one in items] == ["2026-11-20", None]
    said = pulse.ok(*line).out
    assert said.startswith("2 backups, the newest first\n")
    assert "by hand" in said
    assert "before delete" in said
    assert "pulse restore 1 --dry-run" in said
    assert before == {
        one: (one.read_bytes(), one.stat().st_mtime_ns) for one in folder(pulse).iterdir()
    }


def test_without_any_there_is_how_to_make_one(pulse: Pulse) -> None:
    shutil.rmtree(folder(pulse))
    assert pulse.ok("restore").out == "No backups yet\n\nTo make one: pulse backup\n"
    pulse.store.unlink()
    assert pulse.ok("restore", "--json").items == []


@pytest.mark.parametrize("content", [b"junk", b"", b"SQLite format 3\0" + b"\0" * 5000])
def test_one_that_cannot_be_read_is_said_so_and_the_others_are_listed(
    pulse: Pulse, content: bytes
) -> None:
    names(pulse)
    bad = folder(pulse) / "clients.db.2026-11-21T070000Z-manual.db"
    bad.write_bytes(content)
    first, *others = pulse.ok("restore", "--json").items
    assert first["problem"]
    assert str(bad) not in first["problem"]
    assert (first["clients"], first["bytes"]) == (None, len(content))
    assert [one["problem"] for one in others] == [None, None]
    said = pulse.ok("restore").out
    assert "can't be read" in said
    assert f"Number 1: {first['problem']}" in said
    assert "pulse restore 2 --dry-run" in said


def test_a_damaged_store_does_not_hide_its_backups(pulse: Pulse) -> None:
    pulse.store.write_bytes(b"broken")
    assert len(pulse.ok("restore", "--json").items) == 2


@pytest.mark.parametrize("typed", ["2", "manual", "11-19T08"])
def test_one_is_restored_by_its_number_or_a_part_of_its_name(pulse: Pulse, typed: str) -> None:
    names(pulse)
    assert "1 client, 0 touchpoints" in pulse.ok("restore", typed, "--dry-run").out
    pulse.ok("restore", typed, "--yes")
    assert pulse.ok("history", "--json").items == []


def test_a_file_of_that_name_is_meant_first(
    pulse: Pulse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    pulse.ok("backup", "2")
    assert "1 client, 1 touchpoint" in pulse.ok("restore", "2", "--dry-run").out
    pulse.ok("backup", "./list")
    assert "1 client, 1 touchpoint" in pulse.ok("restore", "list", "--dry-run").out


def test_what_fits_no_backup_or_several_is_refused(pulse: Pulse) -> None:
    names(pulse)
    assert "there is no backup 3" in pulse.fails(2, "restore", "3").err
    assert "there is no backup 0" in pulse.fails(2, "restore", "0").err
    assert "'pulse restore' lists the backups" in pulse.fails(2, "restore", "nothing").err
    several = pulse("restore", "2026-11")
    assert several.code == 3
    assert '"2026-11" matches 2 backups' in several.err
    assert "    2  clients.db.2026-11-19T080000Z-manual.db" in several.err
