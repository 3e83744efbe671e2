"""Importing a whole store: everything is recognised by its uid, clients also by their key.

What is missing is added, what differs becomes what the file says, and what only the store has
stays. Into an empty store that gives the store which was exported. Where only what is new is
wanted, what differs stays as the store has it, and is counted.

Everything about a client is looked through before the first row of it is written, so that a client
is taken whole or not at all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from clientpulse.cadence.channel import VOICE
from clientpulse.errors import ConflictError, InputError
from clientpulse.quoting import printable, quoted
from clientpulse.records import Client, Contact, Meeting, Record, Rest, Service, Touchpoint
from clientpulse.records.lists import DEPENDENTS, EVERY
from clientpulse.records.record import shape_of
from clientpulse.services.clients.tags import replace_tags
from clientpulse.services.importing import stored_sources
from clientpulse.services.importing.known import NOBODY, Recognition
from clientpulse.services.importing.outcome import Outcome
from clientpulse.services.importing.reading import CheckedClient, check
from clientpulse.services.importing.rows import RowWriter, add_rows, unlike
from clientpulse.services.importing.shared import SharedArrival
from clientpulse.services.importing.stored_marks import take_over
from clientpulse.services.importing.values import Row
from clientpulse.store import queries
from clientpulse.transfer.records import (
    Entry,
    StoreClient,
    StoreImports,
    StoreShared,
    StoreSources,
)

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

_ORDER: Sequence[type[Record]] = (Contact, Touchpoint, Meeting, *DEPENDENTS)
"""What belongs to a client as it is written: what others refer to comes first."""

_BY_TABLE = {record.TABLE: record for record in EVERY}

_REFERENCES: Mapping[type[Record], Mapping[str, type[Record]]] = {
    record: {
        name: _BY_TABLE[spec.refers_to]
        for name, spec in shape_of(record).specs.items()
        if spec.refers_to
    }
    for record in _ORDER
}
"""By record, the attributes that hold another row's number, and which row's."""


def import_store(
    unit: UnitOfWork, entries: Iterable[Entry], progress: Callable[[], None], *, only_new: bool
) -> Outcome:
    """Import what was exported as a whole store.

    Args:
        only_new: Add what is missing, and leave what is stored as it is.
    """
    outcome = Outcome(None)
    for record in (Client, Contact, Meeting, Touchpoint):
        outcome.of(record.LIST)
    unit.expect_many()
    arrival = _Arrival(unit, outcome, only_new=only_new)
    for entry in entries:
        progress()
        if outcome.noted(entry):
            continue
        if isinstance(entry, StoreShared):
            arrival.shared.take(entry)
            continue
        if isinstance(entry, StoreImports):
            arrival.remember(entry)
            continue
        if isinstance(entry, StoreSources):
            stored_sources.take_over(unit, entry, arrival.ids, outcome)
            continue
        client = cast("StoreClient", entry)
        try:
            arrival.take(check(client))
        except (InputError, ConflictError) as error:
            outcome.refuse(None, f"client {printable(client['key'])}: {error.message}")
    return outcome


class _Arrival:
    """The clients of a file on their way into the store, one after the other."""

    def __init__(self, unit: UnitOfWork, outcome: Outcome, *, only_new: bool) -> None:
        self._unit = unit
        self._outcome = outcome
        self._only_new = only_new
        self._writer = RowWriter(unit, outcome, only_new=only_new)
        self._recognition = Recognition(unit.reader, may_move=not only_new)
        self.shared = SharedArrival(unit, outcome, self._recognition, self._writer)
        stored = queries.clients.everyone(unit.reader)
        self._by_uid = {client.uid: client for client in stored}
        self._by_key = {client.key: client for client in stored}
        self._taken: set[int] = set()
        self.ids: dict[str, int] = {}

    def take(self, arriving: CheckedClient) -> None:
        """Take one client in, with all that belongs to it.

        Raises:
            ConflictError: Its uid or key is taken, the file has something twice, or something
                belongs to another client or refers to what isn't there.
        """
        client = self._find(arriving.row)
        owner = client.id if client else NOBODY
        links = self._links(arriving.rows, owner)
        known = {
            record: self._recognition.known(record, rows, owner)
            for record, rows in arriving.rows.items()
        }
        if client and self._only_new:
            self._fit_in(client, arriving.rows, known)
        client_id = self._write_client(client, arriving)
        self._taken.add(client_id)
        self.ids[arriving.row["uid"]] = client_id
        self._outcome.about.add(client_id)
        for record in _ORDER:
            rows = arriving.rows.get(record, [])
            if not rows:
                continue
            for row in rows:
                row["client_id"] = client_id
                for attribute, target in _REFERENCES[record].items():
                    row[attribute] = links[target].get(row[attribute])
            if record is Touchpoint:
                _write_up(rows, known[record])
            ids = self._writer.sync(record, rows, known[record])
            links[record] = links.get(record, {}) | ids
        if not self._only_new:
            self._leave_one_primary(client_id, arriving.rows.get(Contact, ()))

    def remember(self, imports: StoreImports) -> None:
        """Take over what is remembered of imports, after the clients that it is about."""
        if not take_over(self._unit, imports.salt, imports.marks, self.ids):
            self._outcome.say(
                None, "what it remembers of imports is left out: this store remembers its own"
            )

    def _fit_in(
        self,
        client: Client,
        arriving: Mapping[type[Record], list[Row]],
        known: Mapping[type[Record], Mapping[str, Row]],
    ) -> None:
        """Let the store say who is the primary contact, and whether the client rests."""
        if any(one.is_primary for one in queries.contacts.select(self._unit.reader, client.id)):
            for row in arriving.get(Contact, ()):
                if row["uid"] not in known[Contact]:
                    row["is_primary"] = False
        rests = arriving.get(Rest, [])
        open_ones = [
            row for row in rests if row["ends_on"] is None and row["uid"] not in known[Rest]
        ]
        for row in open_ones:
            rests.remove(row)
        self._outcome.of(Rest.LIST).left += len(open_ones)

    def _find(self, row: Row) -> Client | None:
        key, holder = row["key"], self._by_key.get(row["key"])
        found = self._by_uid.get(row["uid"])
        if found is None:
            found = holder
        elif holder is not None and holder.id != found.id and not self._only_new:
            raise ConflictError(f"the key {quoted(key)} belongs to {printable(holder.name)}")
        if found is not None and found.id in self._taken:
            raise ConflictError("the file has a client of this key or uid already")
        return found

    def _links(
        self, arriving: Mapping[type[Record], Sequence[Row]], owner: int
    ) -> dict[type[Record], dict[str, int]]:
        """Return, by uid, the numbers of what is stored and rows refer to.

        A row refers to what is its own client's, stored or arriving along with it. Only what a
        meeting became may be anybody's, and is left out where there is no such touchpoint.

        Raises:
            ConflictError: There is nothing of that uid.
        """
        links: dict[type[Record], dict[str, int]] = {}
        for record, rows in arriving.items():
            for attribute, target in _REFERENCES[record].items():
                uids = {row[attribute] for row in rows} - {None}
                numbers = self._numbers(target, uids, None if record is Meeting else owner)
                there = {None, *numbers, *(row["uid"] for row in arriving.get(target, ()))}
                for place, row in enumerate(rows):
                    if row[attribute] not in there and record is not Meeting:
                        raise ConflictError(
                            f"{record.LIST}[{place}]: there is no {target.TABLE} {row[attribute]}"
                            " of this client"
                        )
                links[target] = links.get(target, {}) | numbers
        return links

    def _numbers(
        self, target: type[Record], uids: Iterable[str], owner: int | None
    ) -> dict[str, int]:
        if target is Service:
            return self.shared.service_ids
        found = queries.export.by_uid(self._unit.reader, target, sorted(uids))
        return {uid: row["id"] for uid, row in found.items() if owner in (None, row["client_id"])}

    def _write_client(self, stored: Client | None, arriving: CheckedClient) -> int:
        tally, row = self._outcome.of(Client.LIST), arriving.row
        if stored is None:
            (number,) = add_rows(self._unit, Client, [row])
            client = Client(id=number, **row)
            replace_tags(self._unit, client.id, arriving.tags)
            tally.created += 1
        else:
            changes = unlike(stored, row)
            other_tags = sorted(stored.tags) != sorted(arriving.tags)
            differs = bool(changes) or other_tags
            tally.skipped += not differs
            if self._only_new:
                tally.left += differs
                return stored.id
            tally.updated += differs
            client = replace(stored, **changes)
            if changes:
                self._unit.update_all(Client, [client.id], **changes)
            if other_tags:
                replace_tags(self._unit, client.id, arriving.tags)
            del self._by_key[stored.key]
        self._by_uid[client.uid] = self._by_key[client.key] = client
        return client.id

    def _leave_one_primary(self, client_id: int, arriving: Sequence[Row]) -> None:
        """Let the file say who is the primary contact; a client has one."""
        wanted = {row["uid"] for row in arriving if row["is_primary"]}
        if wanted:
            people = queries.contacts.select(self._unit.reader, client_id)
            others = [one.id for one in people if one.is_primary and one.uid not in wanted]
            if others:
                self._unit.update_all(Contact, others, is_primary=False)


def _write_up(rows: Sequence[Row], known: Mapping[str, Row]) -> None:
    """Mark the new conversations that were written up, where the file doesn't say which were.

    An export of an earlier release doesn't; for it, a recap was of all that came before.
    """
    recaps = sorted(row["occurred_on"] for row in rows if row.get("purpose") == "recap")
    for row in rows:
        if row["channel"] in VOICE and "recapped_on" not in row and row["uid"] not in known:
            next_one = bisect_left(recaps, row["occurred_on"])
            row["recapped_on"] = recaps[next_one] if next_one < len(recaps) else None
