"""The services we offer, and who has heard of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clientpulse.dates import long_date
from clientpulse.errors import ConflictError
from clientpulse.quoting import printable
from clientpulse.records import Service, ServiceMention
from clientpulse.services import lookup, text
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views.listed import Listed
from clientpulse.views.services import HeardView, OfferedService

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

HOW_TO_ADD = 'add the first one: pulse service add Payroll "We run your payroll, month by month."'


def add(unit: UnitOfWork, new: Service) -> Service:
    """Add a service to what we offer."""
    new = text.checked_record(new)
    _check_name(unit.reader, new.name)
    unit.describe(f"added the service {new.name}")
    return unit.insert(new)


def edit(
    unit: UnitOfWork, before: Service, *, name: str | None = None, sentence: str | None = None
) -> Service:
    """Change a service; None leaves what is there."""
    given = {"name": name, "sentence": sentence}
    values = text.checked(Service, {field: one for field, one in given.items() if one is not None})
    if "name" in values:
        _check_name(unit.reader, values["name"], before.id)
    unit.describe(f"edited the service {before.name}")
    return unit.update(before, **values)


def delete(unit: UnitOfWork, service: Service, heard: int | None = None) -> None:
    """Delete a service, and forget who has heard of it.

    Args:
        heard: How often clients had heard of it when somebody was asked; None where nobody was.

    Raises:
        ConflictError: Meanwhile somebody deleted it, gave it another name, or a client heard of it.
    """
    now = [one for one in queries.services.select(unit.reader) if one.id == service.id]
    if not now or now[0].name != service.name:
        raise ConflictError(
            f"somebody deleted or renamed {printable(service.name)} meanwhile",
            "nothing was changed; look at 'pulse service list' and try again",
        )
    mentions = queries.services.mentions(unit.reader, service_id=service.id)
    if heard is not None and len(mentions) != heard:
        raise ConflictError(
            f"what clients heard of {printable(service.name)} has changed meanwhile",
            f"nothing was changed; look again: pulse service heard {service.id}",
        )
    unit.delete_all(ServiceMention, [one.id for one in mentions])
    unit.delete(service)
    unit.describe(f"deleted the service {service.name}")


def mention(
    unit: UnitOfWork, today: date, client: lookup.Found, typed: str, on: date
) -> tuple[Service, ServiceMention]:
    """Note that a client heard of a service."""
    service = find(unit.reader, typed)
    text.refuse_future(on, today, "nobody has heard anything yet")
    unit.describe(f"mentioned {service.name} to {client.name} on {long_date(on)}")
    mentioned = ServiceMention(
        **client.whose, service_id=service.id, service=service.name, mentioned_on=on
    )
    return service, unit.insert(mentioned)


def edit_mention(unit: UnitOfWork, today: date, before: ServiceMention, on: date) -> ServiceMention:
    """Correct the day a client heard of a service."""
    text.refuse_future(on, today, "nobody has heard anything yet")
    unit.describe(f"corrected when {before.client} heard of {before.service}")
    return unit.update(before, mentioned_on=on)


def delete_mention(unit: UnitOfWork, mention_id: int) -> ServiceMention:
    """Delete a mention entered in error."""
    before = lookup.numbered(unit.reader, ServiceMention, mention_id)
    unit.delete(before)
    unit.describe(f"deleted the mention of {before.service} to {before.client}")
    return before


def mentions(reader: Reader, today: date, client_id: int | None = None) -> Listed[ServiceMention]:
    """List which client heard of which service when, the newest first."""
    return Listed(today, tuple(queries.services.mentions(reader, client_id=client_id)))


def count_mentions(reader: Reader, service: Service) -> int:
    """Count how often clients heard of a service."""
    return len(queries.services.mentions(reader, service_id=service.id))


def find(reader: Reader, typed: str) -> Service:
    """Find a service by part of its name or by its number."""
    return lookup.by_name(queries.services.select(reader), typed, "service", "", HOW_TO_ADD)


def listed(
    reader: Reader, today: date, client: lookup.Found | None = None
) -> Listed[OfferedService]:
    """List what we offer, and who has heard of it.

    Args:
        client: When this client heard of each: what it never heard of or hasn't heard of for the
            longest comes first. None for when anybody did, in the order in which it was added.
    """
    heard: dict[int, set[int]] = {}
    last: dict[int, date] = {}
    for one in queries.services.mentions(reader):
        heard.setdefault(one.service_id, set()).add(one.client_id)
        # The newest comes first.
        if client is None or one.client_id == client.id:
            last.setdefault(one.service_id, one.mentioned_on)
    found = [
        OfferedService(one, last.get(one.id), len(heard.get(one.id, ())))
        for one in queries.services.select(reader)
    ]
    if client is not None:
        found.sort(key=lambda one: (one.mentioned_on or date.min, one.service.id))
    return Listed(today, tuple(found), None if client is None else client.name)


def heard(reader: Reader, today: date, typed: str) -> HeardView:
    """List who has heard of a service, each client once with the last time, the newest first."""
    service = find(reader, typed)
    last: dict[int, ServiceMention] = {}
    for one in queries.services.mentions(reader, service_id=service.id):
        last.setdefault(one.client_id, one)
    return HeardView(today, service, tuple(last.values()))


def _check_name(reader: Reader, name: str, own_id: int | None = None) -> None:
    """Refuse another service's name, which would leave two that can't be told apart."""
    for one in queries.services.select(reader):
        if one.id != own_id and lookup.folded(one.name) == lookup.folded(name):
            raise ConflictError(
                f"there is a service of this name already: {printable(one.name)} (number {one.id})",
                f"to change what is said of it: pulse service edit {one.id} --sentence TEXT",
            )
