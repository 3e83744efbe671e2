"""What stands where the store should be and can't be used: refused in words, and left as it was."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

import pytest

from tests.processes import assert_one_error, in_process, pulse

READING = (
    ("due",),
    ("report", "--json"),
    ("show", "acme"),
    ("history",),
    ("client", "list", "--format", "csv"),
    ("contact", "list"),
    ("meeting", "list"),
    ("undo", "--list"),
)
WRITING = (
    ("add", "Beta"),
    ("log", "acme", "hello"),
    ("undo",),
    ("snooze", "acme", "+2w"),
    ("client", "edit", "acme", "--note", "new"),
    ("client", "delete", "acme", "--yes"),
    ("meeting", "book", "acme", "tomorrow"),
    ("touchpoint", "delete", "1"),
)
COMMANDS = [*READING, *WRITING]

NOBODY = 65534

as_sentence = pytest.mark.parametrize("command", COMMANDS, ids=" ".join)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "folder" / "clients.db"
    path.parent.mkdir(mode=0o700)
    return written(path)


def written(path: Path) -> Path:
    """Write a store with a client and a touchpoint."""
    path.touch(mode=0o600)
    path.write_bytes(_acme())
    return path


@cache
def _acme() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clients.db"
        assert in_process(path, "add", "Acme", "--meet", "monthly").code == 0
        assert in_process(path, "log", "acme", "first").code == 0
        return path.read_bytes()


def contents(folder: Path) -> dict[str, bytes | None]:
    """Return every file below a folder, byte for byte."""
    return {
        str(one.relative_to(folder)): one.read_bytes() if one.is_file() else None
        for one in sorted(folder.rglob("*"))
    }


def refuses(path: Path, command: tuple[str, ...], *words: str) -> None:
    """Run a command on a file that it must refuse and leave alone."""
    before = contents(path.parent)
    outcome = in_process(path, *command)
    assert (outcome.code, outcome.out) == (4, ""), outcome.err
    assert_one_error(outcome.err, str(path), *words)
    assert contents(path.parent) == before


@pytest.fixture
def empty_file(tmp_path: Path) -> Path:
    path = tmp_path / "clients.db"
    path.touch()
    return path


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    path = tmp_path / "clients.db"
    path.write_text("name,key\nAcme,acme\n" * 500)
    return path


@pytest.fixture
def foreign_database(tmp_path: Path) -> Path:
    path = tmp_path / "clients.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE client (id INTEGER PRIMARY KEY, name TEXT);"
            "INSERT INTO client (name) VALUES ('Acme');"
            "CREATE TABLE alembic_version (version_num TEXT); "
            "INSERT INTO alembic_version VALUES ('0001');"
        )
    return path


@pytest.fixture
def newer_store(store: Path) -> Path:
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    return store


@as_sentence
def test_a_folder_is_no_store(tmp_path: Path, command: tuple[str, ...]) -> None:
    folder = tmp_path / "folder.db"
    folder.mkdir()
    refuses(folder, command, "is a folder")


@as_sentence
def test_a_named_pipe_is_no_store_and_is_not_waited_for(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    os.mkfifo(tmp_path / "pipe")
    outcome = in_process(tmp_path / "pipe", *command)
    assert (outcome.code, outcome.out) == (4, "")
    assert_one_error(outcome.err, "isn't a clientpulse store")


def test_a_named_pipe_is_neither_backed_up_nor_replaced_by_a_backup(tmp_path: Path) -> None:
    store, pipe = tmp_path / "clients.db", tmp_path / "pipe"
    assert in_process(store, "add", "Acme").code == 0
    os.mkfifo(pipe)
    for command in (("backup",), ("backup", "copy.db"), ("restore", str(store), "--yes")):
        outcome = in_process(pipe, *command)
        assert (outcome.code, outcome.out) == (4, "")
        assert_one_error(outcome.err, "isn't a clientpulse store")
    assert pipe.is_fifo()


@as_sentence
def test_an_empty_file_is_no_store(empty_file: Path, command: tuple[str, ...]) -> None:
    refuses(empty_file, command, "isn't a clientpulse store")


@as_sentence
def test_a_text_file_is_no_store(text_file: Path, command: tuple[str, ...]) -> None:
    refuses(text_file, command, "isn't a clientpulse store")


@as_sentence
def test_the_database_of_another_program_is_left_alone(
    foreign_database: Path, command: tuple[str, ...]
) -> None:
    refuses(foreign_database, command, "belongs to another program")


@as_sentence
def test_a_store_of_a_newer_release_is_left_alone(
    newer_store: Path, command: tuple[str, ...]
) -> None:
    refuses(newer_store, command, "newer clientpulse", "upgrade clientpulse")


@as_sentence
def test_a_path_through_a_file_is_no_store(text_file: Path, command: tuple[str, ...]) -> None:
    before = text_file.read_bytes()
    outcome = in_process(text_file / "clients.db", *command)
    assert (outcome.code, outcome.out) == (4, "")
    assert_one_error(outcome.err, "is a file, not a folder")
    assert text_file.read_bytes() == before


@as_sentence
def test_a_link_to_nowhere_is_no_store(tmp_path: Path, command: tuple[str, ...]) -> None:
    link = tmp_path / "clients.db"
    link.symlink_to(tmp_path / "unmounted" / "clients.db")
    outcome = in_process(link, *command)
    assert (outcome.code, outcome.out) == (4, "")
    assert_one_error(outcome.err, "isn't there")
    assert list(tmp_path.iterdir()) == [link]


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_reading_where_nothing_was_ever_stored_succeeds_and_makes_nothing(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    outcome = in_process(tmp_path / "folder" / "clients.db", *command)
    assert outcome.code == (3 if command[0] == "show" else 0)
    assert list(tmp_path.iterdir()) == []


@contextmanager
def locked(store: Path, how: str) -> Iterator[None]:
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute(f"BEGIN {how}")
        yield
        other.execute("ROLLBACK")


@as_sentence
def test_a_store_that_another_program_keeps_locked_is_given_up_after_the_timeout(
    store: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLIENTPULSE_LOCK_TIMEOUT", "0.1")
    with locked(store, "EXCLUSIVE"):
        refuses(store, command, "locked by another program")


@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_a_writer_gives_up_while_another_program_writes(
    store: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLIENTPULSE_LOCK_TIMEOUT", "0.1")
    with locked(store, "IMMEDIATE"):
        before = store.read_bytes()
        outcome = in_process(store, *command)
        assert outcome.code == 4
        assert_one_error(outcome.err, "locked by another program")
        assert store.read_bytes() == before


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_reader_is_not_disturbed_by_another_program_that_writes(
    store: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLIENTPULSE_LOCK_TIMEOUT", "0.1")
    with locked(store, "IMMEDIATE"):
        assert in_process(store, *command).code == 0


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """A folder of the ordinary user's, reachable for them (pytest's own one isn't)."""
    with tempfile.TemporaryDirectory() as folder:
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
        yield Path(folder)
        Path(folder).chmod(0o700)


