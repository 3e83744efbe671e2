"""The clients as they will be once a file is imported, and the writing of what differs."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.policy import Policy
from clientpulse.errors import ConflictError
from clientpulse.quoting import quoted
from clientpulse.records import Client, Contact, Tag
from clientpulse.services.clients.editing import counts_from, is_agreed_anew
from clientpulse.services.clients.keys import free_key, key_from
from clientpulse.services.importing import clocks
from clientpulse.services.importing.contacts import Person, Planned, known
from clientpulse.services.importing.matching import folded
from clientpulse.services.importing.outcome import Outcome
from clientpulse.services.importing.rows import add_rows, unlike
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

COLUMNS = (
    "key", "name", "meeting_interval", "update_interval", "started_on", "prefers", "owner", "note",
    "place",
)  # fmt: skip


@dataclass(slots=True)
class PlannedClient(Planned):
    """A client as it will be.

    Attributes:
        stored: As it is, None for a new one.
        line: The first line of the file that is about it; 0 while there is none.
        number: Its number in the store; a new one gets it when it is written.
    """

    tags: list[str] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    stored: Client | None = None
    line: int = 0
    number: int = 0

    def is_named(self, name: str) -> bool:
        """Tell whether this is its name."""
        return folded(self.values["name"]) == folded(name)

    def take_tags(self, tags: Sequence[str], *, replace: bool) -> None:
        """Add tags, or let them replace those there are; the case of a tag doesn't matter."""
        kept = {tag.casefold(): tag for tag in self.tags}
        wanted = {tag.casefold(): kept.get(tag.casefold(), tag) for tag in tags}
        self.tags = list((wanted if replace else kept | wanted).values())


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
        self._file_keys = file_keys
        self._taken = set(file_keys)
        self._next_number: dict[str, int] = {}
        for stored in queries.clients.select(reader, Selection(archived=None)):
            values = {column: getattr(stored, column) for column in COLUMNS}
            client = PlannedClient(values, stored=stored, number=stored.id)
            client.tags = list(stored.tags)
            client.people = known(people.get(stored.id, ()))
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
        self,
        unit: UnitOfWork,
        outcome: Outcome,
        policy: Policy,
        today: date,
        progress: Callable[[], None],
    ) -> None:
        """Write what differs from the store, and count it.

        New clients have a past that the store doesn't know: recaps, feedback and check-ups are
        asked for from today on, and their cadence counts from a day of its own. So does another
        cadence of those stored whose last contact nobody knows either.

        Args:
            outcome: Counts the clients the file is about.
        """
        touched = [client for client in self._clients if client.line]
        new = [client for client in touched if client.stored is None]
        not_reached = queries.clients.not_reached(unit.reader)
        unknown = [one for one in touched if not one.stored or one.number in not_reached]
        outcome.coming_up = clocks.set_clocks(filter(_starts_anew, unknown), policy, today)
        now = datetime.now(UTC)
        given = {"created_at": now, "asked_from": today}
        rows = [{"uid": str(uuid.uuid4())} | given | client.values for client in new]
        for client, number in zip(new, add_rows(unit, Client, rows), strict=True):
            client.number = number
        outcome.of("clients").created += len(new)
        outcome.about.update(client.number for client in touched)
        for number, client in enumerate(touched):
            if number % 100 == 0:
                progress()
            if client.stored is not None:
                _update(unit, client, client.stored, outcome)
        _add_tags(unit, touched)
        outcome.of("contacts").created += _add_people(unit, touched, now)


def _starts_anew(client: PlannedClient) -> bool:
    """Tell whether a client's clock is set: it is new, or its cadence is another one from now on.

    A later start is the clock's start itself, and of an archived client nothing comes up.
    """
    stored = client.stored
    if stored is None:
        return True
    if stored.archived_on is not None or not is_agreed_anew(stored, client.values):
        return False
    return not counts_from(stored, unlike(stored, client.values))


def _update(unit: UnitOfWork, client: PlannedClient, stored: Client, outcome: Outcome) -> None:
    changes = unlike(stored, client.values)
    changes |= counts_from(stored, changes)
    changed = bool(changes) or set(client.tags) != set(stored.tags)
    if changes:
        unit.update_all(Client, [stored.id], **changes)
    gone = set(stored.tags).difference(client.tags)
    if gone:
        there = queries.dependents.ids_by(unit.reader, Tag, "name", stored.id)
        unit.delete_all(Tag, [key for name, key in there.items() if name in gone])
    tally = outcome.of("contacts")
    for person in client.people:
        changes = unlike(person.stored, person.values) if person.stored else {}
        if person.stored and changes:
            unit.update_all(Contact, [person.stored.id], **changes)
            tally.updated += 1
        elif person.stored and person.record >= 0:
            tally.skipped += 1
        changed = changed or bool(changes) or person.stored is None
    if changed:
        outcome.of("clients").updated += 1
    else:
        outcome.of("clients").skipped += 1


def _add_tags(unit: UnitOfWork, clients: Iterable[PlannedClient]) -> None:
    rows = [
        {"client_id": client.number, "name": tag}
        for client in clients
        for tag in client.tags
        if client.stored is None or tag not in client.stored.tags
    ]
    add_rows(unit, Tag, rows)


def _add_people(unit: UnitOfWork, clients: Iterable[PlannedClient], now: datetime) -> int:
    rows: list[dict[str, Any]] = []
    for client in clients:
        # The first person of a client is its primary contact.
        primary = all(person.stored is None for person in client.people)
        for person in client.people:
            if person.stored is None:
                rows.append(
                    {
                        "uid": str(uuid.uuid4()),
                        "client_id": client.number,
                        "is_primary": primary,
                        "created_at": now,
                    }
                    | person.values
                )
                primary = False
    add_rows(unit, Contact, rows)
    return len(rows)
