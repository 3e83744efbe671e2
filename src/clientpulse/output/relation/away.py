"""Our own days off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.wording import in_words, weekday_date
from clientpulse.output import phrases
from clientpulse.output.sheet import Sheet

if TYPE_CHECKING:
    from clientpulse.records import Away
    from clientpulse.views.away import DaysOffView, Span


def record(view: Away) -> dict[str, Any]:
    """Return the fields of days off."""
    return {
        "id": view.id,
        "uid": view.uid,
        "from": view.starts_on.isoformat(),
        "to": view.ends_on.isoformat(),
    }


def envelope(view: DaysOffView) -> dict[str, Any]:
    """Return the envelope's fields of ``away list``."""
    return {"items": [{**record(one.away), "workdays": one.workdays} for one in view.spans]}


def sheet(view: DaysOffView) -> Sheet:
    """Lay out days off."""
    rows = [
        (
            str(one.away.id),
            weekday_date(one.away.starts_on, view.today),
            weekday_date(one.away.ends_on, view.today),
            str(one.workdays),
            standing(one, view.today),
        )
        for one in view.spans
    ]
    workdays = sum(one.workdays for one in view.spans)
    title = f"Days off: {phrases.counted(workdays, 'workday')}" if rows else "No days off"
    footer = () if rows else ("Take some: pulse away 24 dec to 2 jan",)
    return Sheet(title, ("Id", "From", "To", "Workdays", "Is"), rows, footer)


def standing(one: Span, today: date) -> str:
    """Say how far off days off are: ``in 4 weeks``, ``now``, ``over``."""
    if one.away.ends_on < today:
        return "over"
    days = (one.away.starts_on - today).days
    return in_words(days) if days > 0 else "now"


ENVELOPES: dict[str, Callable[[Any], dict[str, Any]]] = {"away-list": envelope}
FIELDS = {"away-list": ("id", "uid", "from", "to", "workdays")}
SHEETS: dict[str, Callable[[Any], Sheet]] = {"away-list": sheet}
