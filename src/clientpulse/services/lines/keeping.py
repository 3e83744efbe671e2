"""Keeping lines until their store can be reached, and changing those that wait."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from clientpulse.errors import NotFoundError, StoreError
from clientpulse.services import private_files
from clientpulse.services.lines import folder, form, writing
from clientpulse.services.locking import TakenError, leave, locked
from clientpulse.store.file.location import sync_folder
from clientpulse.views.log import LogLine
from clientpulse.views.outbox import KeptLine

MOST = 10_000
"""More lines than anybody types on a journey; a script that never gets through is stopped."""


@dataclass(frozen=True, slots=True)
class Edits:
    """What is to be different about a line; what is None stays.

    Attributes:
        next_meeting: A day and a time; empty for no meeting.
        settles: By kind what it settled instead; of a kind that isn't named nothing changes.
    """

    client: str | None = None
    people: tuple[str, ...] | None = None
    next_meeting: tuple[date, str | None] | tuple[()] | None = None
    settles: Mapping[str, tuple[str, ...]] | None = None


class Found(NamedTuple):
    """What waits: for a store, in the order of typing; for which others; and damaged files."""

    lines: list[KeptLine]
    elsewhere: list[str]
    unreadable: list[Path]


def name_of(store: Path) -> str:
    """Return by what a line knows its store: the file itself, where a link names it."""
    return str(store.resolve())


def find(store: Path) -> Found:
    """Return what waits for a store, and what else is there.

    Raises:
        StoreError: The folder can't be read.
    """
    found, here = Found([], [], []), name_of(store)
    try:
        files = folder.files()
    except OSError as error:
        raise _unwritable(error, "be read") from None
    for file in files:
        try:
            one = form.read(file)
        except FileNotFoundError:
            continue
        except form.UNREADABLE:
            found.unreadable.append(file)
            continue
        if one.store == here:
            found.lines.append(one)
        elif one.location not in found.elsewhere:
            found.elsewhere.append(one.location)
    return found


def count(store: Path) -> int:
    """Return how many lines wait for a store or can't be read, as far as can be seen."""
    if folder.is_empty():
        return 0
    try:
        found = find(store)
    except StoreError:
        return 0
    return len(found.lines) + len(found.unreadable)


def keep(store: Path, line: LogLine, now: datetime, location: str) -> KeptLine:
    """Keep a line; when this returns, no loss of power loses it.

    Args:
        location: The store as ``--db`` is given it.

    Raises:
        InputError: Something of it makes no sense.
        StoreError: It can't be written.
    """
    line = writing.check(line)
    with _changing():
        last = max((int(one.name.partition("-")[0]) for one in folder.files()), default=0)
        if last >= MOST:
            raise StoreError(
                f"{MOST:,} lines wait in the outbox already", "see what keeps them: pulse outbox"
            )
        one = KeptLine(last + 1, str(uuid4()), name_of(store), now, line, location)
        _write(one)
    return one


def read(store: Path, number: int) -> KeptLine:
    """Return a line that waits.

    Raises:
        NotFoundError: None of this number waits for the store.
    """
    for one in find(store).lines:
        if one.id == number:
            return one
    raise NotFoundError(
        f"nothing waits in the outbox with the number {number}", "see what does: pulse outbox"
    )


def edit(store: Path, number: int, edits: Edits) -> tuple[KeptLine, KeptLine]:
    """Correct a line that waits; return it as it was and as it is.

    Raises:
        ClientpulseError: It isn't there, or makes no sense then.
    """
    with _alone():
        before = read(store, number)
        line = before.line
        if edits.client is not None:
            line = replace(line, client=edits.client)
        if edits.people is not None:
            line = replace(line, touchpoint=replace(line.touchpoint, attendees=edits.people))
        if edits.next_meeting is not None:
            line = replace(line, next_meeting=edits.next_meeting or None)
        settles = {**line.settles, **(edits.settles or {})}
        line = replace(line, settles={kind: typed for kind, typed in settles.items() if typed})
        after = replace(before, line=writing.check(line))
        if after != before:
            after = replace(after, why="")
            with _changing():
                _write(after)
    return before, after


def delete(store: Path, number: int) -> KeptLine:
    """Delete a line that waits.

    Raises:
        NotFoundError: It isn't there.
    """
    with _alone():
        one = read(store, number)
        drop(one)
    return one


def note(one: KeptLine, why: str) -> KeptLine:
    """Write down why a line couldn't be delivered, if that isn't known already."""
    if one.why == why:
        return one
    after = replace(one, why=why)
    with _changing():
        if file_of(one).exists():
            _write(after)
    return after


def drop(one: KeptLine) -> None:
    """Let a line go.

    Raises:
        StoreError: It can't be deleted.
    """
    try:
        file_of(one).unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(error, "be emptied") from None


def file_of(one: KeptLine) -> Path:
    """Return the file of a line."""
    return folder.place() / f"{one.id}-{one.uid}.json"


@contextmanager
def delivering() -> Iterator[bool]:
    """Keep others from delivering meanwhile; give False where somebody does already."""
    private_files.make_folder(folder.place())
    with contextlib.ExitStack() as stack:
        mine = True
        try:
            stack.enter_context(locked(folder.place() / ".delivering", leave))
        except TakenError:
            mine = False
        yield mine


def _alone() -> contextlib.AbstractContextManager[None]:
    """Wait until nobody delivers, and keep others from it meanwhile."""
    private_files.make_folder(folder.place())
    return locked(folder.place() / ".delivering", lambda: None)


@contextmanager
def _changing() -> Iterator[None]:
    """Keep others from writing meanwhile, and take away what a kill left half written."""
    place = folder.place()
    for made in private_files.make_folder(place):
        sync_folder(made.parent)
    with locked(place / ".changing", lambda: None):
        for left in place.glob(".*.json.*"):
            with contextlib.suppress(OSError):
                left.unlink()
        yield


def _write(one: KeptLine) -> None:
    try:
        private_files.overwrite(file_of(one), form.text(one))
    except OSError as error:
        raise _unwritable(error, "be written") from None


def _unwritable(error: OSError, what: str) -> StoreError:
    return StoreError(
        f"the outbox can't {what} ({error.strerror}): {folder.place()}",
        "make room, or check the folder's permissions",
    )
