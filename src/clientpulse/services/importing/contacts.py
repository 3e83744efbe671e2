"""People of a file and people of the store: who is the same, and what is new about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from clientpulse.records import Contact
from clientpulse.records.limits import EMAIL_LENGTH
from clientpulse.services import text
from clientpulse.services.importing.matching import addresses, folded, with_more

COLUMNS = ("name", "role", "email", "phone", "birthday", "note")
CALLED = {column: f"contact's {column}" for column in ("name", "role", "note")}
LISTS = {"email": "e-mail address", "phone": "phone number"}


def checked(record: Contact) -> dict[str, str]:
    """Return what a file says about a person, empty values left out."""
    given = {column: getattr(record, column) for column in COLUMNS}
    values = text.checked(Contact, given, **CALLED)
    return {column: value for column, value in values.items() if value}


@dataclass(slots=True)
class Planned:
    """What will be in the store.

    Attributes:
        values: By column.
        given: What this file has spoken about already.
    """

    values: dict[str, Any]
    given: set[str] = field(default_factory=set)

    def takes(self, column: str, value: Any, *, overwrite: bool) -> bool:
        """Take a value over, unless the same file gave one before; tell whether it is taken.

        Args:
            overwrite: Whether it replaces what is stored, or only fills a gap.
        """
        kept = self.values[column]
        if column in self.given or not (kept is None or overwrite):
            return False
        if not (isinstance(kept, str) and kept.strip() == value):
            self.values[column] = value
        return True


@dataclass(slots=True)
class Person(Planned):
    """A contact as it will be.

    Attributes:
        stored: As it is, None for a new one.
        record: Which record of the file was last taken for this person.
    """

    stored: Contact | None = None
    record: int = -1

    def take(self, values: dict[str, str], *, overwrite: bool) -> Iterator[str]:
        """Take over what a file says.

        What the same file said before stays, and so does a name: it is how the person is known.

        Yields:
            What couldn't be taken over.
        """
        for column, value in values.items():
            if column == "name" or self.takes(column, value, overwrite=overwrite):
                continue
            if column in LISTS:
                longer = with_more(self.values[column], value)
                if longer and len(longer) > EMAIL_LENGTH:
                    yield f"{self.values['name']} has no room for one more {LISTS[column]}"
                else:
                    self.values[column] = longer
        self.given.update(values)


def known(stored: Sequence[Contact]) -> list[Person]:
    """Return the people of a client, the earliest first."""
    return [
        Person({column: getattr(one, column) for column in COLUMNS}, stored=one)
        for one in sorted(stored, key=lambda one: one.id)
    ]


def merge(
    people: list[Person], values: dict[str, str], record: int, *, overwrite: bool
) -> Iterator[str]:
    """Take a person of a file into a client's people.

    Args:
        people: The client's people; a new one is put at the end.
        record: Which record of the file it is. One record's people are different people.
        overwrite: Whether the file's values replace those in the store, or only fill gaps.

    Yields:
        Remarks.
    """
    person = _same(people, values, record)
    if person is None:
        person = Person(dict.fromkeys(COLUMNS) | values, set(values))
        people.append(person)
    else:
        if folded(person.values["name"]) != folded(values["name"]):
            yield (
                f"{values['name']} has an e-mail address of {person.values['name']}:"
                " taken as one person"
            )
        yield from person.take(values, overwrite=overwrite)
    person.record = record


def _same(people: list[Person], values: dict[str, str], record: int) -> Person | None:
    """Find the person by name and address, or else by an address, or else by name."""
    name, wanted = folded(values["name"]), addresses(values.get("email"))
    free = [person for person in people if person.record != record]
    by_address = [one for one in free if wanted & addresses(one.values["email"])]
    by_name = [one for one in free if folded(one.values["name"]) == name]
    both = [one for one in by_address if any(one is other for other in by_name)]
    return next(iter([*both, *by_address, *by_name]), None)
