"""Four colleagues keep their clients for a month on one server, from desks and from a train."""

from __future__ import annotations

import json
import os
import random
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from colleagues import Colleague, practice
from databases import NewDatabase

from clientpulse.cadence.rule_book import RULES
from clientpulse.records import lists
from clientpulse.records.record import Named
from tests.conftest import Outcome
from tests.processes import PULSE

pytestmark = pytest.mark.thorough

PEOPLE = ("sam", "kim", "lee", "ann")
FIRST = date(2026, 11, 2)  # a Monday
AWAY = date(2026, 11, 9), date(2026, 11, 13)  # Kim
TRAIN = {date(2026, 11, 17), date(2026, 11, 18)}  # Lee
CADENCES = ("weekly", "monthly", "quarterly", "6w")

# What differs where rows have other numbers.
NUMBERS = {"id", "ref", "ref_id"}


class Desk:
    """Where one of the colleagues works, one day after the other."""

    def __init__(self, colleague: Colleague) -> None:
        self.name, self.colleague = colleague.name, colleague

    def __call__(self, day: date, *line: str, db: str = "", code: int = 0) -> Outcome:
        """Run a command line."""
        return self.colleague(*line, code=code, today=day.isoformat(), db=db)

    def due(self, day: date, *more: str, db: str = "") -> list[dict[str, Any]]:
        """Return today's list."""
        return self(day, "due", "--json", *more, db=db).items

    def begin(self, day: date, *line: str) -> subprocess.Popen[str]:
        """Begin a command line, in a process of its own."""
        return subprocess.Popen(
            [*PULSE, "--db", self.colleague.store, "--today", day.isoformat(), *line],
            env=os.environ | self.colleague.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


def answer_to(item: dict[str, Any], day: date) -> list[str]:
    """Return the command that does what an item of today's list asks for."""
    key = item["key"]
    if item["rule"] == "meeting":
        on = max(day, date.fromisoformat(item["due_on"]))
        return ["meeting", "book", key, on.isoformat(), "17:00"]
    if item["rule"] in {"appointment", "outcome"}:
        return ["log", key, "We met", "-c", "meeting", "-d", item["due_on"]]
    return ["log", key, "Kept them in the picture", "-c", "email" if day.day % 3 else "call"]


def work_off(desk: Desk, day: date, *whose: str) -> None:
    """Do what the list asks for until it asks for nothing."""
    for _ in range(6):
        items = {item["key"]: item for item in reversed(desk.due(day, *whose))}
        if not items:
            return
        for item in items.values():
            desk(day, *answer_to(item, day))
    assert desk.due(day, *whose) == []


def days(number: int) -> Iterable[date]:
    all_days = (FIRST + timedelta(days=one) for one in range(number))
    return (day for day in all_days if day.weekday() < 5)


@pytest.fixture
def desks(
    new_database: NewDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Desk]:
    hire = practice(new_database, tmp_path, monkeypatch)
    # The cadence is what is kept here; questions and lists to go through come in other tests.
    others = "".join(f'{rule} = "none"\n' for rule in [*RULES][5:])
    return {name: Desk(replace(hire(name), config=f"[rules]\n{others}")) for name in PEOPLE}


def add_clients(desks: dict[str, Desk], each: int) -> None:
    number = 0
    for name, desk in desks.items():
        for _ in range(each):
            number += 1
            every = CADENCES[number % len(CADENCES)]
            last = (FIRST - timedelta(days=number % 5 + 1)).isoformat()
            line = ("add", f"{name.title()} Client {number}", "--key", f"{name}-{number}")
            desk(FIRST, *line, "--meet", every, "--last", last)
    # These are everybody's.
    for number in (1, 2):
        line = ("add", f"Common {number}", "--key", f"common-{number}", "--owner", "none")
        desks["ann"](
            FIRST, *line, "--meet", "monthly", "--last", (FIRST - timedelta(1)).isoformat()
        )


def live(desks: dict[str, Desk], day: date, chance: random.Random) -> None:
    """Let everybody work a day, in any order."""
    order = chance.sample(PEOPLE, len(PEOPLE))
    for name in order:
        desk = desks[name]
        if name == "kim" and AWAY[0] <= day <= AWAY[1]:
            continue
        if name == "lee" and day in TRAIN:
            ride(desk, day)
            continue
        work_off(desk, day)
    if AWAY[0] <= day <= AWAY[1]:
        stand_in(desks["sam"], day)
    together(desks, day, chance)
    slip(desks, day, chance)


def ride(desk: Desk, day: date) -> None:
    """Ring somebody without a connection, and write it down all the same."""
    nowhere = "postgresql://lee@127.0.0.1:1/practice"
    assert desk(day, "due", db=nowhere, code=4).out == ""
    kept = desk(day, "log", "lee-11", "Rang", "them", "from", "the", "train", "--later")
    assert kept.err == ""


def stand_in(desk: Desk, day: date) -> None:
    """See that a colleague is away, and do what came up."""
    if desk.due(day, "--owner", "kim"):
        assert "kim" in desk(day, "due").out + desk(day, "due").err
    work_off(desk, day, "--owner", "kim")


def together(desks: dict[str, Desk], day: date, chance: random.Random) -> None:
    """Let two write about the same client in the same moment."""
    two = [desks[name] for name in chance.sample(PEOPLE, 2)]
    begun = [one.begin(day, "log", "common-1", "Rang", "-c", "call") for one in two]
    for one in begun:
        out, err = one.communicate(timeout=120)
        assert one.returncode == 0, err
        assert "Logged" in out


def slip(desks: dict[str, Desk], day: date, chance: random.Random) -> None:
    """Let somebody take back what they logged in error, while a colleague logs on."""
    one, other = (desks[name] for name in chance.sample(PEOPLE, 2))
    one(day, "log", "common-2", "in error")
    other(day, "log", "common-1", "Rang")
    assert "in error" not in one(day, "undo").err
    said = [line["note"] for line in one(day, "history", "common-2", "--json").items]
    assert "in error" not in said


def test_a_practice_keeps_its_clients(desks: dict[str, Desk], tmp_path: Path) -> None:
    url = desks["sam"].colleague.store
    number, each = 29, 6
    add_clients(desks, each)
    desks["kim"](FIRST, "away", AWAY[0].isoformat(), AWAY[1].isoformat())
    chance = random.Random(20261102)
    for day in days(number):
        live(desks, day, chance)
    last = FIRST + timedelta(days=number - 1)
    next_day = last + timedelta(days=1)

    report = desks["ann"](last, "report", "--owner", "all", "--json").items
    assert len(report) == 4 * each + 2
    late = [row["key"] for row in report if row["kept"] < row["counted"]]
    assert late == []
    assert "overdue" not in {row["status"] for row in report}

    assert accounted_for(url) > 0
    export = tmp_path / "practice.json"
    desks["sam"](last, "export", str(export))
    in_a_file = str(tmp_path / "practice.db")
    desks["sam"](last, "import", str(export), db=in_a_file)
    exactly = str(tmp_path / "copy.db")
    desks["sam"](last, "store", "copy", url, exactly)
    for desk in desks.values():
        for day in (last, next_day, last + timedelta(days=30)):
            there = desk.due(day)
            assert desk.due(day, db=exactly) == there
            assert without_numbers(desk.due(day, db=in_a_file)) == without_numbers(there)
        assert desk.due(last + timedelta(days=30))


def without_numbers(items: Iterable[dict[str, Any]]) -> list[str]:
    kept = ({name: one for name, one in item.items() if name not in NUMBERS} for item in items)
    return [json.dumps(one, sort_keys=True) for one in kept]


def accounted_for(url: str) -> int:
    """See that the journal knows who wrote each row, and by which command; count the rows."""
    rows = 0
    with psycopg.connect(url) as connection:
        connection.execute("SET search_path = clientpulse")
        for record in lists.EVERY:
            if not issubclass(record, Named):
                continue
            strange = connection.execute(
                f"""
                SELECT x.id, x.by FROM {record.TABLE} x WHERE NOT EXISTS (
                    SELECT 1 FROM journal_change j JOIN journal_entry e ON e.id = j.entry_id
                     WHERE j.table_name = %s AND j.action = 'insert' AND e.undone_at IS NULL
                       AND x.id BETWEEN j.first_id AND j.last_id AND e.by = x.by)
                """,
                [record.TABLE],
            ).fetchall()
            assert strange == [], record.TABLE
            ((number,),) = connection.execute(f"SELECT count(*) FROM {record.TABLE}").fetchall()
            rows += number
    return rows
