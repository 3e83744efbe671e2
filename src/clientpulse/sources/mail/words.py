"""Text of headers, whatever it is encoded in. Something readable always comes of it."""

from __future__ import annotations

import binascii
import codecs
import re

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(\?=)[ \t\r\n]+(?==\?)")
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")

_WIDER = {
    "ascii": "utf-8",
    "us-ascii": "utf-8",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "gb2312": "gb18030",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
    "windows-31j": "cp932",
    "unicode-1-1-utf-7": "utf-7",
}
"""By charset as programs name it, the one that reads what they really write."""


_NO_CHARSETS = frozenset(("unicode-escape", "raw-unicode-escape", "idna", "punycode", "undefined"))
"""What Python reads by the same means, and no mail is written in."""


def text(raw: bytes) -> str:
    """Return a header's text on one line, its encoded words read."""
    if raw.isascii():
        plain = raw.decode("ascii")
        return tidy(decoded(plain) if "=?" in plain else plain)
    return tidy(decoded(guessed(raw)))


def tidy(plain: str) -> str:
    """Return a text on one line, without anything that isn't to be printed."""
    if plain.isprintable() and "  " not in plain:
        return plain.strip()
    return _SPACES.sub(" ", plain).strip()


def guessed(raw: bytes) -> str:
    """Read bytes that don't say how they are encoded."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def decoded(plain: str) -> str:
    """Read the encoded words of a text; characters split between two of them are joined."""
    parts = _WORD.split(_BETWEEN.sub(r"\1", plain))
    found = [parts[0]]
    words = [
        (charset.partition("*")[0].lower(), _octets(way, coded), after)
        for charset, way, coded, after in zip(
            parts[1::4], parts[2::4], parts[3::4], parts[4::4], strict=True
        )
    ]
    pending = b""
    for place, (charset, octets, after) in enumerate(words):
        pending += octets
        following = words[place + 1][0] if place + 1 < len(words) and not after else None
        if following != charset:
            found += [_in(charset, pending), after]
            pending = b""
    # Some charsets give halves of characters, which no file or database takes.
    return "".join(found).encode("utf-8", "replace").decode()


def _octets(way: str, coded: str) -> bytes:
    raw = coded.encode("utf-8")
    if way in "qQ":
        return binascii.a2b_qp(raw, header=True)
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def _in(charset: str, octets: bytes) -> str:
    try:
        codec = codecs.lookup(_WIDER.get(charset, charset)).name.replace("_", "-")
        return guessed(octets) if codec in _NO_CHARSETS else octets.decode(codec, "replace")
    except (LookupError, ValueError):
        return guessed(octets)
