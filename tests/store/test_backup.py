from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from portfolio import add_client, everything, keys_of, populate

from clientpulse.errors import ConflictError, InputError, NotFoundError, StoreError
from clientpulse.records import Client
from clientpulse.store.backups import backup as backups
from clientpulse.store.backups.backup import Backup, back_up, back_up_before, list_backups
from clientpulse.store.database import Store
from clientpulse.store.file import checked_copy
from clientpulse.store.file.failures import DamagedStoreError

NOON = datetime(2026, 11, 21, 9, 15, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return populate(tmp_path / "home" / "clients.db")


def damage(path: Path) -> None:
    """Overwrite pages in the middle, as a failing disk or a bad synchronisation would."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        for start in range(8192, size, 8192):
            file.seek(start)
            file.write(b"\xa5" * 2048)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_backup_holds_everything(store: Path, tmp_path: Path) -> None:
    made = back_up(store, tmp_path / "copy.db")
    assert everything(tmp_path / "copy.db") == everything(store)
    assert made.content.clients == 12
    assert made.content.touchpoints == 96
    assert made.size == (tmp_path / "copy.db").stat().st_size


def test_a_backup_is_a_store_itself(store: Path, tmp_path: Path) -> None:
    add_client(back_up(store, tmp_path / "copy.db").path, "only-there")
    assert "only-there" in keys_of(tmp_path / "copy.db")
    assert "only-there" not in keys_of(store)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o777])
def test_only_the_user_may_read_a_backup(store: Path, tmp_path: Path, umask: int) -> None:
    previous = os.umask(umask)
    try:
        back_up(store, tmp_path / "copy.db")
        automatic = back_up_before("import", store)
    finally:
        os.umask(previous)
    assert automatic is not None
    assert mode_of(tmp_path / "copy.db") == mode_of(automatic) == 0o600
    assert mode_of(automatic.parent) == 0o700


def test_a_backup_leaves_the_store_byte_for_byte(store: Path, tmp_path: Path) -> None:
    before = store.read_bytes()
    back_up(store, tmp_path / "copy.db")
    assert store.read_bytes() == before


def test_a_file_is_never_replaced(store: Path, tmp_path: Path) -> None:
    target = tmp_path / "precious.txt"
    target.write_text("precious")
    with pytest.raises(ConflictError):
        back_up(store, target)
    assert target.read_text() == "precious"


def test_a_link_that_leads_nowhere_is_not_replaced(store: Path, tmp_path: Path) -> None:
    target = tmp_path / "link.db"
    target.symlink_to(tmp_path / "nowhere")
    with pytest.raises(ConflictError):
        back_up(store, target)
    assert target.is_symlink()


def test_the_store_is_never_its_own_backup(store: Path, tmp_path: Path) -> None:
    (tmp_path / "same.db").hardlink_to(store)
    for target in (store, tmp_path / "same.db"):
        with pytest.raises(ConflictError):
            back_up(store, target)


def test_a_stale_journal_would_end_in_the_backup_so_it_stops_it(
    store: Path, tmp_path: Path
) -> None:
    (tmp_path / "copy.db-journal").write_bytes(b"from another file of that name")
    with pytest.raises(ConflictError):
        back_up(store, tmp_path / "copy.db")


def test_without_a_store_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        back_up(tmp_path / "none.db", tmp_path / "copy.db")
    assert back_up_before("import", tmp_path / "none.db") is None
    assert list(tmp_path.iterdir()) == []


def test_without_a_folder_there_is_no_backup(store: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        back_up(store, tmp_path / "missing" / "copy.db")


def test_a_name_that_can_t_be_one_is_refused(store: Path, tmp_path: Path) -> None:
    with pytest.raises((InputError, StoreError)):
        back_up(store, tmp_path / ("x" * 300 + ".db"))
    assert [one.name for one in tmp_path.iterdir()] == ["home"]


def test_a_damaged_store_gives_no_backup_and_leaves_nothing(store: Path, tmp_path: Path) -> None:
    damage(store)
    target = tmp_path / "target"
    target.mkdir()
    with pytest.raises(DamagedStoreError):
        back_up(store, target / "copy.db")
    assert list(target.iterdir()) == []


def test_another_program_s_database_gives_no_backup(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE t (x)")
    with pytest.raises(StoreError, match="another program"):
        back_up(tmp_path / "other.db", tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_a_copy_that_lost_rows_doesn_t_count(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose_a_row(path: Path, **options: bool) -> sqlite3.Connection:
        connection = connect(path, **options)
        if path.suffix == ".new" and options:
            with closing(sqlite3.connect(path)) as thief:
                thief.execute("DELETE FROM attendee WHERE id = 1")
                thief.commit()
        return connection

    connect = checked_copy.connect
    monkeypatch.setattr(checked_copy, "connect", lose_a_row)
    with pytest.raises(StoreError, match="differs"):
        back_up(store, tmp_path / "copy.db")
    assert [one.name for one in tmp_path.iterdir()] == ["home"]


def test_a_full_disk_leaves_nothing(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tiny_disk(path: Path, **options: bool) -> sqlite3.Connection:
        connection = connect(path, **options)
        if path.suffix == ".new":
            connection.execute("PRAGMA max_page_count=2")
        return connection

    connect = checked_copy.connect
    monkeypatch.setattr(checked_copy, "connect", tiny_disk)
    with pytest.raises(StoreError, match="no space left"):
        back_up(store, tmp_path / "copy.db")
    assert [one.name for one in tmp_path.iterdir()] == ["home"]


def test_on_a_file_system_without_links_a_backup_works_and_replaces_nothing(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    back_up(store, tmp_path / "copy.db")
    assert everything(tmp_path / "copy.db") == everything(store)
    with pytest.raises(ConflictError):
        back_up(store, tmp_path / "copy.db")


def test_a_locked_store_is_said_to_be_locked(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLIENTPULSE_LOCK_TIMEOUT", "0")
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="locked"):
            back_up(store, tmp_path / "copy.db")
    assert [one.name for one in tmp_path.iterdir()] == ["home"]


def test_a_backup_is_possible_while_somebody_writes(store: Path, tmp_path: Path) -> None:
    with Store(store).unit_of_work("add") as unit:
        unit.update_all(Client, [row[0] for row in everything(store)["client"]], owner="ann")
        back_up(store, tmp_path / "copy.db")
    assert {row[8] for row in everything(tmp_path / "copy.db")["client"]} == {None}
    assert {row[8] for row in everything(store)["client"]} == {"ann"}


def test_a_backup_inside_a_unit_of_work_doesn_t_give_its_lock_away(
    store: Path, tmp_path: Path
) -> None:
    with Store(store).unit_of_work("add") as unit:
        unit.update_all(Client, [row[0] for row in everything(store)["client"]], owner="ann")
        back_up_before("delete", store)
        code = (
            "import sqlite3, sys\n"
            "c = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)\n"
            "c.execute('BEGIN IMMEDIATE')\n"
        )
        assert "locked" in run_python(code, str(store))


def run_python(code: str, argument: str) -> str:
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-c", code, argument], capture_output=True, text=True, check=False
    )
    return done.stderr


def test_a_store_in_wal_mode_is_backed_up_as_a_plain_file(store: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(store)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("UPDATE client SET owner = 'ann'")
        other.commit()
        back_up(store, tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert copy.execute("SELECT DISTINCT owner FROM client").fetchall() == [("ann",)]


def test_an_automatic_backup_says_when_and_why(store: Path) -> None:
    made = back_up_before("import", store, NOON)
    assert made == store.parent / "backups" / "clients-2026-11-21T091500Z-before-import.db"
    assert list_backups(store) == [Backup(made, NOON, "before-import")]


def test_two_in_the_same_second_don_t_collide(store: Path) -> None:
    made = {back_up_before("import", store, NOON) for _ in range(4)}
    assert {one.name for one in made if one} == {
        "clients-2026-11-21T091500Z-before-import.db",
        *(f"clients-2026-11-21T091500Z-before-import-{n}.db" for n in (2, 3, 4)),
    }


def test_old_automatic_ones_are_thinned(store: Path) -> None:
    for day in range(60):
        for hour in (9, 17):
            moment = (NOON - timedelta(days=60 - day)).replace(hour=hour)
            fake(store, f"clients-{moment:%Y-%m-%dT%H%M%SZ}-before-import.db")
    made = back_up_before("delete", store, NOON)
    left = [one.path for one in list_backups(store)]
    assert left[0] == made
    assert 10 <= len(left) <= 23
    assert all("T17" in one.name for one in left[1:])


@pytest.mark.parametrize(
    "name",
    [
        "clients-2020-01-01T090000Z-manual.db",
        "clients-2020-01-01T090000Z-manual-2.db",
        "clients-2020-01-01T090000Z-before-import.db.txt",
        "clients-2020-01-01T090000Z.db",
        "clients-2020-99-01T090000Z-before-import.db",
        "my clients.db",
        "others-2020-01-01T090000Z-before-import.db",
    ],
)
def test_what_somebody_put_into_the_folder_is_never_touched(store: Path, name: str) -> None:
    mine = fake(store, name)
    for day in range(40):
        back_up_before("import", store, NOON + timedelta(days=day * 31))
    assert mine.exists()


def test_the_one_just_made_stays_even_with_the_clock_set_back(store: Path) -> None:
    for day in range(400):
        moment = NOON + timedelta(days=day)
        fake(store, f"clients-{moment:%Y-%m-%dT%H%M%SZ}-before-import.db")
    made = back_up_before("import", store, NOON - timedelta(days=900, hours=3))
    assert made is not None
    assert made.exists()


def test_what_a_restore_replaced_stays_a_week(store: Path) -> None:
    first = fake(store, f"clients-{NOON:%Y-%m-%dT%H%M%SZ}-before-restore.db")
    back_up_before("restore", store, NOON + timedelta(hours=1))
    assert first.exists()
    back_up_before("restore", store, NOON + timedelta(days=7))
    assert not first.exists()


def test_the_newest_backup_is_listed_first(store: Path) -> None:
    back_up_before("import", store, NOON)
    backups.back_up_by_hand(store, NOON + timedelta(hours=1))
    back_up_before("delete", store, NOON - timedelta(days=1))
    assert [one.label for one in list_backups(store)] == [
        "manual",
        "before-import",
        "before-delete",
    ]
    assert [one.automatic for one in list_backups(store)] == [False, True, True]


def fake(store: Path, name: str) -> Path:
    path = store.parent / "backups" / name
    path.parent.mkdir(exist_ok=True)
    path.touch()
    return path


def test_two_stores_in_a_folder_keep_their_backups_apart(store: Path) -> None:
    other = Path(shutil.copy(store, store.parent / "others.db"))
    back_up_before("import", store, NOON)
    back_up_before("import", other, NOON)
    assert len(list_backups(store)) == len(list_backups(other)) == 1
