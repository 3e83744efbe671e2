"""The diary."""

from __future__ import annotations

from datetime import date

from clientpulse.cadence.wording import weekday_date
from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.output.screens.history import source_of
from clientpulse.records import Meeting
from clientpulse.views.listed import Listed

record = Fields.of(Meeting)


def status_text(one: Meeting, today: date) -> str:
    """Say whether a meeting was held; one that is over and wasn't logged still has to be."""
    over = one.state == "booked" and one.planned_on < today
    return "booked, not logged" if over else one.state


SCREEN: Screen[Listed[Meeting]] = list_screen(
    "meeting-list",
    record,
    lambda view: phrases.counted(len(view.items), "meeting"),
    lambda one, view: {
        "Id": one.id,
        "On": weekday_date(one.planned_on, view.today),
        "At": one.planned_time,
        "Client": one.client,
        "State": status_text(one, view.today),
        "Place": one.place,
        "Agenda": one.agenda,
        **source_of(one, view.items),
    },
)
