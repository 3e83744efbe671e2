"""The ways in which a word is spelled where accents and umlauts are hard to type."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from clientpulse.comparing import without_accents

_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ё": "е"})
_SPELLED_OUT = re.compile("a+e*|([ou])e*")
# Greek capitals have no accents, and Hebrew and Arabic are mostly written without their points.
_SCRIPTS = ("LATIN", "GREEK", "HEBREW", "ARABIC")


def is_spelled_like(one: str, other: str) -> bool:
    """Tell whether two words are one, but for accents and umlauts."""
    return one == other or bool(spellings(one) & spellings(other))


@lru_cache(maxsize=4096)
def spellings(word: str) -> frozenset[str]:
    """Return a word without its accents, and with its umlauts spelled out."""
    return frozenset((without_accents(word, _SCRIPTS), _written_out(word)))


@lru_cache(maxsize=4096)
def loosest(word: str) -> str:
    """Return what all spellings of a word have in common."""
    return _SPELLED_OUT.sub(lambda found: found[1] or "a", _written_out(word))


def _written_out(word: str) -> str:
    if word.isascii():
        return word
    composed = unicodedata.normalize("NFC", word)
    return without_accents(composed.translate(_WRITTEN_OUT), _SCRIPTS)
