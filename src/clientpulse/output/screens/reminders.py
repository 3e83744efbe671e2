"""Reminders and birthdays: what comes when, with whom."""

from __future__ import annotations

from datetime import date
from typing import Any

from clientpulse.cadence.wording import short_date, weekday_date
from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields, plain
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Sheet
from clientpulse.records import Reminder
from clientpulse.views.listed import Listed
from clientpulse.views.reminders import Occasion

record = Fields.of(Reminder)


def _item(one: Occasion) -> dict[str, Any]:
    next_on = plain(one.next_on)
    if one.reminder is not None:
        return {**record(one.reminder), "next_on": next_on, "birthday": False}
    return {
        **dict.fromkeys(record.names),
        "client": one.client,
        "key": one.key,
        "on": next_on,
        "what": one.what,
        "yearly": True,
        "with": one.person,
        "next_on": next_on,
        "birthday": True,
    }


def sheet(view: Listed[Occasion]) -> Sheet:
    """Lay out reminders and birthdays."""
    some_open = any(one.reminder is not None and one.next_on for one in view.items)
    return Sheet.of(
        _title(view),
        [
            {
                "Id": None if one.reminder is None else one.reminder.id,
                "On": None if one.next_on is None else weekday_date(one.next_on, view.today),
                "Client": one.client,
                "What": one.what,
                "With": one.person,
                "Repeats": "yearly" if one.reminder is None or one.reminder.yearly else None,
                "Status": status_text(one, view.today),
            }
            for one in view.items
        ],
        ("Once done: pulse remind done ID",) if some_open else (),
    )


def status_text(one: Occasion, today: date) -> str:
    """Say how far off it is: ``in 6 days``, ``3 days late``, ``done 20 Nov``."""
    if one.next_on is not None:
        return phrases.how_far(one.next_on, today)
    done_on = None if one.reminder is None else one.reminder.done_on
    return "" if done_on is None else f"done {short_date(done_on, today)}"


def _title(view: Listed[Occasion]) -> str:
    if not view.items:
        return "No reminders and no birthdays"
    birthdays = sum(one.reminder is None for one in view.items)
    reminders = len(view.items) - birthdays
    return phrases.counts((reminders, "reminder"), (birthdays, "birthday"))


SCREEN: Screen[Listed[Occasion]] = Screen(
    "remind-list",
    lambda view: {"items": list(map(_item, view.items))},
    sheet,
    (*record.names, "next_on", "birthday"),
)
