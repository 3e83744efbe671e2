"""Reminders and birthdays: what comes when, with whom."""

from __future__ import annotations

from datetime import date
from typing import Any

from clientpulse.cadence.wording import weekday_date
from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields, plain
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Sheet
from clientpulse.records import Reminder
from clientpulse.views.listed import Listed
from clientpulse.views.reminders import Occasion

_fields = Fields.of(Reminder, "ref")
_listed = Fields.of(Reminder, "ref next_on? birthday?").names


def record(one: Reminder | Occasion) -> dict[str, Any]:
    """Return the fields of a reminder; a birthday has the same."""
    if isinstance(one, Reminder):
        return _fields(one)
    if one.reminder is not None:
        return _fields(one.reminder)
    return {
        **dict.fromkeys(_fields.names),
        "client": one.client,
        "key": one.key,
        "on": plain(one.next_on),
        "what": one.what,
        "yearly": True,
        "with": one.person,
        "done_on": plain(one.done_on),
        "ref": one.ref,
    }


def _item(one: Occasion) -> dict[str, Any]:
    found = {
        **record(one),
        "next_on": plain(one.next_on),
        "birthday": one.reminder is None,
    }
    return {name: found[name] for name in _listed}


def sheet(view: Listed[Occasion]) -> Sheet:
    """Lay out reminders and birthdays."""
    some_open = any(one.next_on for one in view.items)
    return Sheet.of(
        _title(view),
        [
            {
                "Id": one.ref,
                "On": None if one.next_on is None else weekday_date(one.next_on, view.today),
                "Client": one.client,
                "What": one.what,
                "With": one.person,
                "Repeats": "yearly" if one.reminder is None or one.reminder.yearly else None,
                "Status": status_text(one, view.today),
            }
            for one in view.items
        ],
        (*(("Once done: pulse remind done ID",) if some_open else ()), *view.remarks),
    )


def status_text(one: Occasion, today: date) -> str:
    """Say how far off it is: ``in 6 days``, ``3 days late``, ``done Fri 20 Nov``."""
    if one.next_on is not None:
        return phrases.how_far(one.next_on, today)
    return "" if one.done_on is None else f"done {weekday_date(one.done_on, today)}"


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
    _listed,
)
