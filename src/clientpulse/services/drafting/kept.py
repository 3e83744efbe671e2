"""Letters on their way: each is in a file of its own from before it is sent until it is logged.

Whatever happens in between, the file tells what is known of the letter: nothing is lost, nothing is
sent twice by itself.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from clientpulse.errors import ConflictError, StoreError
from clientpulse.quoting import printable
from clientpulse.services import locking, private_files
from clientpulse.services.drafting import folder, form
from clientpulse.services.drafting.form import FAILED, SENDING, SENT, WAITING, Letter, Whose

__all__ = ["FAILED", "SENDING", "SENT", "WAITING", "Letter", "Whose"]


class Found(NamedTuple):
    """The letters of a store, the first one written first, and files that can't be read as one."""

    letters: list[Letter]
    unreadable: list[Path]


def new_file(store: Path) -> Path:
    """Return where a new letter is to be kept."""
    return folder.file_of(store, f"{secrets.token_hex(6)}{folder.ENDING}")


def find(store: Path) -> Found:
    """Return all letters of a store.

    Raises:
        StoreError: Their folder can't be read.
    """
    found = Found([], [])
    try:
        files = folder.files(store)
    except OSError as error:
        raise StoreError(
            f"the letters that are kept can't be read ({error.strerror}): {folder.of(store)}",
            "check the folder's permissions",
        ) from None
    for file in files:
        try:
            letter = form.read(file)
        except FileNotFoundError:
            continue
        except form.UNREADABLE:
            found.unreadable.append(file)
        else:
            found.letters.append(letter)
    found.letters.sort(key=lambda one: (one.written_at, one.file.name))
    return found


def write(letter: Letter) -> Letter:
    """Write a letter into its file, in place of what was there, whole or not at all.

    Raises:
        StoreError: It can't be written.
    """
    try:
        private_files.overwrite(letter.file, form.text(letter))
    except OSError as error:
        raise StoreError(
            f"the letter can't be kept ({error.strerror}): {letter.file}",
            "a letter is kept until it is logged: make room, or check the folder's permissions",
        ) from None
    return letter


def change(letter: Letter, **values: Any) -> Letter:
    """Write down what became of a letter."""
    return write(replace(letter, **values))


def drop(letter: Letter) -> None:
    """Let a letter go, with what a kill has left of it: it is logged, or nobody wants it."""
    for file in (letter.file, *letter.file.parent.glob(f".{letter.file.name}.*")):
        with contextlib.suppress(FileNotFoundError):
            file.unlink()


@contextmanager
def held(file: Path) -> Iterator[bool]:
    """Keep others from sending a letter meanwhile; give False where somebody does already."""
    private_files.make_folder(file.parent)
    with contextlib.ExitStack() as stack:
        mine = True
        try:
            stack.enter_context(locking.locked(file.with_suffix(".lock"), locking.leave))
        except locking.TakenError:
            mine = False
        yield mine


@contextmanager
def beginning(store: Path) -> Iterator[None]:
    """Keep others from writing new letters down: who gets one was looked up before."""
    private_files.make_folder(folder.of(store))
    with locking.locked(folder.file_of(store, "new.lock"), lambda: None):
        yield


@contextmanager
def all_held(letters: Iterable[Letter]) -> Iterator[None]:
    """Keep others from sending any of some letters meanwhile.

    Raises:
        ConflictError: One is being sent right now.
    """
    with contextlib.ExitStack() as stack:
        for one in letters:
            if not stack.enter_context(held(one.file)):
                raise ConflictError(
                    f"a letter to {printable(one.whose.name)} is being sent right now",
                    "wait until that is over; nothing was changed",
                )
        yield


def again(letter: Letter) -> Letter | None:
    """Read a letter once more; None where it is gone, or can't be read any more."""
    try:
        return form.read(letter.file)
    except form.UNREADABLE:
        return None
