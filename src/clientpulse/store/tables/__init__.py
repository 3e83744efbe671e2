"""The schema, as SQLModel classes: a file a noun, each loaded when it is written to.

Building a class takes milliseconds, so a command builds those that it needs. A ``table=True`` model
doesn't validate what it is given, so every rule that must never be broken is a CHECK as well: what
the record declares of a field, and what stands in a class. The services say it to people first.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from clientpulse.lazy import names_of
from clientpulse.records import of_table

if TYPE_CHECKING:
    from sqlmodel import SQLModel

PLACES = {
    "agenda": ("AgendaPoint",),
    "away": ("Away",),
    "checkups": ("Checkup", "CheckupAnswer"),
    "client_rules": ("ClientRule",),
    "clients": ("Client", "Tag", "Contact"),
    "commitments": ("Commitment",),
    "folded": ("FOLDED_TEXT",),
    "imports": ("ImportMark", "ImportSalt"),
    "journal": ("JournalChange", "JournalEntry"),
    "meetings": ("Meeting",),
    "mistakes": ("Mistake",),
    "projects": ("Project", "Feedback"),
    "reminders": ("Reminder",),
    "rests": ("Rest",),
    "services": ("Service", "ServiceMention"),
    "sources": ("Exchange", "DiaryEntry", "AddressCard", "SourceState", "Forgotten"),
    "touchpoints": ("Touchpoint", "Attendee"),
    "traits": ("Trait", "TraitWeight"),
}
"""By module, the classes that it holds."""

__getattr__ = names_of(__name__, PLACES)


def load_all() -> None:
    """Make every table known to the metadata, as whoever looks at the whole schema needs it."""
    for module in PLACES:
        import_module(f"{__name__}.{module}")


def by_name(table: str) -> type[SQLModel]:
    """Return the class of a table, called like its record."""
    found: type[SQLModel] = __getattr__(of_table(table).__name__)
    return found
