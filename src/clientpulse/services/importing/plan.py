"""The clients as they will be once a file is imported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from clientpulse.comparing import folded
from clientpulse.errors import ConflictError
from clientpulse.quoting import quoted
from clientpulse.records import Client, Contact
from clientpulse.services.clients.defaults import of_tags
from clientpulse.services.clients.keys import free_key, key_from
from clientpulse.services.importing.checking import CheckedRow
from clientpulse.services.importing.companies import company_trace
from clientpulse.services.importing.contacts import People, Person, Planned
from clientpulse.services.importing.identity import Identity
from clientpulse.services.importing.traces import Traces
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection
from clientpulse.views.tags import FromTags

if TYPE_CHECKING:
    from clientpulse.config.tag_defaults import TagDefaults

COLUMNS = (
    "key", "name", "meeting_interval", "update_interval", "started_on", "prefers", "owner", "note",
    "place",
)  # fmt: skip


@dataclass(slots=True)
class PlannedClient(Planned):
    """A client as it will be.

    Attributes:
        stored: As it is, None for a new one.
        row_ids: The numbers that the program has for it that the file is from.
        by_tags: What a new one gets by its tags.
        last_on: When there was contact last, as far as the file knows; in the end None unless that
            is news.
    """

    tags: list[str] = field(default_factory=list)
    people: People = field(default_factory=People)
    stored: Client | None = None
    row_ids: set[str] = field(default_factory=set)
    by_tags: FromTags = field(default_factory=FromTags)
    last_on: date | None = None

    def is_another(self, row_id: str | None) -> bool:
        """Tell whether the program has it under another number only."""
        return bool(row_id and self.row_ids) and row_id not in self.row_ids

    def is_named(self, name: str) -> bool:
        """Tell whether this is its name."""
        return folded(self.values["name"]) == folded(name)

    def identities(self) -> Iterator[tuple[Identity, bool]]:
        """Return who the client may be, if it is a person, and else who is there.

        Yields:
            Somebody, and whether that is the client itself.
        """
        itself = False
        for person in self.people:
            is_client = self.is_named(person.values["name"])
            itself = itself or is_client
            yield person.identity, is_client
        if not itself:
            yield Identity.of({"name": self.values["name"]}), True

    def take_tags(self, tags: Sequence[str], *, replace: bool) -> None:
        """Add tags, or let them replace those there are; the case of a tag doesn't matter."""
        kept = {tag.casefold(): tag for tag in self.tags}
        wanted = {tag.casefold(): kept.get(tag.casefold(), tag) for tag in tags}
        self.tags = list((wanted if replace else kept | wanted).values())

    def take_defaults(self, defaults: Sequence[TagDefaults]) -> None:
        """Give a new client what the config says of its tags, and the file doesn't."""
        self.by_tags = of_tags(defaults, self.tags, self.given)
        self.values |= self.by_tags.values


