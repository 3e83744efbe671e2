"""The list of clients."""

from __future__ import annotations

from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.records import Client
from clientpulse.views.clients import ListedClient
from clientpulse.views.listed import Listed

record = Fields.of(Client)
_listed: Fields[ListedClient] = Fields.around("client", Client)


SCREEN: Screen[Listed[ListedClient]] = list_screen(
    "client-list",
    _listed,
    lambda view: phrases.counted(len(view.items), "client"),
    lambda one, view: {
        "Client": one.client.name,
        "Key": one.client.key,
        "Cadence": phrases.cadence(one.cadence),
        "Owner": one.client.owner,
        "Contact": one.contact.name if one.contact else None,
        "Phone": one.contact.phone if one.contact else None,
        "E-mail": one.contact.email if one.contact else None,
        "Prefers": one.client.prefers and phrases.channel(one.client.prefers),
        "Tags": ", ".join(one.client.tags),
        "Since": phrases.day(one.client.started_on, view.today),
    },
)
