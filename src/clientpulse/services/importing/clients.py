"""Importing clients: a whole file is worked out in memory, then what differs is written.

Of a value that a file gives twice for a client, the first counts. Because of that, and because
only differences are written, importing the same file again changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.policy import Policy
from clientpulse.dates import Prefer, parse_date
from clientpulse.errors import ConflictError, InputError
from clientpulse.quoting import quoted
from clientpulse.records.limits import NAME_LENGTH, WORD_LENGTH
from clientpulse.services import text
from clientpulse.services.clients.tags import unique_tags
from clientpulse.services.importing import contacts
from clientpulse.services.importing.outcome import Outcome
from clientpulse.services.importing.plan import Plan, PlannedClient
from clientpulse.transfer.records import ClientRecord, Entry

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


@dataclass(frozen=True, slots=True)
class Rules:
    """What an import of clients goes by.

    Attributes:
        today: The day it is: where the cadence of a new client starts, unless the file says.
        default_meeting: The meeting interval of a new client, unless the file says; as stored.
        policy: How we work, which decides when a new client comes up.
        date_order: How a numeric date is read.
        overwrite: Whether the file's values replace those in the store (our own CSV), or only
            fill gaps (an address book knows less than we do).
    """

    today: date
    default_meeting: str | None
    policy: Policy
    date_order: str | None
    overwrite: bool


@dataclass(frozen=True, slots=True)
class _Checked:
    """A record whose every value may be stored; `given` holds no empty ones."""

    line: int
    name: str
    key: str | None
    given: dict[str, Any]
    tags: list[str]
    people: list[dict[str, str]]


def import_clients(
    unit: UnitOfWork, entries: Iterable[Entry], rules: Rules, progress: Callable[[], None]
) -> Outcome:
    """Import the clients of a file."""
    outcome = Outcome("clients")
    outcome.of("clients")
    outcome.of("contacts")
    records = []
    for number, entry in enumerate(entries):
        if number % 500 == 0:
            progress()
        if outcome.noted(entry) or not isinstance(entry, ClientRecord):
            continue
        try:
            records.append(_check(entry, rules))
        except InputError as error:
            outcome.refuse(entry.line, error.message)
    plan = Plan(unit.reader, {one.key for one in records if one.key})
    # Rows with a key first: then it doesn't depend on their order what a mere name means.
    for number, record in enumerate(sorted(records, key=lambda one: one.key is None)):
        try:
            client = _place(plan, record, rules)
        except ConflictError as error:
            outcome.refuse(record.line, error.message)
            continue
        client.line = client.line or record.line
        for values in record.people:
            for remark in contacts.merge(client.people, values, number, overwrite=rules.overwrite):
                outcome.say(record.line, remark)
    plan.write(unit, outcome, rules.policy, rules.today, progress)
    return outcome


def _check(record: ClientRecord, rules: Rules) -> _Checked:
    """Read a record's texts."""
    name = text.name(record.name)
    key = None if record.key is None else text.key(record.key)
    typed: dict[str, tuple[str | None, Callable[[str], Any]]] = {
        "meeting_interval": (record.meeting, lambda one: text.interval(one, "meeting")),
        "update_interval": (record.update, text.update_interval),
        "started_on": (
            record.since,
            lambda one: parse_date(one, rules.today, Prefer.PAST, rules.date_order),
        ),
        "prefers": (record.prefers, text.channel),
        "owner": (record.owner, lambda one: text.name(one, "owner", WORD_LENGTH)),
        "note": (record.note, text.note),
        "place": (record.place, lambda one: text.note(one, "place", NAME_LENGTH)),
    }
    given = {column: read(one) for column, (one, read) in typed.items() if one is not None}
    people = [contacts.checked(one) for one in record.contacts]
    return _Checked(record.line, name, key, given, unique_tags(record.tags), people)


def _place(plan: Plan, record: _Checked, rules: Rules) -> PlannedClient:
    """Find the client a record means, or plan a new one, and take the record's values over.

    Raises:
        ConflictError: It can't be told which client is meant.
    """
    client = _by_key(plan, record) if record.key else plan.only_one_named(record.name)
    if client is None:
        defaults = {"meeting_interval": rules.default_meeting, "started_on": rules.today}
        client = plan.add(record.name, record.key, defaults | record.given)
        client.given.update(record.given, ["tags"] if record.tags else [])
        client.tags = list(record.tags)
        return client
    _take(client, record, overwrite=rules.overwrite)
    return client


def _by_key(plan: Plan, record: _Checked) -> PlannedClient | None:
    key = record.key or ""
    client = plan.by_key.get(key)
    if client is None:
        client = plan.unkeyed_named(record.name)
        if client is None:
            return None
        plan.give_key(client, key)
    elif client.line and not client.is_named(record.name):
        raise ConflictError(
            f"the key {quoted(key)} is that of {client.values['name']} in line {client.line}"
        )
    if not client.line and client.values["name"].strip() != record.name:
        plan.rename(client, record.name)
    return client


def _take(client: PlannedClient, record: _Checked, *, overwrite: bool) -> None:
    for column, value in record.given.items():
        client.takes(column, value, overwrite=overwrite)
    client.given.update(record.given)
    if record.tags:
        first = overwrite and "tags" not in client.given
        client.take_tags(record.tags, replace=first)
        client.given.add("tags")
