"""People at clients."""

from __future__ import annotations

from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.records import Contact
from clientpulse.views.listed import Listed

record = Fields.of(Contact)

SCREEN: Screen[Listed[Contact]] = list_screen(
    "contact-list",
    record,
    lambda view: phrases.counted(len(view.items), "contact"),
    lambda one, view: {
        "Id": one.id,
        "Client": one.client,
        "Name": one.name + (" (primary)" if one.is_primary else ""),
        "Role": one.role,
        "E-mail": one.email,
        "Phone": one.phone,
        "Birthday": one.birthday and phrases.birthday(one.birthday),
        "Note": one.note,
    },
)
