from __future__ import annotations

import io
import shlex
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
import typer

pytestmark = pytest.mark.in_a_file


@pytest.fixture
def backup(pulse, tmp_path: Path) -> Path:
    """A backup of a store with one client; a second one was added since."""
    pulse.ok("add", "Acme")
    pulse.ok("log", "acme", "hello")
    target = tmp_path / "backup.db"
    pulse.ok("backup", str(target))
    pulse.ok("add", "Bianchi")
    return target


def clients(pulse) -> list[str]:
    return [item["key"] for item in pulse.ok("client", "list", "--json").items]


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch):
    """Let a person sit at a terminal, who gives this answer."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def sit(answer: str) -> None:
        monkeypatch.setattr(sys, "stdin", Terminal(f"{answer}\n"))
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)

    return sit


def test_a_backup_says_what_it_holds_and_where_it_is(pulse, tmp_path: Path) -> None:
    pulse.ok("add", "Acme")
    outcome = pulse.ok("backup", str(tmp_path / "copy.db"))
    assert outcome.out == f"Backed up and checked: 1 client, 0 touchpoints\n{tmp_path}/copy.db\n"
    assert outcome.err == ""


def test_a_backup_answers_in_json(pulse, tmp_path: Path) -> None:
    pulse.ok("add", "Acme")
    answer = pulse.ok("backup", str(tmp_path / "copy.db"), "--json").json
    size = (tmp_path / "copy.db").stat().st_size
    assert answer == {
        "schema": "clientpulse.backup/1",
        "today": "2026-11-21",
        "backup": {
            "path": f"{tmp_path}/copy.db",
            "bytes": size,
            "clients": 1,
            "touchpoints": 0,
        },
    }


def test_without_a_file_it_goes_to_the_backups_folder(pulse) -> None:
    pulse.ok("add", "Acme")
    path = Path(pulse.ok("backup", "--json").json["backup"]["path"])
    assert path.parent == pulse.store.parent / "backups"
    assert path.name.endswith("-manual.db")


def test_a_folder_takes_a_backup_named_after_the_moment(pulse, tmp_path: Path) -> None:
    pulse.ok("add", "Acme")
    path = Path(pulse.ok("backup", str(tmp_path), "--json").json["backup"]["path"])
    assert path.parent == tmp_path
    assert path.exists()


def test_a_file_is_named_from_the_folder_one_is_in(
    pulse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pulse.ok("add", "Acme")
    monkeypatch.chdir(tmp_path)
    pulse.ok("backup", "copy.db")
    assert (tmp_path / "copy.db").exists()


def test_a_backup_never_replaces_a_file(pulse, backup: Path) -> None:
    before = backup.read_bytes()
    pulse.fails(3, "backup", str(backup))
    assert backup.read_bytes() == before


@pytest.mark.parametrize(("code", "file"), [(3, None), (3, "copy.db")], ids=["folder", "named"])
def test_without_a_store_there_is_nothing_to_back_up(
    pulse, tmp_path: Path, code: int, file: str | None
) -> None:
    pulse.fails(code, "backup", *([str(tmp_path / file)] if file else []))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("file", ["", "missing/copy.db"])
def test_a_name_that_can_t_be_one_is_wrong_input(pulse, tmp_path: Path, file: str) -> None:
    pulse.ok("add", "Acme")
    pulse.fails(2, "backup", f"{tmp_path}/{file}" if file else "")


@pytest.mark.parametrize("command", [("backup",), ("restore", "--yes")])
def test_a_name_longer_than_any_file_s_is_wrong_input_and_shown_short(
    pulse, command: tuple[str, ...]
) -> None:
    pulse.ok("add", "Acme")
    outcome = pulse.fails(2, *command, "a" * 20_000)
    message, hint = outcome.err.splitlines()
    assert "File name too long" in message
    assert len(message) < 400
    assert hint == "hint: name another file"


def test_a_restore_says_what_it_brought_back_and_what_it_kept(pulse, backup: Path) -> None:
    outcome = pulse.ok("restore", str(backup), "--yes")
    first, second = outcome.out.splitlines()
    assert first == f"Restored: 1 client, 1 touchpoint, from {backup}"
    assert second.startswith(f"The store as it was before is kept as {pulse.store.parent}/backups/")
    assert clients(pulse) == ["acme"]


def test_a_restore_answers_in_json_and_its_copy_is_the_way_back(pulse, backup: Path) -> None:
    answer = pulse.ok("restore", str(backup), "--yes", "--json").json["restore"]
    assert answer["path"] == str(pulse.store)
    assert answer["bytes"] == pulse.store.stat().st_size
    assert (answer["clients"], answer["touchpoints"]) == (1, 1)
    pulse.ok("restore", answer["previous"], "--yes")
    assert clients(pulse) == ["acme", "bianchi"]


def test_undo_after_a_restore_names_the_command_that_takes_it_back(pulse, backup: Path) -> None:
    pulse.ok("restore", str(backup), "--yes")
    outcome = pulse.fails(3, "undo")
    command = shlex.split(outcome.err.splitlines()[1].partition("pulse ")[2])
    assert clients(pulse) == ["acme"]
    pulse.ok(*command, "--yes")
    assert clients(pulse) == ["acme", "bianchi"]


def test_a_dry_run_changes_nothing(pulse, backup: Path) -> None:
    before = pulse.store.read_bytes()
    outcome = pulse.ok("restore", str(backup), "--dry-run")
    assert "1 client, 1 touchpoint" in outcome.out
    answer = pulse.ok("restore", str(backup), "--dry-run", "--json").json["restore"]
    assert (answer["clients"], answer["touchpoints"], answer["previous"]) == (1, 1, None)
    assert pulse.store.read_bytes() == before
    assert not (pulse.store.parent / "backups").exists()


@pytest.mark.parametrize("flags", [(), ("--no-input",)])
def test_with_nobody_to_ask_it_wants_yes(pulse, backup: Path, flags: tuple[str, ...]) -> None:
    before = pulse.store.read_bytes()
    outcome = pulse.fails(2, "restore", str(backup), *flags)
    assert "--yes" in outcome.err
    assert pulse.store.read_bytes() == before


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 3), ("", 3)])
def test_it_asks_before_it_replaces(pulse, backup: Path, somebody, answer: str, code: int) -> None:
    somebody(answer)
    outcome = pulse("restore", str(backup))
    assert outcome.code == code
    assert f"Replace the store {pulse.store} with" in outcome.err
    assert "another store's" not in outcome.err
    assert clients(pulse) == (["acme"] if code == 0 else ["acme", "bianchi"])


def test_a_backup_that_shares_no_client_with_the_store_is_called_strange(
    pulse, backup: Path, somebody
) -> None:
    said = "None of the backup's clients is in the store: it may be another store's backup."
    assert said not in pulse.ok("restore", str(backup), "--dry-run").out
    pulse.store = pulse.store.with_name("other.db")
    pulse.ok("add", "Acme")
    outcome = pulse.ok("restore", str(backup), "--dry-run")
    assert outcome.out.splitlines()[1] == said
    somebody("n")
    assert f"{said} Replace the store {pulse.store} with" in pulse("restore", str(backup)).err


@pytest.mark.parametrize("noted", ["now", "by an older release", "before the folder was moved"])
def test_undo_finds_what_a_restore_kept_from_whatever_folder(
    pulse, backup: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, noted: str
) -> None:
    whole = pulse.store
    monkeypatch.chdir(whole.parent)
    pulse.store = Path(whole.name)
    pulse.ok("restore", str(backup), "--yes")
    pulse.store = whole
    if noted == "by an older release":
        with closing(sqlite3.connect(whole)) as connection:
            connection.execute(
                "UPDATE journal_entry SET summary = replace(summary, ?, '')", [f"{whole.parent}/"]
            )
            connection.commit()
    monkeypatch.chdir(tmp_path)
    if noted == "before the folder was moved":
        pulse.store = whole.parent.rename(tmp_path / "moved") / whole.name
    hint = pulse.fails(3, "undo").err.splitlines()[1]
    program, *command = shlex.split(hint.partition(": to bring back what was there before: ")[2])
    assert program == "pulse"
    assert command[:2] == ["--db", str(pulse.store)]
    pulse.ok(*command[2:], "--yes")
    assert clients(pulse) == ["acme", "bianchi"]


def test_with_no_store_there_is_nothing_to_ask(pulse, backup: Path) -> None:
    pulse.store.unlink()
    pulse.ok("restore", str(backup))
    assert clients(pulse) == ["acme"]


def test_a_damaged_store_is_replaced_and_kept(pulse, backup: Path) -> None:
    pulse.store.write_bytes(pulse.store.read_bytes()[:9000])
    assert pulse("report").code == 4
    outcome = pulse.ok("restore", str(backup), "--yes")
    assert "The store was damaged; its file is kept as" in outcome.out
    assert clients(pulse) == ["acme"]


@pytest.mark.parametrize(
    ("content", "code"), [(None, 2), (b"", 4), (b"name\nAcme\n", 4), (b"SQLite format 3\0", 4)]
)
def test_what_is_no_backup_is_refused(
    pulse, backup: Path, tmp_path: Path, content: bytes | None, code: int
) -> None:
    before = pulse.store.read_bytes()
    wrong = tmp_path / "wrong.db"
    if content is not None:
        wrong.write_bytes(content)
    pulse.fails(code, "restore", str(wrong), "--yes")
    assert pulse.store.read_bytes() == before


def test_an_escape_sequence_in_a_name_never_reaches_the_terminal(pulse, tmp_path: Path) -> None:
    pulse.ok("add", "Acme")
    outcome = pulse.ok("backup", str(tmp_path / "\x1b[31mred.db"))
    assert "\x1b" not in outcome.out
    assert [one.name for one in pulse.store.parent.iterdir()] == ["clients.db"]


def test_interrupted_at_the_question_it_ends_with_130(
    pulse, backup: Path, somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> bool:
        raise typer.Abort

    somebody("")
    monkeypatch.setattr(typer, "confirm", interrupt)
    assert pulse("restore", str(backup)).code == 130
    assert clients(pulse) == ["acme", "bianchi"]
