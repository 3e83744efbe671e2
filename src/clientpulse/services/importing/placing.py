"""Which client and which person a row of a file means.

What is certain goes first: what somebody decided, the client's key, whom the row was last time.
Then what is likely. Whoever is only perhaps the same stays apart, and is listed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from clientpulse.comparing import folded
from clientpulse.errors import ConflictError, InputError
from clientpulse.quoting import quoted
from clientpulse.services.importing import marks, remarks
from clientpulse.services.importing.checking import CheckedRow
from clientpulse.services.importing.companies import company_likeness, domains_of
from clientpulse.services.importing.contacts import Person
from clientpulse.services.importing.identity import (
    Likeness,
    likeness,
    share_a_way,
)
from clientpulse.services.importing.memory import Memory
from clientpulse.services.importing.plan import Plan, PlannedClient
from clientpulse.services.importing.said import Said
from clientpulse.services.importing.whereabouts import Whereabouts


@dataclass(slots=True)
class Placed:
    """Whom a row means.

    Attributes:
        client: None where the row is kept away, since its client was deleted here.
        person: None where the row has none, or the person was removed here.
        remarks: What was decided, to be said.
        client_doubles: Which clients are perhaps the same, as said to a person, and what to write
            behind `--same`.
        person_doubles: Likewise who is perhaps the same person.
        is_elsewhere: Whether the file has the person at another company than the client.
    """

    client: PlannedClient | None = None
    person: Person | None = None
    remarks: list[str] = field(default_factory=list)
    client_doubles: list[tuple[str, str]] = field(default_factory=list)
    person_doubles: list[tuple[str, str]] = field(default_factory=list)
    is_elsewhere: bool = False


class Placer:
    """Places the rows of one file.

    Args:
        rows: All of them: whoever is known for certain isn't taken for somebody else before.
        defaults: What a new client has that the file says nothing about.
        by_name: Whether a name alone tells who of the store is meant, as in a list of one's own.
        all_again: Whether whoever was deleted or removed here comes back.
    """

    def __init__(
        self,
        plan: Plan,
        memory: Memory,
        rows: Sequence[CheckedRow],
        said: Said,
        defaults: Mapping[str, Any],
        *,
        by_name: bool,
        all_again: bool,
    ) -> None:
        self._plan = plan
        self._memory = memory
        self._said = said
        self._defaults = defaults
        self._by_name_alone = by_name
        self._all_again = all_again
        self._placed: dict[int, Placed] = {}
        for row in rows:
            if row.company_id:
                for number in memory.of_client([f"id:{row.company_id}"]).ids:
                    plan.numbered(number).row_ids.add(row.company_id)
        self._whereabouts = Whereabouts(plan, memory, rows)

    def place(self, row: CheckedRow) -> Placed:
        """Find whom a row means, or plan somebody new.

        Raises:
            ConflictError: It can't be told which client is meant.
            InputError: Whom somebody said to be the same isn't there.
        """
        placed = Placed()
        earlier, is_away = self._remembered(row)
        said = self._said.of(row)
        if said is None:
            person = earlier
            placed.client = self._client(row, person, placed, is_away=is_away)
        else:
            placed.client, person = self._chosen(row, said, earlier)
            is_away = False
        if placed.client is not None and row.person is not None:
            there = placed.client.people
            # A key or a person's word can say that the row belongs to another client.
            if person is None or person not in there:
                person = self._alike(placed.client, row, placed, earlier)
                # Who was removed isn't whom another row made, however much alike.
                if is_away and person and self._whereabouts.is_claimed(person.number, row):
                    person = None
            if person is None and earlier is not None and earlier in there:
                person = earlier
            if person is not None and person.line and person is not earlier:
                placed.remarks.append(remarks.twice(row, person))
            if person is None and not is_away:
                person = there.add(row.person, row.row_id)
            if person is not None:
                person.taken.append(row.who)
            placed.person = person
            if said and earlier is not None and earlier is not person:
                at = self._plan.with_person(earlier.number)[0]
                placed.remarks.append(remarks.still_there(earlier, at))
        self._placed.setdefault(row.line, placed)
        return placed

    def _remembered(self, row: CheckedRow) -> tuple[Person | None, bool]:
        """Return whom a row's person was last time, and whether that one was removed here."""
        certain, likely = marks.certain(row), marks.likely(row)
        known = self._memory.of_contact(certain)
        if known.ids or known.gone:
            known = self._memory.of_contact((*certain, *likely))
        else:
            known = self._memory.of_contact(likely)
            if any(self._whereabouts.is_claimed(number, row) for number in known.ids):
                return None, False
        if len(known.ids) == 1:
            client, person = self._plan.with_person(known.ids[0])
            if self._whereabouts.is_another(row, client, person):
                return None, False
            if not (known.partly_gone and likeness(row.who, person.identity) is Likeness.DIFFERENT):
                return person, False
        return None, (known.gone or known.partly_gone) and not self._all_again

    # Which client

    def _client(
        self, row: CheckedRow, person: Person | None, placed: Placed, *, is_away: bool
    ) -> PlannedClient | None:
        found = self._by_key(row)
        # In a list of one's own, the client's name decides, and not who is there.
        by_name = self._by_name_alone and row.is_company
        if found is None and by_name and not row.key:
            found = self._plan.only_one_named(row)
        known = self._memory.of_client(marks.of_client(row))
        if found is None and person is not None and not by_name:
            found = self._plan.with_person(person.number)[0]
            if row.is_company and not (row.is_itself or self._whereabouts.is_at(row, found)):
                placed.is_elsewhere = True
                placed.remarks.append(remarks.moved(row, found.values["name"]))
            return found
        if found is None and len(known.ids) == 1:
            found = self._plan.numbered(known.ids[0])
            found = None if found.is_another(row.company_id) else found
        is_gone = known.gone and not self._all_again
        found = found or self._by_name(row, placed, is_gone=is_gone)
        if found is not None:
            return found
        if is_gone or is_away:
            return None
        if row.is_company and (left := self._whereabouts.left_for(row.name)):
            placed.client_doubles += remarks.doubles([(left, Likeness.DOUBTFUL)])
        return self._plan.add(row.name, row.key, {**self._defaults, **row.given})

    def _chosen(
        self, row: CheckedRow, said: str, earlier: Person | None
    ) -> tuple[PlannedClient, Person | None]:
        """Return the client that somebody said a row means, and the person if that is said, too.

        Args:
            earlier: Who it was last time. Unless the row alone made that one, it was said before.
        """
        client, person = self._meant(row, said)
        if row.person is None:
            return client, None
        if person is not None and row.is_company and not client.is_named(row.name):
            # It may be the companies that are one.
            is_other = likeness(row.who, person.identity) is Likeness.DIFFERENT
            person = None if is_other else person
        if person is None and earlier is not None and not earlier.identity.is_within(row.who):
            person = earlier
        return client, person

    def _meant(self, row: CheckedRow, said: str) -> tuple[PlannedClient, Person | None]:
        if said.isdecimal():
            other = self._placed.get(int(said))
            if other is None or other.client is None:
                raise InputError(
                    f"--same: line {said} gives nobody",
                    "name another line that --dry-run shows",
                )
            return other.client, other.person
        client = self._plan.by_key.get(said.casefold())
        if client is None:
            raise InputError(
                f"--same: there is no client {quoted(said)}",
                "it takes the key: see 'pulse client list'",
            )
        if row.is_company:
            return client, None
        itself = (one for one in client.people if client.is_named(one.values["name"]))
        return client, next(itself, None)

    def _by_key(self, row: CheckedRow) -> PlannedClient | None:
        if not row.key:
            return None
        client = self._plan.by_key.get(row.key)
        if client is None:
            known = self._memory.of_client(marks.of_client(row))
            if len(known.ids) == 1:
                return self._plan.numbered(known.ids[0])
            client = self._plan.unkeyed_named(row.name)
            if client is None:
                return None
            self._plan.give_key(client, row.key)
        elif client.line and not client.is_named(row.name):
            raise ConflictError(
                f"the key {quoted(row.key)} is that of {client.values['name']} in line"
                f" {client.line}"
            )
        if not client.line and client.values["name"].strip() != row.name:
            self._plan.rename(client, row.name)
        return client

    def _by_name(self, row: CheckedRow, placed: Placed, *, is_gone: bool) -> PlannedClient | None:
        if row.key:
            return None
        if not row.is_company and row.person is not None:
            return self._by_person(row, placed)
        named = self._plan.only_one_named(row)
        return named if named or is_gone else self._by_company(row, placed)

    def _by_person(self, row: CheckedRow, placed: Placed) -> PlannedClient | None:
        """Find a client who is a person, or a person at a client of whom no company is known."""
        who = row.who
        alike = [
            (client, likeness(who, other))
            for client in self._plan.near(who)
            for other, is_client in client.identities()
            if is_client or share_a_way(who, other)
        ]
        found = next((client for client, how in alike if how is Likeness.SAME), None)
        if found is None:
            placed.client_doubles += remarks.doubles(alike)
        elif not found.is_named(row.name):
            placed.remarks.append(f"{row.name} is taken for the one at {found.values['name']}")
        return found

    def _by_company(self, row: CheckedRow, placed: Placed) -> PlannedClient | None:
        domains = domains_of([row.who])
        alike = [
            (
                client,
                company_likeness(
                    row.name,
                    client.values["name"],
                    domains,
                    domains_of(one.identity for one in client.people),
                ),
            )
            for client in self._plan.companies_like(row.name)
        ]
        alike = [
            (client, Likeness.DOUBTFUL)
            if how is Likeness.SAME and client.is_another(row.company_id)
            else (client, how)
            for client, how in alike
        ]
        same = [client for client, how in alike if how is Likeness.SAME]
        if said := self._said.of_company(row):
            meant, _ = self._meant(row, said)
            same = [client for client, how in alike if client is meant] or same
        if len(same) == 1:
            placed.remarks.append(f"{row.name} is taken for {same[0].values['name']}")
            return same[0]
        placed.client_doubles += remarks.doubles(alike)
        return None

    # Which person

    def _alike(
        self, client: PlannedClient, row: CheckedRow, placed: Placed, but: Person | None
    ) -> Person | None:
        """Find the person of a client who is the row's; those who are perhaps become doubles.

        Args:
            but: Who it isn't, as somebody said.
        """
        who = row.who
        near = [(one, one.likeness(who)) for one in client.people.near(who) if one is not but]
        same = [one for one, how in near if self._is_accepted(row, one, how)]
        reached = [one for one in same if share_a_way(who, one.identity)]
        if reached or len(same) == 1:
            return (reached or same)[0]
        doubtful = same or [one for one, how in near if how is Likeness.DOUBTFUL]
        placed.person_doubles += [remarks.double(one, client) for one in doubtful]
        return None

    def _is_accepted(self, row: CheckedRow, person: Person, how: Likeness) -> bool:
        if how is not Likeness.DOUBTFUL:
            return how is Likeness.SAME
        named = not person.line and folded(person.values["name"]) == folded(row.person_name)
        return self._said.of(row) is not None or (self._by_name_alone and named)
