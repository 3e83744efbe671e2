"""Whose domain is whose: the one part of it that an organization has, and the name in it."""

from __future__ import annotations

import contextlib

from clientpulse.services.importing.companies import WRITTEN
from clientpulse.services.importing.public_mail import is_public

_SECOND_LEVEL = frozenset(("ac", "co", "com", "edu", "gov", "gv", "net", "nom", "or", "org", "ne"))
"""What stands before a country's ending and belongs to it: co.uk, com.au, or.at."""

_SHARED = ("onmicrosoft.com", "myshopify.com", "github.io", "blogspot.com", "wordpress.com")
"""Where each part before it is somebody else's."""

_AS_WRITTEN = {
    one.casefold().replace(".", ""): one
    for one in (
        *("GmbH", "mbH", "KGaA", "OHG", "GbR", "e.K.", "e.V.", "eG", "PartG", "SpA", "ApS", "Ltd"),
        *("Co", "Corp", "Inc", "Pty", "Pte", "Pvt", "Sarl", "Srl", "Lda", "Oy", "Kft", "Zrt"),
    )
}
"""Legal forms that aren't written in capitals only."""

_SMALL = frozenset(("and", "und", "et", "of", "the", "de", "la", "di", "for", "y", "e"))
_VOWELS = frozenset("aeiouyäöüáéíóúàèìòùâêîôûåøæ")
_ABBREVIATED = 4
_GLUED = ("gmbh",)


def organization(domain: str) -> str:
    """Return the part of a domain that one organization has: ``kestrel.example`` of its mail's."""
    labels = domain.split(".")
    for shared in _SHARED:
        if domain.endswith(f".{shared}"):
            return ".".join(labels[-shared.count(".") - 2 :])
    of_a_country = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if of_a_country else labels[-2:])


def is_their_own(domain: str) -> bool:
    """Tell whether all who have mail at a domain belong together."""
    return bool(domain) and not is_public(domain)


def name_of(domain: str) -> str:
    """Make a name of a domain: ``Kestrel Partners`` of ``kestrel-partners.example``."""
    label = organization(domain).partition(".")[0]
    with contextlib.suppress(UnicodeError):
        label = label.encode().decode("idna")
    words = [word for word in label.replace("_", "-").split("-") if word]
    words = [part for word in words for part in _unglued(word)]
    forms = 0
    while forms < len(words) - 1 and words[-1 - forms] in WRITTEN:
        forms += 1
    names = words[: len(words) - forms]
    written = [_written(word, alone=len(names) == 1, first=not at) for at, word in enumerate(names)]
    return " ".join([*written, *(_AS_WRITTEN.get(one, one.upper()) for one in words[len(names) :])])


def _written(word: str, *, alone: bool, first: bool) -> str:
    if word in _SMALL and not first:
        return word
    consonants = len(word) <= _ABBREVIATED and _VOWELS.isdisjoint(word)
    if consonants or (alone and len(word) < _ABBREVIATED):
        return word.upper()
    return word[:1].upper() + word[1:]


def _unglued(word: str) -> list[str]:
    for form in _GLUED:
        if word.endswith(form) and word != form:
            return [word.removesuffix(form), form]
    return [word]
