"""Clients at a place, and the places there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from clientpulse.cadence.advice import reason
from clientpulse.cadence.wording import near_or_weekday, weekday_date
from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.output.layout.sheet import Cell
from clientpulse.quoting import shell_word
from clientpulse.views.nearby import NearbyRow, NearbyView, PlaceRow, PlacesView

FIELDS: Fields[NearbyRow] = Fields(
    "client key place status? rule? due_on? reason? met_on met_channel booked_on"
    " contact phone email"
)
place: Fields[PlaceRow] = Fields("place clients")


def record(one: NearbyRow, today: date) -> dict[str, Any]:
    """Return the fields of a client at a place."""
    first = one.items[0] if one.items else None
    return FIELDS(
        one,
        status=first.status if first else one.resting,
        rule=first and first.rule,
        due_on=first and first.due_on.isoformat(),
        reason=first and reason(first, today),
    )


def _row(one: NearbyRow, view: NearbyView) -> dict[str, Cell]:
    first = one.items[0] if one.items else None
    met = phrases.NOTHING
    if one.met_on is not None:
        met = f"{phrases.channel(one.met_channel)}, {weekday_date(one.met_on, view.today)}"
    booked = None if one.booked_on is None else near_or_weekday(one.booked_on, view.today)
    return {
        "Client": one.client,
        **({"Where": one.name} if len({each.name for each in view.items}) > 1 else {}),
        "When": phrases.due_words(first, view.today) if first else one.resting,
        "Why": _why(one, view.today),
        "Last met": met,
        "Next meeting": booked,
        "Contact": ", ".join(filter(None, (one.contact, one.phone or one.email))) or None,
    }


def _why(one: NearbyRow, today: date) -> str | None:
    """Say the first reason, and how many more there are; the client's brief has them all."""
    if not one.items:
        return None
    more = len(one.items) - 1
    return reason(one.items[0], today) + (f"; {more} more" if more else "")


def _how_to_book(view: NearbyView) -> Iterator[str]:
    free = next((one for one in view.items if one.booked_on is None), None)
    if free is not None:
        key, place = shell_word(free.key), shell_word(free.name, "PLACE")
        yield f"To book: pulse meeting book {key} fri 14:00 --place {place}"


SCREEN: Screen[NearbyView] = list_screen(
    "nearby",
    FIELDS,
    lambda view: f"{phrases.counted(len(view.items), 'client')} in {view.place}",
    _row,
    _how_to_book,
    record=record,
)


def _footer(view: PlacesView) -> Iterator[str]:
    if view.nowhere:
        without = phrases.counted(view.nowhere, "client")
        yield f"{without} without a place: pulse client edit CLIENT --place Bergamo"


PLACES: Screen[PlacesView] = list_screen(
    "nearby-places",
    place,
    lambda view: phrases.counted(len(view.items), "place") if view.items else "No places yet",
    lambda one, view: {
        "Place": one.place,
        "Clients": one.clients,
        "Type": f"pulse nearby {shell_word(one.place, 'PLACE')}",
    },
    _footer,
)
