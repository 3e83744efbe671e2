from __future__ import annotations

import json
import os
import shlex
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from clientpulse.cli import run
from clientpulse.services.doctor import place, storage_checks
from clientpulse.services.doctor.storage_checks import network_file_system, syncing_service
from clientpulse.store import migration
from tests.processes import in_process


@pytest.fixture(autouse=True)
def _on_a_plain_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(storage_checks, "MOUNTS", tmp_path / "no-mounts")


@pytest.fixture
def store(pulse) -> Path:
    pulse.begin_with(filled)
    return pulse.store


def filled(pulse) -> None:
    pulse.ok("add", "Acme")
    pulse.ok("log", "acme", "hello")


def found(pulse, *arguments: str, code: int = 0) -> dict[str, list[dict[str, str]]]:
    """Return the findings by check."""
    outcome = pulse("doctor", "--json", *arguments)
    assert outcome.code == code, outcome.out
    assert outcome.err == ""
    by_check: dict[str, list[dict[str, str]]] = {}
    for item in outcome.items:
        by_check.setdefault(item["check"], []).append(item)
    return by_check


def levels(findings: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    return {check: items[0]["level"] for check, items in findings.items()}


def test_all_is_well_with_a_fresh_store_and_a_backup(pulse, store: Path) -> None:
    pulse.ok("backup")
    assert levels(found(pulse)) == dict.fromkeys(
        (
            "store",
            "schema",
            "integrity",
            "dates",
            "permissions",
            "config",
            "backups",
            "place",
            "leftovers",
            "space",
        ),
        "ok",
    )


@pytest.mark.in_a_file
def test_without_a_store_nothing_is_wrong(pulse) -> None:
    findings = found(pulse)
    assert set(levels(findings).values()) == {"ok"}
    assert f"pulse --db {pulse.store} add" in findings["store"][0]["message"]
    assert not pulse.store.parent.exists()


def test_the_json_has_its_envelope(pulse, store: Path) -> None:
    answer = pulse("doctor", "--json").json
    assert answer["schema"] == "clientpulse.doctor/1"
    assert answer["today"] == "2026-11-21"
    assert all(list(item) == ["check", "level", "message", "hint"] for item in answer["items"])


def test_each_line_begins_with_its_level(pulse, store: Path) -> None:
    lines = pulse.ok("doctor").out.splitlines()
    assert lines[0] == "Found 1 warning"
    assert {line.split()[0] for line in lines[3:]} == {"ok", "warning"}


@pytest.mark.parametrize("form", ["csv", "markdown"])
def test_the_other_formats_name_every_check(pulse, store: Path, form: str) -> None:
    out = pulse.ok("doctor", "--format", form).out
    assert all(check in out for check in ("store", "integrity", "backups", "space"))


def damage(store: Path) -> None:
    content = bytearray(store.read_bytes())
    for start in range(8192, len(content), 8192):
        content[start : start + 2048] = b"\xa5" * 2048
    store.write_bytes(content)


def test_damage_is_an_error_and_names_the_backup_to_bring_back(pulse, store: Path) -> None:
    backup = pulse.ok("backup", "--json").json["backup"]["path"]
    damage(store)
    findings = found(pulse, code=4)
    errors = [one for items in findings.values() for one in items if one["level"] == "error"]
    assert errors
    assert f"pulse --db {pulse.store} restore {backup}" in errors[0]["hint"]
    pulse.ok("restore", backup, "--yes")
    found(pulse)


def test_commands_for_the_default_store_need_no_db(
    pulse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    pulse.store = tmp_path / "clientpulse" / "clientpulse.db"
    pulse.ok("add", "Acme")
    assert found(pulse)["backups"][0]["hint"] == "make one: pulse backup"
    pulse.store = pulse.store.rename(tmp_path / "my own.db")
    assert found(pulse)["backups"][0]["hint"] == f"make one: pulse --db '{pulse.store}' backup"


def test_a_backup_that_may_be_another_store_s_isn_t_offered_for_a_damaged_one(
    pulse, store: Path
) -> None:
    backup = Path(pulse.ok("backup", "--json").json["backup"]["path"])
    old = backup.rename(backup.with_name(backup.name.replace("clients.db.", "clients-")))
    other = store.with_suffix(".sqlite")
    assert in_process(other, "add", "Bianchi").code == 0
    damage(store)
    findings = found(pulse, code=4)
    assert str(old) not in str([one["hint"] for items in findings.values() for one in items])
    assert old.name in findings["backups"][1]["message"]
    assert "no backup is certainly this store's" in str(findings)


def test_a_reference_to_nothing_is_an_error(pulse, store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("DELETE FROM client")
        connection.commit()
    [finding] = found(pulse, code=4)["integrity"]
    assert "refer to rows that are missing" in finding["message"]


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "newer clientpulse"),
        ("PRAGMA application_id = 7", "another program"),
        ("DROP TABLE touchpoint", "damaged"),
        ("DROP TABLE alembic_version", "damaged"),
    ],
)
def test_a_store_that_can_t_be_used_is_an_error_and_no_crash(
    pulse, store: Path, statement: str, message: str
) -> None:
    with closing(sqlite3.connect(store)) as connection:
        connection.execute(statement)
        connection.commit()
    before = store.read_bytes()
    findings = found(pulse, code=4)
    errors = [one for one in findings["store"] if one["level"] == "error"]
    assert message in errors[0]["message"]
    assert store.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"Chapter 1", b"SQLite format 3\0", b"\0" * 5000])
