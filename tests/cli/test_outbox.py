"""Lines that are kept for later: typed without the store, delivered once, corrected meanwhile."""

from __future__ import annotations

import json
import os
import shlex
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clientpulse.cli import run
from clientpulse.services import lines
from clientpulse.services.stores import Store
from tests.conftest import Outcome, Pulse
from tests.processes import assert_one_error, in_process

LINE = [
    *("id", "uid", "kept_at", "client", "on", "at", "with", "channel", "direction", "note"),
    *("agreed", "mood", "minutes", "no_news", "purpose", "needs_answer", "next_on", "next_at"),
    *("told", "fixed", "kept", "got", "remembered", "why"),
]
FULL = (
    *("log", "acme", "Went through the costs", "-c", "meeting", "-d", "yesterday", "--at", "9:30"),
    *("--with", "carl", "--with", "Ida", "--agreed", "We move to monthly", "--mood", "good"),
    *("--minutes", "45", "--next", "12 jan 10:00", "--told", "1", "--fixed", "twice"),
    *("--kept", "estimate", "--got", "2", "--remembered", "r1"),
)
OTHERS = (
    ("log", "acme", "Sent what we agreed", "--recap", "--no-news"),
    ("log", "acme", "Rang about the files", "-c", "call", "--chase"),
    ("log", "acme", "Asks about the grant", "-c", "email", "--inbound"),
    ("log", "acme", "Thanks", "-c", "email", "--inbound", "--no-reply"),
    ("log", "acme"),
)


@pytest.fixture
def acme(pulse: Pulse) -> Pulse:
    """A client with whom something of each kind is open."""
    pulse.ok("add", "Acme", "--meet", "quarterly", "--contact", "Carl Meyer")
    pulse.ok("mistake", "acme", "The invoice came twice", today="2026-11-18")
    pulse.ok("promise", "acme", "the estimate", "--by", "fri", today="2026-11-18")
    pulse.ok("ask", "acme", "the files", "--by", "fri", today="2026-11-18")
    pulse.ok("remind", "acme", "20 nov", "the talk")
    pulse.ok("meeting", "book", "acme", "fri 9:00", "--today", "2026-11-18")
    pulse.ok("agenda", "acme", "add", "the costs")
    return pulse


def outbox() -> Path:
    return Path(os.environ["XDG_DATA_HOME"]) / "clientpulse" / "outbox"


def waiting(pulse: Pulse) -> list[dict[str, Any]]:
    return pulse.ok("outbox", "--json").items


def exported(pulse: Pulse) -> Any:
    """Return all that is stored, but for what no two stores have in common."""
    pulse.ok("export", "all.json")
    whole = json.loads(Path("all.json").read_text())
    Path("all.json").unlink()

    def without_own(value: Any) -> Any:
        if isinstance(value, dict):
            own = {"uid", "touchpoint", "created_at", "exported_at"}
            return {key: without_own(one) for key, one in value.items() if key not in own}
        return [without_own(one) for one in value] if isinstance(value, list) else value

    return without_own(whole)


