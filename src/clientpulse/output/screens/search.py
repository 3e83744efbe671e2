"""What was found, newest first, with what to type for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from clientpulse.cadence.wording import weekday_date
from clientpulse.output import formats, phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.quoting import named
from clientpulse.views.search import Hit, SearchView

record = Fields[Hit]("noun id ref client key archived on field excerpt matches")


def title(view: SearchView) -> str:
    """Say what was looked for, and how often it was found."""
    words = " and ".join(map(named, view.typed))
    return f"{words}: found {phrases.counted(view.total, 'time')}" if view.total else words


def footer(view: SearchView) -> Iterator[str]:
    """Say that there are more, or nothing."""
    if view.total > len(view.items):
        left = phrases.counted(view.total - len(view.items), "more", "more")
        yield f"And {left}: add a word, or --in KIND, or --limit 0 for all."
    elif not view.total:
        yield "Nothing found. Part of a word is enough; accents and case don't matter."


def when(one: Hit, view: SearchView) -> str:
    """Say of what day it is; nothing where it is of none."""
    return "" if one.on is None else weekday_date(one.on, view.today)


def whose(one: Hit) -> str:
    """Name its client, and say that it is archived."""
    return f"{one.client or ''}{' (archived)' if one.archived else ''}".strip()


def what(one: Hit) -> str:
    """Name it, and what to type for it: ``promise 7``."""
    return f"{one.noun} {one.ref}"


def _with_total(screen: Screen[SearchView]) -> Screen[SearchView]:
    return replace(screen, envelope=lambda view: {**screen.envelope(view), "total": view.total})


SCREEN = _with_total(
    list_screen(
        "search",
        record,
        title,
        lambda one, view: {
            "When": when(one, view),
            "Client": whose(one),
            "What": what(one),
            "Found": one.excerpt,
        },
        footer,
        lambda: formats.table.search.draw,
    )
)
