"""The people of a client as they will be once a file is imported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from clientpulse.records import Contact
from clientpulse.records.limits import EMAIL_LENGTH, NOTE_LENGTH
from clientpulse.services import text
from clientpulse.services.importing.identity import (
    Identity,
    Likeness,
    is_unnamed,
    likeness,
    names_differ,
    share_a_way,
)
from clientpulse.services.importing.reached import with_more
from clientpulse.services.importing.traces import Traces

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
        differs: What the file says otherwise, by column, which stays as it is.
        line: The first line of the file that is about it; 0 while there is none.
        number: Its number in the store; a new one gets it when it is written.
    """

    values: dict[str, Any]
    given: set[str] = field(default_factory=set)
    differs: dict[str, Any] = field(default_factory=dict)
    line: int = 0
    number: int = 0

    def takes(self, column: str, value: Any, *, overwrite: bool) -> bool:
        """Take a value over, unless the same file gave one before; tell whether it is taken.

        What several rows of an address book note of somebody is put together.

        Args:
            overwrite: Whether it replaces what is stored, or only fills a gap.
        """
        kept = self.values[column]
        both_text = isinstance(kept, str) and isinstance(value, str)
        same = both_text and kept.strip() == value.strip()
        if both_text and column == "note" and not overwrite:
            same = value.strip() in kept
            if not same and column in self.given and column not in self.differs:
                longer = f"{kept}\n{value}"
                if len(longer) <= NOTE_LENGTH:
                    self.values[column] = longer
                    return True
        if column in self.given or not (kept is None or overwrite):
            if not same and kept != value:
                self.differs.setdefault(column, value)
            return False
        if not same:
            self.values[column] = value
        return True


@dataclass(slots=True)
class Person(Planned):
    """A contact as it will be.

    Attributes:
        stored: As it is, None for a new one.
        row_id: The number that the program has for it that the file is from.
        taken: Whom the rows of the file named that are about it.
    """

    stored: Contact | None = None
    row_id: str | None = None
    taken: list[Identity] = field(default_factory=list)

    @property
    def identity(self) -> Identity:
        """What tells who it is."""
        return Identity.of(self.values, self.row_id)

    def likeness(self, who: Identity) -> Likeness:
        """Compare somebody with the person, and with those whom other rows named.

        J. Field may be Jo or Jane Field, but not both.
        """
        found = likeness(who, self.identity)
        if found is Likeness.SAME and any(_are_apart(who, one) for one in self.taken):
            return Likeness.DOUBTFUL
        return found

    def take(self, values: dict[str, str], *, overwrite: bool) -> Iterator[str]:
        """Take over what a file says.

        What the same file said before stays, and so does a name, by which the person is known here,
        unless an address stands for it.

        Yields:
            What couldn't be taken over.
        """
        if is_unnamed(self.values["name"]) and not is_unnamed(values["name"]):
            self.values["name"] = values["name"]
        elif names_differ(self.values["name"], values["name"]):
            self.differs.setdefault("name", values["name"])
        for column, value in values.items():
            if column in LISTS and not (overwrite and column not in self.given):
                yield from self._add(column, value)
            elif column != "name":
                self.takes(column, value, overwrite=overwrite)
        self.given.update(values)

    def _add(self, column: str, value: str) -> Iterator[str]:
        longer = with_more(self.values[column], value)
        if longer and len(longer) > EMAIL_LENGTH:
            yield f"{self.values['name']} has no room for one more {LISTS[column]}"
        else:
            self.values[column] = longer


def _are_apart(one: Identity, other: Identity) -> bool:
    both_numbered = one.row_id is not None and other.row_id is not None
    compared = both_numbered or share_a_way(one, other)
    return compared and likeness(one, other) is not Likeness.SAME


class People:
    """The people of a client, the earliest first; whoever is perhaps somebody is found fast."""

    def __init__(self, stored: Iterable[Contact] = ()) -> None:
        self._all: list[Person] = []
        self._near: Traces[Person] | None = None
        for one in sorted(stored, key=lambda one: one.id):
            values = {column: getattr(one, column) for column in COLUMNS}
            self._all.append(Person(values, stored=one, number=one.id))

    def __iter__(self) -> Iterator[Person]:
        return iter(self._all)

    def __contains__(self, person: Person) -> bool:
        return any(one is person for one in self._all)

    def add(self, values: dict[str, str], row_id: str | None) -> Person:
        """Plan a new person."""
        person = Person(dict.fromkeys(COLUMNS) | values, set(values), row_id=row_id)
        self._all.append(person)
        self.learn(person)
        return person

    def learn(self, person: Person) -> None:
        """Note that a person has taken something over, by which it may be found."""
        if self._near is not None:
            self._near.enter(person, person.identity.traces)

    def near(self, who: Identity) -> Sequence[Person]:
        """Return those of whom it has to be looked at whether they are somebody."""
        if self._near is None:
            self._near = Traces()
            for person in self._all:
                self.learn(person)
        return self._near.near(who.traces)
