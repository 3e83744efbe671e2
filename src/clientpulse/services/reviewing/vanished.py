"""People whom an address book had, and has no more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.services import clients
from clientpulse.services.syncing.marks import Marks
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views.review import Vanished

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


def find(reader: Reader) -> Sequence[Vanished]:
    """Return who has vanished, the longest gone first; not people of archived clients."""
    cards = {one.contact_id: one for one in queries.sources.cards(reader) if one.vanished_on}
    people = queries.contacts.select(reader, archived=False) if cards else []
    found = [Vanished(one, cards[one.id]) for one in people if one.id in cards]
    return sorted(found, key=lambda one: (one.since or date.max, one.contact.id))


def keep(unit: UnitOfWork, marks: Marks, one: Vanished) -> None:
    """Keep somebody, whatever the address book does from now on."""
    marks.add(unit, "person", [f"{one.card.source} {one.card.card}"])
    unit.delete(one.card)
    unit.describe(f"kept {one.contact.name} of {one.contact.client}")


def remove(unit: UnitOfWork, one: Vanished) -> None:
    """Delete somebody who is there no more."""
    clients.contacts.delete(unit, one.contact)
