from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from killing import moments, mortal
from portfolio import (
    LATER,
    REBUILD_THE_PARENT,
    add_client,
    everything,
    keys_of,
    later_release,
    populate,
    portfolio_of,
    write_later_schema,
)

from clientpulse.errors import ConflictError, InputError, StoreError
from clientpulse.services.undoing import undo_last
from clientpulse.store.backups import restore as restoring
from clientpulse.store.backups.backup import back_up, back_up_once, list_backups
from clientpulse.store.backups.restore import restore
from clientpulse.store.database import Store

NOON = datetime(2026, 11, 21, 9, 15, tzinfo=UTC)

WRITER = """
import sqlite3, sys
from datetime import date
from clientpulse.store.database import Store
from clientpulse.records import Client
from pathlib import Path
number = 0
while True:
    number += 1
    with Store(Path(sys.argv[1])).unit_of_work("add") as unit:
        unit.insert(Client(key=f"w-{number}", name="W", started_on=date(2026, 1, 5)))
    print(f"w-{number}", flush=True)
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return populate(tmp_path / "home" / "clients.db")


@pytest.fixture
def backup(store: Path, tmp_path: Path) -> Path:
    """A backup; the store has a client more since."""
    made = back_up(store, tmp_path / "backup.db").path
    add_client(store, "since-then")
    return made


def damage(path: Path, *, first_page: bool = False) -> bytes:
    """Overwrite a part of a file; return what it is then."""
    with path.open("r+b") as file:
        for start in [0] if first_page else range(8192, path.stat().st_size, 8192):
            file.seek(start)
            file.write(b"\xa5" * 2048)
    return path.read_bytes()


def files_in(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir() if one.is_file()}


def test_the_store_is_what_the_backup_was(store: Path, backup: Path) -> None:
    done = restore(store, backup)
    assert portfolio_of(store) == portfolio_of(backup)
    assert (done.content.clients, done.content.touchpoints) == (12, 96)
    assert files_in(store.parent) == {"clients.db"}


def test_a_backup_that_was_made_automatically_stays_when_it_is_restored(store: Path) -> None:
    first = back_up_once("import", store, NOON.replace(hour=0))
    assert first is not None
    for hour in range(1, 8):
        add_client(store, f"client-at-{hour}")
        back_up_once("import", store, NOON.replace(hour=hour))
    restore(store, first, NOON)
    assert first.exists()
    assert len(list_backups(store, NOON)) == 6  # the latest five, and this one


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """A folder on another file system."""
    shm = Path("/dev/shm")
    if not os.access(shm, os.W_OK) or shm.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no other file system here")
    with tempfile.TemporaryDirectory(dir=shm) as folder:
        yield Path(folder)


@pytest.mark.parametrize("damaged", ["nothing", "pages", "everything"])
def test_a_store_behind_a_link_to_another_file_system_is_restored_there(
    tmp_path: Path, elsewhere: Path, damaged: str
) -> None:
    real = populate(elsewhere / "real.db")
    link = tmp_path / "clients.db"
    link.symlink_to(real)
    backup = back_up(link, tmp_path / "backup.db").path
    if damaged == "pages":
        damage(real)
    elif damaged == "everything":
        real.write_bytes(b"\0" * 8192)
    else:
        add_client(link, "since-then")
    done = restore(link, backup)
    assert link.is_symlink()
    assert portfolio_of(real) == portfolio_of(backup)
    assert done.was_damaged == (damaged != "nothing")
    assert done.previous is not None
    assert files_in(elsewhere) == {
        "real.db", *({done.previous.name} if done.was_damaged else ())
    }  # fmt: skip
    assert files_in(tmp_path) == {"clients.db", "backup.db"}


def test_the_backup_is_only_read(store: Path, backup: Path) -> None:
    before = backup.read_bytes()
    restore(store, backup)
    assert backup.read_bytes() == before


def test_what_was_there_before_is_kept_and_can_be_brought_back(store: Path, backup: Path) -> None:
    before = portfolio_of(store)
    done = restore(store, backup, NOON)
    assert done.previous == list_backups(store)[0].path
    assert done.previous.name == "clients.db.2026-11-21T091500Z-before-restore.db"
    assert portfolio_of(done.previous) == before

    restore(store, done.previous)
    assert portfolio_of(store) == before


def test_the_file_and_its_permissions_stay_the_same(store: Path, backup: Path) -> None:
    before = store.stat()
    restore(store, backup)
    assert store.stat().st_ino == before.st_ino
    assert stat.S_IMODE(store.stat().st_mode) == 0o600


def test_a_program_that_has_the_store_open_sees_the_new_content(store: Path, backup: Path) -> None:
    with closing(sqlite3.connect(store)) as other:
        assert other.execute("SELECT count(*) FROM client").fetchone() == (13,)
        restore(store, backup)
        assert other.execute("SELECT count(*) FROM client").fetchone() == (12,)
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_without_a_store_one_is_created(backup: Path, tmp_path: Path) -> None:
    path = tmp_path / "new" / "clients.db"
    done = restore(path, backup)
    assert portfolio_of(path) == portfolio_of(backup)
    assert done.previous is None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_stale_journal_is_never_rolled_back_into_a_new_store(
    backup: Path, tmp_path: Path
) -> None:
    path = tmp_path / "new" / "clients.db"
    path.parent.mkdir()
    journal = path.with_name("clients.db-journal")
    journal.write_bytes(b"of a store that was here once")
    restore(path, backup, NOON)
    assert portfolio_of(path) == portfolio_of(backup)
    assert files_in(path.parent) == {
        "clients.db",
        "clients.db-journal.damaged-2026-11-21T091500Z",
    }


@pytest.mark.parametrize("first_page", [False, True])
def test_a_damaged_store_doesn_t_stop_it_and_is_kept(
    store: Path, backup: Path, first_page: bool
) -> None:
    damaged = damage(store, first_page=first_page)
    done = restore(store, backup, NOON)
    assert portfolio_of(store) == portfolio_of(backup)
    assert done.was_damaged
    assert done.previous == store.with_name("clients.db.damaged-2026-11-21T091500Z")
    assert done.previous.read_bytes() == damaged
    assert stat.S_IMODE(store.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"\0" * 8192])
def test_an_emptied_store_doesn_t_stop_it(store: Path, backup: Path, content: bytes) -> None:
    store.write_bytes(content)
    assert restore(store, backup).was_damaged
    assert portfolio_of(store) == portfolio_of(backup)


def test_a_second_damaged_store_doesn_t_replace_the_first(store: Path, backup: Path) -> None:
    first = damage(store)
    kept = [restore(store, backup, NOON).previous]
    damage(store)
    kept.append(restore(store, backup, NOON).previous)
    assert len(set(kept)) == 2
    assert kept[0] is not None
    assert kept[0].read_bytes() == first


def test_a_file_that_was_never_ours_is_left_alone(backup: Path, tmp_path: Path) -> None:
    other = tmp_path / "thesis.txt"
    other.write_text("Chapter 1")
    with pytest.raises(StoreError, match="isn't a clientpulse store"):
        restore(other, backup)
    assert other.read_text() == "Chapter 1"
    assert files_in(tmp_path) == {"thesis.txt", "backup.db"}


def test_another_program_s_database_is_left_alone(backup: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE t (x)")
    before = other.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        restore(other, backup)
    assert other.read_bytes() == before


def test_a_newer_store_is_left_alone(store: Path, backup: Path) -> None:
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = store.read_bytes()
    with pytest.raises(StoreError, match="newer"):
        restore(store, backup)
    assert store.read_bytes() == before


@pytest.mark.parametrize("fault", ["damaged", "newer", "foreign", "no database", "empty"])
def test_a_backup_that_can_t_be_used_changes_nothing(store: Path, backup: Path, fault: str) -> None:
    if fault == "damaged":
        damage(backup)
    elif fault in {"no database", "empty"}:
        backup.write_bytes(b"" if fault == "empty" else b"name,key\nAcme,acme\n")
    else:
        with closing(sqlite3.connect(backup)) as connection:
            connection.execute(
                "UPDATE alembic_version SET version_num = '9999'"
                if fault == "newer"
                else "PRAGMA application_id = 7"
            )
            connection.commit()
    before = store.read_bytes()
    with pytest.raises(StoreError):
        restore(store, backup)
    assert store.read_bytes() == before
    assert files_in(store.parent) == {"clients.db"}
    assert list_backups(store) == []


def test_a_backup_that_isn_t_there_is_a_wrong_name(store: Path, tmp_path: Path) -> None:
    for name in (tmp_path / "none.db", tmp_path):
        with pytest.raises(InputError):
            restore(store, name)


def test_the_store_is_no_backup_of_itself(store: Path, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(store)
    for name in (store, tmp_path / "link.db"):
        with pytest.raises(ConflictError):
            restore(store, name)


def test_a_backup_of_an_older_release_is_upgraded_on_the_way(
    store: Path, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts = write_later_schema(tmp_path / "later", REBUILD_THE_PARENT)
    for module, name, value in later_release(scripts):
        monkeypatch.setattr(module, name, value)
    restore(store, backup)
    assert everything(store)["alembic_version"] == [(LATER,)]
    assert [row[:-1] for row in everything(store)["client"]] == everything(backup)["client"]
    assert everything(backup)["alembic_version"] != [(LATER,)]


def test_a_locked_store_is_left_alone(
    store: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLIENTPULSE_LOCK_TIMEOUT", "0")
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM client").fetchone()
        with pytest.raises(StoreError, match="locked"):
            restore(store, backup)
    assert "since-then" in keys_of(store)
    assert files_in(store.parent) == {"clients.db"}


def test_a_full_disk_leaves_the_store_as_it_was(
    store: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on_a_full_disk(path: Path) -> sqlite3.Connection:
        live = lock(path)
        live.execute("PRAGMA max_page_count=10")
        return live

    lock = restoring._lock
    monkeypatch.setattr(restoring, "_lock", on_a_full_disk)
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("CREATE TABLE more AS SELECT zeroblob(5000000) AS x")
        connection.commit()
    before = everything(store)
    with pytest.raises(StoreError, match="no space left"):
        restore(store, backup)
    assert everything(store) == before


def test_undo_stops_at_a_restore_and_names_the_way_back(store: Path, backup: Path) -> None:
    done = restore(store, backup)
    with (
        pytest.raises(ConflictError) as caught,
        Store(store).unit_of_work("undo") as unit,
    ):
        undo_last(unit)
    assert f"pulse --db {store} restore {done.previous}" in caught.value.hint
    assert portfolio_of(store) == portfolio_of(backup)


@pytest.mark.thorough
def test_what_was_written_after_a_restore_can_be_undone(store: Path, backup: Path) -> None:
    restore(store, backup)
    add_client(store, "after")
    with Store(store).unit_of_work("undo") as unit:
        assert undo_last(unit).summary == "added after"
    assert portfolio_of(store) == portfolio_of(backup)


def test_the_way_back_is_quoted_for_the_shell(backup: Path, tmp_path: Path) -> None:
    path = populate(tmp_path / "my clients" / "clients.db", clients=1)
    done = restore(path, backup)
    with (
        pytest.raises(ConflictError) as caught,
        Store(path).unit_of_work("undo") as unit,
    ):
        undo_last(unit)
    assert caught.value.hint.endswith(f"pulse --db '{path}' restore '{done.previous}'")


@pytest.mark.parametrize("before", ["no store", "a damaged store", "a copy that is gone"])
def test_without_a_way_back_undo_promises_none(store: Path, backup: Path, before: str) -> None:
    if before == "no store":
        store.unlink()
    elif before == "a damaged store":
        damage(store)
    done = restore(store, backup)
    if before == "a copy that is gone":
        assert done.previous is not None
        done.previous.unlink()
    with (
        pytest.raises(ConflictError) as caught,
        Store(store).unit_of_work("undo") as unit,
    ):
        undo_last(unit)
    assert " restore " not in caught.value.hint


def test_on_a_file_system_without_links_a_damaged_store_is_replaced_too(
    store: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    damaged = damage(store)
    monkeypatch.setattr(os, "link", refuse)
    done = restore(store, backup)
    assert done.previous is not None
    assert done.previous.read_bytes() == damaged
    assert portfolio_of(store) == portfolio_of(backup)


def test_what_others_write_meanwhile_is_in_the_store_or_in_its_copy(
    store: Path, backup: Path
) -> None:
    command = [sys.executable, "-c", WRITER, str(store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        acknowledged = [writer.stdout.readline().strip() for _ in range(3)]
        previous = restore(store, backup).previous
        acknowledged += [writer.stdout.readline().strip() for _ in range(3)]
        writer.kill()
        acknowledged += writer.stdout.read().split()
    assert previous is not None
    assert len(acknowledged) >= 6
    assert set(acknowledged) <= keys_of(previous) | keys_of(store)
    assert "since-then" in keys_of(previous) - keys_of(store)


@pytest.mark.thorough
@pytest.mark.timeout(900)
@pytest.mark.parametrize("is_damaged", [False, True])
def test_killed_at_any_moment_the_store_is_old_or_new(tmp_path: Path, is_damaged: bool) -> None:
    original = populate(tmp_path / "original.db", clients=60, touchpoints=40)
    backup = populate(tmp_path / "backup.db", clients=50, touchpoints=60)
    old = portfolio_of(original)
    if is_damaged:
        damaged = damage(original)
    killed = 0
    with mortal("restore", backup) as program:
        seconds = program.seconds(Path(shutil.copy(original, tmp_path / "done.db")))
        for number, delay in enumerate(moments(seconds, 50)):
            folder = tmp_path / f"{number}"
            folder.mkdir()
            store = Path(shutil.copy(original, folder / "clients.db"))
            killed += program.run(store, delay=delay) != 0
            if is_damaged and store.read_bytes() == damaged:
                continue
            assert portfolio_of(store) in [old, portfolio_of(backup)], f"after {delay:.4f} s"
            if not is_damaged and portfolio_of(store) != old:
                [kept] = list_backups(store)
                assert portfolio_of(kept.path) == old
            shutil.rmtree(folder)
    assert killed > 0
