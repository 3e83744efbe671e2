"""The people at a client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clientpulse.records import Contact
from clientpulse.services import text
from clientpulse.store import queries
from clientpulse.store.reader import Reader

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


def add(
    unit: UnitOfWork,
    client_id: int,
    name: str,
    *,
    role: str | None = None,
    email: str | None = None,
    phone: str | None = None,
    birthday: str | None = None,
    note: str | None = None,
    primary: bool = False,
) -> Contact:
    """Add a person; the first one of a client is its primary contact.

    Raises:
        InputError: A text can't be stored.
    """
    others = queries.contacts.select(unit.reader, client_id)
    primary = primary or not others
    if primary:
        _demote(unit, client_id)
    row = unit.insert(
        Contact(
            client_id=client_id,
            name=text.name(name, "contact's name"),
            role=text.line(role, "role"),
            email=text.reach(email, "e-mail address"),
            phone=text.reach(phone, "phone number"),
            birthday=text.birthday(birthday),
            note=text.note(note),
            is_primary=primary,
        )
    )
    added = read(unit, client_id, int(row.id or 0))
    unit.describe(f"added {name} to {added.client}")
    return added


def read(unit: UnitOfWork, client_id: int, contact_id: int) -> Contact:
    """Return a person as stored."""
    return next(
        one for one in queries.contacts.select(unit.reader, client_id) if one.id == contact_id
    )


def primary(reader: Reader, client_id: int) -> Contact | None:
    """Return the person one mostly talks to; None where there is nobody."""
    people = queries.contacts.select(reader, client_id)
    return people[0] if people else None


def edit(unit: UnitOfWork, contact: Contact, changes: dict[str, Any]) -> Contact:
    """Change what is known of a person.

    Args:
        unit: Writes.
        contact: The person.
        changes: New values by column of the table; those left out stay.

    Raises:
        InputError: A text can't be stored.
    """
    checks = {
        "name": lambda value: text.name(value, "contact's name"),
        "role": lambda value: text.line(value, "role"),
        "email": lambda value: text.reach(value, "e-mail address"),
        "phone": lambda value: text.reach(value, "phone number"),
        "birthday": text.birthday,
        "note": text.note,
    }
    values = {
        column: checks[column](value) if column in checks else value
        for column, value in changes.items()
    }
    if values.get("is_primary") and not contact.is_primary:
        _demote(unit, contact.client_id)
    if values:
        unit.update_all(Contact, [contact.id], **values)
    unit.describe(f"edited {contact.name} of {contact.client}")
    return read(unit, contact.client_id, contact.id)


def remove(unit: UnitOfWork, contact: Contact) -> Contact:
    """Remove a person; the next one becomes the primary contact where this one was it.

    Returns:
        The person as it was.
    """
    unit.delete_all(Contact, [contact.id])
    left = queries.contacts.select(unit.reader, contact.client_id)
    if contact.is_primary and left:
        unit.update_all(Contact, [left[0].id], is_primary=True)
    unit.describe(f"removed {contact.name} from {contact.client}")
    return contact


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
