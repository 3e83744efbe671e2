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
    assert made == store.parent / "backups" / "clients.db.2026-11-21T091500Z-before-import.db"
    assert list_backups(store, NOON) == [Backup(made, NOON, "before-import")]


def test_two_in_the_same_second_don_t_collide(store: Path) -> None:
    made = {backups.back_up_once("import", store, NOON) for _ in range(4)}
    assert {one.name for one in made if one} == {
        "clients.db.2026-11-21T091500Z-before-import.db",
        *(f"clients.db.2026-11-21T091500Z-before-import-{n}.db" for n in (2, 3, 4)),
    }


def test_old_automatic_ones_are_thinned(store: Path) -> None:
    for day in range(60):
        for hour in (9, 17):
            moment = (NOON - timedelta(days=60 - day)).replace(hour=hour)
            fake(store, f"clients.db.{moment:%Y-%m-%dT%H%M%SZ}-before-import.db")
    made = back_up_before("delete", store, NOON)
    left = [one.path for one in list_backups(store, NOON)]
    assert left[0] == made
    assert 10 <= len(left) <= 23
    assert all("T17" in one.name for one in left[5:])


@pytest.mark.thorough
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
        fake(store, f"clients.db.{moment:%Y-%m-%dT%H%M%SZ}-before-import.db")
    made = back_up_before("import", store, NOON - timedelta(days=900, hours=3))
    assert made is not None
    assert made.exists()


def test_what_a_restore_replaced_stays_a_week(store: Path) -> None:
    first = fake(store, f"clients.db.{NOON:%Y-%m-%dT%H%M%SZ}-before-restore.db")
    for hour in range(1, 8):
        moment = NOON + timedelta(hours=hour)
        fake(store, f"clients.db.{moment:%Y-%m-%dT%H%M%SZ}-before-import.db")
    back_up_before("restore", store, NOON + timedelta(days=7, seconds=-1))
    assert first.exists()
    back_up_before("restore", store, NOON + timedelta(days=7))
    assert not first.exists()


def test_the_newest_backup_is_listed_first(store: Path) -> None:
    back_up_before("import", store, NOON)
    backups.back_up_by_hand(store, NOON + timedelta(hours=1))
    back_up_before("delete", store, NOON - timedelta(days=1))
    listed = list_backups(store, NOON + timedelta(hours=1))
    assert [one.label for one in listed] == ["manual", "before-import", "before-delete"]
    assert [one.automatic for one in listed] == [False, True, True]


def fake(store: Path, name: str) -> Path:
    """Put a file among the backups that holds what no other does."""
    path = store.parent / "backups" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(name)
    return path


def test_of_two_backups_that_hold_the_same_the_newer_one_stays(store: Path) -> None:
    first = back_up_before("import", store, NOON)
    second = back_up_before("delete", store, NOON + timedelta(hours=1))
    add_client(store, "since-then")
    third = back_up_before("import", store, NOON + timedelta(hours=2))
    fourth = back_up_before("import", store, NOON + timedelta(days=2))
    left = [one.path for one in list_backups(store, NOON + timedelta(days=3))]
    assert left == [fourth, second]
    assert first not in left
    assert third not in left


def test_a_backup_that_differs_isn_t_pushed_out_by_many_that_hold_the_same(store: Path) -> None:
    good = back_up_before("import", store, NOON)
    add_client(store, "since-then")
    for minute in range(1, 30):
        back_up_before("import", store, NOON + timedelta(minutes=minute))
    assert good is not None
    assert good.exists()
    assert len(list_backups(store, NOON + timedelta(hours=1))) == 2


def test_what_is_in_use_is_never_thinned(store: Path) -> None:
    used, *others = [
        fake(store, f"clients.db.2020-01-0{day}T{hour:02}0000Z-before-import.db")
        for day in range(1, 9)
        for hour in range(9, 12)
    ]
    (store.parent / "link.db").symlink_to(used)
    backups.thin(store, [store.parent / "link.db"], NOON)
    assert used.exists()
    assert not others[0].exists()
    backups.thin(store, [], NOON)
    assert not used.exists()


