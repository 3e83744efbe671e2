"""A page that one may show the client: what both sides know, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence.channel import VOICE
from clientpulse.cadence.wording import weekday_date
from clientpulse.output import phrases
from clientpulse.output.html import charts, parts
from clientpulse.output.html.building import Markup, element, joined

if TYPE_CHECKING:
    from clientpulse.views.pages import Contacted, ForClient, Open


def write(view: ForClient) -> str:
    """Return the page."""
    sender = f", from {view.sender}" if view.sender else ""
    return parts.document(
        f"{view.client}: where we stand",
        (f"{_day(view.today)}{sender}",),
        (
            parts.section("Our next meetings", _booked(view)),
            parts.section("What we agreed", _agreed(view)),
            parts.section(
                "Still open",
                parts.side_by_side(
                    _open("On our side", view.ours), _open("On your side", view.theirs)
                ),
                parts.paragraph("Nothing is open on either side.")
                if not (view.ours or view.theirs)
                else joined(),
            ),
            parts.section(f"In touch since {_month(view.since)}", _months(view), _contacts(view)),
            parts.section("What we can do for you", _services(view)),
        ),
    )


def _day(on: date) -> str:
    return f"{weekday_date(on, on)} {on.year}"


def _month(on: date) -> str:
    return f"{on:%B} {on.year}"


def _sheet(*children: Markup) -> Markup:
    return element("div", *children, class_="sheet")


def _booked(view: ForClient) -> Markup:
    if not view.booked:
        return parts.paragraph("None is booked yet.")
    rows = ([_day(one.on), one.at or "", one.place or ""] for one in view.booked)
    return _sheet(parts.table("", ["Day", "Time", "Place"], rows, "dated"))


def _agreed(view: ForClient) -> Markup:
    found = [one for one in view.contacts if one.agreed]
    if not found:
        return joined()
    rows: Iterable[Sequence[parts.Cell]] = (
        [_day(one.on), parts.points(one.agreed)] for one in found[: parts.MOST_ROWS]
    )
    more = parts.more(len(found) - parts.MOST_ROWS, "conversation")
    return _sheet(parts.table("", ["Day", "Agreed"], rows, "dated"), more)


def _open(title: str, items: Sequence[Open]) -> Markup:
    if not items:
        return joined()
    shown = items[: parts.MOST_ROWS]
    rows = ([one.what, "" if one.due_on is None else _day(one.due_on)] for one in shown)
    more = parts.more(len(items) - parts.MOST_ROWS, "thing")
    return _sheet(parts.table(f"{title} ({len(items):,})", ["What", "By"], rows), more)


def _months(view: ForClient) -> Markup:
    if not view.contacts:
        return parts.paragraph("We haven't been in touch in this time.")
    counts = [times for _, times in view.by_month]
    bars = [charts.Bar(f"{month:%b}", times, str(times)) for month, times in view.by_month]
    rows = ([_month(month), parts.number(times)] for month, times in view.by_month)
    title = "How often we were in touch, month by month"
    said = f"Month by month: {', '.join(f'{bar.label} {bar.said}' for bar in bars)}."
    return parts.side_by_side(
        parts.figure(
            title,
            charts.columns("contacts", title, said, bars, max(counts)),
            parts.table("", ["Month", parts.number("Times")], rows, "narrow"),
        )
    )


def _contacts(view: ForClient) -> Markup:
    if not view.contacts:
        return joined()
    shown = view.contacts[: parts.MOST_ROWS]
    more = parts.more(len(view.contacts) - parts.MOST_ROWS, "contact")
    return _sheet(
        element(
            "ul", *(element("li", _contact(one)) for one in shown), class_="lines", role="list"
        ),
        more,
    )


def _contact(one: Contacted) -> str:
    whose = "" if one.channel in VOICE else " from you" if one.from_them else " from us"
    return f"{_day(one.on)}: {phrases.channel(one.channel)}{whose}"


def _services(view: ForClient) -> Markup:
    if not view.services:
        return joined()
    return _sheet(
        parts.table(
            "", ["Service", "What it is"], ([one.name, one.sentence] for one in view.services)
        )
    )
