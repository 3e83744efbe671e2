"""People's names in the form they are compared in, and how much two of them are alike.

``Dr. Größl, Jürgen Sen.`` is ``jürgen größl sr``: titles don't count, and the suffix stands last.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from clientpulse.letters.values import TITLES
from clientpulse.services.clients.keys import PLAIN_LETTERS
from clientpulse.services.comparing import visible, without_accents

MEN = frozenset(
    ("mr", "herr", "hr", "hrn", "sir", "monsieur", "signor", "sig", "señor", "sr", "dhr", "pan")
)
WOMEN = frozenset(
    (
        *("mrs", "ms", "miss", "frau", "fr", "frl", "mme", "mlle", "madame", "mademoiselle"),
        *("signora", "signorina", "sigra", "señora", "sra", "srta", "mevr", "mevrouw", "pani"),
    )
)
BEFORE = (
    TITLES
    | MEN
    | WOMEN
    | {
        *(
            "dipl",
            "drs",
            "ir",
            "mgr",
            "phdr",
            "mudr",
            "judr",
            "univ",
            "priv",
            "doz",
            "dra",
            "profa",
        ),
        *("dottssa", "profssa", "capt", "lord", "lady"),
    }
) - {"fr", "hr", "pan", "dipl.-ing"}
BEFORE_WITH_A_DOT = frozenset(
    (
        *("m", "fr", "hr", "med", "dent", "rer", "nat", "phil", "jur", "iur", "oec", "vet"),
        *("habil", "kfm", "arch", "lic", "eng", "mult", "hon"),
    )
)
"""Titles that are names or initials as well: they count with a dot only."""

SUFFIXES = {
    **dict.fromkeys(("sr", "snr", "senior", "sen", "père"), "sr"),
    **dict.fromkeys(("jr", "jnr", "junior", "júnior", "jun", "fils", "filho", "hijo"), "jr"),
    **dict.fromkeys(("ii", "2nd"), "ii"),
    **dict.fromkeys(("iii", "3rd"), "iii"),
    **dict.fromkeys(("iv", "4th"), "iv"),
}
ALSO_SURNAMES = frozenset(("sen", "jun", "père", "fils", "filho", "hijo"))
"""Amartya Sen is nobody's father: without a dot these are suffixes after two other words only."""

DEGREES = frozenset(("phd", "md", "mba", "esq", "cpa", "msc", "bsc", "llm", "llb", "dds", "fca"))

OTHER_NAMES = frozenset(
    ("a", "e", "ia", "ina", "ine", "iane", "iana", "ette", "etta", "elle", "ella", "ele")
)
"""What makes another name of a name: Paul and Paula, Martin and Martina, Georg and Georgina."""

SHORTEST_FORM = 3

_APOSTROPHES = re.compile("['’‘ʼ`´＇]")
_ADDRESS = re.compile(r"[(<\[][^()<>\[\]]*@[^()<>\[\]]*[)>\]]")
_ENDED_TITLE = re.compile(r"\b(sig|dott|prof)\.(ra|ssa)\b")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_SPELLED_OUT = re.compile("([aou])e|aa")


class Kin(Enum):
    """How much two names are alike."""

    SAME = auto()
    FORM = auto()  # J. Größl, Jürgen Größl
    FIRST_NAME = auto()  # Ann, Ann Field
    FAMILY_NAME = auto()  # Herr Größl, Jürgen Größl
    UNNAMED = auto()  # one of them has none
    NEAR = auto()  # Ann Field, Ann Stone; Paul Field, Paula Field
    OTHER = auto()


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
    plain = _APOSTROPHES.sub("", visible(_ADDRESS.sub(" ", name)))
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", plain).casefold())
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
    return " ".join(filter(None, [salutation, *words, suffix]))


