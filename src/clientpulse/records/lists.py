"""Which records there are, and where a whole-store export holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from clientpulse import records
from clientpulse.records.agenda import AgendaPoint
from clientpulse.records.away import Away
from clientpulse.records.checkups import Checkup, CheckupAnswer, Trait, TraitWeight
from clientpulse.records.client_rules import ClientRule
from clientpulse.records.clients import Contact
from clientpulse.records.commitments import Commitment
from clientpulse.records.meetings import Meeting
from clientpulse.records.mistakes import Mistake
from clientpulse.records.projects import Feedback, Project
from clientpulse.records.record import Record, shape_of
from clientpulse.records.reminders import Reminder
from clientpulse.records.rests import Rest
from clientpulse.records.services import Service, ServiceMention
from clientpulse.records.sources import AddressCard, DiaryEntry, Exchange, Forgotten
from clientpulse.records.touchpoints import Attendee, Touchpoint

SHARED: tuple[type[Record], ...] = (Service, Trait, TraitWeight, Away)
"""What belongs to no client, in the order of an export: in front of the clients."""

DEPENDENTS: tuple[type[Record], ...] = (
    *(Project, Commitment, Mistake, Reminder, Feedback, AgendaPoint, Checkup, ServiceMention),
    *(Trait, TraitWeight, ClientRule, Rest),
)
"""What else hangs on a client; what others refer to comes first."""

OF_CLIENT: tuple[type[Record], ...] = (Contact, Meeting, Touchpoint, *DEPENDENTS)
"""What stands in a client, in the order of an export."""

OF_SOURCES: Mapping[str, type[Record]] = {
    "exchanges": Exchange,
    "events": DiaryEntry,
    "cards": AddressCard,
    "forgotten": Forgotten,
}
"""By the list in an export, what is known of sources; it stands behind the clients."""

PARTS: Mapping[type[Record], type[Record]] = {Touchpoint: Attendee, Checkup: CheckupAnswer}
"""By record of a client that holds several values, the record of one value."""

EVERY: tuple[type[Record], ...] = tuple(
    getattr(records, name)
    for module, names in records.PLACES.items()
    for name in names
    if module != "record"
)


def noun(record: type[Record]) -> str:
    """Return what one is called in an export."""
    return record.NOUN or record.TABLE


def listed(record: type[Record], parts: Iterable[Any]) -> Any:
    """Return what a record holds of several values: a list, or one value by another.

    Args:
        parts: What the records of the single values say: ``("Ann",)``, ``("manners", "yes")``.
    """
    if len(shape_of(PARTS[record]).exported) > 1:
        return dict(parts)
    return [value for (value,) in parts]


def single(several: Any) -> list[Sequence[Any]]:
    """Return what the records of the single values say of what ``listed`` gave."""
    return list(several.items()) if isinstance(several, dict) else [(value,) for value in several]
