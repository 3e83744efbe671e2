"""Moments and birthdays: what comes when, with whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.wording import in_words, short_date, span_words, weekday_date
from clientpulse.output import phrases
from clientpulse.output.safe import one_line
from clientpulse.output.sheet import Sheet

if TYPE_CHECKING:
    from clientpulse.records import Reminder
    from clientpulse.views.reminders import MomentsView, Occasion


def record(view: Reminder) -> dict[str, Any]:
    """Return the fields of a moment that was noted."""
    return {
        "id": view.id,
        "uid": view.uid,
        "client": view.client,
        "key": view.key,
        "on": view.remind_on.isoformat(),
        "what": view.what,
        "yearly": view.yearly,
        "with": view.person,
        "done_on": view.done_on and view.done_on.isoformat(),
    }


def envelope(view: MomentsView) -> dict[str, Any]:
    """Return the envelope's fields of ``remind list``."""
    return {"items": [_item(one) for one in view.occasions]}


def _item(one: Occasion) -> dict[str, Any]:
    next_on = one.next_on and one.next_on.isoformat()
    if one.reminder is not None:
        return {**record(one.reminder), "next_on": next_on, "birthday": False}
    return {
        "id": None,
        "uid": None,
        "client": one.client,
        "key": one.key,
        "on": next_on,
        "what": one.what,
        "yearly": True,
        "with": one.person,
        "done_on": None,
        "next_on": next_on,
        "birthday": True,
    }


def sheet(view: MomentsView) -> Sheet:
    """Lay out moments and birthdays."""
    rows = [
        (
            "" if one.reminder is None else str(one.reminder.id),
            "" if one.next_on is None else weekday_date(one.next_on, view.today),
            one_line(one.client),
            one_line(one.what),
            one_line(one.person or ""),
            "yearly" if one.reminder is None or one.reminder.yearly else "",
            standing(one, view.today),
        )
        for one in view.occasions
    ]
    some = any(one.reminder is not None and one.next_on for one in view.occasions)
    footer = ("Once it is done: pulse remind done ID",) if some else ()
    headings = ("Id", "On", "Client", "What", "With", "Again", "Is")
    return Sheet(_title(view), headings, rows, footer)


def standing(one: Occasion, today: date) -> str:
    """Say how far off a moment is: ``in 6 days``, ``3 days ago``, ``done 20 Nov``."""
    if one.next_on is not None:
        days = (one.next_on - today).days
        return in_words(days) if days >= 0 else f"{span_words(days)} late"
    done_on = None if one.reminder is None else one.reminder.done_on
    return "" if done_on is None else f"done {short_date(done_on, today)}"


def _title(view: MomentsView) -> str:
    if not view.occasions:
        return "No moment was noted, and no birthday is known"
    birthdays = sum(one.reminder is None for one in view.occasions)
    moments = len(view.occasions) - birthdays
    counts = [
        phrases.counted(number, noun)
        for number, noun in ((moments, "moment"), (birthdays, "birthday"))
        if number
    ]
    return " and ".join(counts)


ENVELOPES: dict[str, Callable[[Any], dict[str, Any]]] = {"remind-list": envelope}
_MOMENT = "id uid client key on what yearly with done_on next_on birthday"
FIELDS = {"remind-list": tuple(_MOMENT.split())}
SHEETS: dict[str, Callable[[Any], Sheet]] = {"remind-list": sheet}
