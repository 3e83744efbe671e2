"""The clients as they will be once a file is imported, and the writing of what differs."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from clientpulse.errors import ConflictError
from clientpulse.quoting import quoted
from clientpulse.records import Client, Contact, Tag
from clientpulse.services.clients.keys import free_key, key_from
from clientpulse.services.importing.contacts import Person, known
from clientpulse.services.importing.matching import folded
from clientpulse.services.importing.outcome import Outcome
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

COLUMNS = (
    "key", "name", "meeting_interval", "update_interval", "started_on", "prefers", "owner", "note",
)  # fmt: skip


@dataclass(slots=True)
class PlannedClient:
    """A client as it will be.

    Attributes:
        stored: As it is, None for a new one.
        stored_tags: The tags it has.
        given: What this file has spoken about already.
        line: The first line of the file that is about it; 0 while there is none.
    """

    values: dict[str, Any]
    tags: list[str] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    stored: Client | None = None
    stored_tags: tuple[str, ...] = ()
    given: set[str] = field(default_factory=set)
    line: int = 0

    def is_named(self, name: str) -> bool:
        """Tell whether this is its name."""
        return folded(self.values["name"]) == folded(name)

    def take_tags(self, tags: Sequence[str], *, replace: bool) -> None:
        """Add tags, or let them replace those there are; the case of a tag doesn't matter."""
        kept = {tag.casefold(): tag for tag in self.tags}
        wanted = {tag.casefold(): kept.get(tag.casefold(), tag) for tag in tags}
        self.tags = list((wanted if replace else kept | wanted).values())

    @property
    def changes(self) -> dict[str, Any]:
        """What differs from what is stored, tags and contacts left aside."""
        return {
            column: value
            for column, value in self.values.items()
            if getattr(self.stored, column) != value
        }


class Plan:
    """All clients, those of the store and those a file adds.

    Args:
        file_keys: The keys that the file gives; none is made up for a client without one.
    """

    def __init__(self, reader: Reader, file_keys: set[str]) -> None:
        everyone = Selection(archived=None)
        tags = queries.clients.tags(reader, everyone)
        people: dict[int, list[Contact]] = {}
        for contact in queries.contacts.select(reader):
            people.setdefault(contact.client_id, []).append(contact)
        self._clients: list[PlannedClient] = []
        self.by_key: dict[str, PlannedClient] = {}
        self._by_name: dict[str, list[PlannedClient]] = {}
        self._file_keys = file_keys
        self._taken = set(file_keys)
        self._next_number: dict[str, int] = {}
        for stored in queries.clients.select(reader, everyone):
            own_tags = tags.get(stored.id, ())
            values = {column: getattr(stored, column) for column in COLUMNS}
            client = PlannedClient(
                values, list(own_tags), known(people.get(stored.id, ())), stored, own_tags
            )
            self._enter(client)

    def _enter(self, client: PlannedClient) -> None:
        self._clients.append(client)
        self.by_key[client.values["key"]] = client
        self._taken.add(client.values["key"])
        self._by_name.setdefault(folded(client.values["name"]), []).append(client)

    def only_one_named(self, name: str) -> PlannedClient | None:
        """Return the client of a name; an active one is meant before an archived one."""
        same = self._by_name.get(folded(name), [])
        active = [one for one in same if one.stored is None or one.stored.archived_on is None]
        found = active or same
        if len(found) > 1:
            keys = " or ".join(sorted(one.values["key"] for one in found))
            raise ConflictError(
                f"there are {len(found)} clients {quoted(name)}: give the key, {keys}"
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
        values = dict.fromkeys(COLUMNS) | given | {"key": key, "name": name}
        client = PlannedClient(values)
        self._enter(client)
        return client

    def write(
        self, unit: UnitOfWork, outcome: Outcome, today: date, progress: Callable[[], None]
    ) -> None:
        """Write what differs from the store, and count it.

        New clients have a past that the store doesn't know: recaps, feedback and check-ups are
        asked for from today on.

        Args:
            outcome: Counts the clients the file is about.
        """
        touched = [client for client in self._clients if client.line]
        new = [client for client in touched if client.stored is None]
        now = datetime.now(UTC)
        first = unit.next_id(Client)
        ids = {id(client): number for number, client in enumerate(new, first)}
        for client in touched:
            if client.stored is not None:
                ids[id(client)] = client.stored.id
        unit.insert_many(
            Client,
            [
                {
                    "id": ids[id(client)],
                    "uid": str(uuid.uuid4()),
                    "created_at": now,
                    "asked_from": today,
                }
                | client.values
                for client in new
            ],
        )
        outcome.of("clients").created += len(new)
        for number, client in enumerate(touched):
            if number % 100 == 0:
                progress()
            if client.stored is not None:
                self._update(unit, client, outcome)
        _add_tags(unit, ((ids[id(client)], client) for client in touched))
        people = _add_people(unit, ((ids[id(client)], client) for client in touched), now)
        outcome.of("contacts").created += people

    @staticmethod
    def _update(unit: UnitOfWork, client: PlannedClient, outcome: Outcome) -> None:
        stored = client.stored
        if stored is None:
            return
        changed = client.changes
        if changed:
            unit.update_all(Client, [stored.id], **changed)
        gone = [tag for tag in client.stored_tags if tag not in client.tags]
        if gone:
            there = queries.dependents.ids_by(unit.reader, Tag, "name", stored.id)
            unit.delete_all(Tag, [there[name] for name in gone])
        tally = outcome.of("contacts")
        new_people = False
        for person in client.people:
            changes = person.changes
            if person.stored is None:
                new_people = True
            elif changes:
                unit.update_all(Contact, [person.stored.id], **changes)
                tally.updated += 1
            elif person.record >= 0:
                tally.skipped += 1
            changed = changed or changes
        if changed or gone or new_people or len(client.tags) != len(client.stored_tags):
            outcome.of("clients").updated += 1
        else:
            outcome.of("clients").skipped += 1


def _add_tags(unit: UnitOfWork, clients: Iterable[tuple[int, PlannedClient]]) -> None:
    rows = [
        {"client_id": client_id, "name": tag}
        for client_id, client in clients
        for tag in client.tags
        if tag not in client.stored_tags
    ]
    first = unit.next_id(Tag)
    unit.insert_many(Tag, [{"id": number} | row for number, row in enumerate(rows, first)])


def _add_people(
    unit: UnitOfWork, clients: Iterable[tuple[int, PlannedClient]], now: datetime
) -> int:
    rows: list[dict[str, Any]] = []
    first = unit.next_id(Contact)
    for client_id, client in clients:
        # The first person of a client is its primary contact.
        primary = all(person.stored is None for person in client.people)
        for person in client.people:
            if person.stored is None:
                rows.append(
                    {
                        "id": first + len(rows),
                        "uid": str(uuid.uuid4()),
                        "client_id": client_id,
                        "is_primary": primary,
                        "created_at": now,
                    }
                    | person.values
                )
                primary = False
    unit.insert_many(Contact, rows)
    return len(rows)
