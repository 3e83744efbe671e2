"""Importing a whole store: everything is recognised by its uid, clients also by their key.

What is missing is added, what differs becomes what the file says, and what only the store has
stays. Into an empty store that gives the store which was exported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from clientpulse.errors import ConflictError, InputError
from clientpulse.quoting import printable, quoted
from clientpulse.records import Attendee, Client, Contact, Meeting, Touchpoint
from clientpulse.services.clients.tags import replace_tags
from clientpulse.services.importing.outcome import Outcome
from clientpulse.services.importing.rows import NOT_COMPARED, RowWriter
from clientpulse.services.importing.shape import CheckedClient, check
from clientpulse.services.importing.values import Row
from clientpulse.store import queries
from clientpulse.store.selection import Selection
from clientpulse.transfer import Entry, StoreClient, StoreShared

if TYPE_CHECKING:
    from clientpulse.services.importing.dependents import RelationArrival
    from clientpulse.store.writer import UnitOfWork


def import_store(
    unit: UnitOfWork, entries: Iterable[Entry], progress: Callable[[], None]
) -> Outcome:
    """Import what was exported as a whole store.

    Args:
        unit: Writes.
        entries: What the file holds.
        progress: Is called from time to time.
    """
    outcome = Outcome(None)
    for noun in ("clients", "contacts", "meetings", "touchpoints"):
        outcome.of(noun)
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
        self._relation_arrival: RelationArrival | None = None
        stored = queries.clients.everyone(unit.reader)
        self._by_uid = {client.uid: client for client in stored}
        self._by_key = {client.key: client for client in stored}
        self._taken: dict[str, set[str]] = {"contact": set(), "meeting": set(), "touchpoint": set()}
        self._clients_taken: set[int] = set()

    @property
    def _relation(self) -> RelationArrival:
        # Its tables take milliseconds to load, and many files hold nothing for them.
        from clientpulse.services.importing.dependents import RelationArrival

        if self._relation_arrival is None:
            self._relation_arrival = RelationArrival(self._unit, self._outcome)
        return self._relation_arrival

    def take_shared(self, shared: StoreShared) -> None:
        """Take in what belongs to no client."""
        self._relation.take_shared(shared)

    def take(self, arriving: CheckedClient) -> None:
        """Take one client in, with all that belongs to it.

        Raises:
            ConflictError: Its uid or key is taken, or the file has something twice.
        """
        client = self._find(arriving.row)
        known = {
            "contact": self._known("contact", queries.export.CONTACT_COLUMNS, arriving.contacts),
            "meeting": self._known("meeting", queries.export.MEETING_COLUMNS, arriving.meetings),
            "touchpoint": self._known(
                "touchpoint", queries.export.TOUCHPOINT_COLUMNS, arriving.touchpoints
            ),
        }
        relation = None
        if arriving.relation:
            relation = self._relation.examine(None if client is None else client.id, arriving)
        client_id = self._write_client(client, arriving)
        self._clients_taken.add(client_id)
        for row in (*arriving.contacts, *arriving.meetings, *arriving.touchpoints):
            row["client_id"] = client_id
        now = datetime.now(UTC)
        people = [row | {"created_at": row["created_at"] or now} for row in arriving.contacts]
        self._writer.sync(Contact, "contacts", people, known["contact"])
        self._leave_one_primary(client_id, arriving.contacts)
        attendees = self._changed_attendees(arriving, known["touchpoint"])
        touchpoint_ids = self._writer.sync(
            Touchpoint,
            "touchpoints",
            arriving.touchpoints,
            known["touchpoint"],
            also_changed=attendees.keys(),
            unsaid={"purpose": None},
        )
        self._write_attendees(attendees, known["touchpoint"], touchpoint_ids)
        self._link_meetings(arriving.meetings, touchpoint_ids)
        self._writer.sync(Meeting, "meetings", arriving.meetings, known["meeting"])
        if relation is not None:
            self._relation.write(relation, client_id, arriving, touchpoint_ids)

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

    def _known(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> dict[str, Row]:
        uids = [row["uid"] for row in rows]
        taken = self._taken[table]
        for uid in uids:
            if uid in taken:
                raise ConflictError(f"the {table} {uid} belongs to another client of the file")
        known = queries.export.by_uid(self._unit.reader, table, columns, uids)
        taken.update(uids)
        return known

    def _write_client(self, stored: Client | None, arriving: CheckedClient) -> int:
        tally, row = self._outcome.of("clients"), arriving.row
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

    def _changed_attendees(
        self, arriving: CheckedClient, known: dict[str, Row]
    ) -> dict[str, list[str]]:
        """Return, by the touchpoint's uid, who took part where the store says otherwise."""
        stored = queries.touchpoints.attendees(
            self._unit.reader, [row["id"] for row in known.values()]
        )
        return {
            uid: names
            for uid, names in arriving.attendees.items()
            if names != list(stored.get(known[uid]["id"], ()) if uid in known else ())
        }

    def _write_attendees(
        self, changed: dict[str, list[str]], known: dict[str, Row], ids: dict[str, int]
    ) -> None:
        gone = [
            attendee_id
            for uid in changed
            if uid in known
            for attendee_id in queries.export.attendee_ids(self._unit.reader, ids[uid])
        ]
        if gone:
            self._unit.delete_all(Attendee, gone)
        rows = [
            {"touchpoint_id": ids[uid], "name": name}
            for uid, names in changed.items()
            for name in names
        ]
        if rows:
            first = self._unit.next_id(Attendee)
            numbered = [{"id": number} | row for number, row in enumerate(rows, first)]
            self._unit.insert_many(Attendee, numbered)

    def _link_meetings(self, meetings: Sequence[Row], touchpoint_ids: dict[str, int]) -> None:
        """Turn the uid of the touchpoint that a meeting became into its key."""
        elsewhere = [
            row["touchpoint"]
            for row in meetings
            if row["touchpoint"] is not None and row["touchpoint"] not in touchpoint_ids
        ]
        found = queries.export.by_uid(self._unit.reader, "touchpoint", ("uid",), elsewhere)
        for row in meetings:
            uid = row.pop("touchpoint")
            other: Any = found.get(uid, {}).get("id")
            row["touchpoint_id"] = touchpoint_ids.get(uid, other)