def test_what_is_dated_in_the_future_is_neither_the_newest_nor_thinned(store: Path) -> None:
    ahead = NOON + timedelta(days=400)
    future = [
        fake(store, f"clients.db.{ahead + timedelta(hours=n):%Y-%m-%dT%H%M%SZ}-before-import.db")
        for n in range(9)
    ]
    made = [back_up_before("import", store, NOON - timedelta(days=1))]
    add_client(store, "since-then")
    made.append(back_up_before("import", store, NOON))
    listed = list_backups(store, NOON)
    assert [one.path for one in listed] == [*made[::-1], *future[::-1]]
    assert [one.from_future for one in listed] == [False] * 2 + [True] * 9
    # Their day has come: they are as any other.
    backups.thin(store, [], ahead + timedelta(days=1))
    assert [one.exists() for one in future] == [False] * 4 + [True] * 5


@pytest.mark.parametrize("name", ["others.db", "clients", "clients.sqlite", "clients.db.db"])
def test_two_stores_in_a_folder_keep_their_backups_apart(store: Path, name: str) -> None:
    other = Path(shutil.copy(store, store.parent / name))
    made = [back_up_before("import", one, NOON) for one in (store, other)]
    for one, its in zip((store, other), made, strict=True):
        assert [backup.path for backup in list_backups(one, NOON)] == [its]


def as_an_older_release_named_it(store: Path, day: int) -> Path:
    """Make a backup under a name without the ending of the store's."""
    made = back_up_before("import", store, NOON - timedelta(days=day))
    assert made is not None
    new = made.with_name(made.name.replace(f"{store.name}.", f"{store.stem}-"))
    return made.rename(new)


@pytest.fixture
def namesake(store: Path) -> Path:
    """Another store, with other clients, whose name differs in the ending alone."""
    return populate(store.parent / "clients", clients=2)


def test_an_older_release_s_backup_is_found_by_what_it_holds(store: Path, namesake: Path) -> None:
    mine = as_an_older_release_named_it(store, 1)
    theirs = as_an_older_release_named_it(namesake, 2)
    assert [one.path for one in list_backups(store)] == [mine]
    assert [one.path for one in list_backups(namesake)] == [theirs]
    namesake.unlink()
    assert [one.path for one in list_backups(store)] == [mine]
    assert [one.path for one in backups.unclaimed(store)] == [theirs]


@pytest.mark.parametrize("rival", ["a store", "a damaged store", "backups alone"])
def test_an_older_release_s_backup_is_no_damaged_store_s_where_it_may_be_another_s(
    store: Path, namesake: Path, rival: str
) -> None:
    old = as_an_older_release_named_it(store, 1)
    if rival == "a damaged store":
        namesake.write_bytes(b"\0" * 4096)
    elif rival == "backups alone":
        back_up_before("import", namesake, NOON)
        namesake.unlink()
    assert [one.path for one in list_backups(store)] == [old]
    store.write_bytes(b"\0" * 4096)
    assert list_backups(store) == []
    assert [one.path for one in backups.unclaimed(store)] == [old]


def test_an_older_release_s_backup_that_two_stores_may_have_made_is_nobody_s(store: Path) -> None:
    backup = as_an_older_release_named_it(store, 1)
    copy = Path(shutil.copy(store, store.with_suffix(".sqlite")))
    for one in (store, copy):
        assert list_backups(one) == []
        assert [other.path for other in backups.unclaimed(one)] == [backup]
        for day in range(40):
            fake(one, f"{one.name}.{NOON - timedelta(days=day):%Y-%m-%dT%H%M%SZ}-before-x.db")
        backups.thin(one, [], NOON)
    assert backup.exists()


def test_a_link_to_the_store_or_an_export_beside_it_claims_no_backup(store: Path) -> None:
    backup = as_an_older_release_named_it(store, 1)
    store.with_suffix(".sqlite").symlink_to(store)
    store.with_suffix(".csv").write_text("name\nAcme\n")
    assert [one.path for one in list_backups(store)] == [backup]
    store.write_bytes(b"\0" * 4096)
    assert [one.path for one in list_backups(store)] == [backup]