@pytest.mark.parametrize("line", [FULL, *OTHERS], ids=" ".join)
def test_a_line_that_was_kept_does_what_the_typed_one_does(
    acme: Pulse, line: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = acme.store.read_bytes()
    acme.ok(*line)
    typed = exported(acme)
    acme.store.write_bytes(before)

    acme.ok(*line, "--later")
    assert acme.store.read_bytes() == before
    acme.ok("due", today="2026-12-03")

    assert exported(acme) == typed
    assert waiting(acme) == []


def test_what_is_kept_is_said_in_words_and_in_json(acme: Pulse) -> None:
    said = acme.ok("log", "acme", "Hello", "-d", "thu", "--at", "14:30", "--later")
    assert said.out == (
        "Kept for later (number 1): call with acme, Thu 19 Nov 14:30\n"
        "It goes with the next command that reaches the store. To see what waits: pulse outbox\n"
    )
    answer = acme.ok(*FULL, "--later", "--json").json
    assert list(answer) == ["schema", "today", "line"]
    assert answer["schema"] == "clientpulse.log/1"
    assert list(answer["line"]) == LINE
    assert acme.ok("outbox", "--json").items[1] == answer["line"]
    assert answer["line"] | {"uid": "", "kept_at": ""} == {
        "id": 2,
        "uid": "",
        "kept_at": "",
        "client": "acme",
        "on": "2026-11-20",
        "at": "09:30",
        "with": ["carl", "Ida"],
        "channel": "meeting",
        "direction": "outbound",
        "note": "Went through the costs",
        "agreed": ["We move to monthly"],
        "mood": 1,
        "minutes": 45,
        "no_news": False,
        "purpose": None,
        "needs_answer": False,
        "next_on": "2027-01-12",
        "next_at": "10:00",
        "told": ["1"],
        "fixed": ["twice"],
        "kept": ["estimate"],
        "got": ["2"],
        "remembered": ["r1"],
        "why": None,
    }


def test_keeping_needs_no_store_no_server_and_no_driver(
    pulse: Pulse, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "stick" / "clients.db"
    for place in (str(gone), "postgresql://sam@203.0.113.7/pulse", "/dev/full"):
        assert run(["--db", place, "log", "acme", "x", "--later"]) == 0
        assert run(["--db", place, "outbox", "--json"]) == 0
    assert not gone.parent.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        ("acme", "x", "-d", "tomorrow"),
        ("acme", "x", "-d", "soonish"),
        ("acme", "x", "--at", "25:00"),
        ("acme", "x", "-c", "pigeon"),
        ("acme", "x", "--mood", "splendid"),
        ("acme", "x", "--minutes", "1441"),
        ("acme", "x", "--with", " "),
        ("acme", "x" * 20_001),
        ("acme", "a\0b"),
        ("acme", "x", "--agreed", "a\0b"),
        ("acme", "x", "--next", "yesterday"),
        ("acme", "x", "--recap", "--chase"),
        ("acme", "x", "--recap", "-c", "call"),
        ("acme", "x", "--no-reply"),
        ("acme", "x", "--told", "1", "--inbound", "-c", "email"),
        ("acme", "x", "--kept", " "),
        (" ", "x"),
        ("@retail", "x"),
    ],
    ids=str,
)
def test_what_log_refuses_without_the_store_is_refused_at_once_in_the_same_words(
    acme: Pulse, wrong: tuple[str, ...]
) -> None:
    kept = acme.fails(2, "log", *wrong, "--later")
    assert kept.err == acme.fails(2, "log", *wrong).err
    assert not outbox().exists()


def test_a_line_keeps_the_day_on_which_it_was_typed(acme: Pulse) -> None:
    acme.ok("log", "acme", "-d", "yesterday", "--next", "mon", "--later", today="2026-11-20")
    acme.ok("report", today="2026-11-30")
    (logged,) = acme.ok("history", "--json").items
    assert logged["on"] == "2026-11-19"
    booked = [one["on"] for one in acme.ok("meeting", "list", "--json").items]
    assert booked == ["2026-11-20", "2026-11-23"]


@pytest.mark.parametrize(
    "command", [("due",), ("add", "Beta"), ("show", "acme"), ("undo", "--list"), ("client", "list")]
)
def test_the_next_command_delivers_in_order_and_says_so_on_stderr(
    acme: Pulse, command: tuple[str, ...]
) -> None:
    for note in ("one", "two", "three"):
        acme.ok("log", "acme", note, "-d", "thu", "--later")
    said = acme.ok(*command)
    assert said.err == "Delivered from the outbox: call with Acme, Thu 19 Nov\n" * 3
    assert "outbox" not in said.out.replace("(outbox)", "")
    notes = [
        one["note"] for one in sorted(acme.ok("history", "--json").items, key=lambda x: x["id"])
    ]
    assert notes == ["one", "two", "three"]
    assert acme.ok("due").err == ""


@pytest.mark.parametrize(
    "command",
    [
        ("due", "--count"),
        ("doctor",),
        ("config",),
        ("outbox",),
        ("--demo", "due"),
        ("log", "acme", "two", "--later"),
        ("help", "log"),
    ],
)
def test_what_only_looks_delivers_nothing(acme: Pulse, command: tuple[str, ...]) -> None:
    acme.ok("log", "acme", "one", "--later")
    assert acme(*command).err == ""
    assert "one" in [one["note"] for one in waiting(acme)]


