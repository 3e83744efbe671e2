"""What we offer, and who has heard of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from clientpulse.output import phrases
from clientpulse.output.safe import one_line
from clientpulse.output.sheet import Sheet

if TYPE_CHECKING:
    from clientpulse.records import Service, ServiceMention
    from clientpulse.views.services import HeardView, Offering, OfferingsView


def record(view: Service) -> dict[str, Any]:
    """Return the fields of a service."""
    return {"id": view.id, "uid": view.uid, "name": view.name, "sentence": view.sentence}


def mention_record(view: ServiceMention) -> dict[str, Any]:
    """Return the fields of a mention: who heard of a service, and when."""
    return {
        "id": view.id,
        "uid": view.uid,
        "client": view.client,
        "key": view.key,
        "on": view.mentioned_on.isoformat(),
    }


def envelope(view: OfferingsView) -> dict[str, Any]:
    """Return the envelope's fields of ``service list``."""
    return {"items": [_item(one) for one in view.offerings]}


def _item(one: Offering) -> dict[str, Any]:
    return {
        **record(one.service),
        "mentioned_on": one.mentioned_on and one.mentioned_on.isoformat(),
        "clients": one.clients,
    }


def sheet(view: OfferingsView) -> Sheet:
    """Lay out what we offer."""
    rows = [
        (
            str(one.service.id),
            one_line(one.service.name),
            one_line(one.service.sentence),
            "never"
            if one.mentioned_on is None
            else phrases.day_and_distance(one.mentioned_on, view.today),
            str(one.clients),
        )
        for one in view.offerings
    ]
    headings = ("Id", "Service", "Sentence", "Last mentioned", "Clients")
    return Sheet(_title(view), headings, rows, _footer(view))


def _title(view: OfferingsView) -> str:
    if not view.offerings:
        return "No service yet"
    if view.client is None:
        return phrases.counted(len(view.offerings), "service")
    return f"What {one_line(view.client)} has heard of, the least lately first"


def _footer(view: OfferingsView) -> tuple[str, ...]:
    if not view.offerings:
        return ('Add one: pulse service add Payroll "We run your payroll, month by month."',)
    return ()


def heard_envelope(view: HeardView) -> dict[str, Any]:
    """Return the envelope's fields of ``service heard``."""
    items = [{**mention_record(one), "service": one.service} for one in view.mentions]
    return {"items": items}


def heard_sheet(view: HeardView) -> Sheet:
    """Lay out who has heard of a service."""
    rows = [
        (one_line(one.client), phrases.day_and_distance(one.mentioned_on, view.today))
        for one in view.mentions
    ]
    name = one_line(view.service.name)
    title = (
        f"{phrases.counted(len(rows), 'client')} heard of {name}"
        if rows
        else (f"Nobody has heard of {name} yet")
    )
    return Sheet(title, ("Client", "Last heard"), rows)


ENVELOPES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "service-list": envelope,
    "service-heard": heard_envelope,
}
_SERVICE = "id uid name sentence mentioned_on clients"
FIELDS = {
    "service-list": tuple(_SERVICE.split()),
    "service-heard": ("id", "uid", "client", "key", "on", "service"),
}
SHEETS: dict[str, Callable[[Any], Sheet]] = {"service-list": sheet, "service-heard": heard_sheet}
