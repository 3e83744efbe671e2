"""The list of clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Cell, Sheet

if TYPE_CHECKING:
    from clientpulse.records import Client
    from clientpulse.views.clients import ClientsView

# How they like to be written to and rung.
PREFERENCES = "timezone hours length=message_length language"
FIELDS: Fields[Client] = Fields(
    "id uid client=name key meeting_interval update_interval started_on prefers owner note tags?"
    " archived_on paused_on paused_until snoozed_until snooze_reason"
    f" {PREFERENCES}"
)


def record(view: Client, tags: tuple[str, ...]) -> dict[str, Any]:
    """Return the fields of a client as stored."""
    return FIELDS(view, tags=list(tags))


def envelope(view: ClientsView) -> dict[str, Any]:
    """Return the fields of ``client list``."""
    return {"items": [record(one, tags) for one, tags in zip(view.clients, view.tags, strict=True)]}


def sheet(view: ClientsView) -> Sheet:
    """Lay out the list of clients."""
    rows: list[dict[str, Cell]] = [
        {
            "Key": client.key,
            "Client": client.name,
            "Cadence": phrases.cadence(cadence),
            "Since": client.started_on.isoformat(),
            "Prefers": phrases.channel(client.prefers),
            "Contact": contact.name if contact else None,
            "E-mail": contact.email if contact else None,
            "Phone": contact.phone if contact else None,
            "Tags": ", ".join(tags),
            "Owner": client.owner,
        }
        for client, cadence, tags, contact in zip(
            view.clients, view.cadences, view.tags, view.contacts, strict=True
        )
    ]
    return Sheet.of(phrases.counted(len(rows), "client"), rows)


SCREEN: Screen[ClientsView] = Screen("client-list", envelope, sheet, FIELDS.names)
