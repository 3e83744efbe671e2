"""What happens between a question and its answer, and what a correction leaves behind."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from clientpulse.cli import run
from clientpulse.cli.app.context import Session
from clientpulse.cli.app.editor import edit_text, kept_on_failure
from clientpulse.cli.commands.client.form import changed_fields
from clientpulse.config.places import default_store_path
from clientpulse.errors import InputError
from clientpulse.store.file.connection import lock_timeout
from tests.cli.test_editing import in_a_terminal, replacing
from tests.conftest import TODAY, Outcome, Pulse, filled_once

PULSE = "import sys; from clientpulse.cli import run; sys.exit(run(sys.argv[1:]))"


@pytest.fixture
@filled_once
def acme(pulse: Pulse) -> None:
    """A store with a client whose key is the beginning of another's."""
    pulse.ok("add", "Acme", "--key", "acme", "--since", "2026-01-01")
    pulse.ok("add", "Acme Two", "--key", "acme-2", "--since", "2026-01-01")
    pulse.ok("add", "Zenith", "--key", "zenith", "--since", "2026-01-01")


def keys(pulse: Pulse) -> list[str]:
    return [item["key"] for item in pulse.ok("client", "list", "--json").items]


def journal(pulse: Pulse) -> list[str]:
    return [item["summary"] for item in pulse.ok("undo", "--list", "--json").items]


def demo(capsys: pytest.CaptureFixture[str], *arguments: str) -> Outcome:
    capsys.readouterr()
    code = run(["--demo", "--today", TODAY, *arguments])
    captured = capsys.readouterr()
    return Outcome(code, captured.out, captured.err)


# While somebody is asked, the world goes on.


@pytest.mark.parametrize(
    "meanwhile",
    [
        ("client", "delete", "acme", "--yes"),
        ("client", "edit", "acme", "--key", "acme-9"),
    ],
)
@pytest.mark.parametrize(
    "command",
    [
        ("client", "delete", "acme"),
        ("client", "merge", "acme", "zenith"),
        ("client", "merge", "zenith", "acme"),
    ],
)
def test_only_the_client_that_was_asked_about_is_touched(
    acme: Pulse,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    meanwhile: tuple[str, ...],
) -> None:
    def answer(self: Session, question: str, yes: bool) -> None:
        if not yes:
            assert run(["--db", str(acme.store), "--today", TODAY, *meanwhile]) == 0
            acme.capsys.readouterr()

    monkeypatch.setattr(Session, "confirm", answer)
    refused = acme.fails(3, *command)
    assert re.search(r"Acme \(acme\) (is gone|has another key)", refused.err)
    assert {"acme-2", "zenith"} <= set(keys(acme))


def test_what_was_typed_for_a_client_that_went_away_meanwhile_is_not_given_to_another(
    acme: Pulse, tmp_path: Path
) -> None:
    changes = replacing(tmp_path, "owner", 'owner = "Ann"')
    script = tmp_path / "slow_editor.sh"
    script.write_text(
        f"#!/bin/sh\n{sys.executable} -c '{PULSE}' --db {acme.store}"
        f' client delete acme --yes >/dev/null\n{changes} "$1"\n'
    )
    script.chmod(0o700)
    code, said = in_a_terminal(acme, str(script), "client", "edit", "acme")
    assert code == 3, said
    (draft,) = (acme.store.parent / "drafts").iterdir()
    assert str(draft) in said
    assert 'owner = "Ann"' in draft.read_text()
    assert {item["owner"] for item in acme.ok("client", "list", "--json").items} == {None}


def test_merging_a_client_with_itself_is_refused_before_anything_is_asked_or_rehearsed(
    acme: Pulse,
) -> None:
    acme.fails(3, "client", "merge", "zenith", "Zenith", "--dry-run")
    acme.fails(3, "client", "merge", "zenith", "zen")


# What was typed in an editor is never lost.


