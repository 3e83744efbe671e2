"""People at clients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Sheet
from clientpulse.records import Contact

if TYPE_CHECKING:
    from clientpulse.views.contacts import ContactsView

record = Fields.of(Contact)


def sheet(view: ContactsView) -> Sheet:
    """Lay out people."""
    return Sheet.of(
        phrases.counted(len(view.contacts), "contact"),
        [
            {
                "Id": one.id,
                "Client": one.client,
                "Name": one.name + (" (primary)" if one.is_primary else ""),
                "Role": one.role,
                "E-mail": one.email,
                "Phone": one.phone,
                "Birthday": one.birthday,
                "Note": one.note,
            }
            for one in view.contacts
        ],
    )


SCREEN: Screen[ContactsView] = Screen(
    "contact-list",
    lambda view: {"items": list(map(record, view.contacts))},
    sheet,
    record.names,
)
