"""The mailboxes, calendars and address books that are read."""

from __future__ import annotations

from pathlib import Path

from clientpulse.cadence.wording import weekday_date
from clientpulse.config.places import at_home
from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.output.layout.sheet import Cell
from clientpulse.output.messages.sources import NONE
from clientpulse.views.listed import Listed
from clientpulse.views.sources import SourceLine, Tried

_fields: Fields[SourceLine] = Fields("name kind place kept newest_on news_at")
tried: Fields[Tried] = Fields("name kind place seen error hint")


def _row(one: SourceLine, view: Listed[SourceLine]) -> dict[str, Cell]:
    news = one.news_at.astimezone() if one.news_at else None
    return {
        "Source": one.name,
        "Kind": one.kind,
        "Where": at_home(Path(one.place)) if one.place.startswith("/") else one.place,
        "Known": one.kept,
        "Newest": phrases.NOTHING if not one.newest_on else weekday_date(one.newest_on, view.today),
        "Last news": (
            f"{weekday_date(news.date(), view.today)} {news:%H:%M}" if news else phrases.NOTHING
        ),
    }


def _footer(view: Listed[SourceLine]) -> tuple[str, ...]:
    if not view.items:
        return (NONE,)
    return ("To see whether they answer: pulse source test",)


SCREEN: Screen[Listed[SourceLine]] = list_screen(
    "source-list",
    _fields,
    lambda view: phrases.counted(len(view.items), "source") if view.items else "No sources yet",
    _row,
    _footer,
)
