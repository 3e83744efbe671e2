"""What the headers of a message say, as they lie in a file or come from a server."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo

from clientpulse.sources.gathered import Message, Party
from clientpulse.sources.mail.automatic import SIGNS, why_automatic
from clientpulse.sources.mail.dates import FIRST_YEAR, moment
from clientpulse.sources.mail.parties import parties
from clientpulse.sources.mail.words import text

_READ = ("From", "Sender", "To", "Cc", "Bcc", "Subject", "Date", "Message-ID")
_THREAD = ("In-Reply-To", "References")

HEADERS = (*_READ, *_THREAD, *SIGNS)
"""The names of the headers that are read; a server is asked for these alone."""

_LOCAL = ("X-Mozilla-Status", "X-Status", "X-Gmail-Labels")

LONGEST = 256 * 1024
"""How many bytes of a header are looked at. What stands behind them is never read."""

_KEYS = {
    name.lower().encode() + space: name.lower()
    for name in (*HEADERS, *_LOCAL)
    for space in (b"", b" ", b"\t")
}
_MANY = frozenset(("to", "cc", "bcc", "from"))
_SUBJECT = 500
_ID = 250
_TOGETHER = 64 * 1024
_NEAREST, _FIRST = 8, 2
"""How many ids are kept of the end of a thread, and of its beginning."""
_IDS = re.compile(rb"<([^<>\s]{1,250})>")

Fields = Mapping[str, bytes]
"""By its name in small letters, what a header says, with its folded lines."""


def read_headers(
    raw: bytes,
    zone: tzinfo,
    *,
    sent: bool = False,
    arrived: datetime | None = None,
    until: date | None = None,
) -> Message | None:
    """Read the headers of a message, up to the first empty line.

    Args:
        raw: The header, or as much of it as there is.
        zone: Ours: the day and the time are by it.
        sent: It lies where sent mail does.
        arrived: When it was delivered. Stands in where the Date is missing or can't be: before
            1990, or later than ``until`` or, without that, than the delivery, by more than a day.
        until: The last day that a Date can name.

    Returns:
        None where nobody could say what it is: neither people nor a subject, or no day.
    """
    return message_of(split(raw), zone, sent=sent, arrived=arrived, until=until)


def message_of(
    fields: Fields,
    zone: tzinfo,
    *,
    sent: bool = False,
    arrived: datetime | None = None,
    until: date | None = None,
) -> Message | None:
    """Return the message whose headers are split already, as `read_headers` does."""
    if not ("from" in fields or "to" in fields or "subject" in fields or "sender" in fields):
        return None
    when = _when(fields, zone, arrived, until)
    if when is None:
        return None
    sender = parties(fields.get("from", b"")) or parties(fields.get("sender", b""))
    to, cc, bcc = (parties(fields.get(name, b"")) for name in ("to", "cc", "bcc"))
    author: Party | None = sender[0] if sender else None
    subject = text(fields.get("subject", b"")[: 4 * _SUBJECT])[:_SUBJECT]
    return Message(
        id=_id(fields),
        on=when.date(),
        time=f"{when.hour:02}:{when.minute:02}",
        sender=author,
        to=to,
        cc=cc + bcc if bcc else cc,
        subject=subject,
        automatic=why_automatic(fields, author, (*to, *cc, *bcc), subject, sent=sent),
        sent=sent,
        answers=_answers(fields),
    )


def split(raw: bytes) -> dict[str, bytes]:
    """Return the headers that are read; of one that stands twice the first that says something."""
    found: dict[str, bytes] = {}
    raw = raw[:LONGEST].lstrip(b"\r\n")
    if b"\n" not in raw:
        # As the first Macs ended their lines.
        raw = raw.replace(b"\r", b"\n")
    end = raw.find(b"\n\n")
    end = end if end >= 0 else len(raw)
    dos = raw.find(b"\n\r\n", 0, end)
    raw = raw[: dos if dos >= 0 else end].replace(b"\n ", b"  ").replace(b"\n\t", b"  ")
    for line in raw.split(b"\n"):
        name, _, value = line.partition(b":")
        key = _KEYS.get(name.lower())
        if key is None:
            continue
        value = value.strip()
        if not found.get(key):
            found[key] = value
        elif key in _MANY and len(found[key]) < _TOGETHER:
            found[key] += b", " + value
    return found


def _when(
    fields: Fields, zone: tzinfo, arrived: datetime | None, until: date | None
) -> datetime | None:
    written = moment(fields.get("date", b""), zone)
    if arrived is not None:
        arrived = arrived.astimezone(zone)
        if arrived.year < FIRST_YEAR:
            arrived = None
    if until is None and arrived is not None:
        until = arrived.date()
    return next((one for one in (written, arrived) if one and _is_likely(one, until)), None)


def _is_likely(when: datetime, until: date | None) -> bool:
    return when.year >= FIRST_YEAR and (until is None or when.date() <= until + timedelta(days=1))


def _id(fields: Fields) -> str:
    given = fields.get("message-id", b"")
    start, end = given.find(b"<"), given.rfind(b">")
    inner = text(given[start + 1 : end] if 0 <= start < end else given).strip("<> ")
    if inner and len(inner) <= _ID:
        return inner
    told = b"\0".join(
        b" ".join(fields.get(name, b"").split())
        for name in ("from", "date", "subject", "to", "message-id")
    )
    return hashlib.sha256(told).hexdigest()


def _answers(fields: Fields) -> tuple[str, ...]:
    """Return the ids of what a message answers: its parent, then its thread from the end."""
    if not ("in-reply-to" in fields or "references" in fields):
        return ()
    parent = _IDS.findall(fields.get("in-reply-to", b"")[:_TOGETHER])[:1]
    thread = _IDS.findall(fields.get("references", b"")[:_TOGETHER])[::-1]
    some = thread if len(thread) <= _NEAREST + _FIRST else [*thread[:_NEAREST], *thread[-_FIRST:]]
    return tuple(dict.fromkeys(map(text, (*parent, *some))))
