"""The nouns, each declared once.

A record is a row as the program knows it: what it is, whose it is, and its fields. Everything else
about a field follows from its declaration; see ``fields``. Nothing here needs more than the
standard library, since the fast path loads it.
"""

from typing import TYPE_CHECKING

from clientpulse.lazy import names_of

if TYPE_CHECKING:
    from clientpulse.records.agenda import AgendaPoint
    from clientpulse.records.away import Away
    from clientpulse.records.checkups import Checkup, CheckupAnswer, Trait, TraitWeight
    from clientpulse.records.client_rules import ClientRule
    from clientpulse.records.clients import Client, Contact, Tag
    from clientpulse.records.commitments import Commitment
    from clientpulse.records.meetings import Meeting
    from clientpulse.records.mistakes import Mistake
    from clientpulse.records.projects import Feedback, Project
    from clientpulse.records.record import Named, OfClient, Record
    from clientpulse.records.reminders import Reminder
    from clientpulse.records.services import Service, ServiceMention
    from clientpulse.records.touchpoints import Attendee, Touchpoint

PLACES = {
    "AgendaPoint": "agenda",
    "Away": "away",
    "Checkup": "checkups",
    "CheckupAnswer": "checkups",
    "Trait": "checkups",
    "TraitWeight": "checkups",
    "ClientRule": "client_rules",
    "Client": "clients",
    "Tag": "clients",
    "Contact": "clients",
    "Commitment": "commitments",
    "Meeting": "meetings",
    "Mistake": "mistakes",
    "Project": "projects",
    "Feedback": "projects",
    "Reminder": "reminders",
    "Service": "services",
    "ServiceMention": "services",
    "Touchpoint": "touchpoints",
    "Attendee": "touchpoints",
    **dict.fromkeys(("Named", "OfClient", "Record"), "record"),
}
"""By class, the module that declares it."""

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
    "Meeting",
    "Mistake",
    "Named",
    "OfClient",
    "Project",
    "Record",
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
