"""Folders of an IMAP account: what they are called, on the line and to people, and which are read.

Names travel in the modified UTF-7 of RFC 3501, section 5.1.3.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from clientpulse.sources.mail.folders import is_sent, readable, same

_BEYOND = re.compile(r"[^\x20-\x7e]+")
_LISTED = re.compile(
    rb'\((?P<flags>[^)]*)\) (?P<delimiter>"(?:\\.|[^"\\])*"|NIL) ?(?P<name>.*)', re.DOTALL
)
_UNREADABLE = frozenset({rb"\noselect", rb"\nonexistent"})


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of an account.

    Attributes:
        name: As people know it, its parents before it.
        wire: The same as the server wrote it.
        delimiter: What stands between a folder and its parent; empty where none has one.
        is_sent: The server marks it as that of sent mail.
    """

    name: str
    wire: bytes
    delimiter: str = "/"
    is_sent: bool = False

    @property
    def quoted(self) -> bytes:
        """Its name as it is sent."""
        return b'"%s"' % self.wire.replace(b"\\", b"\\\\").replace(b'"', b'\\"')

    @property
    def plain(self) -> str:
        """Its name as names are compared: in small letters, with a ``/`` below its parents."""
        return _plain(self.name, self.delimiter)

    @property
    def sounds_sent(self) -> bool:
        """Whether it is called as folders of sent mail are."""
        return is_sent(self.plain)


def decoded(wire: bytes) -> str:
    """Read a folder's name; one that isn't written by the rules is taken as it is."""
    return readable(wire.decode("utf-8", "replace"))


def encoded(name: str) -> bytes:
    """Write a folder's name as servers want it."""

    def base64(found: re.Match[str]) -> str:
        text = binascii.b2a_base64(found[0].encode("utf-16-be"), newline=False).decode()
        return f"&{text.rstrip('=').replace('/', ',')}-"

    return _BEYOND.sub(base64, name.replace("&", "&-")).encode("ascii")


def listed(answer: Sequence[Any]) -> list[Folder]:
    """Read what a server answers to LIST; what can't be opened isn't among it."""
    found = []
    for one in answer:
        line, literal = one if isinstance(one, tuple) else (one, None)
        parts = _LISTED.match(line or b"")
        if parts is None:
            continue
        flags = frozenset(parts["flags"].lower().split())
        wire = _unquoted(parts["name"]) if literal is None else literal
        if flags & _UNREADABLE or not wire or any(one < 32 for one in wire):
            continue
        delimiter = _unquoted(parts["delimiter"]).decode("utf-8", "replace")
        sent = rb"\sent" in flags
        found.append(Folder(decoded(wire), wire, "" if delimiter == "NIL" else delimiter, sent))
    return found


def chosen(folders: Sequence[Folder], wanted: Sequence[str]) -> tuple[list[Folder], list[str]]:
    """Return the folders to read, and the names of those that are wanted but aren't there.

    Without any wanted these are the inbox and that of sent mail.
    """
    if not wanted:
        inbox = [one for one in folders if one.plain == "inbox"] or [Folder("INBOX", b"INBOX")]
        return [*inbox, *sent_of(folders)], []
    found = {}
    missing = []
    for name in wanted:
        one = _called(name, folders)
        if one is None:
            missing.append(name)
        else:
            found[one.wire] = one
    return list(found.values()), missing


def sent_of(folders: Sequence[Folder]) -> list[Folder]:
    """Return the folders of sent mail: those marked so, or else the one that is called so."""
    marked = [one for one in folders if one.is_sent]
    by_name = sorted((one for one in folders if one.sounds_sent), key=lambda one: len(one.name))
    return marked or by_name[:1]


def _called(name: str, folders: Sequence[Folder]) -> Folder | None:
    exact = (one for one in folders if name == one.name)
    alike = (one for one in folders if _plain(name, one.delimiter) == one.plain)
    nearly = (one for one in folders if same(name) == same(one.plain))
    return next(exact, None) or next(alike, None) or next(nearly, None)


def _plain(name: str, delimiter: str) -> str:
    return name.replace(delimiter or "/", "/").casefold()


def _unquoted(text: bytes) -> bytes:
    text = text.strip()
    if text[:1] == b'"' == text[-1:] and len(text) > 1:
        return re.sub(rb"\\(.)", rb"\1", text[1:-1])
    return text