def test_a_line_that_can_not_be_delivered_waits_and_keeps_nothing_else(acme: Pulse) -> None:
    acme.ok("log", "acmee", "lost", "--later")
    acme.ok("log", "acme", "found", "--later")

    first = acme.ok("history", "--json")
    assert first.err.splitlines() == [
        "Delivered from the outbox: call with Acme, Sat 21 Nov",
        'Waits in the outbox: call with acmee, Sat 21 Nov: there is no client "acmee".'
        " See: pulse outbox",
    ]
    assert [one["note"] for one in first.items] == ["found"]
    assert acme.ok("history").err == ""  # it was said once
    assert "1 line of the outbox waits. To see why: pulse outbox" in acme.ok("due").out
    assert "1 line of the outbox waits. To see why: pulse outbox" in acme.ok("due").out
    (line,) = waiting(acme)
    assert line["why"] == 'there is no client "acmee"'
    assert "outbox" in acme("doctor").out

    edited = acme.ok("outbox", "edit", "1", "--client", "acme").out
    assert "client: acmee → acme" in edited
    assert acme.ok("outbox", "deliver").out == "Delivered 1 line.\n"
    assert "outbox" not in acme.ok("due").out


@pytest.mark.parametrize(
    ("option", "value", "meanwhile", "mended"),
    [
        ("--kept", "1", ("done", "1"), ("--kept", "none")),
        ("--told", "1", ("mistake", "told", "1"), ("--told", "none")),
        ("--with", "carl", ("contact", "add", "acme", "Carl Other"), ("--with", "Carl Meyer")),
        (
            *("--next", "12 jan 10:00", ("meeting", "book", "acme", "12 jan 10:00")),
            ("--next", "none"),
        ),
    ],
)
def test_what_was_done_meanwhile_is_corrected(
    acme: Pulse,
    option: str,
    value: str,
    meanwhile: tuple[str, ...],
    mended: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    acme.ok("log", "acme", "x", option, value, "--later")
    home = os.environ["XDG_DATA_HOME"]
    monkeypatch.setenv("XDG_DATA_HOME", f"{home}-desk")  # another computer of theirs
    acme.ok(*meanwhile)
    monkeypatch.setenv("XDG_DATA_HOME", home)

    assert acme("outbox", "deliver").code == 3
    assert waiting(acme)[0]["why"]
    changed = acme.ok("outbox", "edit", "1", *mended, "--json").json["changed"]
    assert changed
    acme.ok("outbox", "deliver")
    assert [one["note"] for one in acme.ok("history", "--json").items] == ["x"]


@pytest.mark.parametrize(
    "meanwhile",
    [
        ("client", "delete", "acme", "--yes"),
        ("client", "merge", "acme", "beta", "--yes"),
    ],
)
def test_a_line_for_a_client_that_is_gone_stays_and_is_told(
    acme: Pulse, meanwhile: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    acme.ok("add", "Beta")
    acme.ok("log", "acme", "x", "--later")
    home = os.environ["XDG_DATA_HOME"]
    monkeypatch.setenv("XDG_DATA_HOME", f"{home}-desk")
    acme.ok(*meanwhile)
    monkeypatch.setenv("XDG_DATA_HOME", home)

    assert 'there is no client "acme"' in acme.ok("report").err
    acme.ok("outbox", "edit", "1", "--client", "beta")
    assert "Delivered" in acme.ok("report").err


def test_a_client_that_was_renamed_is_found_by_the_key_as_typed(acme: Pulse) -> None:
    acme.ok("log", "acme", "x", "--later")
    content = {file: file.read_bytes() for file in outbox().glob("*.json")}
    for file in content:
        file.unlink()
    acme.ok("client", "rename", "acme", "Zebra")
    for file, line in content.items():
        file.write_bytes(line)
    assert acme.ok("report").err == "Delivered from the outbox: call with Zebra, Sat 21 Nov\n"


def test_undo_takes_back_what_was_delivered_and_it_does_not_come_again(acme: Pulse) -> None:
    acme.ok("log", "acme", "one", "--later")
    (file,) = outbox().glob("*.json")
    content = file.read_text()
    acme.ok("log", "acme", "typed")
    assert len(acme.ok("history", "--json").items) == 2

    assert acme.ok("undo").out.startswith("Undone: logged a call with Acme")  # what was typed
    acme.ok("undo", "--origin", "outbox")
    assert acme.ok("history", "--json").items == []

    def comes_back() -> list[str]:
        file.write_text(content)
        notes = [one["note"] for one in acme.ok("history", "--json").items]
        assert not file.exists()
        return notes

    assert comes_back() == []
    acme.ok("redo", "--origin", "outbox")
    assert comes_back() == ["one"]
    acme.ok("undo", "--origin", "outbox")
    # Once something else was delivered, it can't be redone; that it was there is still known.
    acme.ok("log", "acme", "two", "--later")
    assert comes_back() == ["two"]
    acme.fails(3, "redo", "--origin", "outbox")
    redo = acme.ok("undo", "--list", "--json").json["redo"]
    assert [one["origin"] for one in redo] == ["typed"]
    acme.ok("undo", "--origin", "outbox")
    acme.ok("redo", "--origin", "outbox")
    assert comes_back() == ["two"]


def test_a_line_is_known_by_its_touchpoint_when_the_journal_is_too_old(acme: Pulse) -> None:
    acme.ok("log", "acme", "one", "--later")
    (file,) = outbox().glob("*.json")
    content, uid = file.read_text(), waiting(acme)[0]["uid"]
    (logged,) = acme.ok("history", "--json").items
    assert logged["uid"] == uid
    with Store(acme.store).unit_of_work("forget", journalled=False) as unit:
        unit.forget_journal()
    file.write_text(content)
    assert len(acme.ok("history", "--json").items) == 1
    assert not file.exists()


def test_the_outbox_is_private_whatever_the_umask(acme: Pulse) -> None:
    before = os.umask(0)
    try:
        acme.ok("log", "acmee", "one", "--later")
        acme.ok("history")  # the reason is written down
        acme.ok("outbox", "edit", "1", "--kept", "7")
    finally:
        os.umask(before)
    (file,) = outbox().iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(outbox().stat().st_mode) == 0o700


DAMAGES: list[Callable[[dict[str, Any]], Any]] = [
    lambda it: it | {"format": 2},
    lambda it: it | {"today": "soon"},
    lambda it: it | {"minutes": True},
    lambda it: it | {"note": ["x"]},
    lambda it: it | {"agreed": "x"},
    lambda it: it | {"agreed": [1]},
    lambda it: it | {"next": ["2026-12-01"]},
    lambda it: it | {"settles": {"eaten": ["1"]}},
    lambda it: it | {"settles": []},
    lambda it: it | {"kept_at": "2026-11-21T10:00:00"},
    lambda it: it | {"client": None},
    lambda it: it | {"note": "\ud800"},
    lambda it: {name: it[name] for name in it if name != "channel"},
    lambda it: [it],
    lambda it: None,
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_named_and_left_alone(
    acme: Pulse, damage: Callable[[dict[str, Any]], Any]
) -> None:
    acme.ok("log", "acme", "one", "--later")
    (file,) = outbox().glob("*.json")
    file.write_text(json.dumps(damage(json.loads(file.read_text()))))
    damaged = file.read_bytes()
    acme.ok("log", "acme", "two", "--later")

    assert acme.ok("history", "--json").items[0]["note"] == "two"
    assert str(file) in acme.ok("outbox").out
    assert acme.ok("outbox", "--json").json["unreadable"] == [str(file)]
    assert str(file) in acme("doctor").out
    assert "1 line of the outbox waits" in acme.ok("due").out
    acme.fails(3, "outbox", "delete", "1")
    assert file.read_bytes() == damaged


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"9" * 5_000])
def test_no_content_of_a_file_is_more_than_a_damaged_one(acme: Pulse, content: bytes) -> None:
    acme.ok("log", "acme", "one", "--later")
    (file,) = outbox().glob("*.json")
    file.write_bytes(content)
    for command in (("due",), ("outbox",), ("doctor",), ("history",)):
        assert acme(*command).code in {0, 4}
    assert file.read_bytes() == content


def test_what_makes_no_sense_to_log_is_no_line_that_is_stored(acme: Pulse) -> None:
    acme.ok("log", "acme", "one", "--later")
    (file,) = outbox().glob("*.json")
    file.write_text(file.read_text().replace('"call"', '"pigeon"'))
    acme.ok("history")
    assert waiting(acme)[0]["why"]
    assert acme.ok("history", "--json").items == []


def test_another_store_on_a_server_is_named_by_its_address(
    acme: Pulse, capsys: pytest.CaptureFixture[str]
) -> None:
    address = "postgresql://kim@127.0.0.1:1/practice"
    assert run(["--db", address, "log", "acme", "elsewhere", "--later"]) == 0
    assert acme.ok("outbox", "--json").json["elsewhere"] == [address]
    assert address in acme.ok("outbox").out


def test_what_is_kept_of_a_server_is_no_store() -> None:
    folder = Path(os.environ["XDG_DATA_HOME"]) / "clientpulse" / "servers"
    said = in_process(folder / "practice-at-here-1.db", "add", "Acme")
    assert said.code == 2
    assert_one_error(said.err, "is no store", "postgresql://")
    assert not folder.exists()


def test_each_store_has_its_own_lines_and_others_are_named(
    acme: Pulse, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.db"
    assert run(["--db", str(other), "log", "acme", "elsewhere", "--later"]) == 0
    acme.ok("log", "acme", "here", "--later")
    (line,) = waiting(acme)
    assert (line["note"], line["id"]) == ("here", 2)
    assert acme.ok("outbox", "--json").json["elsewhere"] == [str(other)]
    assert str(other) in acme.ok("outbox").out
    acme.ok("history")
    assert "outbox" not in acme.ok("due").out
    assert len(list(outbox().glob("*.json"))) == 1


def test_a_store_has_one_outbox_by_whatever_name(acme: Pulse, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(acme.store)
    assert run(["--db", str(link), "--today", acme.today, "log", "acme", "x", "--later"]) == 0
    assert [one["note"] for one in acme.ok("history", "--json").items] == ["x"]


def test_delete_shows_what_goes_and_a_rehearsal_keeps_it(acme: Pulse) -> None:
    acme.ok("log", "acme", "one", "--later")
    would = acme.ok("outbox", "delete", "1", "--dry-run").out
    assert would == "Would delete: call with acme, Sat 21 Nov\n"
    answer = acme.ok("outbox", "delete", "1", "--json").json
    assert list(answer) == ["schema", "today", "line", "dry_run"]
    assert waiting(acme) == []
    acme.fails(3, "outbox", "delete", "1")
    assert acme.ok("outbox", "deliver").out == "Nothing waits in the outbox.\n"


def test_an_edit_is_checked_and_names_something(acme: Pulse) -> None:
    acme.ok("log", "acme", "one", "--later")
    acme.fails(2, "outbox", "edit", "1")
    acme.fails(2, "outbox", "edit", "1", "--client", " ")
    acme.fails(2, "outbox", "edit", "1", "--next", "yesterday")
    assert waiting(acme)[0]["client"] == "acme"
    answer = acme.ok("outbox", "edit", "1", "--client", "acme", "--json").json
    assert list(answer) == ["schema", "today", "line", "changed"]
    assert answer["changed"] == []


def test_answers_of_deliver_hold_both_kinds_of_lines(acme: Pulse) -> None:
    acme.ok("log", "acmee", "one", "--later")
    acme.ok("log", "acme", "two", "--later")
    outcome = acme("outbox", "deliver", "--json")
    assert outcome.code == 3
    assert list(outcome.json) == ["schema", "today", "delivered", "waiting"]
    assert [one["note"] for one in outcome.json["delivered"]] == ["two"]
    assert [one["note"] for one in outcome.json["waiting"]] == ["one"]
    assert list(outcome.json["waiting"][0]) == LINE
    assert acme.ok("outbox", "--format", "csv").out.startswith(",".join(LINE))


def test_no_store_comes_to_be_by_delivering(pulse: Pulse) -> None:
    pulse.ok("log", "acme", "one", "--later")
    assert "1 line of the outbox waits" in pulse.ok("due").out
    assert not pulse.store.exists()
    pulse.ok("add", "Acme")
    assert "Delivered from the outbox" in pulse.ok("due").err


@pytest.mark.in_a_file  # on a server a missing store is an error, and says so itself
def test_a_line_without_a_store_says_that_it_waits_for_one(pulse: Pulse) -> None:
    pulse.ok("log", "acme", "one", "--later")
    why = f"no store is at {pulse.store}"

    assert why in pulse.ok("due").err
    assert pulse.ok("due").err == ""
    said = pulse("outbox", "deliver")

    assert said.code == 3
    assert why in said.out
    assert why in waiting(pulse)[0]["why"]
    assert "next command delivers" not in pulse.ok("outbox").out


@pytest.mark.in_a_file  # the store on a server is tried as a role that may only read
def test_a_store_that_can_only_be_read_is_read(
    acme: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    acme.ok("log", "acme", "one", "--later")

    def refuse(*_: Any, **__: Any) -> Any:
        raise lines.delivering.StoreError("the store may only be read", "ask for more")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "unit_of_work", refuse)
        said = acme.ok("history", "--json")
        assert said.items == []
        assert "the store may only be read" in said.err
        assert acme.ok("history").err == ""
        acme.fails(4, "outbox", "deliver")
    assert "Delivered" in acme.ok("history").err


def test_a_fault_of_ours_keeps_no_command_from_running(
    acme: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    acme.ok("log", "acme", "one", "--later")
    monkeypatch.setattr(lines.writing, "write", lambda *_: 1 / 0)
    assert "ZeroDivisionError" in acme.ok("history").err
    assert len(waiting(acme)) == 1


def test_the_demo_keeps_nothing(pulse: Pulse) -> None:
    pulse.fails(2, "--demo", "log", "acme", "x", "--later")
    assert not outbox().exists()


UNREACHABLE = (
    ("log", "acme", "it's Müller & Co; $HOME `x`", "-c", "email", "--mood=-2", "-d", "last fri"),
    ("log", "acme", "-m", "-2", "--next", "12 jan 10:00", "--kept", "7"),
    ("log", "acme", "--", "-5 degrees in the office"),
    ("log", "acme", "~", "", "=x"),
)


@pytest.mark.parametrize("typed", UNREACHABLE, ids=str)
def test_a_log_that_reaches_no_server_ends_in_the_line_to_type(
    typed: tuple[str, ...],
    tmp_path: Path,
    pulse: Pulse,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    place = f"postgresql://sam@/pulse?host={tmp_path}"

    def command(*words: str) -> Outcome:
        code = run(list(words))
        said = capsys.readouterr()
        return Outcome(code, said.out, said.err)

    failed = command("--db", place, "--today", "2026-11-21", *typed)
    assert failed.code == 4
    hint = failed.err.splitlines()[-1].removeprefix("hint: ")
    _, _, pasted = hint.partition(": pulse ")
    words = shlex.split(pasted)
    words.insert(words.index("log") + 1, "--json")
    said = command(*words)
    assert said.code == 0, said.err
    line = said.json["line"]

    own = command("--db", place, "--today", "2026-11-21", *_with_later(typed)).json["line"]
    differing = {"id", "uid", "kept_at"}
    assert {name: own[name] for name in own if name not in differing} == {
        name: line[name] for name in line if name not in differing
    }


def _with_later(typed: tuple[str, ...]) -> list[str]:
    return ["log", "--later", "--json", *typed[1:]]


def test_a_note_of_several_lines_is_to_be_typed_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--db", f"postgresql://sam@/pulse?host={tmp_path}", "log", "acme", "a\nb"]) == 4
    assert "type it again with --later" in capsys.readouterr().err
