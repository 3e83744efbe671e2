"""One command for every client with a tag: asked about by name, written at once, undone at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clientpulse import output, services
from clientpulse.cli.app.shapes import Answer

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session
    from clientpulse.output.messages.many import Others
    from clientpulse.records import Client
    from clientpulse.services.clients.bulk import Asked, Became, Meant
    from clientpulse.services.lookup import Found
    from clientpulse.services.stores import UnitOfWork


@dataclass(frozen=True, slots=True)
class Act:
    """What is done with each client.

    Attributes:
        verb: ``snooze``; ``past`` is what it is called once it is done.
        how: What stands behind the clients: ``until Fri 4 Dec 2026``.
        then: What is done with all of them in the end; it gets them as they were.
        archived: Whether it is for the archived ones.
        explained: Whether the answer says what changed, since the verb doesn't.
    """

    do: Callable[[UnitOfWork, Found], object]
    verb: str
    past: str
    how: str = ""
    then: Callable[[UnitOfWork, Sequence[Client]], None] | None = None
    archived: bool = False
    explained: bool = False


def do_many(
    work: Session, who: str, act: Act, owner: str | None = None, *, yes: bool, dry_run: bool
) -> Answer:
    """Do something with each client with a tag, or say what would change.

    Who was asked about is who is written, whoever gets the tag meanwhile; those whom somebody
    changed until the answer stay as they are.

    Args:
        who: ``@TAG``; or one client, of whom a dry run says the same.
        owner: Whose clients with the tag; None for mine and those without an owner.
    """
    asked: Asked | None = None
    stay: Sequence[Became] = ()
    if dry_run or not yes:
        tried, others = _tried(work, who, act, owner)
        if dry_run:
            return _answer(work, who, act, tried.became, others, dry_run=True)
        stay = [one for one in tried.became if not one.changed]
        asked = tried._replace(became=[one for one in tried.became if one.changed])
        if asked.became:
            names = [one.name for one in asked.clients]
            question = output.messages.many.question(act.verb, names, act.how, others)
            work.confirm(question, yes)
    with work.unit_of_work() as unit:
        if asked is None:
            clients, others = _meant(work, unit, who, act, owner)
        else:
            clients = asked.clients
        became = _done(unit, who, act, clients, asked)
    return _answer(work, who, act, [*became, *stay], others, dry_run=False)


def _tried(work: Session, who: str, act: Act, owner: str | None) -> tuple[Asked, Others]:
    """Do it without keeping anything; return what somebody is to be asked about."""
    with work.unit_of_work(dry_run=True) as unit:
        then = services.meanwhile.seen(unit.reader)
        clients, others = _meant(work, unit, who, act, owner)
        became = _done(unit, who, act, clients)
    return services.clients.bulk.Asked(became, then), others


def _meant(work: Session, unit: UnitOfWork, who: str, act: Act, owner: str | None) -> Meant:
    return services.clients.bulk.meant(unit.reader, who, owner, me=work.me, archived=act.archived)


def _done(
    unit: UnitOfWork,
    who: str,
    act: Act,
    clients: Sequence[Found],
    asked: Asked | None = None,
) -> Sequence[Became]:
    """Do it with these, and return what became of each."""
    alone = not services.lookup.is_tag(who)
    became = services.clients.bulk.do_each(
        unit, clients, act.do, then=act.then, alone=alone, asked=asked
    )
    changed = sum(one.changed for one in became)
    unit.describe(output.messages.many.summary(act.past, changed, who, act.how))
    return became


def _answer(
    work: Session,
    who: str,
    act: Act,
    became: Sequence[Became],
    others: Others,
    *,
    dry_run: bool,
) -> Answer:
    said = output.messages.many
    left = said.left_alone(others)
    if dry_run:
        would = said.would(act.verb, who, act.how, became, work.today)
        if services.lookup.is_tag(who):
            record = said.record(became, others) | {"dry_run": True}
            return Answer(record, [*would, *left])
        record = output.screens.clients.record(became[0].after)
        return Answer({"client": record, "dry_run": True}, would)
    lines = said.done(act.past, who, act.how, became, work.today, explained=act.explained)
    record = said.record(became, others) | {"dry_run": False}
    return Answer(record, [*lines, *left])
