"""A client as a page: what is due, how it went, who is there, and what happened last."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from clientpulse.output.html import charts, months, parts
from clientpulse.output.html.building import Child, Markup, element, joined
from clientpulse.output.screens import show
from clientpulse.records.commitments import US

if TYPE_CHECKING:
    from clientpulse.output.layout.card import Section
    from clientpulse.views.pages import ClientPage


def write(view: ClientPage) -> str:
    """Return the page."""
    card = show.card(view.show)
    facts, *others = card.sections
    due = [one for one in others if one.title == show.DUE]
    rest = [one for one in others if one.title not in (show.DUE, show.PEOPLE)]
    today = view.today
    return parts.document(
        card.headline,
        (),
        (
            *map(_section, due),
            parts.section("Where it stands", _rows(facts, without=show.WEEKS)),
            parts.section("How it went", months.figures(view.months), _weeks(view)),
            parts.section("What was promised", parts.side_by_side(*_owed(view))),
            _people(view),
            *map(_section, rest),
        ),
        f"{parts.written(today)}. {parts.PRIVATE}",
    )


def _section(section: Section) -> Markup:
    return parts.section(section.title, _rows(section))


def _rows(section: Section, without: str = "") -> Markup:
    """Lay labelled lines out; a line without a label goes on with the one above."""
    rows = [(label, text) for label, text in section.rows if label != without or not without]
    return element("div", parts.facts(rows), class_="sheet")


def _weeks(view: ClientPage) -> Markup:
    counts = view.show.row.touchpoints_by_week
    if not any(counts):
        return parts.paragraph("No touchpoint in the last twelve weeks.", "quiet")
    ago = range(len(counts) - 1, -1, -1)
    bars = [
        charts.Bar(str(back), count, str(count)) for back, count in zip(ago, counts, strict=True)
    ]
    title = "Touchpoints by week, from 11 weeks ago to this one"
    said = f"The oldest first: {', '.join(bar.said for bar in bars)}."
    rows = ([bar.label, parts.number(bar.said)] for bar in bars)
    return parts.side_by_side(
        parts.figure(
            title,
            charts.columns("weeks", title, said, bars, max(counts)),
            parts.table("", ["Weeks ago", parts.number("Touchpoints")], rows, "narrow"),
        )
    )


def _owed(view: ClientPage) -> Iterable[Markup]:
    for title, by_us in (("We owe", True), ("They owe us", False)):
        items = [one for one in view.owed if (one.owed_by == US) == by_us]
        yield parts.owed(title, items, view.today, names=False)


def _people(view: ClientPage) -> Markup:
    """Name the people, each with what is known and with what rings them."""
    if not view.people:
        return joined()
    rows: list[tuple[Child, Child]] = [
        row
        for one, way in zip(view.show.contacts, view.people, strict=True)
        for row in ((one.name, parts.links_of(way)), ("", show.known_of(one, view.show)))
    ]
    return parts.section("People", element("div", parts.facts(rows), class_="sheet"))
