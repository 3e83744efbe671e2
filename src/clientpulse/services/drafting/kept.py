"""Letters on their way: each is in a file of its own from before it is sent until it is logged.

Whatever happens in between, the file tells what is known of the letter: nothing is lost, nothing is
sent twice by itself.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from clientpulse.errors import ConflictError, StoreError
from clientpulse.letters.draft import Draft
from clientpulse.letters.message import Mailbox
from clientpulse.quoting import printable
from clientpulse.services import private_files
from clientpulse.services.drafting import folder
from clientpulse.services.drafting.settling import Settles

FORMAT = 1
LARGEST = 4_000_000

WAITING = "waiting"
"""It has its turn behind others."""
SENDING = "sending"
"""Sending it was begun; how that ended nobody knows."""
FAILED = "failed"
"""Nobody took it."""
SENT = "sent"
"""It was taken, and isn't logged yet."""
STATES = (WAITING, SENDING, FAILED, SENT)


class Whose(NamedTuple):
    """The client of a letter, as they were when it was written."""

    uid: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in its file.

    Attributes:
        id: Its Message-ID, without brackets; the same however often it is sent.
        contact_id: Whom it is for.
        meeting_on: The day of the meeting that it names, if any.
        at: When sending it was begun last.
        why: What went wrong then.
        refused: The addresses that weren't taken, of one that was sent.
    """

    file: Path
    state: str
    whose: Whose
    id: str
    to: tuple[Mailbox, ...]
    draft: Draft
    settles: Settles
    written_at: datetime
    contact_id: int | None = None
    meeting_on: date | None = None
    at: datetime | None = None
    why: str = ""
    refused: tuple[str, ...] = ()


class Found(NamedTuple):
    """The letters of a store, the first one written first, and files that can't be read as one."""

    letters: list[Letter]
    unreadable: list[Path]


def new_file(store: Path) -> Path:
    """Return where a new letter is to be kept."""
    return folder.of(store) / f"{store.name}.{secrets.token_hex(6)}{folder.ENDING}"


def find(store: Path) -> Found:
    """Return all letters of a store."""
    found = Found([], [])
    for file in folder.files(store):
        try:
            letter = _read(file)
        except FileNotFoundError:
            continue
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
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
        private_files.overwrite(letter.file, json.dumps(_plain(letter), indent=1))
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
    """Keep others from sending a letter meanwhile; give False where somebody does already.

    The system lets go with the process, however that ends.
    """
    lock = file.with_suffix(".lock")
    private_files.make_folder(lock.parent)
    try:
        descriptor = os.open(lock, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreError(
            f"nothing can be written into {lock.parent} ({error.strerror})",
            "check the folder's permissions",
        ) from None
    mine = True
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            mine = False
        yield mine
    finally:
        # First away with the file. Who opened it before finds the letter as it is by then.
        if mine:
            with contextlib.suppress(OSError):
                lock.unlink()
        os.close(descriptor)


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
        return _read(letter.file)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _plain(letter: Letter) -> dict[str, Any]:
    draft = letter.draft
    return {
        "format": FORMAT,
        "state": letter.state,
        "why": letter.why,
        "client": letter.whose._asdict(),
        "message_id": letter.id,
        "contact_id": letter.contact_id,
        "written_at": letter.written_at.isoformat(),
        "at": letter.at and letter.at.isoformat(),
        "meeting_on": letter.meeting_on and letter.meeting_on.isoformat(),
        "to": [[one.name, one.address] for one in letter.to],
        "refused": list(letter.refused),
        "subject": draft.subject,
        "body": draft.body,
        "html": draft.html,
        "settles": letter.settles.plain(),
    }


def _read(file: Path) -> Letter:
    with file.open(encoding="utf-8") as stream:
        text = stream.read(LARGEST + 1)
    plain = json.loads(text)
    if len(text) > LARGEST or plain["format"] != FORMAT or plain["state"] not in STATES:
        raise ValueError(file)
    if not all(isinstance(plain[name], str) for name in ("subject", "body", "message_id", "why")):
        raise TypeError(file)
    return Letter(
        file=file,
        state=plain["state"],
        whose=Whose(**plain["client"]),
        id=plain["message_id"],
        to=tuple(Mailbox(name, address) for name, address in plain["to"]),
        draft=Draft(plain["subject"], plain["body"], html=plain["html"]),
        settles=Settles.read(plain["settles"]),
        written_at=datetime.fromisoformat(plain["written_at"]),
        contact_id=plain["contact_id"],
        meeting_on=plain["meeting_on"] and date.fromisoformat(plain["meeting_on"]),
        at=plain["at"] and datetime.fromisoformat(plain["at"]),
        why=plain["why"],
        refused=tuple(map(str, plain["refused"])),
    )
