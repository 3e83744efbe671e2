"""What was found, shown as it was written: neither accents nor case are lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from clientpulse.comparing import searchable
from clientpulse.views.search import Piece

BEFORE, LONGEST = 30, 100

# A letter with its marks; Korean vowels and finals, and the half-width Japanese voice marks, join
# the letter before, too.
_LETTER = re.compile(
    "(?s:.)[\u0300-\u036f\u1160-\u11ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\uff9e\uff9f]*"
)


_plain = lru_cache(4_096)(searchable)


class Letters(NamedTuple):
    """A text in the form in which it is searched, and where each letter stands in the original."""

    plain: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, text: str) -> Letters:
        """Fold a text letter by letter."""
        plain, starts, ends = "", list[int](), list[int]()
        for found in _LETTER.finditer(text):
            letters = _plain(found[0])
            if found[0].isspace():
                letters = "" if plain.endswith(" ") else " "
            plain += letters
            starts += [found.start()] * len(letters)
            ends += [found.end()] * len(letters)
        return cls(plain, starts, ends)


def places(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return where words stand in a text, from and to, in its order; none overlap.

    Args:
        words: In the form of ``comparing.searchable``.
    """
    whole = searchable(text)
    words = [word for word in words if word in whole]
    if not words:
        return []
    plain, starts, ends = Letters.of(text)
    found = sorted(
        (starts[match.start()], ends[match.end() - 1])
        for word in words
        for match in re.finditer(re.escape(word), plain)
    )
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def excerpt(text: str, spots: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """Cut a long text around the first place where something was found, between words.

    Args:
        spots: The places, as ``places`` gives them; without any it is the text's beginning.
    """
    first, last = spots[0] if spots else (0, 0)
    start = max(0, min(first - BEFORE, len(text) - LONGEST))
    if start:
        start = text.find(" ", start, first) + 1 or start
    end = max(last, start + LONGEST)
    if end < len(text):
        end = max(text.rfind(" ", last, end), last) if " " in text[last:end] else end
    within = [(from_, to) for from_, to in spots if to <= end]
    before, behind = "…" if start else "", "…" if end < len(text) else ""
    pieces = ((before, False), *marked(text, within, start, end), (behind, False))
    return tuple(piece for piece in pieces if piece[0])


def marked(
    text: str, spots: Sequence[tuple[int, int]], start: int = 0, end: int | None = None
) -> tuple[Piece, ...]:
    """Part a text, or some of it, into what was found and what stands between."""
    pieces: list[Piece] = []
    at = start
    for from_, to in spots:
        pieces += [(text[at:from_], False), (text[from_:to], True)]
        at = to
    pieces.append((text[at:end], False))
    return tuple(piece for piece in pieces if piece[0])
