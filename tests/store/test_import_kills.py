"""A killed import is all or nothing."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.processes import in_process, python

KILLS = 50
ROWS = 5_000

# Imports its modules first and says when it begins, so that the kills meet the import itself.
IMPORTING = """
import sys
import clientpulse.cli.import_, clientpulse.services.importing, clientpulse.store.writer
import clientpulse.store.backup
from clientpulse.cli import run
print("begun", flush=True)
sys.exit(run(["import", sys.argv[1]]))
"""


def counted(store: Path) -> int:
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return int(connection.execute("SELECT count(*) FROM touchpoint").fetchone()[0])


@pytest.mark.slow
def test_a_killed_import_has_stored_everything_or_nothing(tmp_path: Path) -> None:
    empty, store = tmp_path / "empty.db", tmp_path / "clients.db"
    file = tmp_path / "history.csv"
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 11) for day in range(1, 29)]
    rows = "".join(f"acme,{days[n % len(days)]},call,,note {n},,\n" for n in range(ROWS))
    file.write_text("client,on,channel,direction,note,mood,minutes\n" + rows)
    assert in_process(empty, "add", "Acme").code == 0

    shutil.copy(empty, store)
    with python(store, IMPORTING, str(file)) as process:
        assert process.stdout is not None
        process.stdout.readline()
        start = time.perf_counter()
        assert process.wait() == 0
        whole = time.perf_counter() - start
    assert counted(store) == ROWS

    chance, found = random.Random(7), set()
    for number in range(KILLS):
        for companion in (store, Path(f"{store}-journal")):
            companion.unlink(missing_ok=True)
        shutil.copy(empty, store)
        with python(store, IMPORTING, str(file)) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(whole * chance.random())  # the moment of the kill; nothing is waited for
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        count = counted(store)
        assert count in {0, ROWS}, number
        found.add(count)
        assert in_process(store, "report", "--json").code == 0
    assert 0 in found
