"""Settling in one breath: a contact, and what it settled; then what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from clientpulse.cadence.channel import VOICE, Channel, Direction
from clientpulse.cadence.engine import items_for
from clientpulse.cadence.items import ACTIONABLE, DueItem
from clientpulse.cadence.policy import RECAP_VOICE, Policy, RuleIntervals
from clientpulse.cadence.rule_book import RULE_BOOK
from clientpulse.errors import ConflictError, InputError, NotFoundError
from clientpulse.quoting import printable, shell_word
from clientpulse.records import Commitment, Meeting, Mistake, Touchpoint
from clientpulse.records.commitments import CLIENT, US
from clientpulse.services import commitments, lookup, mistakes, occasions, text, touchpoints
from clientpulse.services.facts.reading import facts_of
from clientpulse.services.open_things import choosing, kinds
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import HistoryFilter
from clientpulse.views.settling import KINDS, Settled, StillOpen

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

TOLD, FIXED, KEPT, GOT, REMEMBERED = KINDS

_REACHING = (TOLD, REMEMBERED)
"""What only something that reached them can settle."""

_DONE = {
    TOLD: (Mistake, mistakes.told),
    FIXED: (Mistake, mistakes.fixed),
    KEPT: (Commitment, commitments.done),
    GOT: (Commitment, commitments.done),
}
_OPEN = {
    TOLD: kinds.TOLD,
    FIXED: kinds.FIXED,
    KEPT: kinds.KEPT,
    GOT: kinds.GOT,
    REMEMBERED: kinds.REMEMBERED,
}
_OWED_BY = {KEPT: US, GOT: CLIENT}

_ASKED_FOR = ("answer", "recap", "moment")
"""What else may be open, as soon as it is due."""

_USUAL = ("meeting", "update", "recap")
"""What comes up again and again with anybody."""


class Follows(NamedTuple):
    """What follows from a contact.

    Attributes:
        next_items: What is due next, in the order of its dates.
        still_open: What is open; first what can wait least.
        off: The rules that are off, and by which what is open or was written would come up.
    """

    next_items: tuple[DueItem, ...]
    still_open: tuple[StillOpen, ...]
    off: tuple[str, ...]


class Contact(NamedTuple):
    """A touchpoint that was logged with what it settled, and the booked meeting that it held."""

    touchpoint: Touchpoint
    held: Meeting | None


def settle(
    unit: UnitOfWork,
    today: date,
    logged: Touchpoint,
    wanted: Mapping[str, Any],
) -> tuple[Settled, ...]:
    """Mark what a touchpoint settled, on its day; the journal tells of both.

    Args:
        wanted: By kind what it settled, as typed: numbers, or words of something open with them.

    Raises:
        InputError: It can't be settled on that day, or by what didn't reach them.
        NotFoundError: It isn't there, or is another client's.
        ConflictError: It is settled already, or is of another kind.
    """
    client = lookup.Found(logged.client_id, logged.key, logged.client)
    summaries = [unit.summary]
    settled = []
    for kind in KINDS:
        named = [
            occasions.read_ref(ref) if kind == REMEMBERED else int(ref)
            for typed in wanted.get(kind, ())
            for ref in choosing.named_by_option(
                unit.reader, _OPEN[kind], client, typed, today, f"--{kind}"
            )
        ]
        if named:
            _check_reaching(kind, logged)
        for one in dict.fromkeys(named):
            settled.append(
                Settled(kind, _settle(unit, today, logged.occurred_on, kind, one, client))
            )
            summaries.append(unit.summary)
    unit.describe("; ".join(summaries))
    return tuple(settled)


def check(logged: Touchpoint, wanted: Mapping[str, Sequence[str]]) -> None:
    """Check what a touchpoint is said to have settled, as far as no store is needed.

    Raises:
        InputError: A number or words are empty, or it can't be settled by what didn't reach them.
    """
    for kind in KINDS:
        for typed in wanted.get(kind, ()):
            choosing.check_words([typed])
            text.note(typed, f"value of --{kind}")
            _check_reaching(kind, logged)


def _check_reaching(kind: str, logged: Touchpoint) -> None:
    if kind in _REACHING and not logged.reaching:
        raise InputError(
            f"{text.with_article(logged.channel)} from them tells them nothing,"
            f" so --{kind} can't be said of it",
            "log what you said or wrote to them by itself",
        )


def log_contact(
    unit: UnitOfWork, today: date, key: str, channel: str | None, on: date
) -> Contact | None:
    """Log the touchpoint that settled what this unit settled; the journal tells of both.

    Args:
        key: The client's.
        channel: As typed; None where nothing is to be logged.
    """
    if channel is None:
        return None
    summary = unit.summary
    new = Touchpoint(
        **lookup.client(unit.reader, key).whose,
        occurred_on=on,
        channel=text.channel(channel),
        direction=Direction.OUTBOUND.value,
    )
    contact = Contact(*touchpoints.log(unit, today, new))
    unit.describe(f"{summary}; {unit.summary}")
    return contact


def left_behind(
    reader: Reader, today: date, before: Touchpoint, after: Touchpoint | None = None
) -> tuple[Settled, ...]:
    """Return what stays settled on the day of a touchpoint that is gone, or didn't reach them.

    Nothing is left behind where another touchpoint of that day reached them.

    Args:
        before: The contact, as it was.
        after: As it is now; None where it was deleted.
    """
    if after is not None and (after.reaching or not before.reaching):
        return ()
    client_id, on = before.client_id, before.occurred_on
    that_day = HistoryFilter(client_id=client_id, since=on, until=on)
    if any(one.reaching for one in queries.touchpoints.select(reader, that_day)):
        return ()
    found = _settled_on(reader, today, client_id, on)
    return tuple(one for one in found if before.reaching or one.kind not in _REACHING)


def _settled_on(reader: Reader, today: date, client_id: int, on: date) -> Iterator[Settled]:
    for mistake in queries.mistakes.select(reader, client_id=client_id)[::-1]:
        if mistake.told_on == on:
            yield Settled(TOLD, mistake)
        if mistake.fixed_on == on:
            yield Settled(FIXED, mistake)
    for owed in queries.commitments.select(reader, client_id=client_id, only_open=False):
        if owed.done_on == on:
            yield Settled(KEPT if owed.owed_by == US else GOT, owed)
    for one in occasions.settled_on(reader, client_id, on)[0]:
        yield Settled(REMEMBERED, occasions.occasion(one, today))


def what_follows(
    reader: Reader, logged: Touchpoint, policy: Policy, today: date, *rules: str
) -> Follows:
    """Return what is due next for the client of a touchpoint, and what is still open there.

    Args:
        rules: What else was written would come up by these.
    """
    facts = facts_of(reader, logged.client_id, policy, today)
    own = facts.own_rules
    off = [rule.name for rule in RULE_BOOK if rule.is_off(own, policy)]
    items = _in_order(items_for(facts, policy, today))
    all_on = replace(facts, own_rules=_on(own)), replace(policy, rules=_on(policy.rules))
    every = _in_order(items_for(*all_on, today)) if off else items
    found = [*_still_open(reader, logged.client_id, every, policy, today)]
    bearing = {*rules, *_asked_by(logged, policy), *(one.rule for one in found)}
    # What is off for everybody needn't be said at each contact.
    bearing -= {rule for rule in _USUAL if own.get(rule, rule) is not None}
    return Follows(
        items,
        tuple(one for one in found if one.rule != logged.purpose and one.rule not in off),
        tuple(rule for rule in off if rule in bearing),
    )


def _in_order(items: Iterable[DueItem]) -> tuple[DueItem, ...]:
    return tuple(sorted(items, key=lambda item: (item.due_on, item.rule)))


def _on(rules: RuleIntervals) -> RuleIntervals:
    return {rule: interval for rule, interval in rules.items() if interval is not None}


def _asked_by(logged: Touchpoint, policy: Policy) -> Iterator[str]:
    """Name the rules by which something comes up after a contact, were they on."""
    if logged.needs_answer:
        yield "answer"
    if logged.reaching:
        yield from ("meeting", "update")
    if logged.channel in (VOICE if policy.recap == RECAP_VOICE else {Channel.MEETING}):
        yield "recap"


def _settle(
    unit: UnitOfWork, today: date, on: date, kind: str, named: Any, client: lookup.Found
) -> Any:
    if kind == REMEMBERED:
        return occasions.done(unit, today, named, on, client)
    record: type[Mistake | Commitment]
    record, done = _DONE[kind]
    found = lookup.numbered(unit.reader, record, named)
    noun = "mistake" if isinstance(found, Mistake) else commitments.NOUNS[found.owed_by]
    if found.client_id != client.id:
        listed = "mistake" if isinstance(found, Mistake) else "commitment"
        raise NotFoundError(
            f"{noun} {named} is one with {printable(found.client)}, not with"
            f" {printable(client.name)}",
            f"see: pulse {listed} list {shell_word(client.key)}",
        )
    if isinstance(found, Commitment) and found.owed_by != _OWED_BY[kind]:
        other = GOT if kind == KEPT else KEPT
        raise ConflictError(
            f"{text.with_article(noun)} isn't {kind}: {named} is owed by"
            f" {'us' if found.owed_by == US else 'them'}",
            f"say --{other} {named}",
        )
    return done(unit, today, named, on)


def _still_open(
    reader: Reader, client_id: int, items: Sequence[DueItem], policy: Policy, today: date
) -> Iterator[StillOpen]:
    """Find what is open, but for what needn't be done yet."""
    wrong = queries.mistakes.select(reader, client_id=client_id, only_open=True)[::-1]
    yield from (StillOpen("own_up", one) for one in wrong if one.told_on is None)
    yield from (StillOpen("make_good", one) for one in wrong if one.told_on is not None)
    owed = queries.commitments.select(reader, client_id=client_id)
    dated = [(one, one.due_on) for one in owed if one.due_on is not None]
    for one, day in dated:
        if one.owed_by == US and policy.workday_on_or_before(day) <= today:
            yield StillOpen("promise", one)
    yield from (
        StillOpen("chase", one) for one, day in dated if one.owed_by == CLIENT and day < today
    )
    for rule in _ASKED_FOR:
        for item in items:
            if item.rule == rule and item.status in ACTIONABLE:
                yield StillOpen(rule, item)
