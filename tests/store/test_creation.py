"""How a store comes to be: whole, kept through a power loss, on any file system, or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from portfolio import add_client, keys_of

from clientpulse.errors import StoreError
from clientpulse.store import migration
from clientpulse.store.database import Store
from clientpulse.store.file import checked_copy
from tests.processes import in_process


@pytest.fixture
def no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system without links, as on many memory sticks and shared drives."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)


def test_a_store_can_be_created_where_there_are_no_links(tmp_path: Path, no_links: None) -> None:
    add_client(tmp_path / "clients.db", "acme")
    assert keys_of(tmp_path / "clients.db") == {"acme"}
    assert [one.name for one in tmp_path.iterdir()] == ["clients.db"]


def test_the_demo_is_told_where_there_are_no_links(tmp_path: Path, no_links: None) -> None:
    outcome = in_process(tmp_path / "unused.db", "--demo", "due", "--json")
    assert outcome.code == 0, outcome.err
    assert outcome.items
    folder = Path(os.environ["XDG_CACHE_HOME"]) / "clientpulse" / "demo"
    assert [one.suffix for one in folder.iterdir()] == [".db"]


def test_a_new_store_s_name_survives_a_power_loss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[Path, bool]] = []
    path = tmp_path / "clients.db"
    monkeypatch.setattr(
        checked_copy, "sync_folder", lambda folder: synced.append((folder, path.exists()))
    )
    Store(path).prepare()
    assert synced == [(tmp_path, True)]


def test_a_store_that_can_t_be_built_leaves_nothing_not_even_a_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(draft: Path) -> None:
        Path(f"{draft}-journal").touch()
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(migration, "upgrade", fail)
    with pytest.raises(StoreError, match="can't be created"):
        Store(tmp_path / "clients.db").prepare()
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_was_reserved_is_given_back_when_it_can_t_be_filled(
    tmp_path: Path, no_links: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(StoreError, match="can't be created"):
        Store(tmp_path / "clients.db").prepare()
    assert list(tmp_path.iterdir()) == []


def test_of_two_first_commands_the_later_one_uses_the_other_s_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "clients.db"
    upgrade: Callable[[Path], None] = migration.upgrade

    def meanwhile(draft: Path) -> None:
        monkeypatch.setattr(migration, "upgrade", upgrade)
        add_client(path, "first")
        upgrade(draft)

    monkeypatch.setattr(migration, "upgrade", meanwhile)
    add_client(path, "second")
    assert keys_of(path) == {"first", "second"}
    assert [one.name for one in tmp_path.iterdir()] == ["clients.db"]
