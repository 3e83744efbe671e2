"""Writing down that a letter was sent, and what follows from it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from clientpulse.cadence.channel import Channel, Direction
from clientpulse.cadence.policy import Policy
from clientpulse.dates import long_date
from clientpulse.errors import ConflictError, InputError, NotFoundError
from clientpulse.letters.message import Mailbox
from clientpulse.records import Exchange, Mistake, Project, Service, ServiceMention, Touchpoint
from clientpulse.services import lookup, mistakes, occasions, projects, recaps, touchpoints
from clientpulse.services.drafting.settling import Settles
from clientpulse.sources.addresses import normal
from clientpulse.store import queries
from clientpulse.views.log import RecapView

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

Theirs = TypeVar("Theirs", Mistake, Project, Touchpoint)

SOURCE = "pulse draft"
"""Where messages come from that we sent ourselves; no source can be called so."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that a server took.

    Attributes:
        id: Its Message-ID, without brackets.
        to: Who was taken.
        time: By our clock: ``14:30``.
    """

    id: str
    to: tuple[Mailbox, ...]
    on: date
    time: str


def log(
    unit: UnitOfWork,
    today: date,
    policy: Policy,
    whose: lookup.Found,
    settles: Settles,
    sent: Sent | None = None,
) -> tuple[Touchpoint, RecapView | None]:
    """Write an outbound e-mail down, and what it settles: a mistake, an occasion, a project ...

    Args:
        sent: The message, where we sent it: then it is written down whatever became of what it
            settles, and a sync won't write it down once more.

    Returns:
        The e-mail, and of a recap what it settled.

    Raises:
        ConflictError: Somebody changed the client's key meanwhile; or, of what we didn't send, the
            mistake was told, or the occasion is done.
    """
    client = lookup.same(unit.reader, whose)
    on = today if sent is None else sent.on
    logged = _written(unit, today, client, settles, sent)
    recap = None
    with _as_far_as_it_goes(sent):
        if settles.conversation is not None:
            _theirs(unit, client, Touchpoint, settles.conversation)
        recap = recaps.settle(unit, today, policy, logged, settles.conversation)
    _settle(unit, today, client, settles, logged, sent)
    went = "written" if sent is None else "sent"
    unit.describe(f"logged the {settles.kind} {went} to {client.name} on {long_date(on)}")
    return logged, recap


def _written(
    unit: UnitOfWork, today: date, client: lookup.Found, settles: Settles, sent: Sent | None
) -> Touchpoint:
    """Write the e-mail down, or return what a sync has written down of it already."""
    there = [] if sent is None else queries.exchanges.of_messages(unit.reader, [sent.id])
    for one in there:
        known = queries.values.read_one(unit.reader, Touchpoint, one.touchpoint_id or 0)
        if known is not None and known.client_id == client.id and known.purpose is None:
            return unit.update(known, purpose=settles.kind, no_news=settles.no_news)
    new = Touchpoint(
        **client.whose,
        occurred_on=today if sent is None else sent.on,
        occurred_time=None if sent is None else sent.time,
        channel=Channel.EMAIL.value,
        direction=Direction.OUTBOUND.value,
        note=settles.subject if unit.author.shares_subjects else None,
        no_news=settles.no_news,
        purpose=settles.kind,
        attendees=_still_there(unit, client, settles.attendees),
    )
    logged, _ = touchpoints.log(unit, today, new)
    if sent is not None:
        nobodys = [one.id for one in there if one.touchpoint_id is None]
        unit.update_all(Exchange, nobodys, touchpoint_id=logged.id)
        _keep_messages(unit, logged, sent, settles.subject, {one.address for one in there})
    return logged


def _still_there(
    unit: UnitOfWork, client: lookup.Found, numbers: tuple[str, ...]
) -> tuple[str, ...]:
    """Return those contacts that weren't deleted: a number is nobody's name."""
    known = {str(one.id) for one in queries.contacts.select(unit.reader, client.id)}
    return tuple(filter(known.__contains__, numbers))


def _keep_messages(
    unit: UnitOfWork, logged: Touchpoint, sent: Sent, subject: str, known: set[str]
) -> None:
    """Keep what a sync knows a message by that it reads, and a reply by what it answers."""
    by_address = {normal(one.address): one for one in sent.to}
    for address in by_address.keys() - known - {""}:
        unit.insert(
            Exchange(
                source=SOURCE,
                message=sent.id,
                address=address,
                name=by_address[address].name or None,
                occurred_on=sent.on,
                occurred_time=sent.time,
                direction=Direction.OUTBOUND.value,
                subject=subject,
                touchpoint_id=logged.id,
            )
        )


def _settle(
    unit: UnitOfWork,
    today: date,
    client: lookup.Found,
    settles: Settles,
    logged: Touchpoint,
    sent: Sent | None,
) -> None:
    on = logged.occurred_on
    if settles.service is not None:
        with _as_far_as_it_goes(sent):
            service = lookup.numbered(unit.reader, Service, settles.service)
            unit.insert(
                ServiceMention(
                    **client.whose,
                    service_id=service.id,
                    mentioned_on=on,
                    touchpoint_id=logged.id,
                )
            )
    if settles.project is not None:
        with _as_far_as_it_goes(sent):
            project = _theirs(unit, client, Project, settles.project)
            if project.asked_on is None or project.asked_on < on:
                projects.asked(unit, project.id, on)
    if settles.mistake is not None:
        with _as_far_as_it_goes(sent):
            mistakes.told(unit, today, _theirs(unit, client, Mistake, settles.mistake).id, on)
    if settles.occasion is not None:
        with _as_far_as_it_goes(sent):
            occasions.done(unit, today, occasions.read_ref(settles.occasion), on, client)


def _theirs(unit: UnitOfWork, client: lookup.Found, record: type[Theirs], number: int) -> Theirs:
    """Return what is settled, unless the number is another client's by now.

    Raises:
        NotFoundError: It is, or it is gone.
    """
    found = lookup.numbered(unit.reader, record, number)
    if found.client_id != client.id:
        raise NotFoundError(f"{number} isn't theirs", "another store has other numbers")
    return found


@contextlib.contextmanager
def _as_far_as_it_goes(sent: Sent | None) -> Iterator[None]:
    """Let what is out stay logged where something was settled otherwise, or is gone, meanwhile."""
    try:
        yield
    except (ConflictError, InputError, NotFoundError):
        if sent is None:
            raise