@pytest.fixture
def own_store(own_folder: Path) -> Path:
    path = written(own_folder / "clients.db")
    if os.geteuid() == 0:
        os.chown(path, NOBODY, NOBODY)
    return path


def as_an_ordinary_user(work: Callable[[], None]) -> None:
    """Do something in a child process that has no special rights, whoever runs the tests.

    Args:
        work: What to do; its assertions count.
    """
    # Python's own files may be out of that user's reach, so all is imported before.
    with tempfile.TemporaryDirectory() as folder:
        for command in 2 * [("add", "Acme"), *COMMANDS]:
            in_process(Path(folder) / "clients.db", *command)
    said, says = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            os.environ["XDG_CONFIG_HOME"] = "/nobody's"
            work()
            code = 0
        except BaseException:  # the child must never go on as a second pytest
            os.write(says, traceback.format_exc().encode()[-60_000:])
        finally:
            os._exit(code)
    os.close(says)
    with open(said, encoding="utf-8") as report:  # noqa: PTH123  a descriptor, not a path
        message = report.read()
    assert os.waitpid(child, 0)[1] == 0, message


def test_a_file_that_may_not_be_read_is_refused(own_store: Path) -> None:
    def work() -> None:
        own_store.chmod(0)
        for command in COMMANDS:
            outcome = in_process(own_store, *command)
            assert (outcome.code, outcome.out) == (4, ""), (command, outcome.err)
            assert_one_error(outcome.err, "no permission to read")
        own_store.chmod(0o600)
        assert own_store.read_bytes() == before

    before = own_store.read_bytes()
    as_an_ordinary_user(work)


