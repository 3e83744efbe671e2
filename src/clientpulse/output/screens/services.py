"""What we offer, and who has heard of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields, plain
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Sheet
from clientpulse.records import Service, ServiceMention

if TYPE_CHECKING:
    from clientpulse.views.services import HeardView, ServicesView

record = Fields.of(Service)
mention_record = Fields.of(ServiceMention)
_heard_record: Fields[ServiceMention] = Fields("id uid client key on=mentioned_on service")


def sheet(view: ServicesView) -> Sheet:
    """Lay out what we offer."""
    return Sheet.of(
        _title(view),
        [
            {
                "Id": one.service.id,
                "Service": one.service.name,
                "Sentence": one.service.sentence,
                "Last mentioned": "never"
                if one.mentioned_on is None
                else phrases.day_and_distance(one.mentioned_on, view.today),
                "Clients": one.clients,
            }
            for one in view.services
        ],
        ()
        if view.services
        else ('Add one: pulse service add Payroll "We run your payroll, month by month."',),
    )


def _title(view: ServicesView) -> str:
    if not view.services:
        return "No services yet"
    if view.client is None:
        return phrases.counted(len(view.services), "service")
    return f"What {view.client} has heard of, longest ago first"


def heard_sheet(view: HeardView) -> Sheet:
    """Lay out who has heard of a service."""
    number, name = len(view.mentions), view.service.name
    return Sheet.of(
        f"{phrases.counted(number, 'client')} heard of {name}"
        if number
        else f"Nobody has heard of {name} yet",
        [
            {
                "Client": one.client,
                "Last heard": phrases.day_and_distance(one.mentioned_on, view.today),
            }
            for one in view.mentions
        ],
    )


SCREEN: Screen[ServicesView] = Screen(
    "service-list",
    lambda view: {
        "items": [
            {
                **record(one.service),
                "mentioned_on": plain(one.mentioned_on),
                "clients": one.clients,
            }
            for one in view.services
        ]
    },
    sheet,
    (*record.names, "mentioned_on", "clients"),
)

HEARD: Screen[HeardView] = Screen(
    "service-heard",
    lambda view: {"items": list(map(_heard_record, view.mentions))},
    heard_sheet,
    _heard_record.names,
)
