"""What we offer, and who has heard of it."""

from __future__ import annotations

from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.records import Service, ServiceMention
from clientpulse.views.listed import Listed
from clientpulse.views.services import HeardView, OfferedService

record = Fields.of(Service)
mention_record = Fields.of(ServiceMention)
_heard: Fields[ServiceMention] = Fields("id uid client key on=mentioned_on service by")
_offered: Fields[OfferedService] = Fields.around("service", Service, "mentioned_on clients")

HOW_TO_ADD_ONE = 'Add one: pulse service add Payroll "We run your payroll, month by month."'


def _title(view: Listed[OfferedService]) -> str:
    if not view.items:
        return "No services yet"
    if view.client is None:
        return phrases.counted(len(view.items), "service")
    return f"What {view.client} has heard of, longest ago first"


SCREEN: Screen[Listed[OfferedService]] = list_screen(
    "service-list",
    _offered,
    _title,
    lambda one, view: {
        "Id": one.service.id,
        "Service": one.service.name,
        "Sentence": one.service.sentence,
        "Last mentioned": "never"
        if one.mentioned_on is None
        else phrases.day_and_distance(one.mentioned_on, view.today),
        "Clients": one.clients,
    },
    lambda view: () if view.items else (HOW_TO_ADD_ONE,),
)


def _heard_title(view: HeardView) -> str:
    name = view.service.name
    if not view.items:
        return f"Nobody has heard of {name} yet"
    return f"{phrases.counted(len(view.items), 'client')} heard of {name}"


HEARD: Screen[HeardView] = list_screen(
    "service-heard",
    _heard,
    _heard_title,
    lambda one, view: {
        "Client": one.client,
        "Last heard": phrases.day_and_distance(one.mentioned_on, view.today),
    },
)

MENTIONS: Screen[Listed[ServiceMention]] = list_screen(
    "service-mention-list",
    _heard,
    lambda view: phrases.counted(len(view.items), "mention") if view.items else "No mentions yet",
    lambda one, view: {
        "Id": one.id,
        "Client": one.client,
        "Service": one.service,
        "Heard": phrases.day_and_distance(one.mentioned_on, view.today),
    },
)
