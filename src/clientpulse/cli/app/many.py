"""One command for every client with a tag: asked about by name, written at once, undone at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clientpulse import output, services
from clientpulse.cli.app.shapes import Answer

if TYPE_CHECKING:
    from clientpulse.cli.app.context import Session
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


def do_many(work: Session, who: str, act: Act, *, yes: bool, dry_run: bool) -> Answer:
    """Do something with each client with a tag, or say what would change.

    Who was asked about is who is written, whoever gets the tag or loses it meanwhile.

    Args:
        who: ``@TAG``; or one client, of whom a dry run says the same.
    """
    asked: Sequence[Found] | None = None
    stay: Sequence[Became] = ()
    if dry_run or not yes:
        became = _done(work, who, act, None, dry_run=True)
        if dry_run:
            return _answer(work, who, act, became, dry_run=True)
        asked = [one.client for one in became if one.changed]
        stay = [one for one in became if not one.changed]
        if asked:
            names = [one.name for one in asked]
            work.confirm(output.messages.many.question(act.verb, names, act.how), yes)
    became = _done(work, who, act, asked, dry_run=False)
    return _answer(work, who, act, [*became, *stay], dry_run=False)


def _done(
    work: Session, who: str, act: Act, asked: Sequence[Found] | None, *, dry_run: bool
) -> Sequence[Became]:
    bulk = services.clients.bulk
    with work.unit_of_work(dry_run=dry_run) as unit:
        clients = (
            bulk.meant(unit.reader, who, archived=act.archived)
            if asked is None
            else bulk.same(unit.reader, asked)
        )
        alone = not services.lookup.is_tag(who)
        became = bulk.do_each(unit, clients, act.do, then=act.then, alone=alone)
        changed = sum(one.changed for one in became)
        unit.describe(output.messages.many.summary(act.past, changed, who, act.how))
    return became


def _answer(
    work: Session, who: str, act: Act, became: Sequence[Became], *, dry_run: bool
) -> Answer:
    said = output.messages.many
    if dry_run:
        would = said.would(act.verb, who, act.how, became, work.today)
        if services.lookup.is_tag(who):
            return Answer(said.record(became) | {"dry_run": True}, would)
        record = output.screens.clients.record(became[0].after)
        return Answer({"client": record, "dry_run": True}, would)
    lines = said.done(act.past, who, act.how, became, work.today, explained=act.explained)
    return Answer(said.record(became) | {"dry_run": False}, lines)
