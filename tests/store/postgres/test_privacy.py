"""What a sync finds and nobody confirmed stays on one's own machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from databases import NewDatabase
from practice import Machine, everything_in
from sqlalchemy import Engine

LENA, STRANGER = "lena@acme.example", "stranger@elsewhere.example"


@pytest.fixture
def engine(new_database: NewDatabase) -> Engine:
    return new_database()


@pytest.fixture
def machine(engine: Engine, tmp_path: Path) -> Callable[[str], Machine]:
    """Make somebody's computer; the store is made from the first."""
    url = engine.url.render_as_string(hide_password=False).replace("+psycopg", "")

    def made(name: str, place: str = "") -> Machine:
        there = [*tmp_path.glob("machine-*")]
        one = Machine(tmp_path / f"machine-{place or name}", url, name)
        if not there:
            one.ok("store", "init", url)
            one.ok("add", "Acme", "--contact", "Lena", "--email", LENA, "--since", "2026-01-05")
        return one

    return made


@pytest.fixture
def sam(machine: Callable[[str], Machine]) -> Machine:
    return machine("sam")


@pytest.fixture
def kim(sam: Machine, machine: Callable[[str], Machine]) -> Machine:
    return machine("kim")


def test_nothing_of_strangers_and_no_subject_is_on_the_server(sam: Machine, engine: Engine) -> None:
    sam.gets(1, f"Lena <{LENA}>", subject="Rosebud")
    sam.gets(2, f"Mysterious <{STRANGER}>", subject="Rosebud")
    sam.gets(3, sam.address, to=STRANGER, subject="Rosebud")
    sam.plans(4, "20261119T090000", LENA, "unknown@acme.example", title="Rosebud")
    sam.plans(5, "20261219T090000", LENA, title="Rosebud")
    assert sam.ok("sync").err == ""
    there = everything_in(engine)
    assert LENA in there
    for hidden in (STRANGER, "Mysterious", "Rosebud", "Hideout", "x.example", "unknown@", "Guest"):
        assert hidden not in there, hidden
    channels = sorted(one["channel"] for one in sam.touchpoints())
    assert channels == ["email", "meeting"]
    assert sam.kept("SELECT count(*) FROM exchange") == [(3,)]
    assert sam.companion.stat().st_mode & 0o777 == 0o600
    # What is to be decided is found on this machine.
    assert STRANGER in sam.ok("review").out


def test_a_colleague_sees_nobody_to_decide_about(sam: Machine, kim: Machine) -> None:
    sam.gets(1, f"Mysterious <{STRANGER}>")
    sam.gets(2, sam.address, to=STRANGER)
    sam.ok("sync")
    assert STRANGER in sam.ok("review").out
    assert STRANGER not in kim.ok("review").out
    assert not kim.companion.exists()


def test_an_export_holds_what_is_shared(sam: Machine, tmp_path: Path) -> None:
    sam.gets(1, f"Lena <{LENA}>")
    sam.gets(2, f"Mysterious <{STRANGER}>")
    sam.ok("sync")
    sam.ok("export", str(tmp_path / "all.json"))
    text = (tmp_path / "all.json").read_text()
    assert "exchanges" not in text
    assert STRANGER not in text


def test_an_undone_sync_comes_again_with_the_next(sam: Machine) -> None:
    sam.gets(1, f"Lena <{LENA}>")
    sam.gets(2, f"Mysterious <{STRANGER}>")
    sam.ok("sync")
    sam.ok("undo", "--origin", "sync")
    assert sam.touchpoints() == []
    assert sam.kept("SELECT * FROM exchange") == sam.kept("SELECT * FROM source_state") == []
    sam.ok("redo", "--origin", "sync")
    assert len(sam.touchpoints()) == 1
    assert sam.kept("SELECT count(*) FROM exchange") == [(2,)]
    assert sam.ok("sync").out == "Nothing new.\n"
    sam.ok("undo", "--origin", "sync")
    assert "1 touchpoint" in sam.ok("sync").out
    assert len(sam.touchpoints()) == 1


def test_a_rehearsal_leaves_nothing_on_the_machine(sam: Machine) -> None:
    sam.gets(1, f"Lena <{LENA}>")
    assert "1 touchpoint" in sam.ok("sync", "--dry-run").out
    assert not sam.companion.exists()
    assert sam.touchpoints() == []
