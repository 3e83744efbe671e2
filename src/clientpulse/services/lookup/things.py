"""Finding what belongs to clients, by its number or its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from clientpulse.errors import NotFoundError
from clientpulse.quoting import named, printable
from clientpulse.services import text
from clientpulse.services.lookup.matching import SHOWN_MATCHES, folded, only_one
from clientpulse.store import queries
from clientpulse.store.reader import Reader

if TYPE_CHECKING:
    from clientpulse.records import Contact, Project, Record, Service

Thing = TypeVar("Thing", "Contact", "Project", "Service")
Numbered = TypeVar("Numbered", bound="Record")

NOT_FOUND = {
    "away": ("are no days off", "pulse away"),
    "commitment": ("is no promise or ask", "pulse commitment list --all"),
    "feedback": ("is no feedback", "pulse feedback list"),
    "meeting": ("is no meeting", "pulse meeting list"),
    "mistake": ("is no mistake", "pulse mistake list --all"),
    "project": ("is no project", "pulse project list"),
    "reminder": ("is no reminder", "pulse remind list --all"),
    "service_mention": ("is no mention", "pulse service mention list"),
    "touchpoint": ("is no touchpoint", "pulse history"),
    "trait": ("is no trait of yours", "pulse trait list"),
}
"""By table, what to say of a number that isn't there, and the command that shows the numbers."""


def numbered(reader: Reader, record: type[Numbered], number: int) -> Numbered:
    """Find a record by its number."""
    found = queries.values.read_one(reader, record, number)
    if found is None:
        there_is_no, command = NOT_FOUND[record.TABLE]
        raise NotFoundError(f"there {there_is_no} {number}", f"'{command}' shows their numbers")
    return found


def contact(reader: Reader, client_id: int, typed: str) -> Contact:
    """Find a person at a client by number, name, or an unambiguous part of the name."""
    people = queries.contacts.select(reader, client_id)
    return by_name(people, typed, "contact", "at this client", "add one with 'pulse contact add'")


def by_name(known: Sequence[Thing], typed: str, noun: str, where: str, otherwise: str) -> Thing:
    """Find one of a few things by number, name, or an unambiguous part of the name.

    Args:
        noun: What each of them is: ``contact``.
        where: To whom they belong, for the message; may be empty.
        otherwise: The hint where there is nothing at all.
    """
    found = fitting(known, typed, noun)
    if found is not None:
        return found
    raise NotFoundError(
        f"there is no {noun} {named(typed)} {where}".rstrip(),
        f"there is {_numbers(known)}" if known else otherwise,
    )


def fitting(known: Sequence[Thing], typed: str, noun: str) -> Thing | None:
    """Return what ``by_name`` finds; None where nothing fits."""
    wanted = folded(typed)
    ways = (
        [one for one in known if str(one.id) == wanted],
        [one for one in known if folded(one.name) == wanted],
        [one for one in known if wanted and wanted in folded(one.name)],
    )
    return only_one(typed, f"{noun}s", ways, _numbers, "name one by its number")


def _numbers(things: Sequence[Contact | Project | Service]) -> str:
    return ", ".join(f"{one.id} ({printable(one.name)})" for one in things[:SHOWN_MATCHES])


def person(reader: Reader, client_id: int, typed: str) -> str:
    """Return the name of the contact that fits, or else the name as typed."""
    name = text.name(typed, "person's name")
    known = fitting(queries.contacts.select(reader, client_id), name, "contact")
    return name if known is None else known.name
