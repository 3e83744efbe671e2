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
    from clientpulse.records.imports import ImportMark, ImportSalt
    from clientpulse.records.meetings import Meeting
    from clientpulse.records.mistakes import Mistake
    from clientpulse.records.projects import Feedback, Project
    from clientpulse.records.record import Named, OfClient, Record
    from clientpulse.records.reminders import Reminder
    from clientpulse.records.rests import Rest
    from clientpulse.records.services import Service, ServiceMention
    from clientpulse.records.sources import (
        AddressCard,
        DiaryEntry,
        Exchange,
        Forgotten,
        SourceState,
    )
    from clientpulse.records.touchpoints import Attendee, Touchpoint

PLACES = {
    "agenda": ("AgendaPoint",),
    "away": ("Away",),
    "checkups": ("Checkup", "CheckupAnswer", "Trait", "TraitWeight"),
    "client_rules": ("ClientRule",),
    "clients": ("Client", "Tag", "Contact"),
    "commitments": ("Commitment",),
    "imports": ("ImportMark", "ImportSalt"),
    "meetings": ("Meeting",),
    "mistakes": ("Mistake",),
    "projects": ("Project", "Feedback"),
    "reminders": ("Reminder",),
    "rests": ("Rest",),
    "services": ("Service", "ServiceMention"),
    "sources": ("Exchange", "DiaryEntry", "AddressCard", "SourceState", "Forgotten"),
    "touchpoints": ("Touchpoint", "Attendee"),
    "record": ("Named", "OfClient", "Record"),
}
"""By module, the classes that it declares."""

_by_name = names_of(__name__, PLACES)
if not TYPE_CHECKING:
    __getattr__ = _by_name


def of_table(table: str) -> "type[Record]":
    """Return the record that a table holds: of ``agenda_point`` that is ``AgendaPoint``."""
    found: type[Record] = _by_name(table.title().replace("_", ""))
    return found