def test_a_file_that_may_only_be_read_can_be_read_and_not_written(own_store: Path) -> None:
    def work() -> None:
        own_store.chmod(0o400)
        only_reading(own_store)

    as_an_ordinary_user(work)


def test_a_store_in_a_folder_that_may_only_be_read_can_be_read_and_not_written(
    own_store: Path,
) -> None:
    def work() -> None:
        own_store.parent.chmod(0o500)
        only_reading(own_store)
        own_store.parent.chmod(0o700)

    as_an_ordinary_user(work)


def only_reading(own_store: Path) -> None:
    before = own_store.read_bytes()
    for command in READING:
        outcome = in_process(own_store, *command)
        assert (outcome.code, outcome.err) == (0, ""), command
    for command in WRITING:
        outcome = in_process(own_store, *command)
        assert (outcome.code, outcome.out) == (4, ""), (command, outcome.err)
        assert_one_error(outcome.err, "can't be", "ermission")
    assert own_store.read_bytes() == before


@pytest.mark.parametrize("mode", [0o500, 0o400, 0o000])
def test_without_a_place_for_its_backup_nothing_is_deleted(own_store: Path, mode: int) -> None:
    def work() -> None:
        own_store.parent.chmod(0o700)
        folder = own_store.parent / "backups"
        folder.mkdir()
        folder.chmod(mode)
        outcome = in_process(own_store, "client", "delete", "acme", "--yes")
        assert (outcome.code, outcome.out) == (4, "")
        assert_one_error(outcome.err, "no backup can be written into the backups folder")
        assert f"chmod 700 {folder}" in outcome.err
        assert "another file" not in outcome.err
        assert in_process(own_store, "show", "acme").code == 0
        folder.chmod(0o700)

    as_an_ordinary_user(work)


def test_a_folder_that_may_not_be_entered_is_refused(own_store: Path) -> None:
    def work() -> None:
        own_store.parent.chmod(0)
        for command in COMMANDS:
            outcome = in_process(own_store, *command)
            assert (outcome.code, outcome.out) == (4, ""), (command, outcome.err)
            assert_one_error(outcome.err, "no permission")
        own_store.parent.chmod(0o700)

    as_an_ordinary_user(work)


def test_a_first_store_in_a_folder_that_may_only_be_read_is_refused(own_folder: Path) -> None:
    def work() -> None:
        own_folder.chmod(0o500)
        for path in (own_folder / "clients.db", own_folder / "new" / "clients.db"):
            outcome = in_process(path, "add", "Acme")
            assert (outcome.code, outcome.out) == (4, "")
            assert_one_error(outcome.err, "can't be created")
        assert list(own_folder.iterdir()) == []
        own_folder.chmod(0o700)

    as_an_ordinary_user(work)


@pytest.mark.parametrize(
    "name",
    [":memory:", "a b?c#d%41.db", "new\nline.db", "quo'te\".db", "-dash", "file:x?mode=ro", "中é"],
)
def test_a_store_may_have_any_name_that_a_file_may_have(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for store in (name, tmp_path / "folder" / name):
        assert in_process(store, "add", "Acme").code == 0
        items = in_process(store, "client", "list", "--json").items
        assert [item["key"] for item in items] == ["acme"]
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([name, "folder"])


def test_the_location_of_another_database_is_refused_without_its_password(tmp_path: Path) -> None:
    outcome = pulse("postgresql://ann:secret@host/clients", "due")
    assert outcome.returncode == 2
    assert_one_error(outcome.stderr, "can be seen by others")
    assert "secret" not in outcome.stderr
    outcome = pulse("mysql://ann:secret@host/clients", "due")
    assert outcome.returncode == 2
    assert_one_error(outcome.stderr, "postgresql://")
    assert "secret" not in outcome.stderr
