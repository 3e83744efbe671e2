"""The ways in which a word is spelled where accents and umlauts are hard to type."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from clientpulse.services.comparing import without_accents

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_SPELLED_OUT = re.compile("a+e*|([ou])e*")
_SCRIPTS = ("LATIN", "GREEK")


def is_spelled_like(one: str, other: str) -> bool:
    """Tell whether two words are one, but for accents and umlauts."""
    return one == other or bool(spellings(one) & spellings(other))


@lru_cache(maxsize=4096)
def spellings(word: str) -> frozenset[str]:
    """Return a word without its accents, and with its umlauts spelled out."""
    composed = unicodedata.normalize("NFC", word).translate(_UMLAUTS)
    return frozenset(without_accents(one, _SCRIPTS) for one in (word, composed))


@lru_cache(maxsize=4096)
def loosest(word: str) -> str:
    """Return what all spellings of a word have in common."""
    return _SPELLED_OUT.sub(lambda found: found[1] or "a", without_accents(word, _SCRIPTS))
