"""Calendar files taken apart as they come in: never is a whole one in memory."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

LONGEST_LINE = 1_000_000
"""Of a longer one the rest is left out: what is read here is short."""

LONGEST_VALUE = 50_000
MOST_LINES = 5_000

EVENT, ZONE, CALENDAR = b"VEVENT", b"VTIMEZONE", b"VCALENDAR"

_READ = re.compile(
    rb"(BEGIN|END|UID|DTSTART|DTEND|DURATION|RRULE|RDATE|EXRULE|EXDATE|RECURRENCE-ID|SUMMARY"
    rb"|LOCATION|ATTENDEE|ORGANIZER|STATUS|TRANSP|SEQUENCE|METHOD|TZID|TZOFFSETFROM|TZOFFSETTO"
    rb"|X-LIC-LOCATION|X-WR-TIMEZONE|X-MICROSOFT-CDO-BUSYSTATUS|X-MICROSOFT-CDO-ALLDAYEVENT)[;:]",
    re.IGNORECASE,
)
_HALF_A_NAME = re.compile(rb"[A-Z-]{1,30}", re.IGNORECASE)
_QUOTED_PRINTABLE = re.compile(rb"[^:]*QUOTED-PRINTABLE[^:]*:", re.IGNORECASE)
_OF_A_CALENDAR = frozenset((b"METHOD", b"X-WR-TIMEZONE"))
_FOLDED = (b" ", b"\t")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

Line = tuple[bytes, bytes]
"""The name of a property in capitals, and its whole line."""


@dataclass(slots=True)
class Component:
    """An event, the definition of a timezone, or the beginning of a calendar.

    Attributes:
        lines: Unfolded, those alone that mean something here. Of an event without what is nested in
            it; of a timezone with it.
    """

    kind: bytes
    lines: list[Line] = field(default_factory=list)


def components(chunks: Iterable[bytes]) -> Iterator[Component]:
    """Take a file apart, however broken it is.

    An event that doesn't end before the next one begins ends there.
    """
    now: Component | None = None
    nested: list[bytes] = []
    for name, line in _unfolded(_physical(_as_utf_8(chunks))):
        if name not in {b"BEGIN", b"END"}:
            if name in _OF_A_CALENDAR and now is None and not nested:
                yield Component(CALENDAR, [(name, line)])
            elif (
                now is not None and len(now.lines) < MOST_LINES and (not nested or now.kind == ZONE)
            ):
                now.lines.append((name, line))
            continue
        kind = line.partition(b":")[2].strip().upper()
        begins = name == b"BEGIN"
        if kind in {EVENT, ZONE, CALENDAR}:
            if now is not None:
                yield now
            now, nested = None, []
            if begins and kind == CALENDAR:
                yield Component(CALENDAR)
            elif begins:
                now = Component(kind)
        elif begins:
            nested.append(kind)
        elif kind in nested:
            del nested[nested.index(kind) :]
        if now is not None and now.kind == ZONE:
            now.lines.append((name, line))
    if now is not None:
        yield now


def _as_utf_8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    decoder = None
    is_first = True
    for chunk in chunks:
        if is_first and chunk:
            is_first = False
            if chunk.startswith(_UTF_16):
                decoder = codecs.getincrementaldecoder("utf-16")("replace")
            chunk = chunk.removeprefix(codecs.BOM_UTF8)  # noqa: PLW2901
        yield chunk if decoder is None else decoder.decode(chunk).encode("utf-8", "replace")


def _physical(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        rest += chunk
        end = max(rest.rfind(b"\n"), rest.rfind(b"\r")) + 1
        yield from rest[:end].splitlines()
        rest = rest[end:][:LONGEST_LINE]
    yield from rest.splitlines()


def _unfolded(lines: Iterable[bytes]) -> Iterator[Line]:
    """Put together what was folded, and leave out what means nothing here.

    Some programs fold behind the name, as in ``DTSTART`` and ``:20261128`` on the next line.
    """
    name, whole = b"", bytearray()
    is_quoted = is_open = False
    for line in lines:
        if not line:
            continue
        if is_quoted and whole.endswith(b"=") and len(whole) < LONGEST_VALUE:
            # A soft line break of quoted-printable; vCalendar 1.0 doesn't indent what follows.
            whole[-1:] = line[:LONGEST_VALUE]
            continue
        if line.startswith(_FOLDED):
            if not is_open or len(whole) >= LONGEST_VALUE:
                continue
            whole += line[1:]
            if name:
                continue
        else:
            if name:
                yield name, bytes(whole)
            whole = bytearray(line[:LONGEST_VALUE])
        found = _READ.match(whole)
        name = found[1].upper() if found else b""
        is_open = bool(found or _HALF_A_NAME.fullmatch(whole))
        is_quoted = bool(found and _QUOTED_PRINTABLE.match(whole))
    if name:
        yield name, bytes(whole)
