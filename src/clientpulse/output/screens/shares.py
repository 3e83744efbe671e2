"""What was shared with clients, and who has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clientpulse.cadence.wording import weekday_date
from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Cell, Sheet
from clientpulse.records import Touchpoint
from clientpulse.views.listed import Listed

record: Fields[Touchpoint] = Fields("id uid client key on=occurred_on channel shared url by")

SHOWN_CLIENTS = 8


def _envelope(view: Listed[Touchpoint]) -> dict[str, Any]:
    return {"items": list(map(record, view.items))}


def _sheet(view: Listed[Touchpoint]) -> Sheet:
    things: dict[str, list[Touchpoint]] = {}
    for one in view.items:
        things.setdefault((one.shared or "").casefold(), []).append(one)
    title = f"{phrases.counted(len(things), 'thing')} shared" if things else "Nothing shared yet"
    rows = [_row(thing, view) for thing in things.values()]
    return Sheet.of(title, rows, _footer(view))


def _row(thing: list[Touchpoint], view: Listed[Touchpoint]) -> dict[str, Cell]:
    who = [
        f"{one.client}, {weekday_date(one.occurred_on, view.today)} #{one.id}"
        for one in thing[:SHOWN_CLIENTS]
    ]
    more = len(thing) - SHOWN_CLIENTS
    return {
        "Shared": thing[0].shared,
        "With": "; ".join([*who, *([f"{more} more"] if more > 0 else [])]),
        "Address": next((one.url for one in thing if one.url), None),
    }


def _footer(view: Listed[Touchpoint]) -> Iterator[str]:
    if not view.items:
        yield "An article, an event, an introduction: pulse share CLIENT WHAT"


SCREEN: Screen[Listed[Touchpoint]] = Screen("share-list", _envelope, _sheet, record.names)
