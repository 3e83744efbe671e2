"""People's names in the form they are compared in.

``Dr. Größl, Jürgen Sen.`` is ``jürgen größl sr``: titles don't count, and the suffix stands last.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from clientpulse.comparing import Table, folded, visible
from clientpulse.titles import COURTESIES, DEGREES, FIELDS, MAN, SUFFIXES, TITLES, WOMAN

MEN, WOMEN = (
    frozenset(word for word, said in COURTESIES.items() if said == gender) - {"m", "don"}
    for gender in (MAN, WOMAN)
)
BEFORE = TITLES | {"ir", "dipl", "univ", "priv"}
BEFORE_WITH_A_DOT = (FIELDS - {"pol"}) | {"m", "fr", "hr", "arch", "eng"}
"""Titles that are names or initials as well: they count with a dot only."""

ALSO_SURNAMES = frozenset(("sen", "jun", "père", "fils", "filho", "hijo"))
"""Amartya Sen is nobody's father: without a dot these are suffixes after two other words only."""

_APOSTROPHES = re.compile("['’‘ʼ`´]")
_TOGETHER = frozenset(("&", "+", "and", "und", "et"))
_ADDRESS = re.compile(r"[(<\[][^()<>\[\]]*@[^()<>\[\]]*[)>\]]")
_ENDED_TITLE = re.compile(r"\b(sig|dott|prof)\.(ra|ssa)\b")


class Name(NamedTuple):
    """A name taken apart; a salutation is kept where there is but one word."""

    words: tuple[str, ...]
    suffix: str = ""
    salutation: str = ""

    @property
    def joined(self) -> str:
        """The whole name without blanks and hyphens."""
        return "".join(self.words).replace("-", "")


def compared(name: str) -> str:
    """Bring a name to the form it is compared in; an address that stands for a name is none."""
    plain = plain_letters(_ADDRESS.sub(" ", name))
    if "@" in plain:
        return ""
    plain = _ENDED_TITLE.sub(r"\1\2", plain)
    parts = [_words(part) for part in plain.split(",")]
    parts = [part for part in parts if part] or [[]]
    suffix = _without_suffixes(parts)
    salutation = _without_titles(parts)
    family, *given = [part for part in parts if part] or [[]]
    words = [*(word for part in given for word in part), *family]
    words = [word for word in (one.rstrip(".").strip("-") for one in words) if word]
    if len(words) != 1:
        salutation = ""
    return " ".join(filter(None, [salutation, *words, suffix])) or folded(visible(name))


def plain_letters(text: str) -> str:
    """Return a text in small letters without apostrophes and what nobody sees."""
    if text.isascii():
        return _APOSTROPHES.sub("", text).casefold()
    plain = unicodedata.normalize("NFKC", _APOSTROPHES.sub("", visible(text))).casefold()
    return _APOSTROPHES.sub("", unicodedata.normalize("NFKC", plain))


def _words(text: str) -> list[str]:
    """Return the words of a text, each with the dot behind it; ``&`` stands between two people."""
    words = (word.strip("-") for word in text.translate(_SPACED).split())
    return ["&" if word in _TOGETHER else word for word in words if word.strip(".-")]


def _spaced(char: str) -> str:
    if char == ".":
        return ". "
    if char in "&+":
        return f" {char} "
    category = unicodedata.category(char)
    if category == "Pd":
        return "-"
    return " " if category[0] in "PS" else char


_SPACED = Table(_spaced)


def _without_suffixes(parts: list[list[str]]) -> str:
    """Take the suffixes and degrees from the ends of a name's parts; return the suffix."""
    suffix = ""
    for at, part in enumerate(parts):
        while len(part) > (at == 0):
            last = part[-1].rstrip(".")
            others = sum(map(len, parts)) - 1
            if last in SUFFIXES and (
                last not in ALSO_SURNAMES or part[-1].endswith(".") or others >= 2
            ):
                suffix = SUFFIXES[last]
            elif last not in DEGREES:
                break
            part.pop()
    return suffix


def _without_titles(parts: list[list[str]]) -> str:
    """Take the titles from the beginnings of a name's parts; return the salutation."""
    salutation = ""
    for at, part in enumerate(parts):
        while len(part) > (at == 0):
            first = part[0].rstrip(".")
            dotted = part[0].endswith(".") and first in BEFORE_WITH_A_DOT
            if not (first in BEFORE or dotted) or (first == "m" and len(part) < 3):
                break
            part.pop(0)
            salutation = "mr" if first in MEN else "ms" if first in WOMEN else salutation
    return salutation


@lru_cache(maxsize=4096)
def taken_apart(form: str) -> Name:
    """Take a name apart that ``compared`` returned."""
    words = form.split()
    suffix = words.pop() if len(words) > 1 and words[-1] in SUFFIXES.values() else ""
    salutation = words.pop(0) if len(words) == 2 and words[0] in ("mr", "ms") else ""
    return Name(tuple(words), suffix, salutation)
