"""The text of a value: its characters, its escapes, its parts."""

from __future__ import annotations

import binascii
import codecs
import re
from collections.abc import Iterator
from functools import lru_cache

LAST_RESORT = "cp1252"
"""What is in no encoding that is known: Windows' of Western Europe, as Outlook writes."""

_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_MEANT = {"n": "\n", "N": "\n"}


@lru_cache(maxsize=64)
def codec(name: str) -> str | None:
    """Return the codec of a charset as a card names it; None where there is none."""
    plain = name.strip().strip('"').lower()
    plain = {"macintosh": "mac_roman", "x-mac-roman": "mac_roman", "ansi": "cp1252"}.get(
        plain, plain
    )
    try:
        found = codecs.lookup(plain)
        b"a".decode(plain)
    except (LookupError, ValueError):
        return None
    # What is said to be Latin-1 is what Windows writes for it, and has its dashes and quotes.
    return "cp1252" if found.name == "iso8859-1" else found.name


def decoded(data: bytes, charset: str | None, fallback: str) -> str:
    """Decode bytes: by the charset that is named, else as UTF-8, else as the fallback."""
    if data.isascii() and charset is None:
        return data.decode("ascii")
    for one in (charset, "utf-8", fallback):
        if one is not None:
            try:
                return data.decode(one)
            except (UnicodeError, ValueError):
                continue
    # The end of a long line may be missing, and with it half a letter.
    if data[:-4].decode("utf-8", "ignore").encode() == data[:-4]:
        return data.decode("utf-8", "ignore")
    return data.decode(LAST_RESORT, "replace")


def from_quoted_printable(data: bytes) -> bytes:
    """Decode quoted-printable; what is none of it stays."""
    return binascii.a2b_qp(data) if b"=" in data else data


def from_base64(data: bytes) -> bytes:
    """Decode base64; nothing where it is none."""
    plain = b"".join(data.split())
    try:
        return binascii.a2b_base64(plain + b"=" * (-len(plain) % 4))
    except (binascii.Error, ValueError):
        return b""


def unescaped(text: str) -> str:
    r"""Read the escapes of a text: ``\n``, ``\,`` and the like."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), text)


def split(text: str, mark: str) -> list[str]:
    """Part a text at a mark that isn't escaped; the escapes stay."""
    return list(_split(text, mark)) if "\\" in text else text.split(mark)


def _split(text: str, mark: str) -> Iterator[str]:
    start = at = 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == mark:
            yield text[start:at]
            start = at + 1
        at += 1
    yield text[start:]
