"""The schema, as SQLModel classes: a file a noun, each loaded when it is written to.

Building a class takes milliseconds, so a command builds those that it needs. A ``table=True`` model
doesn't validate what it is given, so every rule that must never be broken stands in a class as a
CHECK as well; the services say it to people in words first.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from clientpulse.lazy import names_of

if TYPE_CHECKING:
    from sqlmodel import SQLModel

    from clientpulse.store.tables.agenda import AgendaPoint
    from clientpulse.store.tables.away import Away
    from clientpulse.store.tables.checkups import Checkup, CheckupAnswer
    from clientpulse.store.tables.client_rules import ClientRule
    from clientpulse.store.tables.clients import Client, Contact, Tag
    from clientpulse.store.tables.commitments import Commitment
    from clientpulse.store.tables.journal import JournalChange, JournalEntry
    from clientpulse.store.tables.meetings import Meeting
    from clientpulse.store.tables.mistakes import Mistake
    from clientpulse.store.tables.projects import Feedback, Project
    from clientpulse.store.tables.reminders import Reminder
    from clientpulse.store.tables.services import Service, ServiceMention
    from clientpulse.store.tables.touchpoints import Attendee, Touchpoint
    from clientpulse.store.tables.traits import Trait, TraitWeight

PLACES = {
    "AgendaPoint": "agenda",
    "Away": "away",
    "Checkup": "checkups",
    "CheckupAnswer": "checkups",
    "ClientRule": "client_rules",
    "Client": "clients",
    "Tag": "clients",
    "Contact": "clients",
    "Commitment": "commitments",
    "JournalEntry": "journal",
    "JournalChange": "journal",
    "Meeting": "meetings",
    "Mistake": "mistakes",
    "Project": "projects",
    "Feedback": "projects",
    "Reminder": "reminders",
    "Service": "services",
    "ServiceMention": "services",
    "Touchpoint": "touchpoints",
    "Attendee": "touchpoints",
    "Trait": "traits",
    "TraitWeight": "traits",
}
"""By class, the module that holds it."""

__all__ = [
    "AgendaPoint",
    "Attendee",
    "Away",
    "Checkup",
    "CheckupAnswer",
    "Client",
    "ClientRule",
    "Commitment",
    "Contact",
    "Feedback",
    "JournalChange",
    "JournalEntry",
    "Meeting",
    "Mistake",
    "Project",
    "Reminder",
    "Service",
    "ServiceMention",
    "Tag",
    "Touchpoint",
    "Trait",
    "TraitWeight",
]

if not TYPE_CHECKING:
    __getattr__ = names_of(__name__, PLACES)


def load_all() -> None:
    """Make every table known to the metadata, as whoever looks at the whole schema needs it."""
    for module in dict.fromkeys(PLACES.values()):
        import_module(f"{__name__}.{module}")


def by_name(table: str) -> type[SQLModel]:
    """Return the class of a table: of ``agenda_point`` that is ``AgendaPoint``."""
    name = table.title().replace("_", "")
    found: type[SQLModel] = getattr(import_module(f"{__name__}.{PLACES[name]}"), name)
    return found