def test_a_file_that_is_no_store_is_an_error_and_no_crash(pulse, content: bytes) -> None:
    pulse.store.parent.mkdir(mode=0o700)
    pulse.store.write_bytes(content)
    assert found(pulse, code=4)["store"][0]["level"] == "error"
    assert pulse.store.read_bytes() == content


def test_a_folder_in_its_place_is_an_error(pulse) -> None:
    pulse.store.mkdir(parents=True)
    assert found(pulse, code=4)["store"][0]["level"] == "error"


def test_a_locked_store_is_an_error(pulse, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLIENTPULSE_LOCK_TIMEOUT", "0")
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        [finding] = found(pulse, code=4)["store"]
    assert "locked" in finding["message"]


def test_a_file_that_others_may_read_is_a_warning(pulse, store: Path) -> None:
    store.chmod(0o644)
    [finding] = found(pulse)["permissions"]
    assert finding["level"] == "warning"
    assert finding["hint"] == f"chmod 600 {store}"


@pytest.mark.parametrize("kind", ["a folder", "a pipe", "a text", "another database"])
def test_what_is_no_store_is_called_so_and_its_permissions_are_left_alone(pulse, kind: str) -> None:
    pulse.store.parent.mkdir(mode=0o700)
    if kind == "a folder":
        pulse.store.mkdir()
    elif kind == "a pipe":
        os.mkfifo(pulse.store)
    elif kind == "a text":
        pulse.store.write_text("Chapter 1")
    else:
        with closing(sqlite3.connect(pulse.store)) as other:
            other.execute("CREATE TABLE song (title)")
    pulse.store.chmod(0o755)
    findings = found(pulse, code=4)
    assert "isn't a store" in findings["permissions"][0]["message"]
    assert "chmod" not in str(findings)
    assert "backups" not in findings


def test_a_backups_folder_that_can_t_be_read_isn_t_called_empty(
    pulse, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pulse.ok("backup")
    folder = store.parent / "backups"
    listing = Path.iterdir

    def refused(path: Path) -> Iterator[Path]:
        if path == folder:
            raise PermissionError(13, "Permission denied")
        return listing(path)

    monkeypatch.setattr(Path, "iterdir", refused)
    [finding] = found(pulse)["backups"]
    assert finding["level"] == "warning"
    assert "can't be read (Permission denied)" in finding["message"]
    damage(store)
    assert "the backups folder can't be read" in found(pulse, code=4)["store"][0]["hint"]


@pytest.mark.parametrize("parent", ["one that may not be written", "a file"])
def test_where_no_store_can_be_made_not_all_is_well(
    pulse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, parent: str
) -> None:
    place = tmp_path / "closed"
    if parent == "a file":
        place.touch()
    else:
        place.mkdir()
        may = os.access
        monkeypatch.setattr(
            os, "access", lambda path, mode: path != place and may(path, mode), raising=True
        )
    pulse.store = place / "deep" / "clients.db"
    [finding] = found(pulse, code=4)["store"]
    assert finding["level"] == "error"


def test_a_folder_of_one_s_own_need_not_be_private(pulse, store: Path) -> None:
    store.parent.chmod(0o755)
    assert levels(found(pulse))["permissions"] == "ok"
    store.parent.chmod(0o777)
    assert levels(found(pulse))["permissions"] == "warning"


def test_the_folder_clientpulse_made_is_for_its_user_alone(pulse, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    pulse.store = tmp_path / "clientpulse" / "clientpulse.db"
    pulse.ok("add", "Acme")
    pulse.store.parent.chmod(0o750)
    assert found(pulse)["permissions"][0]["hint"] == f"chmod 700 {pulse.store.parent}"


def test_a_mistake_in_the_config_is_an_error(
    pulse, store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    config.write_text("soon = 3\n")
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(config))
    [finding] = found(pulse, code=4)["config"]
    assert f"{config}, line 1" in finding["message"]


NOW = datetime.now(UTC)


def backup_of(store: Path, days: float, label: str = "manual") -> Path:
    """Make a backup with a name of so many days ago."""
    moment = NOW - timedelta(days=days)
    folder = store.parent / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    name = f"{store.name}.{moment:%Y-%m-%dT%H%M%SZ}-{label}.db"
    return Path(shutil.copy(store, folder / name))


@pytest.mark.parametrize(
    ("days", "label", "level"),
    [
        (None, "", "warning"),
        (0, "manual", "ok"),
        (30, "manual", "ok"),
        (31, "before-import", "warning"),
    ],
)
def test_backups_may_be_thirty_days_old(
    pulse, store: Path, days: int | None, label: str, level: str
) -> None:
    if days is not None:
        backup_of(store, days, label)
    else:
        other = Path(shutil.copy(store, store.with_name("others.db")))
        backup_of(other, 0)
    [finding] = found(pulse, "--today", f"{NOW:%Y-%m-%d}")["backups"]
    assert finding["level"] == level
    assert (finding["hint"] is None) == (level == "ok")


@pytest.mark.parametrize(("number", "said"), [(1, "1 touchpoint is"), (2, "2 touchpoints are")])
def test_touchpoints_after_today_are_counted_in_words(
    pulse, store: Path, number: int, said: str
) -> None:
    for _ in range(number):
        pulse.ok("log", "acme", "ahead", today="2026-11-25")
    [finding] = found(pulse)["dates"]
    assert finding["message"].startswith(f"{said} dated after today, 2026-11-21, and do")
    assert f"pulse --db {store} history --since" in finding["hint"]


def test_a_backup_from_the_future_is_a_warning_and_not_the_newest(pulse, store: Path) -> None:
    future, real = backup_of(store, -400), backup_of(store, 3)
    findings = found(pulse, "--today", f"{NOW:%Y-%m-%d}")["backups"]
    assert [one["level"] for one in findings] == ["ok", "warning"]
    assert findings[0]["message"].startswith("1 in ")
    assert findings[0]["message"].endswith(f"the newest, 3 days old, is {real.name}")
    assert "in the future" in findings[1]["message"]
    assert future.name in findings[1]["message"]
    real.unlink()
    levels_left = [one["level"] for one in found(pulse)["backups"]]
    assert levels_left == ["warning", "warning"]


def test_damage_is_mended_by_the_store_s_own_backup(pulse, store: Path) -> None:
    mine = backup_of(store, 3)
    backup_of(Path(shutil.copy(store, store.with_suffix(""))), 1)
    damage(store)
    found_errors = [one for one in found(pulse, code=4)["store"] if one["level"] == "error"]
    assert f"pulse --db {pulse.store} restore {mine}" in found_errors[0]["hint"]


@pytest.mark.parametrize(
    ("content", "ours"), [(b"\0" * 8192, True), (b"", True), (b"Chapter 1", False)]
)
def test_a_store_that_was_blanked_is_mended_by_its_backup(
    pulse, store: Path, content: bytes, ours: bool
) -> None:
    backup = backup_of(store, 3)
    store.write_bytes(content)
    [finding] = found(pulse, code=4)["store"]
    assert (f"pulse --db {pulse.store} restore {backup}" in finding["hint"]) == ours


def test_what_may_be_another_store_s_backup_is_named_as_such(pulse, store: Path) -> None:
    old = backup_of(store, 3)
    old = old.rename(old.with_name(old.name.replace("clients.db.", "clients-")))
    shutil.copy(store, store.with_suffix(""))
    none, unclear = found(pulse)["backups"]
    assert (none["level"], unclear["level"]) == ("warning", "ok")
    assert "may be of another store" in unclear["message"]
    assert old.name in unclear["message"]


def test_more_names_of_the_file_are_a_warning(pulse, store: Path) -> None:
    store.with_name("second name.db").hardlink_to(store)
    [finding] = found(pulse)["place"]
    assert finding["level"] == "warning"
    assert finding["message"] == f"the store's file has 2 names (hard links): {store}"
    assert f"find FOLDER -samefile {store}" in finding["hint"]


@pytest.mark.parametrize(
    "name",
    [
        "clients (conflicted copy 2026-11-01).db",
        "clients (Ann's conflicted copy 2026-11-01).db",
        "clients (In Konflikt stehende Kopie von Ann 2026-11-01).db",
        "clients (Copia in conflitto di Ann 2026-11-01).db",
        "clients (conflicted copy 2026-11-01 101010).db",
        "clients_conflict-20261101-101010.db",
        "clients.sync-conflict-20261101-101010-ABCDEFG.db",
        "clients-LAPTOP-0A1B2C.db",
    ],
)
def test_a_conflicted_copy_is_named_with_the_way_to_join_the_two(
    pulse, store: Path, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copy = Path(shutil.copy(store, store.with_name(name)))
    pulse.ok("log", "acme", "only here")
    assert in_process(copy, "log", "acme", "only there").code == 0
    [finding] = found(pulse)["place"]
    assert finding["level"] == "warning"
    assert str(copy) in finding["message"]
    joining = finding["hint"].removeprefix("join them: ").partition(" (where")[0]
    monkeypatch.chdir(tmp_path)
    for command in joining.split("; "):
        program, *arguments = shlex.split(command)
        assert program == "pulse"
        assert run(arguments) == 0
    notes = {item["note"] for item in pulse.ok("history", "--json").items}
    assert notes == {"hello", "only here", "only there"}


def test_joining_a_conflicted_copy_as_advised_takes_nothing_from_the_store(
    pulse, store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pulse.ok("promise", "acme", "send the plan", "--by", "2026-11-25")
    pulse.ok("contact", "add", "acme", "Ann")
    copy = Path(shutil.copy(store, store.with_name("clients (conflicted copy 2026-11-01).db")))
    pulse.ok("done", "1")
    pulse.ok("client", "edit", "acme", "--note", "likes tea", "--timezone", "Europe/Vienna")
    pulse.ok("client", "edit", "acme", "--tag", "gold")
    pulse.ok("contact", "edit", "acme", "Ann", "--email", "ann@acme.test")
    pulse.ok("add", "Only here")
    for there in (
        ("log", "acme", "only there", "--with", "Ann"),
        ("contact", "add", "acme", "Bob", "--primary"),
        ("client", "pause", "acme"),
        ("add", "Only there"),
    ):
        assert in_process(copy, *there).code == 0, there
    before = pulse.ok("export", "-").json
    [finding] = found(pulse)["place"]
    joining = finding["hint"].removeprefix("join them: ").partition(" (where")[0]
    monkeypatch.chdir(tmp_path)
    first, second = map(shlex.split, joining.split("; "))
    assert run(first[1:]) == 0
    rehearsed = pulse.ok(*second[3:], "--dry-run", "--json").json["import"]
    assert pulse.ok("export", "-").json == before
    assert rehearsed["counts"]["clients"]["created"] == 1
    assert rehearsed["counts"]["clients"]["left"] == 1
    assert rehearsed["counts"]["contacts"]["left"] == 1
    assert rehearsed["counts"]["commitments"]["left"] == 1
    assert rehearsed["counts"]["rests"]["left"] == 1
    assert (rehearsed["updated"], rehearsed["left"]) == (0, 4)
    assert "1 different here and left alone" in pulse.ok(*second[3:], "--dry-run").out
    assert run(second[1:]) == 0
    after = pulse.ok("export", "-").json
    names = {one["name"] for one in after["clients"]}
    assert names == {"Acme", "Only here", "Only there"}
    assert _all_in(before) <= _all_in(after)
    (acme,) = (one for one in after["clients"] if one["key"] == "acme")
    assert "only there" in {one["note"] for one in acme["touchpoints"]}
    assert [one["name"] for one in acme["contacts"] if one["primary"]] == ["Ann"]
    assert acme["rests"] == []
    pulse.ok("import", "copy.json", "--only-new")
    assert pulse.ok("export", "-").json == after


def _all_in(exported: dict[str, Any]) -> set[str]:
    """Return each record of an export as a text, with a client's own values as one."""
    records = []
    for client in exported["clients"]:
        lists = {
            name: value
            for name, value in client.items()
            if name != "tags" and isinstance(value, list)
        }
        records += [one for found in lists.values() for one in found]
        records.append({name: one for name, one in client.items() if name not in lists})
    return {json.dumps(one) for one in records}


def test_what_is_beside_a_store_is_named_once_from_whatever_folder(
    pulse, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(store, store.with_name("clients (conflicted copy 2026-11-01).db"))
    store.with_name(".clientpulse-12-0a1b2c3d.new").touch()
    monkeypatch.chdir(store.parent)
    Path("link.db").symlink_to(store)
    for name in (store.name, "link.db"):
        pulse.store = Path(name)
        findings = found(pulse)
        assert (len(findings["place"]), len(findings["leftovers"])) == (1, 1)


def test_conflicted_copies_of_a_store_without_an_ending_and_behind_a_link_are_named(
    tmp_path: Path,
) -> None:
    real, link = tmp_path / "far" / "clients", tmp_path / "clients"
    real.parent.mkdir()
    real.touch()
    link.symlink_to(real)
    copy = real.with_name("clients.sync-conflict-20261101-101010-ABCDEFG")
    copy.touch()
    assert storage_checks.conflicted_copies(link, synced=False) == [copy]


@pytest.mark.parametrize("name", ["clients (1).db", "clients 2.db"])
def test_a_counted_copy_is_one_in_a_synchronised_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    store = tmp_path / "clients.db"
    assert storage_checks.conflicted_copies(store, synced=False) == []
    assert storage_checks.conflicted_copies(store, synced=True) == [tmp_path / name]


@pytest.mark.parametrize(
    "name",
    [
        "clients-2026-11-21.db",
        "clients-old.db",
        "clients.csv",
        "clientspulse (conflict).db",
        "clients (old).db",
        "clients.db-journal",
        "clients.db.damaged-2026-11-21T091500Z",
    ],
)
def test_other_files_are_no_conflicted_copies(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert storage_checks.conflicted_copies(tmp_path / "clients.db", synced=False) == []


def test_touchpoints_after_today_are_a_warning(pulse, store: Path) -> None:
    [finding] = found(pulse, "--today", "2026-11-20")["dates"]
    assert finding["level"] == "warning"
    assert "1 touchpoint" in finding["message"]


@pytest.mark.parametrize("name", [".clientpulse-12-0a1b2c3d.new", "clients.db-wal"])
def test_what_an_interrupted_command_left_is_a_warning(pulse, store: Path, name: str) -> None:
    left = store.parent / name
    left.touch()
    [finding] = found(pulse)["leftovers"]
    assert finding["level"] == "warning"
    assert str(left) in finding["message"]


def test_little_space_is_a_warning(pulse, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "SPARE_BYTES", 10**18)
    assert found(pulse)["space"][0]["level"] == "warning"


def test_a_synced_folder_is_a_warning(pulse, tmp_path: Path) -> None:
    pulse.store = tmp_path / "Dropbox" / "work" / "clients.db"
    pulse.ok("add", "Acme")
    [finding] = found(pulse)["place"]
    assert finding["level"] == "warning"
    assert "Dropbox" in finding["message"]


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/ann/Dropbox/c.db", "Dropbox"),
        ("/home/ann/Dropbox (Personal)/x/c.db", "Dropbox"),
        ("/home/ann/OneDrive - Company/c.db", "OneDrive"),
        ("/Users/ann/Library/CloudStorage/GoogleDrive-ann@example.com/c.db", "Google Drive"),
        ("/Users/ann/Library/CloudStorage/Box-Box/Clients/c.db", "Box"),
        ("/Users/ann/Library/CloudStorage/c.db", None),
        ("/home/ann/google drive/c.db", "Google Drive"),
        ("/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/c.db", "iCloud"),
        ("/home/ann/Nextcloud/c.db", "Nextcloud"),
        ("/home/ann/Syncthing/c.db", "Syncthing"),
        ("/home/ann/dropboxes/c.db", None),
        ("/home/ann/clients/Dropbox.db", None),
        ("/home/ann/.local/share/clientpulse/c.db", None),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(path: str, service: str | None) -> None:
    assert syncing_service(Path(path)) == service


def test_a_synchronised_folder_is_known_by_its_marker_or_behind_a_link(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    (shared / ".stfolder").mkdir(parents=True)
    assert syncing_service(shared / "work" / "c.db") == "Syncthing"
    (tmp_path / "Nextcloud").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "Nextcloud")
    assert syncing_service(tmp_path / "link" / "c.db") == "Nextcloud"


MOUNTS = r"""
22 27 0:21 / / rw,relatime shared:1 - ext4 /dev/vda rw
23 22 0:22 / /net rw - nfs4 server:/export rw
24 22 0:23 / /media/my\040share rw master:1 - cifs //server/share rw
25 22 0:24 / /mnt/ssh rw - fuse.sshfs ann@server:/ rw
26 23 0:25 / /net/local rw - ext4 /dev/vdb rw
27 22 0:26 / /mnt/over rw - ext4 /dev/vdc rw
28 22 0:27 / /mnt/over rw - 9p host rw
a line that says nothing
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/ann", None),
        ("/net", "nfs4"),
        ("/net/work/clients", "nfs4"),
        ("/network", None),
        ("/net/local/work", None),
        ("/media/my share/work", "cifs"),
        ("/mnt/ssh", "fuse.sshfs"),
        ("/mnt/over/x", "9p"),
    ],
)
def test_a_network_file_system_is_known_by_its_mount(folder: str, kind: str | None) -> None:
    assert network_file_system(Path(folder), MOUNTS) == kind


def test_a_network_file_system_is_a_warning(
    pulse, store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"22 27 0:21 / {tmp_path} rw - nfs server:/export rw\n")
    monkeypatch.setattr(storage_checks, "MOUNTS", mounts)
    [finding] = found(pulse)["place"]
    assert finding["level"] == "warning"
    assert "nfs" in finding["message"]


def test_doctor_changes_nothing(pulse, store: Path) -> None:
    before = store.read_bytes()
    pulse.ok("doctor")
    assert store.read_bytes() == before
    assert [one.name for one in store.parent.iterdir()] == ["clients.db"]


@pytest.mark.parametrize("revision", ["0001", "0006"])
def test_a_store_of_an_older_release_isn_t_called_damaged(pulse, revision: str) -> None:
    pulse.store.parent.mkdir(mode=0o700)
    pulse.store.touch(mode=0o600)
    migration.upgrade(pulse.store, revision)
    seen = found(pulse)
    assert revision in seen["schema"][0]["message"]
    assert seen["integrity"][0]["level"] == "ok"
