"""What pages are made of: the frame, sections, tables, pictures with their tables, cards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence.wording import short_date, weekday_date
from clientpulse.output import links, phrases
from clientpulse.output.html.building import Child, Markup, element, joined, page
from clientpulse.output.html.style import RULES
from clientpulse.output.screens import agenda

if TYPE_CHECKING:
    from clientpulse.records import Commitment
    from clientpulse.views.digest import Person

MOST_ROWS = 60
"""So many rows of a list that goes on for ever; of the others, it is said how many there are."""

PRIVATE = "It says what you think of your clients: show it to none of them."

Cell = Child | tuple[Child, str]
"""What stands in a cell, perhaps with the class that says how it looks."""


def document(title: str, lead: Iterable[Child], sections: Iterable[Markup], foot: str = "") -> str:
    """Return a page: its title, what it says first, its sections, perhaps a line at the foot."""
    inner = joined(
        element(
            "header",
            element("h1", title),
            *(element("p", one, class_="lead") for one in lead),
        ),
        element("main", joined(*sections, between="\n")),
        *([element("footer", element("p", foot))] if foot else []),
        between="\n",
    )
    return page(title, RULES, element("body", element("div", inner, class_="page")), sealed=True)


def section(title: str, *children: Markup) -> Markup:
    """Return a part of a page under a heading; nothing where there is nothing in it."""
    if not any(one.text for one in children):
        return joined()
    return element("section", element("h2", title), joined(*children, between="\n"))


def side_by_side(*children: Markup) -> Markup:
    """Return parts next to each other where there is room; nothing where there is none."""
    shown = [one for one in children if one.text]
    return element("div", *shown, class_="charts") if shown else joined()


def paragraph(text: Child, looks: str = "") -> Markup:
    """Return a paragraph."""
    return element("p", text, class_=looks)


def points(texts: Iterable[Child]) -> Markup:
    """Return a list of points; nothing where there is none."""
    items = [element("li", text) for text in texts]
    return element("ul", *items) if items else joined()


def table(
    caption: str, heads: Sequence[Cell], rows: Iterable[Sequence[Cell]], looks: str = ""
) -> Markup:
    """Return a table; the first cell of each row names it.

    Args:
        caption: What it is a table of; empty where a heading says so.
    """
    head = element("tr", *(_head(one, "col") for one in heads))
    return element(
        "table",
        *([element("caption", caption)] if caption else []),
        element("thead", head),
        element("tbody", joined(*map(_row, rows), between="\n")),
        class_=looks,
    )


def number(value: object) -> Cell:
    """Return a cell of a column of numbers."""
    return str(value), "number"


def _row(cells: Sequence[Cell]) -> Markup:
    name, *others = cells
    return element("tr", _head(name, "row"), *map(_cell, others))


def _head(cell: Cell, scope: str) -> Markup:
    text, looks = (cell, "") if isinstance(cell, Child) else cell
    return element("th", text, scope=scope, class_=looks)


def _cell(cell: Cell) -> Markup:
    text, looks = (cell, "") if isinstance(cell, Child) else cell
    return element("td", text, class_=looks)


def facts(rows: Iterable[tuple[Child, Child]]) -> Markup:
    """Return labelled lines; one without a label goes on with the line above."""
    made: list[tuple[Child, list[Child]]] = []
    for label, text in rows:
        if made and not label:
            made[-1][1].append(text)
        else:
            made.append((label, [text]))
    lines = (
        element(
            "tr",
            element("th", label, scope="row"),
            element("td", *(paragraph(text) for text in texts)),
        )
        for label, texts in made
    )
    return element("table", element("tbody", joined(*lines, between="\n")), class_="facts")


def scrolling(name: str, title: str, inner: Markup) -> Markup:
    """Return a part with a heading that is wider than a small screen: it scrolls by itself.

    Args:
        name: What nothing else of the page is called.
    """
    box = element("div", inner, class_="scroll", role="region", tabindex="0", aria_labelledby=name)
    return element("section", element("h2", title, id=name), element("div", box, class_="sheet"))


def figure(caption: str, picture: Markup, behind: Markup, *more: Markup) -> Markup:
    """Return a picture with the table behind it, which opens by itself.

    Args:
        more: What stands between the two.
    """
    return element(
        "figure",
        element("figcaption", caption),
        picture,
        *more,
        folded(f"As a table: {caption[0].lower()}{caption[1:]}", behind),
    )


def folded(summary: str, inner: Markup) -> Markup:
    """Return something that is shown when asked for."""
    return element("details", element("summary", summary), element("div", inner, class_="scroll"))


def reached(person: Person) -> Markup:
    """Name somebody, with the addresses that write to them and ring them."""
    return joined(element("span", person.name, class_="name"), links_of(person), between=" ")


def links_of(person: Person) -> Markup:
    """Return the addresses that write to somebody and ring them."""
    found = (element("a", each.text, link=each) for each in links.of(person))
    return element("span", joined(*found, between=" "), class_="ways")


def owed(title: str, items: Sequence[Commitment], today: date, *, names: bool = True) -> Markup:
    """Return what one side owes, what is nearest first.

    Args:
        names: Whether it says which client each belongs to.
    """
    if not items:
        return joined()
    heads: list[Cell] = ["What", *(["Client"] if names else []), "By"]
    rows = (
        [one.what, *([one.client] if names else []), _by(one.due_on, today)]
        for one in items[:MOST_ROWS]
    )
    left = len(items) - MOST_ROWS
    return element(
        "div",
        table(f"{title} ({len(items):,})", heads, rows),
        *([paragraph(f"and {left:,} more", "quiet")] if left > 0 else []),
        class_="sheet",
    )


def _by(due_on: date | None, today: date) -> Cell:
    return agenda.owed_by(due_on, today), "overdue" if due_on and due_on < today else ""


def month_label(end: date) -> str:
    """Name a month by that in which most of it lies: ``Nov``. Twelve in a row have twelve names."""
    return f"{date.fromordinal(max(end.toordinal() - 15, 1)):%b}"


def month_span(after: date, end: date) -> str:
    """Name a month by its days: ``30 Oct to 29 Nov 2026``."""
    first = date.fromordinal(after.toordinal() + 1)
    return f"{short_date(first, first)} to {short_date(end, end)} {end.year}"


def written(today: date) -> str:
    """Say on which day a page was written."""
    return f"Written {weekday_date(today, today)} {today.year} by clientpulse"


def more(number: int, noun: str) -> Markup:
    """Say how many are left out; nothing where none is."""
    return (
        paragraph(f"and {phrases.counted(number, f'more {noun}')}", "quiet")
        if number > 0
        else joined()
    )
