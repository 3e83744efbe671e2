"""Plain lines for pipes, files and mails: aligned, without colours, and nothing cut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from clientpulse.output import Look, cells
from clientpulse.output.cells import packed, padded, width, wrapped
from clientpulse.output.layout.card import Card

if TYPE_CHECKING:
    from clientpulse.output.layout.screen import Screen, V
    from clientpulse.output.layout.sheet import Sheet

GAP = "  "


def write(screen: Screen[V], view: V, stream: TextIO, look: Look) -> None:
    """Write a view as lines; what is too wide goes on in the next one, moved in."""
    found = screen.layout(view)
    columns = look.width or cells.columns_of(stream)
    lines = _card(found, columns) if isinstance(found, Card) else _sheet(found, columns)
    stream.writelines(f"{line}\n" for line in lines)


def _card(card: Card, columns: int) -> list[str]:
    lines = wrapped(card.headline, columns)
    for section in card.sections:
        lines += ["", *([section.title] if section.title else [])]
        wide = card.width(section)
        for label, value in section.rows:
            lines += _beside(f"  {padded(label, wide)}", [value], columns)
    return lines


def _sheet(sheet: Sheet, columns: int) -> list[str]:
    lines = wrapped(sheet.title, columns)
    if sheet.rows:
        table = [sheet.headings, *sheet.rows]
        widths = [max(map(width, column)) for column in zip(*table, strict=True)]
        fits = sheet.whole or _total(widths) <= columns
        aligned = _aligned(table, widths, sheet.figures) if fits else []
        lines += ["", *(aligned or _flowing(sheet, widths, columns))]
    if sheet.footer:
        lines += ["", *(part for line in sheet.footer for part in wrapped(line, columns, 2))]
    return lines


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(GAP) * (len(widths) - 1)


def _aligned(
    table: Sequence[Sequence[str]], widths: Sequence[int], figures: Sequence[bool]
) -> list[str]:
    return [GAP.join(map(padded, row, widths, figures)).rstrip() for row in table]


def _flowing(sheet: Sheet, widths: Sequence[int], columns: int) -> list[str]:
    """Align the first columns, as many as half the room takes; the others follow, each named.

    Where that is only the last one, it stands below its heading.
    """
    last = len(widths) - 1
    first = 1
    while first < last and _total(widths[: first + 1]) <= columns // 2:
        first += 1
    headed = first + 1 if first == last else first
    table = [row[:first] for row in sheet.rows]
    heading, *leading = _aligned([sheet.headings[:headed], *table], widths, sheet.figures)
    lines = [heading]
    for lead, row in zip(leading, sheet.rows, strict=True):
        named = zip(sheet.headings[first:], row[first:], strict=True)
        texts = [text if first < headed else f"{name}: {text}" for name, text in named if text]
        lines += _beside(padded(lead, _total(widths[:first])), texts, columns)
    return lines


def _beside(lead: str, texts: Sequence[str], columns: int) -> list[str]:
    """Put texts beside a row's beginning, or below a long one; whole where a line takes them."""
    beside = min(width(lead), columns // 2) + len(GAP)
    lines = packed(texts, columns - beside, GAP) or [""]
    above = width(lead) + len(GAP) > beside
    leads = [lead.rstrip()] if above else []
    begins = [" " * beside if above else lead + GAP, *[" " * beside] * (len(lines) - 1)]
    return leads + [f"{begin}{line}".rstrip() for begin, line in zip(begins, lines, strict=True)]
