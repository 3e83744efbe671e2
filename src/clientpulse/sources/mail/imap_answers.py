"""What IMAP servers answer, taken apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

_BEGINS = re.compile(rb"\d+ \(")
_UID = re.compile(rb"\bUID (\d{1,20})")
_ARRIVED = re.compile(rb'\bINTERNALDATE "([^"]{1,60})"')


class Fetched(NamedTuple):
    """A message as a server gave it.

    Attributes:
        arrived: When it came, as the server writes it.
        headers: Those that were asked for.
    """

    uid: int
    arrived: bytes
    headers: bytes


def fetched(answer: Sequence[Any], wanted: Collection[int]) -> Iterator[Fetched]:
    """Read what a server answers to FETCH; what wasn't asked for is passed over.

    What belongs to one message comes in an order that every server has of its own.
    """
    left = set(wanted)
    for said, headers in _messages(answer):
        uid = _UID.search(said)
        if uid is None or headers is None or int(uid[1]) not in left:
            continue
        left.discard(int(uid[1]))
        arrived = _ARRIVED.search(said)
        yield Fetched(int(uid[1]), arrived[1] if arrived else b"", headers)


def _messages(answer: Sequence[Any]) -> Iterator[tuple[bytes, bytes | None]]:
    """Put together what is said of each message, and the text that came with it."""
    said, headers = b"", None
    for one in answer:
        words, text = one if isinstance(one, tuple) else (one, None)
        if _BEGINS.match(words):
            if said:
                yield said, headers
            said, headers = b"", None
        said += b" " + words
        if text is not None:
            headers = text
        elif b"BODY[" in words.upper() and headers is None:
            headers = b""
    if said:
        yield said, headers


def number_of(name: str, answer: Sequence[Any]) -> int | None:
    """Return the number that stands behind a word."""
    text = b" ".join(b" ".join(one) if isinstance(one, tuple) else one for one in answer)
    found = re.search(rb"\b%s (\d{1,20})" % name.encode(), text, re.IGNORECASE)
    return int(found[1]) if found else None


def uids_of(numbers: Sequence[int]) -> str:
    """Write ascending UIDs as a set: ``4:9,12``."""
    parts: list[list[int]] = []
    for one in numbers:
        if parts and parts[-1][1] == one - 1:
            parts[-1][1] = one
        else:
            parts.append([one, one])
    return ",".join(f"{first}" if first == last else f"{first}:{last}" for first, last in parts)
