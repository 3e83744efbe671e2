"""Killing a command before one of its steps: a file, a lock, a statement, a commit."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from clientpulse.store.backups import restore  # noqa: F401  loaded before the fork
from tests.processes import in_process

STEPS = {"open", "os.mkdir", "os.rename", "os.remove", "fcntl.flock"}


class Killer:
    """Ends this process before its n-th step in some folders."""

    def __init__(self, folders: Sequence[Path], step: int) -> None:
        self._folders, self._left = [str(one) for one in folders], step
        sys.addaudithook(self._hook)
        event.listen(Engine, "before_cursor_execute", self._step)
        event.listen(Engine, "commit", self._step)

    def _hook(self, name: str, arguments: tuple[Any, ...]) -> None:
        if name in STEPS and (name == "fcntl.flock" or self._is_ours(str(arguments[0]))):
            self._step()

    def _is_ours(self, place: str) -> bool:
        return any(one in place for one in self._folders)

    def _step(self, *_: Any) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def killed_at(store: Path, step: int, *command: str, also_in: Sequence[Path] = ()) -> bool:
    """Run a command that dies before a step; tell whether it had so many.

    Args:
        also_in: Folders in which it takes steps beside the store's.
    """
    child = os.fork()
    if child == 0:
        Killer([store.parent, *also_in], step)
        in_process(store, *command)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
