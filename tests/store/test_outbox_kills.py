"""Killed at any step of keeping or delivering: no line is lost, damaged or stored twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from stepwise import killed_at

from tests.processes import PULSE, environment, in_process

pytestmark = pytest.mark.thorough

MOST = 400
LOCKS = {".changing", ".delivering"}
LATER = ("log", "acme", "--later", "--next", "12 jan 10:00")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store" / "clients.db"
    assert in_process(path, "add", "Acme").code == 0
    return path


def data() -> Path:
    return Path(os.environ["XDG_DATA_HOME"])


def outbox() -> Path:
    return data() / "clientpulse" / "outbox"


def steps() -> Iterator[int]:
    """Give steps until the command has no more: each, or some."""
    yield from range(1, MOST)
    raise AssertionError("it never came to its end")


def notes(store: Path) -> list[str]:
    outcome = in_process(store, "history", "--json")
    assert outcome.code == 0
    items = json.loads(outcome.out)["items"]
    return [one["note"] for one in sorted(items, key=lambda one: one["id"])]


def waiting(store: Path) -> list[str]:
    answer = json.loads(in_process(store, "outbox", "--json").out)
    assert answer["unreadable"] == []
    return [one["note"] for one in answer["items"]]


def test_no_kill_while_a_line_is_kept_loses_another_or_leaves_half_of_one(store: Path) -> None:
    empty = store.read_bytes()
    for step in steps():
        store.write_bytes(empty)
        assert in_process(store, *LATER, "first").code == 0
        died = killed_at(store, step, "log", "acme", "killed", "--later", also_in=[data()])
        assert waiting(store) in (["first"], ["first", "killed"])
        assert died or waiting(store) == ["first", "killed"]

        assert in_process(store, "log", "acme", "last", "--later").code == 0
        kept = waiting(store)
        assert [one.suffix for one in outbox().iterdir()] == [".json"] * len(kept)
        assert (kept[0], kept[-1]) == ("first", "last")
        assert notes(store) == kept
        assert list(outbox().iterdir()) == []
        if not died:
            return


def test_no_kill_while_lines_are_delivered_loses_or_doubles_one(store: Path) -> None:
    empty = store.read_bytes()
    for step in steps():
        store.write_bytes(empty)
        for note in ("one", "nobody", "two"):
            line = ("log", "nobody", note, "--later") if note == "nobody" else (*LATER[:3], note)
            assert in_process(store, *line).code == 0
        died = killed_at(store, step, "due", also_in=[data()])

        assert notes(store) == ["one", "two"]
        assert waiting(store) == ["nobody"]
        done = json.loads(in_process(store, "undo", "--list", "--json").out)["items"]
        assert [one["origin"] for one in done] == ["outbox", "outbox", "typed"]
        # A lock that is nobody's may be left, and is taken by the next one who needs it.
        (left,) = (one for one in outbox().iterdir() if one.name not in LOCKS)
        left.unlink()
        if not died:
            return


def test_no_kill_doubles_what_a_line_brings_along(store: Path) -> None:
    empty = store.read_bytes()
    for step in steps():
        store.write_bytes(empty)
        assert in_process(store, *LATER, "one").code == 0
        died = killed_at(store, step, "report", also_in=[data()])
        assert notes(store) == ["one"]
        booked = json.loads(in_process(store, "meeting", "list", "--json").out)["items"]
        assert [one["on"] for one in booked] == ["2027-01-12"]
        if not died:
            return


def test_no_kill_while_a_line_is_edited_loses_it(store: Path) -> None:
    assert in_process(store, "log", "nobody", "one", "--later").code == 0
    (file,) = outbox().iterdir()
    before = file.read_bytes()
    for step in steps():
        file.write_bytes(before)
        died = killed_at(store, step, "outbox", "edit", "1", "--client", "acme", also_in=[data()])
        assert waiting(store) == ["one"]
        if not died:
            break
    assert notes(store) == ["one"]


def test_many_who_keep_and_deliver_at_once_store_each_line_once(store: Path) -> None:
    people, each = 6, 8
    code = (
        "import sys\n"
        "from clientpulse.cli import run\n"
        "who, each = sys.argv[1], int(sys.argv[2])\n"
        "for number in range(each):\n"
        "    assert run(['log', 'acme', f'{who}-{number}', '--later']) == 0\n"
        "    assert run(['history']) == 0\n"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(one), str(each)],
            env=environment(store),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for one in range(people)
    ]
    for one in running:
        _, said = one.communicate(timeout=240)
        assert one.returncode == 0, said
    stored = notes(store)
    assert sorted(stored) == sorted(f"{who}-{at}" for who in range(people) for at in range(each))
    for who in range(people):
        own = [one for one in stored if one.startswith(f"{who}-")]
        assert own == [f"{who}-{at}" for at in range(each)]


def test_several_who_deliver_the_same_at_once_store_it_once(store: Path) -> None:
    for number in range(5):
        assert in_process(store, "log", "acme", str(number), "--later").code == 0
    running = [
        subprocess.Popen(
            [*PULSE, "due"],
            env=environment(store),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    said = [one.communicate(timeout=120)[1] for one in running]
    assert [one.returncode for one in running] == [0] * 4
    assert "".join(said).count("Delivered from the outbox") == 5
    assert notes(store) == ["0", "1", "2", "3", "4"]


def test_without_the_lock_the_store_still_takes_a_line_once(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a data folder was copied to another computer."""
    assert in_process(store, *LATER, "one").code == 0
    (file,) = outbox().iterdir()
    content = file.read_bytes()
    assert notes(store) == ["one"]
    elsewhere = data().with_name("elsewhere")
    monkeypatch.setenv("XDG_DATA_HOME", str(elsewhere))
    outbox().mkdir(parents=True)
    (outbox() / file.name).write_bytes(content)
    assert notes(store) == ["one"]
    assert list(outbox().iterdir()) == []
