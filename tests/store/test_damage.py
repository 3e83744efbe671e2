"""Flipped bits and cut files: a command works or says what is wrong, and never makes it worse."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.processes import in_process

PARTS = 6

READING = (
    ("due", "--all"),
    ("report",),
    ("report", "--json"),
    ("show", "client-3"),
    ("history", "--json"),
    ("client", "list", "--format", "csv"),
    ("contact", "list"),
    ("meeting", "list", "--all"),
    ("undo", "--list"),
)
WRITING = (
    ("log", "client-3", "after the damage"),
    ("add", "Another"),
    ("undo",),
    ("client", "rename", "client-2", "Other"),
    ("touchpoint", "delete", "5"),
)


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A store with something in every table."""
    path = tmp_path_factory.mktemp("healthy") / "clients.db"
    for number in range(1, 6):
        name = f"Client {number}"
        done = [
            ("add", name, "--meet", "monthly", "--since", "2026-01-05", "--tag", "retail"),
            ("contact", "add", f"client-{number}", f"Ann {number}", "--email", "ann@acme.example"),
            ("meeting", "book", f"client-{number}", "in 2 weeks", "--place", "here"),
            *(
                ("log", f"client-{number}", "word " * 40, "-d", f"{days}d ago", "--with", "Bob")
                for days in (3, 30, 90)
            ),
        ]
        for command in done:
            assert in_process(path, *command).code == 0
    return path.read_bytes()


def damage(healthy: bytes, number: int) -> bytes:
    """Return the store with some bits flipped or its end cut off; each number its own way."""
    chance = random.Random(number)
    damaged = bytearray(healthy)
    if number % 5 == 0:
        return bytes(damaged[: chance.randrange(1, len(damaged))])
    # Half of the flips hit the beginnings of pages, where the structure is.
    for _ in range(chance.choice((1, 1, 3, 20, 200))):
        place = chance.randrange(len(damaged))
        if chance.random() < 0.5:
            place = place // 4096 * 4096 + place % 16
        damaged[place] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def fine(code: int, out: str, err: str, *, allowed: tuple[int, ...]) -> bool:
    """Tell whether a command either worked in silence or said in two lines what is wrong."""
    if code == 0:
        return err == ""
    lines = err.splitlines()
    starts = [line.partition(":")[0] for line in lines]
    return code in allowed and starts == ["error", "hint"] and "Traceback" not in err


@pytest.mark.thorough
@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", range(PARTS))
def test_a_damaged_store_never_surprises(healthy: bytes, tmp_path: Path, part: int) -> None:
    damages = 300
    store = tmp_path / "clients.db"
    refused = 0
    for number in range(part, damages, PARTS):
        damaged = damage(healthy, number)
        store.write_bytes(damaged)
        for command in READING:
            outcome = in_process(store, *command)
            # Where the damage hides the client, it isn't found.
            allowed = (3, 4) if command[0] == "show" else (4,)
            said = (number, command, outcome.code, outcome.err)
            assert fine(outcome.code, outcome.out, outcome.err, allowed=allowed), said
            assert store.read_bytes() == damaged, said
            refused += outcome.code == 4
        for command in WRITING:
            store.write_bytes(damaged)
            outcome = in_process(store, *command)
            said = (number, command, outcome.code, outcome.err)
            assert fine(outcome.code, outcome.out, outcome.err, allowed=(3, 4)), said
            if outcome.code:
                assert store.read_bytes() == damaged, said
            refused += outcome.code == 4
        assert {one.name for one in tmp_path.iterdir()} == {store.name}
    # Much of it is noticed; the rest hit what nothing reads, or changed a letter in a note.
    assert refused > damages / PARTS


def test_a_store_cut_at_any_page_never_surprises(
    healthy: bytes, tmp_path: Path, thorough: bool
) -> None:
    store = tmp_path / "clients.db"
    for size in range(0, len(healthy), 4096 if thorough else 7 * 4096):
        store.write_bytes(healthy[:size])
        for command in (("due",), ("history", "--json"), ("log", "client-1", "hello")):
            outcome = in_process(store, *command)
            said = (size, command, outcome.code, outcome.err)
            assert outcome.code == 4, said
            assert fine(outcome.code, outcome.out, outcome.err, allowed=(4,)), said
            assert store.read_bytes() == healthy[:size], said


def test_values_that_no_release_would_store_are_damage(healthy: bytes, tmp_path: Path) -> None:
    store = tmp_path / "clients.db"
    for change in (
        "UPDATE client SET started_on = '2026-02-31'",
        "UPDATE touchpoint SET occurred_on = '2026-13-01'",
        "UPDATE client SET name = CAST(X'ff41' AS TEXT)",
        "UPDATE touchpoint SET note = CAST(X'c3' AS TEXT)",
        "UPDATE journal_entry SET ran_at = 'yesterday'",
        "UPDATE client SET meeting_interval = '0w'",
        "UPDATE touchpoint SET mood = 7",
        "UPDATE touchpoint SET channel = 'fax'",
    ):
        store.write_bytes(healthy)
        with closing(sqlite3.connect(store)) as connection:
            connection.execute("PRAGMA ignore_check_constraints=ON")
            connection.execute(change)
            connection.commit()
        changed = store.read_bytes()
        for command in READING:
            outcome = in_process(store, *command)
            assert fine(outcome.code, outcome.out, outcome.err, allowed=(4,)), (change, command)
        assert store.read_bytes() == changed
