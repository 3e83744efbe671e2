"""Cards and sentences as lines of the screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clientpulse.output import phrases
from clientpulse.output.cells import broken, padded, width
from clientpulse.output.formats.table import fitting
from clientpulse.output.layout.card import Card
from clientpulse.output.look import QUIET, STRONG, of_status
from clientpulse.ui.lines import GAP, Line, Piece

LONGEST_LABEL = 16
SHORTEST_TEXT = 16


def card_lines(card: Card, room: int) -> Iterator[Line]:
    """Lay a card out for so many columns: labels left, texts beside them."""
    title = [Piece(part, STRONG) for part in chopped(card.title, room)]
    yield from ((one,) for one in title[:-1])
    status = [Piece(f"  {phrases.status(one)}", of_status(one)) for one in (card.status,) if one]
    yield (*title[-1:], *status)
    for section in card.sections:
        yield ()
        if section.title:
            yield from ((Piece(part, STRONG),) for part in chopped(section.title, room))
        beside = min(card.width(section), LONGEST_LABEL) + GAP
        if room - beside < SHORTEST_TEXT:
            beside = 0
        for label, text in section.rows:
            yield from _labelled(label, text, beside, room)


def _labelled(label: str, text: str, beside: int, room: int) -> Iterator[Line]:
    if not beside:
        if label:
            yield (Piece(label, QUIET),)
        yield from ((Piece(part),) for part in chopped(text, room))
        return
    labels = chopped(label, beside - GAP)
    texts = chopped(text, room - beside)
    for at in range(max(len(labels), len(texts))):
        left = labels[at] if at < len(labels) else ""
        right = texts[at] if at < len(texts) else ""
        yield (Piece(padded(left, beside), QUIET), Piece(right))


def chopped(text: str, room: int) -> list[str]:
    """Break a line between words, and a word that is wider than the room anywhere."""
    return fitting.chopped(broken(text, room), room)


def sentences(lines: Iterable[str], room: int, meaning: str = "") -> Iterator[Line]:
    """Lay sentences out for so many columns."""
    for one in lines:
        for part in chopped(one, room):
            yield (Piece(part, meaning),)


def flowed(line: Line, room: int) -> Iterator[Line]:
    """Lay one line out for so many columns; what goes on below looks like its last piece."""
    if width("".join(one.text for one in line)) <= room:
        yield line
        return
    begun: list[Piece] = []
    for piece in line:
        free = room - sum(width(one.text) for one in begun)
        if width(piece.text) <= free:
            begun.append(piece)
            continue
        if begun and free < SHORTEST_TEXT:
            yield tuple(begun)
            begun, free = [], room
        first, *more = chopped(piece.text, free)
        yield (*begun, Piece(first, piece.meaning))
        begun = []
        for part in chopped(" ".join(one.strip() for one in more), room) if more else ():
            if begun:
                yield tuple(begun)
            begun = [Piece(part, piece.meaning)]
    if begun:
        yield tuple(begun)