def _words(text: str) -> list[str]:
    """Return the words of a text, each with the dot behind it."""
    spaced = "".join(
        f"{char} "
        if char == "."
        else "-"
        if unicodedata.category(char) == "Pd"
        else " "
        if unicodedata.category(char)[0] == "P"
        else char
        for char in text
    )
    words = (word.strip("-") for word in spaced.split())
    return [word for word in words if word.strip(".")]


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


def kinship(one: Name, other: Name) -> Kin:
    """Tell how much two names are alike; suffixes are left to the caller."""
    if not (one.words and other.words):
        return Kin.SAME if one.words == other.words else Kin.UNNAMED
    if _is_spelled_like(one.joined, other.joined):
        return Kin.OTHER if _are_two(one.salutation, other.salutation) else Kin.SAME
    short, long = sorted((one.words, other.words), key=len)
    if len(short) > 1:
        return _of_full_names(short, long)
    if len(long) == 1:
        return Kin.NEAR if _is_form(short[0], long[0]) else Kin.OTHER
    if _is_spelled_like(short[0], long[0]):
        return Kin.FIRST_NAME
    return Kin.FAMILY_NAME if _is_spelled_like(short[0], long[-1]) else Kin.OTHER


def _are_two(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def _of_full_names(one: tuple[str, ...], other: tuple[str, ...]) -> Kin:
    same_first = _is_spelled_like(one[0], other[0])
    if sorted(map(loosest, one)) == sorted(map(loosest, other)):
        return Kin.FORM
    if _is_spelled_like(one[-1], other[-1]) or (same_first and _is_initial(one[-1], other[-1])):
        given, more_given = _given(one), _given(other)
        if len(given) > len(more_given):
            given, more_given = more_given, given
        if _is_form(given[0], more_given[0]):
            return Kin.FORM if _occur(given[1:], more_given[1:]) else Kin.OTHER
        return Kin.NEAR if _is_near(given[0], more_given[0]) else Kin.OTHER
    return Kin.NEAR if same_first else Kin.OTHER


def _given(words: Sequence[str]) -> list[str]:
    return [part for word in words[:-1] for part in word.split("-") if part]


def _occur(words: Sequence[str], among: Sequence[str]) -> bool:
    """Tell whether the words, or forms of them, occur among others in the same order."""
    rest = iter(among)
    return all(any(_is_form(word, one) for one in rest) for word in words)


def _is_form(one: str, other: str) -> bool:
    """Tell whether a first name is a form of another: as an initial, shorter, or spelled out."""
    return (
        _is_spelled_like(one, other)
        or _is_initial(one, other)
        or (_is_beginning(one, other) and not _is_near(one, other))
    )


def _is_near(one: str, other: str) -> bool:
    """Tell whether a name is another one with an end that makes it somebody else's."""
    short, long = sorted((one, other), key=len)
    more = long[len(short) :]
    return _is_beginning(one, other) and (len(more) == 1 or more in OTHER_NAMES)


def _is_beginning(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= SHORTEST_FORM and long.startswith(short)


def _is_initial(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and bool(spellings(long[0]) & spellings(short))


def _is_spelled_like(one: str, other: str) -> bool:
    return one == other or bool(spellings(one) & spellings(other))


@lru_cache(maxsize=4096)
def spellings(word: str) -> frozenset[str]:
    """Return a word without its accents, and with its umlauts spelled out."""
    composed = unicodedata.normalize("NFC", word).translate(_UMLAUTS)
    return frozenset(
        without_accents(one.translate(PLAIN_LETTERS), ("LATIN", "GREEK"))
        for one in (word, composed)
    )


def loose_words(name: Name) -> set[str]:
    """Return words of which two names that are anything but `Kin.OTHER` share one."""
    return {loosest(name.joined), *map(loosest, name.words)}


@lru_cache(maxsize=4096)
def loosest(word: str) -> str:
    """Return what all spellings of a word have in common."""
    plain = without_accents(word.translate(PLAIN_LETTERS), ("LATIN", "GREEK"))
    return _SPELLED_OUT.sub(lambda found: found[1] or "a", plain)
