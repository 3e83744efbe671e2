"""A program whose children run one command line each and may die at a chosen moment.

It imports everything once and forks a child for each line on stdin. A moment is a count and no
time, so it is the same one on every machine:

* a statement: what SQLAlchemy is about to hand to a database, a commit, or a connection about to
  close;
* a tick: so many steps of SQLite's own machine, so it may be in the middle of a statement.

The children's SQLite has room for a page only. So it writes to the store's file long before
the commit, as it does when a lot changes, and a kill leaves a file that has to be repaired.

    <- {"store": path, "arguments": [...], "statement": 7} or {..., "tick": 30}, or neither
    -> {"code": -9, "out": "", "statements": 7, "ticks": 29}
"""

from __future__ import annotations

import json
import mmap
import os
import signal
import sqlite3
import struct
import sys
import tempfile
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Pool, event

from clientpulse.cli import run

STEPS = 500
PAGES = 1
COUNTS = struct.Struct("2q")


def count_and_die(counts: mmap.mmap, statement: int, tick: int) -> None:
    """Count statements and ticks, and kill this process at one of them.

    Args:
        counts: Where to count; it is shared with the parent, so it outlives the kill.
        statement: The statement to die before; 0 for none.
        tick: The tick to die at; 0 for none.
    """

    def one_more(statements: int, ticks: int) -> None:
        so_far = COUNTS.unpack_from(counts)
        now = so_far[0] + statements, so_far[1] + ticks
        COUNTS.pack_into(counts, 0, *now)
        if (statements and now[0] == statement) or (ticks and now[1] == tick):
            os.kill(os.getpid(), signal.SIGKILL)

    @event.listens_for(Engine, "before_cursor_execute", retval=True)
    def stated(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> tuple[str, Any]:
        one_more(1, 0)
        if statement.startswith("PRAGMA cache_size"):
            statement = f"PRAGMA cache_size={PAGES}"
        return statement, parameters

    @event.listens_for(Engine, "commit")
    def committing(*_: Any) -> None:
        one_more(1, 0)

    @event.listens_for(Pool, "close")
    def closing(*_: Any) -> None:
        one_more(1, 0)

    @event.listens_for(Pool, "connect")
    def connected(connection: Any, _: Any) -> None:
        if not isinstance(connection, sqlite3.Connection):
            return  # a server's
        connection.execute(f"PRAGMA cache_size={PAGES}")
        connection.set_progress_handler(lambda: one_more(0, 1), STEPS)


def answer(asked: dict[str, Any], counts: mmap.mmap, out: Path) -> dict[str, Any]:
    """Run a command line in a child, and say how it ended."""
    COUNTS.pack_into(counts, 0, 0, 0)
    out.write_text("")
    child = os.fork()
    if child == 0:
        with out.open("w") as stream, redirect_stdout(stream):
            count_and_die(counts, asked.get("statement", 0), asked.get("tick", 0))
            code = run(["--db", asked["store"], *asked["arguments"]])
        os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    statements, ticks = COUNTS.unpack_from(counts)
    return {"code": code, "out": out.read_text(), "statements": statements, "ticks": ticks}


def main() -> None:
    """Serve until stdin ends."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = folder / "rows.csv"
        rows.write_text("client,on\nwarm,2026-01-05\n")
        # What the children need is imported before they are there.
        for line in (["add", "Warm"], ["log", "warm", "up"], ["import", str(rows)]):
            with redirect_stdout((folder / "out").open("w")):
                assert run(["--db", str(folder / "warm.db"), *line]) == 0
        counts = mmap.mmap(-1, COUNTS.size)
        for line in sys.stdin:
            print(json.dumps(answer(json.loads(line), counts, folder / "out")), flush=True)


if __name__ == "__main__":
    main()
