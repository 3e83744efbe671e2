"""A program whose children do one thing to a store and may be killed at any moment.

It imports everything once and forks a child for each line on stdin, so a child begins at once with
what it is there for. A child is collected only when it is asked for: its number stays its own.

    python mortal.py upgrade SCRIPTS | upgrade this-release | restore BACKUP
    -> path [statement to die before]      <- the child's number
    -> anything                            <- how it ended
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import portfolio
from sqlalchemy import Engine, event

from clientpulse.store import tables
from clientpulse.store.backups.restore import restore
from clientpulse.store.database import Store


def die_before(number: int) -> None:
    """Kill this process when it is about to run its n-th statement."""
    left = number

    @event.listens_for(Engine, "before_cursor_execute")
    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Serve until stdin ends."""
    action, argument = sys.argv[1], Path(sys.argv[2])
    tables.load_all()  # before the fork
    if action == "upgrade" and argument.name != "this-release":
        for module, name, value in portfolio.later_release(argument):
            setattr(module, name, value)
    print("ready", flush=True)
    for line in sys.stdin:
        path, _, statement = line.rstrip("\n").partition("\t")
        child = os.fork()
        if child == 0:
            if statement:
                die_before(int(statement))
            if action == "upgrade":
                Store(Path(path)).prepare()
            else:
                restore(Path(path), argument)
            os._exit(0)
        print(child, flush=True)
        sys.stdin.readline()
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
