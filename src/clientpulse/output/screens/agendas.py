"""Whom we meet next, and who has something on the agenda."""

from __future__ import annotations

from collections.abc import Iterator

from clientpulse.cadence.wording import near_or_weekday
from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.output.layout.sheet import Cell
from clientpulse.quoting import shell_word
from clientpulse.views.listed import Listed
from clientpulse.views.turns import ComingAgenda

record: Fields[ComingAgenda] = Fields("client key on at points")


def _row(one: ComingAgenda, view: Listed[ComingAgenda]) -> dict[str, Cell]:
    met = phrases.NOTHING if one.on is None else near_or_weekday(one.on, view.today)
    return {
        "Client": one.client,
        "Meeting": f"{met} {one.at}" if one.at else met,
        "Your points": one.points or None,
        "Type": f"pulse agenda {shell_word(one.key)}",
    }


def _footer(view: Listed[ComingAgenda]) -> Iterator[str]:
    if not view.items:
        yield "To add a point: pulse agenda CLIENT add TEXT"


SCREEN: Screen[Listed[ComingAgenda]] = list_screen(
    "agenda-list",
    record,
    lambda view: (
        phrases.counted(len(view.items), "agenda")
        if view.items
        else "No meetings are booked, and no agenda has points of yours"
    ),
    _row,
    _footer,
)
