"""The form in which texts are compared; what is stored stays as it was typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_UNSEEN = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a"
    "\U000e0000-\U000e001f\U000e0080-\U000e0fff]"
)
# What joins pictures to one and what tells the flag of Wales from that of Scotland is unseen, too,
# but means something there.
_PICTURES = "\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_JOINING = re.compile(
    f"((?<=[{_PICTURES}])\u200d(?=[{_PICTURES}])|\U0001f3f4[\U000e0020-\U000e007f]+)"
    "|[\u200d\U000e0020-\U000e007f]"
)

# Letters that Unicode doesn't take apart into an ASCII letter and a mark.
_WHOLE_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)


class Table(dict[int, str]):
    """A table for ``str.translate`` that asks about each character once."""

    def __init__(self, become: Callable[[str], str]) -> None:
        super().__init__()
        self._become = become

    def __missing__(self, code: int) -> str:
        char = self[code] = self._become(chr(code))
        return char


def visible(text: str) -> str:
    """Return a text without the characters that nobody sees.

    They come along when something is copied from a web page or exported on a telephone: direction
    marks, zero-width blanks and joiners, byte order marks, soft hyphens.
    """
    if text.isascii():
        return text
    return _JOINING.sub(lambda found: found[1] or "", _UNSEEN.sub("", text))


def folded(text: str) -> str:
    """Bring a text to the form it is compared in.

    Case, composition, blanks and invisible characters don't matter. A text that nobody can see
    stays what it is, so that it equals no other one.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    plain = unicodedata.normalize("NFD", visible(text)).casefold()
    return " ".join(unicodedata.normalize("NFC", plain).split()) or text


def is_same_name(name: str | None, other: str | None) -> bool:
    """Tell whether two names are one person's, in whatever case; None is nobody's."""
    if name is None or other is None:
        return False
    return name == other or folded(name) == folded(other)


def searchable(text: str) -> str:
    """Bring a text to the form in which it is searched: like ``folded``, without Latin accents.

    It is that of its characters one by one, once each is put together with its marks, so that what
    was found can be shown in the original.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    # What isn't ASCII is rare in most texts: looked up one by one it costs a third of `translate`.
    plain = _NOT_ASCII.sub(_without_mark, unicodedata.normalize("NFC", text).lower())
    return " ".join(unicodedata.normalize("NFC", plain).split())


def _without_mark(found: re.Match[str]) -> str:
    return _PLAIN[ord(found[0])]


def _plain(char: str) -> str:
    letters = without_accents(unicodedata.normalize("NFC", visible(char).casefold()))
    plain = _MARKS.sub("", letters)
    # An accent that stands alone is a blank with a mark.
    return plain if plain.strip() or char.isspace() else ""


_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_MARKS = re.compile("[\u0300-\u036f]+")
_PLAIN = Table(_plain)


def without_accents(text: str, scripts: tuple[str, ...] = ("LATIN",)) -> str:
    """Take the marks off small letters of some scripts; in others a mark makes another letter.

    The Japanese ba is ha with a mark, the Russian short i an i with one. The Thai and the Lao am,
    which are letters of their own, are put together again.
    """
    if text.isascii():
        return text
    kept: list[str] = []
    script = ""
    for char in unicodedata.normalize("NFKD", text.translate(_WHOLE_LETTERS)):
        if not unicodedata.combining(char):
            script = unicodedata.name(char, "").partition(" ")[0]
        elif script in scripts:
            continue
        kept.append(char)
    together = unicodedata.normalize("NFC", "".join(kept))
    return together.replace("\u0e4d\u0e32", "\u0e33").replace("\u0ecd\u0eb2", "\u0eb3")
