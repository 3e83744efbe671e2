"""Finding out how the text of a file is encoded."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Callable, Collection
from typing import NamedTuple, TypeAlias

from clientpulse.errors import ImportRefusedError, InputError
from clientpulse.quoting import named
from clientpulse.transfer.code_pages import tell_page, words_beyond_ascii
from clientpulse.transfer.not_text import refuse_binary
from clientpulse.vcards.reading import is_vcard

ReadAt: TypeAlias = "Callable[[int, int], bytes]"
"""How to read so many bytes from a place on."""

HEAD_BYTES = 64 * 1024
_CHUNK = 256 * 1024
_BINARY_WITHIN = 1024
_WORDS, _PARTS = 2000, 50
_BROKEN_ENOUGH = 100_000
_BROKEN_TO_MULTIBYTE = 8
_NULS_OF_UTF_16 = 0.1
_OF_ONE_SCRIPT = 0.8
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_UTF_8 = ("utf-8-sig", "UTF-8")
_CONTROLS = bytes([*range(1, 9), *range(14, 26), *range(28, 32), 127])
_CONTROLS_IN_TEXT = 0.02


class Encoding(NamedTuple):
    """An encoding.

    Attributes:
        said: What to tell a person about it, where it was guessed.
    """

    codec: str
    name: str
    said: str | None = None


def find_encoding(
    name: str,
    read_at: ReadAt,
    total: int,
    wanted: str | None,
    headings: Callable[[], Collection[str]],
) -> Encoding:
    """Find out how a file is encoded. All of it is looked at: an umlaut may stand at its end.

    Args:
        name: What to call the file in a message.
        wanted: The encoding that a person has named.
        headings: Headings that may stand in it.

    Raises:
        InputError: There is no such encoding.
        ImportRefusedError: It isn't text.
    """
    head = read_at(HEAD_BYTES, 0)
    refuse_binary(name, head, read_at(HEAD_BYTES, max(0, total - HEAD_BYTES)))
    if wanted is not None:
        return _wanted(wanted, head)
    for mark, codec, called in _MARKS:
        if head.startswith(mark):
            return Encoding(codec, called)
    if unmarked := _utf_16(head):
        return Encoding(unmarked, "UTF-16")
    is_cards = is_vcard(head.decode("latin-1"))
    if b"\0" in head[:_BINARY_WITHIN] and not is_cards:
        raise _not_text(name, "it holds NUL bytes")
    broken, multibyte = (
        (0, 0) if head.lstrip().startswith((b"{", b"[")) else _against_utf_8(read_at)
    )
    if not broken:
        return Encoding(*_UTF_8)
    if _controls(head) > _CONTROLS_IN_TEXT * len(head) and not is_cards:
        raise _not_text(name, "it holds control characters")
    guess = tell_page(_words(read_at), head, headings())
    # Letters of many bytes don't come about by chance, but for a few in a long text, and more in
    # some other scripts. So some broken lines don't make it another encoding.
    if broken <= multibyte * (1 if guess.other_script else _BROKEN_TO_MULTIBYTE):
        return Encoding(*_UTF_8)
    western = guess.codec == "cp1252"
    reason = "as Outlook and Excel save" if western else "which its letters fit"
    other = "cp1250" if western else "cp1252"
    return Encoding(
        guess.codec,
        guess.name,
        f"read as {guess.name}, {reason}; if letters look wrong: --encoding {other}",
    )


def _wanted(wanted: str, head: bytes) -> Encoding:
    try:
        # Punycode, which is no encoding of files, can't mark what doesn't decode.
        b"a".decode(wanted, "backslashreplace")
        found = codecs.lookup(wanted).name
    except (LookupError, ValueError):
        raise InputError(
            f"there is no encoding {named(wanted)}",
            "for example: --encoding cp1252, cp1250, cp1251, mac-roman, utf-8 or utf-16",
        ) from None
    if found.startswith("utf-8"):
        return Encoding(*_UTF_8)
    marks = tuple(mark for mark, codec, _ in _MARKS if codec == found)
    if marks and not head.startswith(marks):
        found = _utf_16(head) or f"{found}-le"
    return Encoding(found, found)


def _utf_16(head: bytes) -> str | None:
    """Tell UTF-16 without a mark by the higher byte of its letters, NUL or that of one script."""
    for codec, higher in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        lower = head[::2] if codec == "utf-16-le" else head[1::2]
        if not lower.count(0) < _NULS_OF_UTF_16 * len(lower) < higher.count(0):
            continue
        if sum(count for _, count in Counter(higher).most_common(2)) > _OF_ONE_SCRIPT * len(higher):
            return codec
    return None


def _controls(head: bytes) -> int:
    return len(head) - len(head.translate(None, _CONTROLS))


def _against_utf_8(read_at: ReadAt) -> tuple[int, int]:
    """Count the bytes of a text that can't be UTF-8, and those beyond the first of a letter."""
    at = broken = multibyte = 0
    while broken < _BROKEN_ENOUGH and (data := read_at(_CHUNK, at)):
        if data.isascii():
            at += len(data)
            continue
        text, taken = codecs.utf_8_decode(data, "surrogateescape", len(data) < _CHUNK)
        multibyte += taken - len(text)
        broken += len(text) - len(data[:taken].decode("utf-8", "ignore"))
        at += taken
    return broken, multibyte


def _words(read_at: ReadAt) -> set[bytes]:
    at, words, parts = 0, set[bytes](), 0
    while parts < _PARTS and len(words) < _WORDS and (data := read_at(HEAD_BYTES, at)):
        if not data.isascii():
            words |= words_beyond_ascii(data)
            parts += 1
        at += len(data)
    return words


def _not_text(name: str, reason: str) -> ImportRefusedError:
    return ImportRefusedError(
        f"{name} isn't text: {reason}", "clientpulse reads CSV, vCard and its own JSON"
    )
