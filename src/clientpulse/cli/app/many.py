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
    from clientpulse.services.clients.bulk import Became
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

    Who was asked about is who is written, whoever gets the tag or loses it meanwhile.

    Args:
        who: ``@TAG``; or one client, of whom a dry run says the same.
        owner: Whose clients with the tag; None for mine and those without an owner.
    """
    asked: Sequence[Found] | None = None
    stay: Sequence[Became] = ()
    if dry_run or not yes:
        became, others = _done(work, who, act, owner, None, dry_run=True)
        if dry_run:
            return _answer(work, who, act, became, others, dry_run=True)
        asked = [one.client for one in became if one.changed]
        stay = [one for one in became if not one.changed]
        if asked:
            names = [one.name for one in asked]
            question = output.messages.many.question(act.verb, names, act.how, others)
            work.confirm(question, yes)
    became, others = _done(work, who, act, owner, asked, dry_run=False)
    return _answer(work, who, act, [*became, *stay], others, dry_run=False)


def _done(
    work: Session,
    who: str,
    act: Act,
    owner: str | None,
    asked: Sequence[Found] | None,
    *,
    dry_run: bool,
) -> tuple[Sequence[Became], Others]:
    """Do it, and return what became of each, and whose clients with the tag are left alone."""
    bulk = services.clients.bulk
    with work.unit_of_work(dry_run=dry_run) as unit:
        meant = bulk.meant(unit.reader, who, owner, me=work.me, archived=act.archived, same=asked)
        alone = not services.lookup.is_tag(who)
        became = bulk.do_each(unit, meant.clients, act.do, then=act.then, alone=alone)
        changed = sum(one.changed for one in became)
        unit.describe(output.messages.many.summary(act.past, changed, who, act.how))
    return became, meant.others


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
