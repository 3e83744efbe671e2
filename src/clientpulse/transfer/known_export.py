"""What the export of an address book or a CRM looks like, declared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Field: TypeAlias = Literal[
    "prefix", "first", "middle", "last", "suffix", "name", "nickname",
    "company", "role", "birthday", "birth_year", "birth_month", "birth_day",
    "note", "tags", "owner", "place", "last_contact", "since", "row_id", "dead",
]  # fmt: skip
"""What a column can hold.

`name` is the whole name of a person, for where the parts aren't there; `place` a city;
`last_contact` the day on which there was contact last; `row_id` the row's own number there;
`dead` whether somebody has died.
"""


@dataclass(frozen=True, slots=True)
class Reach:
    """A column of e-mail addresses or phone numbers.

    Attributes:
        label: What kind they are: `work`, `mobile`.
        label_under: Headings of a column that says so, row by row; it wins.
        shown_under: Headings of a column with a name and the address in brackets.
    """

    heading: str
    label: str = ""
    label_under: tuple[str, ...] = ()
    shown_under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Columns with one more person of a row.

    Attributes:
        name: The headings of the name's parts.
    """

    name: tuple[str, ...]
    email: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class KnownExport:
    """An export that is recognised by its headings.

    Headings are written as `columns.Columns` looks for them. Of several under which the same may
    stand, the first that is filled counts.

    Attributes:
        name: What people call it; the same for every form of it, so that what is remembered of one
            holds for the others.
        variant: Which form of it this is, where there are several: `in German`.
        where: Where the program hides its export, for the documentation.
        signs: Headings of which several have to be there, since one alone says nothing.
        enough: How many of them.
        needs: Headings of which one has to be there, whatever else is.
        never: Headings that it hasn't: with one of them it is something else.
        company_break: What parts several companies in a cell; the first of them is the client.
        people: Further people of a row.
        nothing: How a cell says that it's empty, as databases do.
        addresses: Postal addresses, each the headings of its parts in the order of writing. Of
            several for one number of a series, the first that is filled counts.
        defaults: Headings of columns that are filled in every row, whether somebody chose it or
            not. They are worth a word only where the rows differ.
        repeats: Headings of columns that say again what others say, or only how. That they aren't
            read isn't worth a word.
    """

    name: str
    where: str
    signs: frozenset[str]
    columns: Mapping[Field, tuple[str, ...]]
    emails: tuple[Reach, ...] = ()
    phones: tuple[Reach, ...] = ()
    addresses: tuple[tuple[str, ...], ...] = ()
    defaults: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    enough: int = 3
    needs: frozenset[str] = field(default_factory=frozenset)
    never: frozenset[str] = field(default_factory=frozenset)
    company_break: str = ""
    people: tuple[Person, ...] = ()
    nothing: frozenset[str] = field(default_factory=frozenset)
    variant: str = ""

    def headings(self) -> Iterator[str]:
        """Return all that it may read, or pass over."""
        for one in (*self.columns.values(), *self.addresses, self.defaults, self.repeats):
            yield from one
        for reach in (*self.emails, *self.phones):
            yield from (reach.heading, *reach.label_under, *reach.shown_under)
        for person in self.people:
            yield from (*person.name, *filter(None, [person.email]))

    @property
    def title(self) -> str:
        """Its name and its variant."""
        return f"{self.name} {self.variant}".rstrip()
