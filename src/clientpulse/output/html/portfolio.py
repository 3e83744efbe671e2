"""The portfolio as a page: who waits, how it stands, how it went, and what was promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence.health import BANDS, WATCH
from clientpulse.cadence.wording import listed
from clientpulse.output import phrases
from clientpulse.output.html import charts, months
from clientpulse.output.html.building import Markup, element, joined
from clientpulse.output.html.parts import (
    PRIVATE,
    Cell,
    document,
    figure,
    folded,
    number,
    owed,
    paragraph,
    points,
    reached,
    scrolling,
    section,
    side_by_side,
    table,
    written,
)
from clientpulse.output.screens import report
from clientpulse.output.screens.digest import remarks, told
from clientpulse.records.commitments import US
from clientpulse.views.report import CLIENT_STATUSES

if TYPE_CHECKING:
    from clientpulse.views.digest import ToContact
    from clientpulse.views.pages import PortfolioPage
    from clientpulse.views.report import ReportRow

_BAND = {WATCH: "to watch"}

CARDS = 24
"""Of so many who wait everything is said; of the others, what to do."""


def write(view: PortfolioPage) -> str:
    """Return the page."""
    rows, today = view.report.items, view.today
    first, *others = report.summary(view.report)
    ours = [one for one in view.owed if one.owed_by == US]
    theirs = [one for one in view.owed if one.owed_by != US]
    return document(
        report.title(view.report),
        (first, *_left_out(view)) if rows else (first, *others),
        (
            _waiting(view),
            section("How the portfolio stands", _statuses(rows, others)) if rows else joined(),
            section("How it went", months.figures(view.months)),
            section(
                "What was promised",
                side_by_side(owed("We owe", ours, today), owed("They owe us", theirs, today)),
            ),
            _clients(view) if rows else joined(),
        ),
        f"{written(today)}. {PRIVATE}",
    )


def _left_out(view: PortfolioPage) -> Iterator[str]:
    """Say that there are more clients, to whoever sees the page without what was typed."""
    if not view.is_whole:
        yield f"This page shows {len(view.report.items):,} of {view.clients:,} clients."


def _waiting(view: PortfolioPage) -> Markup:
    waiting = view.waiting
    late = sum(1 for one in waiting if one.row.first.days_overdue)
    if not waiting:
        if not view.report.items:
            return joined()
        whom = "Nobody" if view.is_whole else "None of these clients"
        return section("Who waits for you", paragraph(f"{whom} waits for you today."))
    title = f"Who waits for you: {phrases.counted(len(waiting), 'client')}"
    title += f", {late:,} overdue" if late else ""
    cards = element(
        "ol", *(_card(one, view.today) for one in waiting[:CARDS]), class_="cards", role="list"
    )
    others = [_short(one, view.today) for one in waiting[CARDS:]]
    heads = ["Client", "Status", "Do", "Whom"]
    rest = element("div", table("And then", heads, others), class_="sheet") if others else joined()
    also = () if view.report.clients != len(view.report.items) else tuple(remarks(view.message))
    return section(title, cards, rest, *(paragraph(one, "quiet") for one in also))


def _card(one: ToContact, today: date) -> Markup:
    said = told(one, today)
    looks = one.row.first.status
    person = () if one.person is None else (paragraph(reached(one.person)),)
    around = [f"Last: {said.last}", *([f"There: {said.there}"] if said.there else [])]
    return element(
        "li",
        element("h3", said.client),
        paragraph(said.status, f"status {looks}"),
        paragraph(_sentence(said.what), "what"),
        *person,
        *(paragraph(text, "why") for text in said.why),
        *([paragraph("To say:", "why"), points(said.say)] if said.say else []),
        *(paragraph(text, "quiet") for text in around),
        class_=f"card {looks}",
    )


def _short(one: ToContact, today: date) -> list[Cell]:
    said = told(one, today)
    person = "" if one.person is None else reached(one.person)
    return [said.client, (said.status, one.row.first.status), _sentence(said.what), person]


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _statuses(rows: Sequence[ReportRow], more: Sequence[str]) -> Markup:
    counts = Counter(row.status for row in rows)
    known = [one for one in CLIENT_STATUSES if counts[one]]
    parts = [charts.Part(phrases.status(one), counts[one], one) for one in known]
    said = listed(f"{part.number:,} {part.label}" for part in parts)
    keys = (
        element("li", f"{part.number:,} {part.label}", class_=f"key {part.looks}") for part in parts
    )
    return figure(
        f"{phrases.counted(len(rows), 'client')} by status",
        charts.shares("statuses", "Clients by status", said, parts),
        table(
            "",
            ["Status", number("Clients")],
            ([part.label, number(part.number)] for part in parts),
            "narrow",
        ),
        element("ul", *keys, class_="keys", role="list"),
        *_healths(rows),
        *(paragraph(one, "quiet") for one in more),
    )


def _healths(rows: Sequence[ReportRow]) -> Iterator[Markup]:
    bands = Counter(row.health.now.band for row in rows if row.health is not None)
    known = [f"{bands[one]:,} {_BAND.get(one, one)}" for one in BANDS if bands[one]]
    if known:
        yield paragraph(f"Health: {listed(known)}", "quiet")


def _clients(view: PortfolioPage) -> Markup:
    rows, today = view.report.items, view.today
    heads = ["Client", "Status", "Agreed", "Last contact", "Next", number("Kept")]
    heads += ["Health", "12 weeks"]
    lines = (_client(f"w{place}", row, today) for place, row in enumerate(rows))
    numbers = ([row.client, *(number(count) for count in row.touchpoints_by_week)] for row in rows)
    ago = [str(back) for back in range(len(rows[0].touchpoints_by_week) - 1, -1, -1)]
    behind = table(
        "Touchpoints by week; the last week ends today",
        ["Weeks ago", *map(number, ago)],
        numbers,
        "narrow",
    )
    return scrolling(
        "clients",
        "All clients" if view.is_whole else "These clients",
        joined(
            table("", heads, lines, "wide"),
            folded("As a table: the twelve weeks in numbers", behind),
            between="\n",
        ),
    )


def _client(name: str, row: ReportRow, today: date) -> list[Cell]:
    how = phrases.channel(row.last_channel)
    last = phrases.day(row.last_reach_on, today)
    comes = phrases.rule(row.next_rule)
    health = row.health
    picture = charts.weeks(name, "Touchpoints by week", row.touchpoints_by_week)
    return [
        row.client,
        (phrases.status_and_detail(row, today), f"status {row.status}"),
        phrases.cadence(row.cadence),
        last if row.last_reach_on is None else f"{last}, {how}",
        comes if row.next_due_on is None else f"{comes}, {phrases.day(row.next_due_on, today)}",
        number(phrases.percent(row.kept.percent)),
        phrases.NOTHING if health is None else phrases.health_in_time(health),
        picture,
    ]
