"""Importing clients: a whole file is worked out in memory, then what differs is written.

Of a value that a file gives twice for a client, the first counts. Because of that, and because
only differences are written, importing the same file again changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.errors import ConflictError, ImportRefusedError, InputError
from clientpulse.services.importing import becoming, marks, writing
from clientpulse.services.importing.checking import CheckedRow, Rules, check
from clientpulse.services.importing.memory import Memory
from clientpulse.services.importing.news import new_in
from clientpulse.services.importing.outcome import Outcome
from clientpulse.services.importing.placing import Placed, Placer
from clientpulse.services.importing.plan import Plan, PlannedClient
from clientpulse.services.importing.said import Said
from clientpulse.store import queries
from clientpulse.transfer.records import ClientRecord, Entry

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

# With as many refused and fewer to use, a file isn't what it seemed to be.
HOPELESS = 10_000


def import_clients(
    unit: UnitOfWork,
    entries: Iterable[Entry],
    rules: Rules,
    progress: Callable[[], None],
    same: Mapping[int, str],
    *,
    all_again: bool,
) -> Outcome:
    """Import the clients of a file.

    Args:
        same: By line, the line or the client's key that somebody said it is the same as.
        all_again: Whether whoever was deleted or removed here comes back.
    """
    outcome = Outcome("clients")
    outcome.of("clients")
    outcome.of("contacts")
    rows = _checked(entries, outcome, progress)
    memory = Memory(unit.reader, rules.source)
    plan = Plan(unit.reader, {one.key for one in rows if one.key})
    defaults = {"meeting_interval": rules.default_meeting, "started_on": None}
    said = Said(same, rows)
    placer = Placer(plan, memory, rows, said, defaults, by_name=rules.by_name, all_again=all_again)
    placed: list[tuple[CheckedRow, Placed]] = []
    # Rows with a key first: then it doesn't depend on their order what a mere name means. And
    # whoever is said to be the same as somebody comes after that one.
    for row in sorted(rows, key=lambda one: (said.rank(one), one.key is None)):
        try:
            found = placer.place(row)
        except ConflictError as error:
            outcome.refuse(row.line, error.message)
            outcome.fates.append(becoming.refused(row.line, row.name, error.message))
            continue
        placed.append((row, found))
        is_gap_filling = found.client is not None and not (rules.overwrite or all_again)
        news = new_in(row, memory, found) if is_gap_filling else row
        _take(plan, news, found, rules, outcome)
    new = [client for client in plan.touched if client.stored is None]
    for client in new:
        client.take_defaults(rules.tag_defaults)
    outcome.count_tags(new)
    _choose_last_contacts(unit, plan, memory, rules, all_again=all_again)
    writing.write(unit, plan, outcome, rules, progress)
    _remember(unit, plan, memory, placed)
    outcome.fates += becoming.fates_of(plan, placed)
    return outcome


def _checked(
    entries: Iterable[Entry], outcome: Outcome, progress: Callable[[], None]
) -> list[CheckedRow]:
    rows: list[CheckedRow] = []
    for number, entry in enumerate(entries):
        if number % 500 == 0:
            progress()
        if outcome.noted(entry) or not isinstance(entry, ClientRecord):
            continue
        try:
            rows.append(check(entry))
        except InputError as error:
            outcome.refuse(entry.line, error.message)
            outcome.fates.append(becoming.refused(entry.line, entry.name, error.message))
            if outcome.total.refused > HOPELESS and len(rows) < HOPELESS:
                raise ImportRefusedError(
                    f"{outcome.total.refused:,} rows up to line {entry.line:,} can't be used;"
                    f" the last: {error.message}",
                    "export the file again, or correct it",
                ) from None
    return rows


def _take(plan: Plan, row: CheckedRow, placed: Placed, rules: Rules, outcome: Outcome) -> None:
    """Let the client and the person that a row means take its values over."""
    for remark in placed.remarks:
        outcome.say(row.line, remark)
    client, person = placed.client, placed.person
    if client is None:
        return
    overwrite = rules.overwrite and (client.is_named(row.name) or client.values["key"] == row.key)
    _take_client(client, row, rules.today, overwrite=overwrite)
    if row.last_on is not None and row.last_on > rules.today:
        outcome.say(row.line, f"the last contact is in the future, {row.last_on}: left out")
    if row.person is None or person is None:
        return
    name = person.values["name"]
    for remark in person.take(row.person, overwrite=overwrite):
        outcome.say(row.line, remark)
    if name != person.values["name"] and client.is_named(name):
        plan.rename(client, person.values["name"])
    person.line = person.line or row.line
    client.people.learn(person)
    plan.learn(client)


def _take_client(client: PlannedClient, row: CheckedRow, today: date, *, overwrite: bool) -> None:
    is_planned_here = client.stored is None and not client.line
    client.line = client.line or row.line
    for column, value in row.given.items():
        if not is_planned_here:
            client.takes(column, value, overwrite=overwrite)
    client.given.update(row.given)
    if row.company_id:
        client.row_ids.add(row.company_id)
        if not client.is_named(row.name):
            client.differs.setdefault("name", row.name)
    if row.tags:
        client.take_tags(row.tags, replace=overwrite and "tags" not in client.given)
        client.given.add("tags")
    if row.last_on is not None and row.last_on <= today:
        client.last_on = max(row.last_on, client.last_on or row.last_on)


def _choose_last_contacts(
    unit: UnitOfWork, plan: Plan, memory: Memory, rules: Rules, *, all_again: bool
) -> None:
    """Keep the last contacts that the store doesn't know, and that weren't deleted here."""
    touched = plan.touched
    for client in touched:
        if client.values["started_on"] is None:
            client.values["started_on"] = client.last_on or rules.today
    if not any(client.last_on for client in touched):
        return
    reached = queries.clients.last_reached(unit.reader)
    for client in touched:
        if client.last_on is None:
            continue
        was_made = client.number in memory.of_client([marks.of_last_contact(client)]).ids
        is_known = client.last_on <= reached.get(client.number, date.min)
        if is_known or (was_made and not all_again):
            client.last_on = None


def _remember(
    unit: UnitOfWork, plan: Plan, memory: Memory, placed: Sequence[tuple[CheckedRow, Placed]]
) -> None:
    for client in plan.touched:
        if client.last_on is not None:
            memory.remember_client([marks.of_last_contact(client)], client.number)
    for row, found in placed:
        if found.client is not None and not found.is_elsewhere:
            said = [marks.of_said(row)] if row.given or row.tags else []
            texts = (*marks.all_of_client(row), *said)
            memory.remember_client(texts, found.client.number)
        if found.person is not None:
            texts = (*marks.certain(row), *marks.likely(row))
            memory.remember_contact(texts, found.person.number)
    memory.write(unit)
