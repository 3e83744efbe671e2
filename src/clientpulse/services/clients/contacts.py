"""The people at a client."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.moments import greeted_on_after_correction
from clientpulse.records import Contact
from clientpulse.services import lookup, text
from clientpulse.services.clients import dependents
from clientpulse.store import queries
from clientpulse.store.reader import Reader

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


def add(unit: UnitOfWork, new: Contact) -> Contact:
    """Add a person; the first one of a client is its primary contact."""
    others = queries.contacts.select(unit.reader, new.client_id)
    new = text.checked_record(replace(new, is_primary=new.is_primary or not others))
    if new.is_primary:
        _demote(unit, new.client_id)
    unit.describe(f"added {new.name} to {new.client}")
    return unit.insert(new)


def primary(reader: Reader, client_id: int) -> Contact | None:
    """Return the person one mostly talks to; None where there is nobody."""
    people = queries.contacts.select(reader, client_id)
    return people[0] if people else None


def edit(unit: UnitOfWork, today: date, contact: Contact, changes: dict[str, Any]) -> Contact:
    """Change what is known of a person."""
    values = text.checked(Contact, changes)
    if contact.birthday and "birthday" in values:
        values["greeted_on"] = greeted_on_after_correction(
            contact.birthday, values["birthday"], contact.greeted_on, today
        )
    if values.get("is_primary") and not contact.is_primary:
        _demote(unit, contact.client_id)
    unit.describe(f"edited {contact.name} of {contact.client}")
    return unit.update(contact, **values)


def edit_primary(
    unit: UnitOfWork, today: date, client: lookup.Found, changes: dict[str, Any]
) -> tuple[Contact, Contact]:
    """Change the primary contact, or add one; return it as it was and is."""
    known = primary(unit.reader, client.id)
    before = known or Contact(**client.whose, name="")
    if known is not None and changes:
        return before, edit(unit, today, known, changes)
    if any(changes.values()):
        new = {**changes, "name": changes.get("name") or client.name}
        return before, add(unit, Contact(**client.whose, **new))
    return before, before


def delete(unit: UnitOfWork, contact: Contact) -> None:
    """Delete a person; the next one becomes the primary contact where this one was it."""
    dependents.forget_contact(unit, contact.id)
    unit.delete(contact)
    left = queries.contacts.select(unit.reader, contact.client_id)
    if contact.is_primary and left:
        unit.update(left[0], is_primary=True)
    unit.describe(f"deleted {contact.name} of {contact.client}")


def move_all(unit: UnitOfWork, source_id: int, target_id: int) -> None:
    """Move the people of one client to another, which keeps its own primary contact."""
    moving = [one.id for one in queries.contacts.select(unit.reader, source_id)]
    staying = queries.contacts.select(unit.reader, target_id)
    values: dict[str, Any] = {"client_id": target_id}
    if staying:
        values["is_primary"] = False
    unit.update_all(Contact, moving, **values)


def _demote(unit: UnitOfWork, client_id: int) -> None:
    primary = [one.id for one in queries.contacts.select(unit.reader, client_id) if one.is_primary]
    unit.update_all(Contact, primary, is_primary=False)
