"""Clients that come with a past aren't asked all at once about the years before."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from tests.conftest import TODAY, Pulse

TOUCHPOINTS = "client,on,channel\n"

Dump = Callable[[], list[str]]
Write = Callable[..., str]


def asked_from(pulse: Pulse) -> dict[str, str | None]:
    with closing(sqlite3.connect(pulse.store)) as connection:
        return dict(connection.execute("SELECT key, asked_from FROM client"))


def test_a_client_that_an_import_creates_is_asked_from_that_day_on(
    pulse: Pulse, write: Write
) -> None:
    pulse.ok("add", "Typed", "--since", "2020-01-01")
    pulse.ok("import", write("name,since,note\nFiled,2020-01-01,\nTyped,,hello\n"))
    assert asked_from(pulse) == {"typed": None, "filed": TODAY}
    rules = {item["rule"] for item in pulse.ok("due", "--json").items if item["key"] == "filed"}
    assert rules.isdisjoint({"feedback", "checkup", "recap"})


@pytest.mark.parametrize("later", [TODAY, "2027-03-01"])
def test_reading_the_file_again_moves_nothing(
    pulse: Pulse, write: Write, dump: Dump, later: str
) -> None:
    clients = write("name\nFiled\n", "clients.csv")
    history = write(TOUCHPOINTS + "filed,2026-01-05,meeting\ntyped,2026-01-05,meeting\n")
    pulse.ok("add", "Typed", "--since", "2026-01-01")
    pulse.ok("import", clients)
    pulse.ok("import", history)
    before = dump()
    for file in (clients, history):
        pulse.ok("import", file, today=later)
    assert dump() == before


def test_the_first_touchpoints_of_a_client_say_from_when_it_is_asked(
    pulse: Pulse, write: Write, dump: Dump
) -> None:
    for name in ("Empty", "Logged", "Known", "Elsewhere"):
        pulse.ok("add", name, "--since", "2026-01-01")
    pulse.ok("log", "logged", "by hand", "-d", "2026-11-02")
    pulse.ok("import", write(TOUCHPOINTS + "known,2026-02-01,call\n"), today="2026-03-01")
    before = dump()
    rows = "".join(f"{key},2026-01-0{day},call\n" for key in ("empty", "logged", "known")
                   for day in (5, 6))  # fmt: skip
    pulse.ok("import", write(TOUCHPOINTS + rows + "elsewhere,2030-01-01,call\n"))
    assert asked_from(pulse) == {
        "empty": TODAY,
        "logged": None,
        "known": "2026-03-01",
        "elsewhere": None,
    }
    pulse.ok("undo")
    assert dump() == before


def test_a_meeting_that_is_imported_covers_the_agenda_as_a_logged_one_does(
    pulse: Pulse, write: Write, dump: Dump
) -> None:
    pulse.ok("add", "Acme", "--since", "2026-01-01", today="2026-01-01")
    pulse.ok("agenda", "acme", "add", "early", today="2026-02-01")
    pulse.ok("agenda", "acme", "add", "late", today="2026-03-01")
    before = dump()
    file = write(
        TOUCHPOINTS
        + "".join(
            f"acme,{row}\n"
            for row in (
                "2026-01-20,meeting",
                "2026-02-10,call",
                "2026-02-14,meeting",
                "2026-02-20,meeting",
            )
        )
    )
    pulse.ok("import", file)
    with closing(sqlite3.connect(pulse.store)) as connection:
        points = dict(connection.execute("SELECT what, covered_on FROM agenda_point"))
    assert points == {"early": "2026-02-14", "late": None}
    pulse.ok("undo")
    assert dump() == before
