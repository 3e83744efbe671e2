"""A kept letter, and how it stands in its file; what isn't exactly one is refused."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from clientpulse.letters.draft import Draft
from clientpulse.letters.message import Mailbox, address_of
from clientpulse.services.drafting.settling import Settles
from clientpulse.store.queries.values import GREATEST

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
        meeting_on: The day of the meeting that was next then, if any; ``meeting_at`` its time.
        on_track: It may say that all is.
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
    meeting_at: str | None = None
    on_track: bool = False
    at: datetime | None = None
    why: str = ""
    refused: tuple[str, ...] = ()


UNREADABLE = (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What reading a file raises that is no letter."""

_ID = re.compile(r"[!-;=?-~]{1,240}@[!-;=?-~]{1,260}")
_TEXTS = ("subject", "body", "message_id", "why")


def text(letter: Letter) -> str:
    """Return what a letter's file holds."""
    draft = letter.draft
    plain = {
        "format": FORMAT,
        "state": letter.state,
        "why": letter.why,
        "client": letter.whose._asdict(),
        "message_id": letter.id,
        "contact_id": letter.contact_id,
        "written_at": letter.written_at.isoformat(),
        "at": letter.at and letter.at.isoformat(),
        "meeting_on": letter.meeting_on and letter.meeting_on.isoformat(),
        "meeting_at": letter.meeting_at,
        "on_track": letter.on_track,
        "to": [[one.name, one.address] for one in letter.to],
        "refused": list(letter.refused),
        "subject": draft.subject,
        "body": draft.body,
        "html": draft.html,
        "settles": letter.settles.plain(),
    }
    return json.dumps(plain, indent=1)


def read(file: Path) -> Letter:
    """Read a letter.

    Raises:
        Exception: It is none: one of ``UNREADABLE``.
    """
    if file.is_fifo():
        raise ValueError(file)  # to open it would wait for somebody who writes into it
    with file.open(encoding="utf-8") as stream:
        content = stream.read(LARGEST + 1)
    plain = json.loads(content)
    if len(content) > LARGEST or plain["format"] != FORMAT or plain["state"] not in STATES:
        raise ValueError(file)
    _check(plain)
    return Letter(
        file=file,
        state=plain["state"],
        whose=Whose(**plain["client"]),
        id=plain["message_id"],
        to=tuple(_mailbox(name, address) for name, address in plain["to"]),
        draft=Draft(plain["subject"], plain["body"], html=plain["html"]),
        settles=Settles.read(plain["settles"]),
        written_at=_moment(plain["written_at"]),
        contact_id=plain["contact_id"],
        meeting_on=plain["meeting_on"] and date.fromisoformat(plain["meeting_on"]),
        meeting_at=plain.get("meeting_at"),
        on_track=plain.get("on_track") is True,
        at=plain["at"] and _moment(plain["at"]),
        why=plain["why"],
        refused=tuple(map(str, plain["refused"])),
    )


def _check(plain: dict[str, Any]) -> None:
    """Refuse what would fail only once the letter is out, and so couldn't be logged."""
    # Half a character can be read, and neither shown nor stored.
    json.dumps(plain, ensure_ascii=False).encode()
    texts = [*map(plain.__getitem__, _TEXTS), *plain["client"].values()]
    texts += [one for one in (plain["html"], plain.get("meeting_at")) if one is not None]
    if not all(isinstance(one, str) for one in texts):
        raise TypeError(plain)
    number = plain["contact_id"]
    if number is not None and (type(number) is not int or not 0 < number <= GREATEST):
        raise TypeError(number)
    if not plain["to"] or not _ID.fullmatch(plain["message_id"]):
        raise ValueError(plain)


def _mailbox(name: Any, address: Any) -> Mailbox:
    if not isinstance(name, str) or name != " ".join(name.split()):
        raise ValueError(name)
    if address_of(address) != address:
        raise ValueError(address)
    return Mailbox(name, address)


def _moment(typed: str) -> datetime:
    moment = datetime.fromisoformat(typed)
    if moment.tzinfo is None:
        raise ValueError(typed)
    return moment