@pytest.mark.parametrize("value", ["1" * 5000, "[" * 5000, "{a=" * 5000])
def test_a_form_with_a_value_beyond_reading_is_refused_like_any_other(value: str) -> None:
    with pytest.raises(InputError, match="can't be read"):
        changed_fields('name = "A"\ntags = []\nnote = ""\n', f"name = {value}")


@pytest.mark.parametrize("value", ["1" * 5000, "[" * 5000])
def test_a_typed_text_beyond_reading_is_kept(acme: Pulse, tmp_path: Path, value: str) -> None:
    editor = replacing(tmp_path, "owner", f"owner = {value}")
    code, said = in_a_terminal(acme, editor, "client", "edit", "zenith")
    assert code == 2, said
    (draft,) = (acme.store.parent / "drafts").iterdir()
    assert value in draft.read_text()
    assert str(draft) in said


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), ValueError("a fault")])
def test_a_typed_text_is_kept_whatever_keeps_it_from_being_stored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], stop: BaseException
) -> None:
    with pytest.raises(type(stop)), kept_on_failure("typed", ".toml", tmp_path / "drafts"):
        raise stop
    (draft,) = (tmp_path / "drafts").iterdir()
    assert draft.read_text() == "typed"
    assert capsys.readouterr().err == f"what you typed is kept in {draft}\n"


def test_a_draft_that_cannot_be_kept_does_not_hide_why(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(InputError, match="the reason"),
        kept_on_failure("typed", ".toml", tmp_path / "file" / "drafts"),
    ):
        raise InputError("the reason", "a hint")


def test_what_was_saved_in_an_editor_is_kept_when_it_is_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(command: list[str], file: Path) -> None:
        file.write_text("typed")
        raise KeyboardInterrupt

    monkeypatch.setenv("VISUAL", "an-editor")
    monkeypatch.setattr("clientpulse.cli.app.editor._run", interrupted)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(KeyboardInterrupt):
        edit_text("before", ".toml")
    (kept,) = tmp_path.glob("clientpulse-*/edit.toml")
    assert kept.read_text() == "typed"
    assert str(kept) in capsys.readouterr().err


# An export never gets into the store's way.


