"""No space left: nothing acknowledged is lost, nothing half done stays, and it is said in words."""

from __future__ import annotations

import contextlib
import json
import resource
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Outcome
from tests.processes import PULSE, assert_one_error, environment, in_process, pulse

pytestmark = pytest.mark.thorough

A_LONG_NOTE = "word " * 3_900

full_device = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="this system has no /dev/full"
)


def no_file_beyond(size: int) -> Callable[[], None]:
    """Return what a child does to be refused every byte of a file beyond a size."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "folder" / "clients.db"
    assert in_process(path, "add", "Acme", "--meet", "monthly").code == 0
    return path


def _fails(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode != 0


def fill(file: Path) -> None:
    """Make a file that takes every byte that is left."""
    with contextlib.suppress(OSError), file.open("wb", buffering=0) as stream:
        while True:
            stream.write(bytes(4096))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 800 kB, twice what an empty store takes, where this user may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=800k", "tmpfs", str(folder)]
    if not shutil.which("mount") or _fails(command):
        pytest.skip("this user may not mount a file system")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def outcome(ended: subprocess.CompletedProcess[str]) -> Outcome:
    return Outcome(ended.returncode, ended.stdout, ended.stderr)


def log_until_full(store: Path, logs: Callable[[], Outcome]) -> int:
    """Log long notes until one is refused; return how many were acknowledged."""
    for acknowledged in range(100):
        before = store.read_bytes()
        logged = logs()
        if logged.code:
            assert logged.code == 4
            assert logged.out == ""
            assert_one_error(logged.err, "no space left")
            assert store.read_bytes() == before
            assert not Path(f"{store}-journal").exists()
            return acknowledged
    raise AssertionError("the disk is never full")


def stored(store: Path) -> int:
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return int(connection.execute("SELECT count(*) FROM touchpoint").fetchone()[0])


def test_a_store_that_may_not_grow_refuses_in_words_and_keeps_what_it_acknowledged(
    store: Path,
) -> None:
    limit = no_file_beyond(store.stat().st_size + 60_000)
    acknowledged = log_until_full(
        store, lambda: outcome(pulse(store, "log", "acme", A_LONG_NOTE, preexec_fn=limit))
    )
    assert acknowledged > 0
    assert stored(store) == acknowledged
    for command in (["due"], ["report"], ["history"], ["show", "acme"], ["client", "list"]):
        assert pulse(store, *command, preexec_fn=limit).returncode == 0
    assert pulse(store, "log", "acme", A_LONG_NOTE).returncode == 0
    assert pulse(store, "undo").returncode == 0
    assert stored(store) == acknowledged


@pytest.mark.parametrize("limit", [0, 1, 4096, 50_000])
def test_a_store_that_finds_no_space_to_be_made_in_leaves_nothing_behind(
    tmp_path: Path, limit: int
) -> None:
    store = tmp_path / "folder" / "clients.db"
    added = pulse(store, "add", "Acme", preexec_fn=no_file_beyond(limit))
    assert (added.returncode, added.stdout) == (4, "")
    assert_one_error(added.stderr, "space")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_said_in_words_and_loses_nothing(small_disk: Path) -> None:
    store = small_disk / "clients.db"
    assert in_process(store, "add", "Acme").code == 0
    (small_disk / "ballast").write_bytes(bytes(240_000))
    acknowledged = log_until_full(store, lambda: in_process(store, "log", "acme", A_LONG_NOTE))
    assert stored(store) == acknowledged
    # Now there isn't a byte for the journal of a change that needs no more space in the store.
    fill(small_disk / "filler")
    before = store.read_bytes()
    for command in (["undo"], ["add", "Beta"], ["client", "rename", "acme", "Other"]):
        refused = in_process(store, *command)
        assert (refused.code, refused.out) == (4, ""), command
        assert_one_error(refused.err)
        assert store.read_bytes() == before
    for command in (["due"], ["report"], ["history", "--json"], ["show", "acme"]):
        assert in_process(store, *command).code == 0
    for file in ("ballast", "filler"):
        (small_disk / file).unlink()
    assert in_process(store, "undo").code == 0
    assert stored(store) == acknowledged - 1


def test_a_full_disk_has_no_room_for_a_first_store(small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(760_000))
    added = pulse(small_disk / "clients.db", "add", "Acme")
    assert (added.returncode, added.stdout) == (4, "")
    assert_one_error(added.stderr, "space")
    assert [one.name for one in small_disk.iterdir()] == ["filler"]


@full_device
@pytest.mark.parametrize(
    "command",
    [
        ("due",),
        ("report", "--json"),
        ("history",),
        ("client", "list", "--format", "csv"),
        ("show", "acme", "--format", "table"),
        ("log", "acme", "hello"),
        ("--help",),
        ("log", "--help"),
        ("--version",),
    ],
    ids=" ".join,
)
def test_an_output_that_finds_no_space_is_an_error_in_words(
    store: Path, command: tuple[str, ...]
) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [*PULSE, *command],
            env=environment(store),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 4
    assert_one_error(ended.stderr, "output can't be written", "No space left")


@full_device
def test_what_was_stored_stays_stored_when_its_answer_finds_no_space(store: Path) -> None:
    with Path("/dev/full").open("w") as full:
        pulse(store, "log", "acme", "hello", stdout=full, stderr=full)
    items = json.loads(pulse(store, "history", "--json").stdout)["items"]
    assert [item["note"] for item in items] == ["hello"]
