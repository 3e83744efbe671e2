"""Killed at any moment, a sync of a shared store is done on both sides or on neither."""

from __future__ import annotations

from pathlib import Path

import pytest
from databases import NewDatabase
from dooming import Doomed, doomed
from practice import Machine

from tests.conftest import TODAY

pytestmark = pytest.mark.thorough

LENA = "lena@acme.example"
DAYS = [f"{day} {month} 2026" for month in ("Jul", "Aug", "Sep", "Oct") for day in range(1, 31)]


@pytest.fixture
def sam(new_database: NewDatabase, tmp_path: Path) -> Machine:
    url = new_database().url.render_as_string(hide_password=False).replace("+psycopg", "")
    one = Machine(tmp_path / "machine", url, "sam")
    one.ok("store", "init", url)
    one.ok("add", "Acme", "--contact", "Lena", "--email", LENA, "--since", "2026-01-05")
    return one


def deliver(sam: Machine, number: int) -> None:
    sam.gets(number, f"Lena <{LENA}>", f"{DAYS[number]} 10:00:00 +0000")


def check(sam: Machine, touchpoints: int) -> None:
    """See that both sides are whole, and agree."""
    numbers = {one["id"] for one in sam.touchpoints()}
    assert len(numbers) == touchpoints
    assert {row[0] for row in sam.kept("SELECT touchpoint_id FROM exchange")} == numbers
    assert sam.kept("SELECT * FROM pending") == []
    assert sam.kept("PRAGMA integrity_check") == [("ok",)]


def chosen(last: int) -> range:
    """Return the statements before which the program is killed; both commits are at the end."""
    return range(1, last + 1)


def killed(program: Doomed, sam: Machine, statement: int, *line: str) -> None:
    with sam.at():
        ended = program.run(sam.url, "--today", TODAY, *line, statement=statement)
    assert ended.code == -9


def test_a_sync(sam: Machine, tmp_path: Path) -> None:
    deliver(sam, 0)
    with sam.at(), doomed(tmp_path) as program:
        sam.ok("sync")
        deliver(sam, 1)
        last = program.run(sam.url, "--today", TODAY, "sync").statements
        check(sam, 2)
        outcomes = set()
        for number, statement in enumerate(chosen(last), 2):
            deliver(sam, number)
            killed(program, sam, statement, "sync")
            outcomes.add(len(sam.touchpoints()) - number)
            # What the killed one left undecided is decided by whoever looks at it next.
            sam.ok("review")
            check(sam, len(sam.touchpoints()))
            sam.ok("sync")
            check(sam, number + 1)
    assert outcomes == {0, 1}


def test_an_undo_of_a_sync(sam: Machine, tmp_path: Path) -> None:
    with sam.at(), doomed(tmp_path) as program:
        for number in range(2):
            deliver(sam, number)
            sam.ok("sync")
        undo = ("undo", "--origin", "sync")
        last = program.run(sam.url, "--today", TODAY, *undo).statements
        sam.ok("sync")
        outcomes = set()
        for statement in chosen(last):
            killed(program, sam, statement, *undo)
            outcomes.add(len(sam.touchpoints()))
            sam.ok("sync")
            check(sam, 2)
    assert outcomes == {1, 2}
