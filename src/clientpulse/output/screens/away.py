"""Days off."""

from __future__ import annotations

from datetime import date

from clientpulse.cadence.wording import in_words, weekday_date
from clientpulse.output import messages, phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.output.layout.sheet import Cell
from clientpulse.records import Away
from clientpulse.views.away import DaysOffView, Span

record = Fields.of(Away)
_span: Fields[Span] = Fields.around("away", Away, "workdays")


def status_text(one: Span, today: date) -> str:
    """Say how far off days off are: ``in 4 weeks``, ``now``, ``over``."""
    if one.away.ends_on < today:
        return "over"
    days = (one.away.starts_on - today).days
    return in_words(days) if days > 0 else "now"


def _title(view: DaysOffView) -> str:
    if not view.items:
        return "No days off"
    return f"Days off: {phrases.counted(sum(one.workdays for one in view.items), 'workday')}"


def _whose(one: Span, view: DaysOffView) -> dict[str, Cell]:
    """Return the cell that says whose they are, where any of the list aren't mine."""
    whose = messages.away.whose
    if not any(whose(each.away, view.me) for each in view.items):
        return {}
    return {"Whose": whose(one.away, view.me) or one.away.owner}


SCREEN: Screen[DaysOffView] = list_screen(
    "away-list",
    _span,
    _title,
    lambda one, view: {
        "Id": one.away.id,
        "From": weekday_date(one.away.starts_on, view.today),
        "To": weekday_date(one.away.ends_on, view.today),
        "Workdays": one.workdays,
        **_whose(one, view),
        "Status": status_text(one, view.today),
    },
    lambda view: () if view.items else ("Plan some: pulse away 24 dec to 2 jan",),
)
