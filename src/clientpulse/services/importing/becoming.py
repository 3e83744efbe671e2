"""What becomes of each client and each person of a file, to be shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from textwrap import shorten
from typing import Any

from clientpulse.services.importing.checking import CheckedRow
from clientpulse.services.importing.contacts import Person, Planned
from clientpulse.services.importing.placing import Placed
from clientpulse.services.importing.plan import Plan, PlannedClient
from clientpulse.services.importing.rows import unlike
from clientpulse.services.importing.writing import changes_of
from clientpulse.views.fates import Becomes, Double, Fate

_Doubles = partial(defaultdict[int, list[tuple[str, str]]], list)

_LONGEST = 60
_CALLED = {
    "meeting_interval": "meeting",
    "update_interval": "update",
    "started_on": "since",
    "last_on": "last contact",
    "email": "e-mail",
}


def fates_of(plan: Plan, placed: Sequence[tuple[CheckedRow, Placed]]) -> Iterator[Fate]:
    """Say of whom a file is about in its order, of each client and then of its people."""
    client_doubles, person_doubles = _Doubles(), _Doubles()
    away: dict[int, list[Fate]] = {}
    for row, found in placed:
        client_doubles[id(found.client)] += found.client_doubles
        person_doubles[id(found.person)] += found.person_doubles
        if found.client is not None and row.person is not None and found.person is None:
            away.setdefault(id(found.client), []).append(_left(row, found.client))
    groups: list[tuple[int, list[Fate]]] = [
        (row.line, [_left(row)]) for row, found in placed if found.client is None
    ]
    for client in plan.touched:
        of_people = [
            _of_person(client, person, person_doubles[id(person)])
            for person in client.people
            if person.line
        ]
        of_client = _of_client(client, client_doubles[id(client)])
        groups.append((client.line, [of_client, *of_people, *away.get(id(client), ())]))
    for _, group in sorted(groups, key=lambda one: one[0]):
        yield from group


def refused(line: int, name: str, reason: str) -> Fate:
    """Say that a row isn't taken, and why."""
    return Fate(line, name, None, None, "refused", (reason,))


def _of_client(client: PlannedClient, doubles: Sequence[tuple[str, str]]) -> Fate:
    changes = changes_of(client)
    becomes: Becomes = "new" if client.stored is None else "updated" if changes else "unchanged"
    return _fate(client, client, None, becomes, changes, doubles)


def _of_person(client: PlannedClient, person: Person, doubles: Sequence[tuple[str, str]]) -> Fate:
    changes = list(unlike(person.stored, person.values)) if person.stored else []
    becomes: Becomes = "new" if person.stored is None else "updated" if changes else "unchanged"
    name = str(person.values["name"])
    return _fate(client, person, name, becomes, changes, doubles)


def _fate(
    client: PlannedClient,
    planned: Planned,
    person: str | None,
    becomes: Becomes,
    changes: Iterable[str],
    doubles: Sequence[tuple[str, str]],
) -> Fate:
    values = client.values
    return Fate(
        planned.line,
        values["name"],
        values["key"],
        person,
        "doubtful" if doubles else becomes,
        tuple(map(_called, changes)),
        tuple(_differing(column, value) for column, value in planned.differs.items()),
        tuple(Double(who, f"--same {planned.line}={ref}") for who, ref in doubles),
    )


def _differing(column: str, value: Any) -> str:
    said = " ".join(str(value).split())
    return f"{_called(column)}: {shorten(said, _LONGEST, placeholder='...')} in the file"


def _left(row: CheckedRow, client: PlannedClient | None = None) -> Fate:
    if client is None:
        return Fate(row.line, row.name, None, None if row.is_itself else row.person_name, "left")
    values = client.values
    return Fate(row.line, values["name"], values["key"], row.person_name, "left")


def _called(column: str) -> str:
    return _CALLED.get(column, column)
