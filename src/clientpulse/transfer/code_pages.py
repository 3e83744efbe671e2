"""Telling a code page by the letters of a text: under the right one, its words can be read."""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterable
from typing import NamedTuple


class _Page(NamedTuple):
    """A code page, and of each language that is written with it the letters beyond a to z."""

    name: str
    languages: tuple[str, ...]
    latin: bool = True


class _Score(NamedTuple):
    """How well a text can be read under a page, in words."""

    headings: int
    readable: int
    of_one_language: int


class Guess(NamedTuple):
    """What page a text is most likely in.

    Attributes:
        other_script: Whether nearly all of its words are words in a script that isn't Latin.
    """

    codec: str
    name: str
    other_script: bool


_WESTERN = (
    "äöüßé", "éèêëàâçîïôûùœæ", "áéíñóúü", "àèéìòù", "áàâãçéêíóôõú", "ëïéèöüá", "åäöé", "æøåé",
    "áðéíóúýþæö",
)  # fmt: skip
_CENTRAL = (
    "ąćęłńóśźż", "áčďéěíňóřšťúůý", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž", "ăâîşţ",
)  # fmt: skip
_PAGES = {
    "cp1252": _Page("Windows-1252", _WESTERN),
    "cp1250": _Page("Windows-1250", _CENTRAL),
    "cp1254": _Page("Windows-1254", ("çğıiöşüâîû",)),
    "cp1253": _Page("Windows-1253", ("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",), latin=False),
    "cp1255": _Page("Windows-1255", ("אבגדהוזחטיךכלםמןנסעףפץצקרשת",), latin=False),
    "cp1251": _Page(
        "Windows-1251",
        ("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
         "абвгдђежзијклљмнњопрстћуфхцчџш", "абвгдеёжзійклмнопрстуўфхцчшыьэюя"),
        latin=False,
    ),
    "cp1256": _Page("Windows-1256", ("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگ",), latin=False),
    "cp1257": _Page("Windows-1257", ("ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž")),
    "mac_roman": _Page("Mac Roman", _WESTERN),
    "cp850": _Page("MS-DOS code page 850", _WESTERN),
    "cp852": _Page("MS-DOS code page 852", _CENTRAL),
}  # fmt: skip
_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
# Quotes, dashes and signs, which stand at the same places in all the Windows pages. Between small
# letters some of them make no sense: there they are letters of another page.
_SIGN = re.compile(
    rb"[\x85\x91\x92\x96\x97\xa0\xa7\xa9\xab\xac\xad\xae\xb0\xb1\xb6\xb7\xbb]"
    rb"|(?<![a-z])[\x82\x84\x86\x87\x89\x8b\x93-\x95\x99\x9b]"
    rb"|[\x82\x84\x86\x87\x89\x8b\x93-\x95\x99\x9b](?![a-z])"
)
# Two and more of the signs that Japanese is mostly written with.
_JAPANESE = re.compile(rb"(?:[\x81-\x83\x88-\x98][\x40-\x7e\x80-\xfc]){2,}")
_LONGEST_WORD = 40
_MOST = 0.8
_ENOUGH_WORDS = 4
_ACCENTS = frozenset("άέήίόύώΐΰ")
_CELL_ENDS = re.compile(r"[,;\t|\r\n]")


def words_beyond_ascii(data: bytes) -> set[bytes]:
    """Return the words of a text that aren't ASCII, without single letters: they tell nothing."""
    found = (_WORD.findall(_SIGN.sub(b" ", word)) for word in set(_WORD.findall(data)))
    return {word for words in found for word in words if 1 < len(word) <= _LONGEST_WORD}


def tell_page(words: Collection[bytes], head: bytes, headings: Collection[str]) -> Guess:
    """Tell the page under which a text can best be read.

    That is the one under which most known headings stand in its head; then the one under which
    most words have the letters of one language. Where there is hardly a difference it is
    Windows-1252, unless all the words are of one language under another. Japanese is told by
    itself.
    """
    if _is_japanese(head):
        return Guess("cp932", "Shift-JIS", other_script=True)

    def score(codec: str) -> _Score:
        page = _PAGES[codec]
        decoded = [word.decode(codec, "replace") for word in words]
        known = [[_readable(word, one, page.latin) for word in decoded] for one in page.languages]
        return _Score(
            _known_headings(head.decode(codec, "replace"), headings),
            sum(map(any, zip(*known, strict=True))),
            max(map(sum, known)),
        )

    scores = {codec: score(codec) for codec in _PAGES}
    best = max(_PAGES, key=scores.__getitem__)
    if _hardly_better(scores[best], scores["cp1252"], len(words)):
        best = "cp1252"
    other_script = not _PAGES[best].latin and scores[best].readable > _MOST * len(words)
    return Guess(best, _PAGES[best].name, other_script)


def _hardly_better(best: _Score, usual: _Score, words: int) -> bool:
    """Tell whether a page is no better than the usual one, where many languages may be mixed."""
    if best.headings > usual.headings or best.readable > 1.05 * usual.readable:
        return False
    of_one = words >= _ENOUGH_WORDS and best.of_one_language > 0.95 * words
    return not (of_one and usual.of_one_language <= 0.75 * words)


def _is_japanese(head: bytes) -> bool:
    try:
        text = codecs.getincrementaldecoder("cp932")().decode(head)
    except UnicodeDecodeError:
        return False
    letters = sum(not one.isascii() for one in text)
    return sum(map(len, _JAPANESE.findall(head))) > 2 * _MOST * letters


def _known_headings(head: str, headings: Collection[str]) -> int:
    cells: Iterable[str] = _CELL_ENDS.split(head)
    return len({one for cell in cells if (one := cell.strip(' "').casefold()) in headings})


def _readable(word: str, letters: str, latin: bool) -> bool:
    """Tell whether a word may be of a language, by its letters and its capitals."""
    beyond = [letter for letter in word if not letter.isascii()]
    if any(letter.lower()[0] not in letters for letter in beyond):
        return False
    if latin:
        capital_inside = any(
            (one.islower() or after.islower()) and letter.isupper() and not letter.isascii()
            for one, letter, after in zip(word, word[1:], f"{word[2:]} ", strict=False)
        )
        return not capital_inside and (len(word) == 1 or len(beyond) < len(word))
    if len(beyond) < len(word):
        return False
    greek = "ς" in letters
    if greek and ("ς" in word[:-1] or (len(word) > 3 and _accents(word) != 1)):
        return word.isupper()
    return word == word.lower() or word.isupper() or word[1:] == word[1:].lower()


def _accents(word: str) -> int:
    return sum(letter in _ACCENTS for letter in word.lower())
