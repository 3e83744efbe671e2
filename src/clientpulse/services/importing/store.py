"""Importing a whole store: everything is recognised by its uid, clients also by their key.

What is missing is added, what differs becomes what the file says, and what only the store has
stays. Into an empty store that gives the store which was exported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, cast

from clientpulse.errors import ConflictError, InputError
from clientpulse.quoting import printable, quoted
from clientpulse.records import Client, Contact, Meeting, Record, Touchpoint
from clientpulse.records.lists import DEPENDENTS
from clientpulse.services.clients.tags import replace_tags
from clientpulse.services.importing.dependents import DependentsArrival
from clientpulse.services.importing.outcome import Outcome
from clientpulse.services.importing.reading import CheckedClient, check
from clientpulse.services.importing.rows import NOT_COMPARED, RowWriter
from clientpulse.services.importing.values import Row
from clientpulse.store import queries
from clientpulse.store.selection import Selection
from clientpulse.transfer.records import Entry, StoreClient, StoreShared

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


def import_store(
    unit: UnitOfWork, entries: Iterable[Entry], progress: Callable[[], None]
) -> Outcome:
    """Import what was exported as a whole store."""
    outcome = Outcome(None)
    for record in (Client, Contact, Meeting, Touchpoint):
        outcome.of(record.LIST)
    unit.expect_many()
    arrival = _Arrival(unit, outcome)
    for entry in entries:
        progress()
        if outcome.noted(entry):
            continue
        if isinstance(entry, StoreShared):
            arrival.take_shared(entry)
            continue
        client = cast("StoreClient", entry)
        try:
            arrival.take(check(client))
        except (InputError, ConflictError) as error:
            outcome.refuse(None, f"client {printable(client['key'])}: {error.message}")
    return outcome


class _Arrival:
    """The clients of a file on their way into the store, one after the other."""

    def __init__(self, unit: UnitOfWork, outcome: Outcome) -> None:
        self._unit = unit
        self._outcome = outcome
        self._writer = RowWriter(unit, outcome)
        self._dependents = DependentsArrival(unit, outcome)
        stored = queries.clients.everyone(unit.reader)
        self._by_uid = {client.uid: client for client in stored}
        self._by_key = {client.key: client for client in stored}
        self._taken: dict[type[Record], set[str]] = {}
        self._clients_taken: set[int] = set()

    def take_shared(self, shared: StoreShared) -> None:
        """Take in what belongs to no client."""
        self._dependents.take_shared(shared)

    def take(self, arriving: CheckedClient) -> None:
        """Take one client in, with all that belongs to it.

        Raises:
            ConflictError: Its uid or key is taken, or the file has something twice.
        """
        client = self._find(arriving.row)
        contacts, meetings, touchpoints = (
            arriving.rows.get(record, []) for record in (Contact, Meeting, Touchpoint)
        )
        known_contacts = self._known(Contact, contacts)
        known_meetings = self._known(Meeting, meetings)
        known_touchpoints = self._known(Touchpoint, touchpoints)
        dependents = None
        if any(record in arriving.rows for record in DEPENDENTS):
            dependents = self._dependents.examine(client.id if client else None, arriving)
        client_id = self._write_client(client, arriving)
        self._clients_taken.add(client_id)
        for row in (*contacts, *meetings, *touchpoints):
            row["client_id"] = client_id
        self._writer.sync(Contact, contacts, known_contacts)
        self._leave_one_primary(client_id, contacts)
        touchpoint_ids = self._writer.sync(Touchpoint, touchpoints, known_touchpoints)
        self._link_meetings(meetings, touchpoint_ids)
        self._writer.sync(Meeting, meetings, known_meetings)
        if dependents is not None:
            self._dependents.write(dependents, client_id, arriving, touchpoint_ids)

    def _find(self, row: Row) -> Client | None:
        key, holder = row["key"], self._by_key.get(row["key"])
        found = self._by_uid.get(row["uid"])
        if found is None:
            found = holder
        elif holder is not None and holder.id != found.id:
            raise ConflictError(f"the key {quoted(key)} belongs to {printable(holder.name)}")
        if found is not None and found.id in self._clients_taken:
            raise ConflictError("the file has a client of this key or uid already")
        return found

    def _known(self, record: type[Record], rows: Sequence[Row]) -> dict[str, Row]:
        uids = [row["uid"] for row in rows]
        taken = self._taken.setdefault(record, set())
        for uid in uids:
            if uid in taken:
                raise ConflictError(
                    f"the {record.TABLE} {uid} belongs to another client of the file"
                )
        taken.update(uids)
        return queries.export.by_uid(self._unit.reader, record, uids)

    def _write_client(self, stored: Client | None, arriving: CheckedClient) -> int:
        tally, row = self._outcome.of(Client.LIST), arriving.row
        if stored is None:
            client_id = self._unit.next_id(Client)
            self._unit.insert_many(Client, [{"id": client_id} | row])
            replace_tags(self._unit, client_id, arriving.tags)
            tally.created += 1
        else:
            client_id = stored.id
            changes = {
                column: value
                for column, value in row.items()
                if column not in NOT_COMPARED and getattr(stored, column) != value
            }
            if changes:
                self._unit.update_all(Client, [client_id], **changes)
            selection = Selection(client_id=client_id)
            tags = queries.clients.tags(self._unit.reader, selection).get(client_id, ())
            if sorted(tags) != sorted(arriving.tags):
                replace_tags(self._unit, client_id, arriving.tags)
                changes["tags"] = arriving.tags
            tally.updated += bool(changes)
            tally.skipped += not changes
            del self._by_key[stored.key]
        view = queries.clients.select(self._unit.reader, Selection(client_id=client_id))[0]
        self._by_uid[view.uid] = self._by_key[view.key] = view
        return client_id

    def _leave_one_primary(self, client_id: int, arriving: Sequence[Row]) -> None:
        """Let the file say who is the primary contact; a client has one."""
        wanted = {row["uid"] for row in arriving if row["is_primary"]}
        if wanted:
            people = queries.contacts.select(self._unit.reader, client_id)
            others = [one.id for one in people if one.is_primary and one.uid not in wanted]
            if others:
                self._unit.update_all(Contact, others, is_primary=False)

    def _link_meetings(self, meetings: Sequence[Row], touchpoint_ids: dict[str, int]) -> None:
        """Turn the uid of the touchpoint that a meeting became into its key."""
        uids = {row["touchpoint_id"] for row in meetings} - {None, *touchpoint_ids}
        elsewhere = queries.export.by_uid(self._unit.reader, Touchpoint, sorted(uids))
        ids = touchpoint_ids | {uid: row["id"] for uid, row in elsewhere.items()}
        for row in meetings:
            row["touchpoint_id"] = ids.get(row["touchpoint_id"])
