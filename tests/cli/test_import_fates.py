"""What a dry run says of everybody is what the import does, and the file again changes nothing."""

from __future__ import annotations

import random
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.processes import in_process

GOOGLE = (
    "First Name,Last Name,Name Suffix,Organization Name,Birthday,E-mail 1 - Value,Phone 1 - Value,"
    "Address 1 - City"
)
HUBSPOT = "First Name,Last Name,Job Title,Associated Company,Email,Contact owner,Last Activity Date"
HOLDS = {
    "First Name": ("Ann", "Jo", "J.", ""),
    "Last Name": ("Field", "Stone"),
    "Name Suffix": ("", "", "Jr.", "Sr."),
    "Organization Name": ("", "Acme Ltd", "Acme", "Field & Co", "アクメ"),
    "Birthday": ("", "", "1950-01-02", "1980-03-04"),
    "E-mail 1 - Value": ("", "ann@acme.example", "info@acme.example", "ann@gmail.com"),
    "Phone 1 - Value": ("", "", "020 7946 0001", "+44 20 7946 0002"),
    "Address 1 - City": ("", "Bath", "York"),
    "Job Title": ("", "CEO"),
    "Contact owner": ("", "Sam", "Kim"),
    "Last Activity Date": ("", "2026-10-01", "2026-11-02"),
}
HOLDS |= {"Associated Company": HOLDS["Organization Name"], "Email": HOLDS["E-mail 1 - Value"]}
COLUMNS = {
    "client": """key, name, owner, note, place, (
        SELECT max(occurred_on) FROM touchpoint WHERE client_id = client.id
    ) AS "last contact\"""",
    "contact": "client_id, name, role, email, phone, birthday, note",
}
_OTHERWISE = re.compile(" in the file$|--same")
Rows: TypeAlias = list[dict[str, str]]
Item: TypeAlias = dict[str, Any]
Stored: TypeAlias = dict[int, Item]


def row(chance: random.Random, header: str) -> dict[str, str]:
    return {heading: chance.choice(HOLDS[heading]) for heading in header.split(",")}


def altered(chance: random.Random, header: str, rows: Rows) -> Rows:
    """Return a book as it may be a month later: some rows changed, some gone, some new."""
    kept = [one for one in rows if chance.random() < 0.8]
    for one in kept:
        if chance.random() < 0.3:
            heading = chance.choice(header.split(","))
            one[heading] = chance.choice(HOLDS[heading])
    kept += [row(chance, header) for _ in range(chance.randint(1, 4))]
    chance.shuffle(kept)
    return kept


def stored(store: Path, table: str) -> Stored:
    """Return the clients or the people by their numbers."""
    with closing(sqlite3.connect(store)) as connection:
        connection.row_factory = sqlite3.Row
        found = connection.execute(f"SELECT id, {COLUMNS[table]} FROM {table}")
        return {one["id"]: dict(one) for one in found}


def dumped(store: Path) -> list[str]:
    if not store.exists():
        return []
    with closing(sqlite3.connect(store)) as connection:
        lines = [*connection.iterdump()]
    return [line for line in lines if "journal_" not in line and "sqlite_seq" not in line]


def meddle(store: Path, chance: random.Random) -> None:
    """Do some of what is done between two imports."""
    for _ in range(chance.randint(0, 3)):
        keys = [one["key"] for one in stored(store, "client").values()]
        one, other = (chance.choice(keys or ["nobody"]) for _ in range(2))
        person = str(chance.choice([0, *stored(store, "contact")]))
        commands = (
            ("client", "rename", one, chance.choice(("Tarn", "Acme"))),
            ("client", "archive", one),
            ("client", "delete", one, "--yes"),
            ("client", "merge", one, other, "--yes"),
            ("contact", "edit", one, person, "--name", "Zoe Hill", "--role", "Head"),
            ("contact", "remove", one, person),
            ("undo",),
            ("redo",),
        )
        in_process(store, *chance.choice(commands))


def said(items: list[Item], *how: str, people: bool) -> list[tuple[str, list[str]]]:
    """Return who becomes so, clients by key and people by name, and what changes about them."""
    return sorted(
        (
            str(one["person"] if people else one["key"]),
            sorted(text for text in one["details"] if not _OTHERWISE.search(text)),
        )
        for one in items
        if one["becomes"] in how and (one["person"] is not None) == people
    )


def changed(before: Stored, after: Stored, name: str) -> list[tuple[str, list[str]]]:
    """Return who differs, and in what; nobody is gone, and nothing was replaced."""
    assert before.keys() <= after.keys()
    found = []
    for one, values in before.items():
        columns = [column for column in values if after[one][column] != values[column]]
        for column in columns:
            assert (
                values[column] is None
                or column == "last contact"
                or (after[one][column].startswith(values[column]))
            )
        if columns:
            called = sorted("e-mail" if column == "email" else column for column in columns)
            found.append((after[one][name], called))
    return sorted(found)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=4, deadline=None)
def test_a_dry_run_says_what_becomes_of_everybody(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chance = random.Random(seed)
    folder = tmp_path_factory.mktemp("fates")
    store, file = folder / "clients.db", folder / "book.csv"
    books: dict[str, Rows] = {GOOGLE: [], HUBSPOT: []}
    for _ in range(3):
        header = chance.choice([*books])
        rows = books[header] = altered(chance, header, books[header])
        lines = [header, *(",".join(one.values()) for one in rows)]
        file.write_text("\n".join(lines), encoding="utf-8")
        command = ["import", str(file), "--json"]
        if chance.random() < 0.3:
            command.append("--all-again")
        before = dumped(store)
        clients, people = (stored(store, one) if before else {} for one in COLUMNS)
        rehearsed = in_process(store, *command, "--dry-run").json["import"]
        assert dumped(store) == before
        done = in_process(store, *command).json["import"]
        assert done == rehearsed | {"dry_run": False}
        if not store.exists():
            continue
        items, (clients_now, people_now) = done["items"], (stored(store, one) for one in COLUMNS)
        new = {values["key"] for one, values in clients_now.items() if one not in clients}
        assert {key for key, _ in said(items, "new", "doubtful", people=False)} == new
        assert said(items, "updated", people=False) == changed(clients, clients_now, "key")
        assert said(items, "updated", people=True) == changed(people, people_now, "name")
        names = [values["name"] for one, values in people_now.items() if one not in people]
        assert [name for name, _ in said(items, "new", "doubtful", people=True)] == sorted(names)
        once = dumped(store)
        in_process(store, *command)
        assert dumped(store) == once
        meddle(store, chance)
