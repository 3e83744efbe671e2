"""A card on a terminal: everything about a client, a brief, an agenda."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from clientpulse.output import phrases
from clientpulse.output.cells import broken, padded, wrapped
from clientpulse.output.formats.table.console import print_lines
from clientpulse.output.formats.table.fitting import GAP, chopped
from clientpulse.output.layout.card import Card, Section
from clientpulse.output.look import PLAIN, QUIET, STRONG, of_status

LONGEST_LABEL = 24


def draw(card: Card, console: Console) -> None:
    """Draw the card to fit the terminal."""
    title = Text(card.title, style=STRONG)
    if card.status:
        title.append("  ").append(phrases.status(card.status), style=of_status(card.status))
    console.print(title)
    for section in card.sections:
        console.print()
        if section.title:
            console.print(Text(section.title, style=STRONG))
        print_lines(labelled(section, card.width(section), console.width), console)


def labelled(section: Section, longest: int, room: int) -> Iterator[Text]:
    """Set a section's labels beside its texts."""
    label_room = min(longest, LONGEST_LABEL)
    text_room = room - label_room - GAP
    for label, value in section.rows:
        style = of_status(label) if section.title == "Due" else QUIET
        *above, last = chopped(wrapped(label, label_room), label_room)
        for line in above:
            yield Text(line, style=style)
        first, *more = chopped(broken(value, text_room), text_room)
        yield Text(padded(last, label_room + GAP), style=style).append(first, style=PLAIN)
        for line in more:
            yield Text(" " * (label_room + GAP) + line)
