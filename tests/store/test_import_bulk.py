"""Importing a lot, as its own process: everything arrives, in little memory."""

from __future__ import annotations

import csv
import json
import random
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.conftest import TODAY
from tests.processes import in_process, pulse, python

CLIENTS = 200
CHANNELS = ["meeting", "call", "video", "visit", "email", "message", "letter"]

ROOT = Path(__file__).parents[2]

# Runs a command line and writes down what memory that took at its most, in MiB.
MEASURED = """
import sys
from pathlib import Path
from clientpulse.cli import run
from tests.memory import peak_megabytes
code = run(sys.argv[2:])
Path(sys.argv[1]).write_text(str(peak_megabytes()))
sys.exit(code)
"""


def measured(store: Path, *arguments: str) -> tuple[int, str, str, float]:
    peak = store.with_name("peak.txt")
    with python(store, MEASURED, str(peak), *arguments, cwd=ROOT) as process:
        out, err = process.communicate(timeout=600)
    return process.returncode, out, err, float(peak.read_text())


def write_history(path: Path, count: int) -> None:
    """Write touchpoints in no order of clients or days, with some equal ones among them."""
    chance = random.Random(count)
    first = date.fromisoformat(TODAY) - timedelta(days=2_000)
    days = [(first + timedelta(days=number)).isoformat() for number in range(2_000)]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["client", "on", "channel", "direction", "note", "mood", "minutes"])
        writer.writerows(
            (
                f"c{chance.randrange(CLIENTS)}",
                chance.choice(days),
                chance.choice(CHANNELS),
                chance.choice(["", "inbound"]),
                f"note {number % 50_000}, as it was said",
                chance.choice(["", "-2", "-1", "1"]),
                chance.choice(["", "15", "60"]),
            )
            for number in range(count)
        )


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of clients without a history."""
    path = tmp_path / "clients.db"
    names = tmp_path / "clients.csv"
    names.write_text("name,key\n" + "".join(f"Client {n},c{n}\n" for n in range(CLIENTS)))
    assert in_process(path, "import", str(names)).code == 0
    return path


def stored(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(
            "SELECT c.key, t.occurred_on, t.channel, t.direction, t.note, t.mood, t.minutes,"
            " t.reaching FROM touchpoint t JOIN client c ON c.id = t.client_id ORDER BY t.id"
        ).fetchall()


@pytest.mark.thorough
def test_every_row_arrives_and_undo_takes_them_all_back(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "history.csv"
    many = 200_000
    write_history(file, many)
    done = pulse(store, "import", str(file), "--json")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert json.loads(done.stdout)["import"]["created"] == many
    with file.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    written = stored(store)
    assert len(written) == len(rows)
    for row, values in zip(rows, written, strict=True):
        two_way = row["channel"] in {"meeting", "call", "video", "visit"}
        assert values == (
            row["client"],
            row["on"],
            row["channel"],
            row["direction"] or "outbound",
            row["note"],
            int(row["mood"]) if row["mood"] else None,
            int(row["minutes"]) if row["minutes"] else None,
            int(two_way or not row["direction"]),
        )
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        uids = connection.execute("SELECT count(DISTINCT uid) FROM touchpoint").fetchone()
        assert uids == (many,)
        # However many rows, the journal holds one range of keys.
        changes = (
            "SELECT action, last_id - first_id FROM journal_change WHERE table_name = 'touchpoint'"
        )
        assert connection.execute(changes).fetchone() == ("insert", many - 1)
    assert in_process(store, "undo").code == 0
    assert stored(store) == []


@pytest.mark.thorough
@pytest.mark.timeout(900)
def test_a_long_history_is_imported_twice_in_little_memory(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "history.csv"
    rows = 300_000
    write_history(file, rows)
    for expected in (f"{rows:,} created", f"{rows:,} unchanged"):
        code, out, err, peak = measured(store, "import", str(file))
        assert (code, err) == (0, "")
        assert expected in out
        assert peak < 400
    assert len(stored(store)) == rows


@pytest.mark.thorough
def test_fifty_megabytes_on_one_line_are_refused_in_little_memory(
    store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "long.csv"
    with file.open("w", encoding="utf-8") as stream:
        stream.write("client,on,note\nc1,2026-11-01,before\nc1,2026-11-01,")
        for _ in range(50):
            stream.write("x" * 1_000_000)
        stream.write("\nc1,2026-11-02,after\n")
    code, out, err, peak = measured(store, "import", str(file))
    assert code == 0
    assert "2 created, 1 refused" in out
    assert err.startswith("line 3 is longer than")
    assert peak < 300
    assert [row[4] for row in stored(store)] == ["before", "after"]


def test_a_file_that_is_one_long_line_is_refused(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    file.write_bytes(b"name," * 10_000_000)
    code, out, err, peak = measured(store, "import", str(file))
    assert (code, out) == (5, "")
    assert err.startswith("error: long.csv isn't CSV")
    assert peak < 300


@pytest.mark.thorough
def test_a_million_wrong_cells_are_not_remembered(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "wrong.csv"
    with file.open("w", encoding="utf-8") as stream:
        stream.write("client,on\n")
        stream.writelines(f"nobody{number},2026-11-01\n" for number in range(100_000))
    code, _, err, peak = measured(store, "import", str(file))
    assert code == 5
    assert err.splitlines()[-1] == "and 99,980 more"
    assert peak < 300
