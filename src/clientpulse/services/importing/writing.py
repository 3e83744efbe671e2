"""Writing what an import has planned: what is new, and what differs from the store."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.channel import Channel, Direction
from clientpulse.records import Client, ClientRule, Contact, Tag, Touchpoint
from clientpulse.services import touchpoints
from clientpulse.services.clients.editing import counts_from, is_agreed_anew
from clientpulse.services.importing import clocks
from clientpulse.services.importing.checking import Rules
from clientpulse.services.importing.outcome import Outcome
from clientpulse.services.importing.plan import Plan, PlannedClient
from clientpulse.services.importing.rows import add_rows, unlike
from clientpulse.store import queries

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


def write(
    unit: UnitOfWork, plan: Plan, outcome: Outcome, rules: Rules, progress: Callable[[], None]
) -> None:
    """Write what differs from the store, and count it.

    New clients have a past that the store doesn't know: recaps, feedback and check-ups are asked
    for from today on, and their cadence counts from their last contact or, where nobody knows of
    one, from a day of its own. So does another cadence of those stored whose last contact nobody
    knows either.
    """
    touched, today = plan.touched, rules.today
    new = [client for client in touched if client.stored is None]
    not_reached = queries.clients.not_reached(unit.reader)
    unknown = [one for one in touched if not one.stored or one.number in not_reached]
    anew = [one for one in unknown if one.last_on is None and _starts_anew(one)]
    outcome.coming_up = clocks.set_clocks(anew, rules.policy, today)
    now = datetime.now(UTC)
    given = {"created_at": now, "asked_from": today, "clock_on": None}
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
    _add_rules(unit, new)
    outcome.of("contacts").created += _add_people(unit, touched, now)
    _add_last_contacts(unit, touched, rules, outcome, now)


def changes_of(client: PlannedClient) -> list[str]:
    """Return what changes about a client that is stored, people aside: `owner`, `tags`."""
    if client.stored is None:
        return []
    changes = list(unlike(client.stored, client.values))
    if set(client.tags) != set(client.stored.tags):
        changes.append("tags")
    if client.last_on is not None:
        changes.append("last_on")
    return changes


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
    changed = bool(changes_of(client))
    changes = unlike(stored, client.values)
    changes |= counts_from(stored, changes)
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
        elif person.stored and person.line:
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


def _add_rules(unit: UnitOfWork, clients: Iterable[PlannedClient]) -> None:
    rows = [
        {"client_id": client.number, "rule": rule, "interval": every}
        for client in clients
        for rule, every in client.by_tags.rules.items()
    ]
    if rows:
        add_rows(unit, ClientRule, rows)


def _add_people(unit: UnitOfWork, clients: Iterable[PlannedClient], now: datetime) -> int:
    rows: list[dict[str, Any]] = []
    people = []
    for client in clients:
        # The first person of a client is its primary contact.
        primary = all(person.stored is None for person in client.people)
        for person in client.people:
            if person.stored is not None:
                continue
            rows.append(
                {
                    "uid": str(uuid.uuid4()),
                    "client_id": client.number,
                    "is_primary": primary,
                    "created_at": now,
                }
                | person.values
            )
            people.append(person)
            primary = False
    for person, number in zip(people, add_rows(unit, Contact, rows), strict=True):
        person.number = number
    return len(rows)


def _add_last_contacts(
    unit: UnitOfWork,
    clients: Sequence[PlannedClient],
    rules: Rules,
    outcome: Outcome,
    now: datetime,
) -> None:
    """Make touchpoints of the last contacts that the file knows, and the store doesn't yet."""
    later = [(client.number, client.last_on) for client in clients if client.last_on is not None]
    rows = [
        {
            "uid": str(uuid.uuid4()),
            "client_id": number,
            "occurred_on": day,
            "channel": Channel.EMAIL.value,
            "direction": Direction.OUTBOUND.value,
            "reaching": True,
            "note": f"Last contact, from {'a list' if rules.by_name else rules.source}",
            "no_news": False,
            "created_at": now,
        }
        for number, day in later
    ]
    if rows:
        add_rows(unit, Touchpoint, rows)
        outcome.of("touchpoints").created += len(rows)
        touchpoints.count_from_first_contact(unit, {number for number, _ in later})
