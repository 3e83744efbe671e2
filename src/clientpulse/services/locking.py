"""One at a time: one sync of a store, one run of its timer, one who sends a letter."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from clientpulse.errors import StoreError
from clientpulse.store.file.location import make_folder


class TakenError(Exception):
    """Somebody else has it, and nobody waits."""


def leave() -> NoReturn:
    """Refuse to wait.

    Raises:
        TakenError: Always.
    """
    raise TakenError


@contextmanager
def alone(
    store_path: Path, on_waiting: Callable[[], None], what: str = "syncing"
) -> Iterator[None]:
    """Keep others from doing the same with a store; see ``locked``."""
    with locked(store_path.with_name(f"{store_path.name}.{what}"), on_waiting):
        yield


@contextmanager
def locked(file: Path, on_waiting: Callable[[], None]) -> Iterator[None]:
    """Keep others out by a file, and wait for one that is there already.

    The system lets go of the lock with the process, however that ends; a file that was left behind
    locks nobody out.

    Args:
        on_waiting: Is called before the waiting begins; there is none where it raises an error.

    Raises:
        StoreError: The file can't be made.
    """
    descriptor = _locked(file, on_waiting)
    try:
        yield
    finally:
        # First away with the file: whoever waits for it sees that it is gone, and makes another.
        with contextlib.suppress(OSError):
            file.unlink()
        os.close(descriptor)


def is_taken(store_path: Path, what: str) -> bool:
    """Tell whether somebody is at it."""
    try:
        with store_path.with_name(f"{store_path.name}.{what}").open() as stream:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        pass
    return False


def _locked(file: Path, on_waiting: Callable[[], None]) -> int:
    make_folder(file.parent)  # of a store on a server nothing may be here yet
    while True:
        try:
            descriptor = os.open(file, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreError(
                f"nothing can be written beside the store ({error.strerror}): {file.parent}",
                "check the folder's permissions and the space left",
            ) from None
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                on_waiting()
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            if _is_there(file, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _is_there(file: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(file.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