class Plan:
    """All clients, those of the store and those a file adds.

    Args:
        file_keys: The keys that the file gives; none is made up for a client without one.
    """

    def __init__(self, reader: Reader, file_keys: set[str]) -> None:
        people: dict[int, list[Contact]] = {}
        for contact in queries.contacts.select(reader):
            people.setdefault(contact.client_id, []).append(contact)
        self._clients: list[PlannedClient] = []
        self.by_key: dict[str, PlannedClient] = {}
        self._by_name: dict[str, list[PlannedClient]] = {}
        self._by_number: dict[int, PlannedClient] = {}
        self._file_keys = file_keys
        self._taken = set(file_keys)
        self._next_number: dict[str, int] = {}
        for stored in queries.clients.select(reader, Selection(archived=None)):
            values = {column: getattr(stored, column) for column in COLUMNS}
            client = PlannedClient(values, stored=stored, number=stored.id)
            client.tags = list(stored.tags)
            client.people = People(people.get(stored.id, ()))
            self._enter(client)

    def _enter(self, client: PlannedClient) -> None:
        self._clients.append(client)
        self.by_key[client.values["key"]] = client
        self._taken.add(client.values["key"])
        self._by_name.setdefault(folded(client.values["name"]), []).append(client)
        if client.number:
            self._by_number[client.number] = client
        if "_companies" in vars(self):
            self._companies.enter(client, [company_trace(client.values["name"])])

    @property
    def touched(self) -> list[PlannedClient]:
        """The clients that the file is about."""
        return [client for client in self._clients if client.line]

    def numbered(self, number: int) -> PlannedClient:
        """Return a client of the store."""
        return self._by_number[number]

    def with_person(self, number: int) -> tuple[PlannedClient, Person]:
        """Return a person of the store, and where that is."""
        return self._whose[number]

    @cached_property
    def _whose(self) -> dict[int, tuple[PlannedClient, Person]]:
        return {
            person.number: (client, person)
            for client in self._by_number.values()
            for person in client.people
            if person.number
        }

    def only_one_named(self, row: CheckedRow) -> PlannedClient | None:
        """Return the client of a row's name; an active one is meant before an archived one."""
        named = self._by_name.get(folded(row.name), ())
        same = [one for one in named if not one.is_another(row.company_id)]
        active = [one for one in same if one.stored is None or one.stored.archived_on is None]
        found = active or same
        if len(found) > 1:
            keys = " or ".join(sorted(one.values["key"] for one in found))
            raise ConflictError(
                f"there are {len(found)} clients {quoted(row.name)}: give the key, {keys}, in the"
                f" file or as --same {row.line}=KEY"
            )
        return found[0] if found else None

    def unkeyed_named(self, name: str) -> PlannedClient | None:
        """Return the only client of a name whose key the file doesn't give."""
        same = [
            one
            for one in self._by_name.get(folded(name), [])
            if one.values["key"] not in self._file_keys
        ]
        return same[0] if len(same) == 1 else None

    def companies_like(self, name: str) -> Sequence[PlannedClient]:
        """Return the clients of whom it has to be looked at whether they are a company."""
        return self._companies.near([company_trace(name)])

    def near(self, who: Identity) -> Sequence[PlannedClient]:
        """Return the clients that share a name, an address or a number with somebody."""
        return self._people.near((who.name, *who.emails, *who.phones))

    def learn(self, client: PlannedClient) -> None:
        """Note what a client can be found by that it didn't have before."""
        if "_people" in vars(self):
            self._people.enter(client, _traces(client))

    @cached_property
    def _companies(self) -> Traces[PlannedClient]:
        found: Traces[PlannedClient] = Traces()
        for client in self._clients:
            found.enter(client, [company_trace(client.values["name"])])
        return found

    @cached_property
    def _people(self) -> Traces[PlannedClient]:
        found: Traces[PlannedClient] = Traces()
        for client in self._clients:
            found.enter(client, _traces(client))
        return found

    def give_key(self, client: PlannedClient, key: str) -> None:
        """Give a client the key by which the file knows it."""
        client.values["key"] = key
        self.by_key[key] = client

    def rename(self, client: PlannedClient, name: str) -> None:
        """Give a client the name that the file has for its key."""
        self._by_name[folded(client.values["name"])].remove(client)
        client.values["name"] = name
        self._by_name.setdefault(folded(name), []).append(client)

    def add(self, name: str, key: str | None, given: dict[str, Any]) -> PlannedClient:
        """Plan a new client."""
        if key is None:
            key = free_key(key_from(name), self._taken, self._next_number)
        client = PlannedClient(dict.fromkeys(COLUMNS) | given | {"key": key, "name": name})
        self._enter(client)
        return client


def _traces(client: PlannedClient) -> Iterator[str]:
    for who, is_client in client.identities():
        yield from (*who.emails, *who.phones)
        if is_client:
            yield who.name
