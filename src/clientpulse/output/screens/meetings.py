"""The diary."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Sheet
from clientpulse.records import Meeting

if TYPE_CHECKING:
    from clientpulse.views.meetings import MeetingsView

record = Fields.of(Meeting)


def sheet(view: MeetingsView) -> Sheet:
    """Lay out the diary."""
    return Sheet.of(
        phrases.counted(len(view.meetings), "meeting"),
        [
            {
                "Id": one.id,
                "On": one.planned_on.isoformat(),
                "At": one.planned_time,
                "Client": one.client,
                "State": status_text(one, view.today),
                "Place": one.place,
                "Agenda": one.agenda,
            }
            for one in view.meetings
        ],
    )


def status_text(one: Meeting, today: date) -> str:
    """Say whether a meeting was held; one that is over and wasn't logged still has to be."""
    over = one.state == "booked" and one.planned_on < today
    return "booked, not logged" if over else one.state


SCREEN: Screen[MeetingsView] = Screen(
    "meeting-list",
    lambda view: {"items": list(map(record, view.meetings))},
    sheet,
    record.names,
)
