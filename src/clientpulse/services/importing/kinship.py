"""How much the names of two people are alike."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from clientpulse.services.importing.names import Name
from clientpulse.services.importing.spelling import is_spelled_like, loosest

OTHER_NAMES = frozenset(
    ("a", "e", "ia", "ina", "ine", "iane", "iana", "ette", "etta", "elle", "ella", "ele")
)
"""What makes another name of a name: Paul and Paula, Martin and Martina, Georg and Georgina."""

SHORTEST_FORM = 3


class Kin(Enum):
    """How much two names are alike."""

    SAME = auto()
    FORM = auto()  # J. Größl, Jürgen Größl
    FIRST_NAME = auto()  # Ann, Ann Field
    FAMILY_NAME = auto()  # Herr Größl, Jürgen Größl
    UNNAMED = auto()  # one of them has none
    NEAR = auto()  # Ann Field, Ann Stone; Paul Field, Paula Field; see the tests for more
    OTHER = auto()


def kinship(one: Name, other: Name) -> Kin:
    """Tell how much two names are alike; suffixes are left to the caller."""
    if not (one.words and other.words):
        return Kin.SAME if one.words == other.words else Kin.UNNAMED
    if is_spelled_like(one.joined, other.joined):
        return Kin.OTHER if _are_two(one.salutation, other.salutation) else Kin.SAME
    short, long = sorted((one.words, other.words), key=len)
    if len(short) > 1:
        return _of_full_names(short, long)
    if len(long) == 1:
        return Kin.NEAR if _is_form(short[0], long[0]) else Kin.OTHER
    if is_spelled_like(short[0], long[0]):
        return Kin.FIRST_NAME
    return Kin.FAMILY_NAME if is_spelled_like(short[0], long[-1]) else Kin.OTHER


def _are_two(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def _of_full_names(one: tuple[str, ...], other: tuple[str, ...]) -> Kin:
    if ("&" in one) != ("&" in other):
        return Kin.NEAR if is_spelled_like(one[-1], other[-1]) else Kin.OTHER
    same_first = is_spelled_like(one[0], other[0])
    if sorted(map(loosest, one)) == sorted(map(loosest, other)):
        return Kin.FORM
    if is_spelled_like(one[-1], other[-1]) or (same_first and _is_initial(one[-1], other[-1])):
        given, more_given = _given(one), _given(other)
        if len(given) > len(more_given):
            given, more_given = more_given, given
        if _is_form(given[0], more_given[0]):
            return Kin.FORM if _occur(given[1:], more_given[1:]) else Kin.OTHER
        called_so = given[0] in more_given or _is_near(given[0], more_given[0])
        return Kin.NEAR if called_so else Kin.OTHER
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
        is_spelled_like(one, other)
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
    """Tell whether one is the other's initial; scripts without capitals have none."""
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and short != short.upper() and is_spelled_like(short, long[0])


def loose_words(name: Name) -> set[str]:
    """Return words of which two names that are anything but `Kin.OTHER` share one."""
    return {loosest(name.joined), *map(loosest, name.words)}
