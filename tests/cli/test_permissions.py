"""A client list is nobody else's business: only its owner can read the store and its folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from clientpulse.cli import run
from clientpulse.records import Client
from clientpulse.services import clients
from clientpulse.store.database import Store
from tests.processes import in_process

umasks = pytest.mark.parametrize("umask", [0o000, 0o022, 0o077], indirect=True)


@pytest.fixture
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@umasks
@pytest.mark.usefixtures("umask")
def test_the_store_and_the_folders_made_for_it_are_private(tmp_path: Path) -> None:
    store = tmp_path / "one" / "two" / "clients.db"
    assert in_process(store, "add", "Acme").code == 0
    assert (mode(store), mode(store.parent), mode(store.parent.parent)) == (0o600, 0o700, 0o700)
    for command in (("log", "acme", "hello"), ("undo",), ("due",)):
        assert in_process(store, *command).code == 0
        assert mode(store) == 0o600


@umasks
@pytest.mark.usefixtures("umask")
def test_the_default_store_is_private_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    assert run(["add", "Acme"]) == 0
    [store] = (tmp_path / "share").rglob("*.db")
    assert (mode(store), mode(store.parent)) == (0o600, 0o700)


@umasks
@pytest.mark.usefixtures("umask")
def test_the_journal_beside_the_store_is_private_while_it_is_there(tmp_path: Path) -> None:
    store = Store(tmp_path / "folder" / "clients.db")
    with store.unit_of_work("add") as unit:
        clients.editing.add(unit, Client(name="Acme", key="acme", started_on=date(2026, 11, 21)))
        files = {one.name: mode(one) for one in store.path.parent.iterdir()}
    assert files == {"clients.db": 0o600, "clients.db-journal": 0o600}


@umasks
@pytest.mark.usefixtures("umask")
def test_the_demo_is_private_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert run(["--demo", "due"]) == 0
    found = [one for one in (tmp_path / "cache").rglob("*") if one.is_file()]
    assert len(found) == 1
    assert (mode(found[0]), mode(found[0].parent)) == (0o600, 0o700)


def test_a_folder_that_was_there_keeps_its_permissions(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o755)
    assert in_process(folder / "clients.db", "add", "Acme").code == 0
    assert (mode(folder), mode(folder / "clients.db")) == (0o755, 0o600)
