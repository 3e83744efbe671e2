"""Our own days off."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence.wording import in_words, weekday_date
from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Sheet
from clientpulse.records import Away

if TYPE_CHECKING:
    from clientpulse.views.away import DaysOffView, Span

record = Fields.of(Away)


def sheet(view: DaysOffView) -> Sheet:
    """Lay out days off."""
    workdays = phrases.counted(sum(one.workdays for one in view.spans), "workday")
    return Sheet.of(
        f"Days off: {workdays}" if view.spans else "No days off",
        [
            {
                "Id": one.away.id,
                "From": weekday_date(one.away.starts_on, view.today),
                "To": weekday_date(one.away.ends_on, view.today),
                "Workdays": one.workdays,
                "Status": status_text(one, view.today),
            }
            for one in view.spans
        ],
        () if view.spans else ("Plan some: pulse away 24 dec to 2 jan",),
    )


def status_text(one: Span, today: date) -> str:
    """Say how far off days off are: ``in 4 weeks``, ``now``, ``over``."""
    if one.away.ends_on < today:
        return "over"
    days = (one.away.starts_on - today).days
    return in_words(days) if days > 0 else "now"


SCREEN: Screen[DaysOffView] = Screen(
    "away-list",
    lambda view: {"items": [{**record(one.away), "workdays": one.workdays} for one in view.spans]},
    sheet,
    (*record.names, "workdays"),
)