@pytest.mark.parametrize("there", [True, False], ids=["a store", "the store to be"])
def test_an_export_never_replaces_the_store(
    pulse: Pulse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    pulse.store = tmp_path / "s.json"
    names = ["s.json", str(pulse.store), "../" + tmp_path.name + "/s.json"]
    monkeypatch.chdir(tmp_path)
    if there:
        pulse.ok("add", "Acme")
        Path("link.json").symlink_to("s.json")
        Path("second.json").hardlink_to("s.json")
        names += ["link.json", "second.json"]
    before = pulse.store.read_bytes() if there else None
    for name in names:
        refused = pulse.fails(3, "export", name, "--yes")
        assert "the store itself" in refused.err
    assert (pulse.store.read_bytes() if there else None) == before
    assert pulse.store.exists() == there


def test_a_slow_reader_of_an_export_does_not_keep_others_from_writing(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    pulse.ok("add", "Acme")
    # More than a pipe takes at once, so that the export is stopped in the middle.
    for number in range(12):
        pulse.ok("log", "acme", f"{number} " + "x" * 9000)
    with subprocess.Popen(
        [sys.executable, "-c", PULSE, "--db", str(pulse.store), "export", "-"],
        stdout=subprocess.PIPE,
    ) as export:
        assert export.stdout is not None
        assert export.stdout.read(1) == b"{"
        monkeypatch.setenv("CLIENTPULSE_LOCK_TIMEOUT", "0.2")
        pulse.ok("log", "acme", "meanwhile")
        rest = export.stdout.read()
    assert export.returncode == 0
    assert b"11 xxx" in rest
    assert b"meanwhile" not in rest


# Who took part.


@pytest.mark.parametrize("name", ["Benefits team", "Outfits Ltd", "fits"])
def test_a_stranger_may_be_called_anything(acme: Pulse, name: str) -> None:
    logged = acme.ok("log", "zenith", "Hello", "--with", name, "--json").json
    assert logged["touchpoint"]["with"] == [name]


def test_several_contacts_who_fit_are_a_question(acme: Pulse) -> None:
    acme.ok("contact", "add", "zenith", "Ann Benefits")
    acme.ok("contact", "add", "zenith", "Ann Other")
    refused = acme.fails(3, "log", "zenith", "Hello", "--with", "ann")
    assert "matches 2 contacts" in refused.err
    assert acme.ok("history", "--json").items == []


# Correcting a touchpoint.


def test_a_call_that_turns_out_to_have_been_the_meeting_closes_the_booked_one(acme: Pulse) -> None:
    acme.ok("meeting", "book", "zenith", "2026-11-10", today="2026-11-01")
    acme.ok("log", "zenith", "Review", "-d", "2026-11-10")

    def asked_for() -> list[str]:
        rules = [item["rule"] for item in acme.ok("due", "--json").items]
        return [rule for rule in rules if rule == "outcome"]

    assert asked_for() == ["outcome"]
    acme.ok("touchpoint", "edit", "1", "-c", "meeting")
    assert asked_for() == []
    acme.ok("touchpoint", "edit", "1", "-c", "call")
    assert asked_for() == ["outcome"]
    acme.ok("undo")
    assert asked_for() == []


@pytest.mark.parametrize(
    ("logged_on", "truly_on", "closed"),
    [
        ("2026-11-05", "2026-11-10", ["2026-11-10"]),
        ("2026-11-10", "2026-11-05", ["2026-11-05"]),
        ("2026-11-10", "2026-11-09", ["2026-11-05"]),  # the latest one before, as when logging
        ("2026-11-10", "2026-11-11", ["2026-11-10"]),
        ("2026-11-05", "2026-11-04", []),
        ("2026-11-04", "2026-11-05", ["2026-11-05"]),
    ],
)
def test_correcting_a_meetings_day_gives_the_booking_of_the_right_day_back(
    acme: Pulse, dump: Callable[[], list[str]], logged_on: str, truly_on: str, closed: list[str]
) -> None:
    for day in ("2026-11-05", "2026-11-10"):
        acme.ok("meeting", "book", "zenith", day, today="2026-11-01")
    acme.ok("log", "zenith", "Review", "-d", logged_on, "-c", "meeting")
    before = dump()
    acme.ok("touchpoint", "edit", "1", "-d", truly_on)
    diary = acme.ok("meeting", "list", "--all", "--json").items
    assert [one["on"] for one in diary if one["state"] == "held"] == closed
    acme.ok("undo")
    assert dump() == before


def test_the_agenda_follows_a_meeting_to_its_right_day(acme: Pulse) -> None:
    acme.ok("agenda", "zenith", "add", "the lease", today="2026-11-03")
    acme.ok("agenda", "zenith", "add", "the van", today="2026-11-08")
    acme.ok("log", "zenith", "Review", "-d", "2026-11-10", "-c", "meeting")

    def points() -> list[str]:
        lines = acme.ok("agenda", "zenith", "--json").items
        return [one["text"] for one in lines if one["kind"] == "point"]

    assert points() == []
    acme.ok("touchpoint", "edit", "1", "-d", "2026-11-05")
    assert points() == ["the van"]
    acme.ok("undo")
    assert points() == []


def test_correcting_a_meetings_note_closes_no_further_meeting(acme: Pulse) -> None:
    acme.ok("meeting", "book", "zenith", "2026-11-05", today="2026-11-01")
    acme.ok("meeting", "book", "zenith", "2026-11-10", today="2026-11-01")
    acme.ok("log", "zenith", "Review", "-d", "2026-11-10", "-c", "meeting")
    acme.ok("touchpoint", "edit", "1", "--note", "The review", "-c", "meeting")
    left = acme.ok("meeting", "list", "--json").items
    assert [one["on"] for one in left] == ["2026-11-05"]


def test_who_took_part_and_how_long_can_be_cleared(acme: Pulse) -> None:
    acme.ok("log", "zenith", "Hello", "--with", "Ann", "--minutes", "30")
    edited = acme.ok("touchpoint", "edit", "1", "--minutes", " 45 ", "--json").json["touchpoint"]
    assert (edited["with"], edited["minutes"]) == (["Ann"], 45)
    acme.ok("touchpoint", "edit", "1", "--with", "", "--minutes", "")
    (item,) = acme.ok("history", "--json").items
    assert (item["with"], item["minutes"]) == ([], None)


@pytest.mark.parametrize("typed", ["ten", "-1", "1.5", "\u0663", "1441", "9" * 5000])
def test_minutes_that_are_none_are_refused(acme: Pulse, typed: str) -> None:
    acme.ok("log", "zenith", "Hello")
    acme.fails(2, "touchpoint", "edit", "1", f"--minutes={typed}")


def test_an_empty_channel_is_no_call(acme: Pulse) -> None:
    acme.fails(2, "log", "zenith", "Hello", "-c", "")
    assert acme.ok("history", "--json").items == []


@pytest.mark.parametrize(("channel", "said"), [("email", "an e-mail"), ("call", "a call")])
def test_the_journal_speaks_english(acme: Pulse, channel: str, said: str) -> None:
    acme.ok("log", "zenith", "Hello", "-c", channel)
    assert journal(acme)[0] == f"logged {said} with Zenith on Sat 21 Nov 2026"


# What there is to take back.


@pytest.mark.parametrize(
    "command",
    [
        ("client", "edit", "zenith", "--name", "Zenith"),
        ("client", "edit", "zenith", "--since", "2026-01-01", "--tag", "x", "--owner", "Ann"),
        ("client", "rename", "zenith", "Zenith"),
        ("client", "pause", "zenith"),
        ("snooze", "zenith", "2026-12-01"),
        ("contact", "edit", "zenith", "ann", "--role", "CFO", "--primary"),
        ("touchpoint", "edit", "1", "--note", "Hello", "--mood", "good", "--news"),
        ("touchpoint", "edit", "1", "--with", "ann", "--with", "Bob"),
        ("meeting", "move", "1", "2026-12-24", "9:00"),
        ("meeting", "edit", "1", "--place", "here"),
    ],
    ids=" ".join,
)
def test_a_command_that_changed_nothing_leaves_nothing_to_take_back(
    acme: Pulse, command: tuple[str, ...]
) -> None:
    acme.ok("client", "edit", "zenith", "--tag", "x", "--owner", "Ann")
    acme.ok("contact", "add", "zenith", "Ann", "--role", "CFO", "--primary")
    acme.ok("log", "zenith", "Hello", "--mood", "good", "--with", "Ann", "--with", "Bob")
    acme.ok("meeting", "book", "zenith", "2026-12-24", "9:00", "--place", "here")
    acme.ok("client", "pause", "zenith")
    acme.ok("snooze", "zenith", "2026-12-01")
    before = journal(acme)
    acme.ok(*command)
    assert journal(acme) == before


def test_a_change_of_case_or_to_nothing_is_a_change(acme: Pulse) -> None:
    for name in ("ZENITH", "zenith"):
        acme.ok("client", "rename", "zenith", name)
        assert journal(acme)[0].endswith(f"to {name}")
    acme.ok("client", "edit", "zenith", "--owner", "Ann")
    acme.ok("client", "edit", "zenith", "--owner", "")
    assert acme.ok("undo").out == "Undone: edited zenith\n"
    assert acme.ok("show", "zenith", "--json").json["owner"] == "Ann"


def test_of_many_rows_only_those_that_change_are_noted(acme: Pulse) -> None:
    acme.ok("log", "zenith", "Hello")
    acme.ok("log", "acme", "Hello")
    acme.ok("client", "merge", "acme", "zenith", "--yes")
    with closing(sqlite3.connect(acme.store)) as connection:
        (entry,) = connection.execute("SELECT max(id) FROM journal_entry").fetchone()
        changed = connection.execute(
            "SELECT table_name, action FROM journal_change WHERE entry_id = ? ORDER BY id", (entry,)
        ).fetchall()
    assert changed == [("touchpoint", "update"), ("client", "delete")]


@pytest.mark.in_a_file
def test_the_list_of_what_can_be_taken_back_ends_at_a_restore(acme: Pulse, tmp_path: Path) -> None:
    backup = str(tmp_path / "copy.db")
    acme.ok("backup", backup)
    acme.ok("restore", backup, "--yes")
    assert acme.ok("undo", "--list").out == "There is nothing to undo.\n"
    assert journal(acme) == []
    acme.ok("log", "zenith", "Hello")
    acme.ok("client", "archive", "zenith")
    acme.ok("client", "restore", "zenith")
    expected = journal(acme)
    assert len(expected) == 3
    for summary in expected:
        assert acme.ok("undo").out == f"Undone: {summary}\n"
    acme.fails(3, "undo")


# The demo.


def test_the_demos_story_is_nothing_that_was_done_and_stays(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = demo(capsys, "client", "list", "--json").items
    assert len(before) > 5
    assert demo(capsys, "undo", "--list").out == "There is nothing to undo.\n"
    assert demo(capsys, "undo").code == 3
    assert demo(capsys, "client", "list", "--json").items == before


def test_what_is_tried_in_the_demo_can_be_taken_back(capsys: pytest.CaptureFixture[str]) -> None:
    key = demo(capsys, "client", "list", "--json").items[0]["key"]
    assert demo(capsys, "client", "archive", key).code == 0
    assert demo(capsys, "undo").code == 0
    assert key in {item["key"] for item in demo(capsys, "client", "list", "--json").items}


def test_the_demo_makes_no_backups(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "new.csv"
    file.write_text("name\nNewcomer\n")
    one, other = (item["key"] for item in demo(capsys, "client", "list", "--json").items[:2])
    assert demo(capsys, "client", "merge", one, other, "--yes").code == 0
    assert demo(capsys, "client", "delete", other, "--yes").code == 0
    assert demo(capsys, "import", str(file)).code == 0
    assert list(Path(os.environ["XDG_CACHE_HOME"]).rglob("backups")) == []


@pytest.mark.parametrize(
    ("reason", "command"),
    [("delete", ("delete", "zenith")), ("merge", ("merge", "zenith", "acme"))],
)
def test_a_store_that_is_no_demo_is_backed_up_first(
    acme: Pulse, reason: str, command: tuple[str, ...]
) -> None:
    acme.ok("client", *command, "--yes")
    (backup,) = (acme.store.parent / "backups").iterdir()
    assert backup.name.endswith(f"before-{reason}.db")


@pytest.mark.parametrize("words", [("--db", "", "add", "Acme"), ("add", "Acme", "--db=")])
def test_an_empty_name_of_a_store_is_not_the_default_one(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    own = default_store_path()
    assert run(list(words)) == 2
    assert "the store's name is empty" in capsys.readouterr().err
    assert not own.exists()


@pytest.mark.parametrize(
    ("given", "seconds"),
    [("0", 0), ("-3", 0), ("1.5", 1.5), ("inf", 2e6), ("1e300", 2e6), ("nan", 30), ("long", 30)],
)
def test_how_long_to_wait_for_another_program(
    monkeypatch: pytest.MonkeyPatch, given: str, seconds: float
) -> None:
    monkeypatch.setenv("CLIENTPULSE_LOCK_TIMEOUT", given)
    assert lock_timeout() == seconds
    with closing(sqlite3.connect(":memory:", timeout=lock_timeout())) as connection:
        assert connection.execute("PRAGMA busy_timeout").fetchone() == (int(seconds * 1000),)
