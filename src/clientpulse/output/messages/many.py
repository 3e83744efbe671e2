"""What is asked before something is done with many clients, and said behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.output import phrases
from clientpulse.output.messages import changes
from clientpulse.output.screens import clients
from clientpulse.records import changing

if TYPE_CHECKING:
    from clientpulse.cadence.policy import RuleIntervals
    from clientpulse.records.changing import Change
    from clientpulse.services.clients.bulk import Became

Others = Mapping[str, Sequence[object]]
"""The clients of colleagues that are left alone, by owner."""

SHOWN_NAMES = 12
SHOWN_CHANGES = 6

UNDO = "To take it back: pulse undo"


def question(verb: str, names: Sequence[str], how: str, others: Others | None = None) -> str:
    """Ask whether it shall be done: ``Snooze 2 clients until Fri 4 Dec 2026: Acme, Beta?``."""
    what = _joined(f"{verb} {phrases.counted(len(names), 'client')}", how)
    left = f" (not {_of_others(others)})" if others else ""
    return f"{_capital(what)}: {some_of(names)}{left}?"


def left_alone(others: Others) -> Iterator[str]:
    """Say which clients with the tag are colleagues', so that nothing was done with them."""
    if others:
        yield f"Left alone: {_of_others(others)}. For everybody's: --of all"


def _of_others(others: Others) -> str:
    return some_of([f"{len(of):,} of {owner}" for owner, of in others.items()])


def summary(past: str, count: int, who: str, how: str) -> str:
    """Say what was done, for the journal: ``snoozed 2 clients with @retail until ...``."""
    return _joined(f"{past} {_clients(count, who)}", how)


def done(
    past: str, who: str, how: str, became: Sequence[Became], today: date, *, explained: bool
) -> Iterator[str]:
    """Say what was done, and who stays as they are."""
    changed_ones = [one for one in became if one.changed]
    if changed_ones:
        what = summary(past, len(changed_ones), who, how)
        yield f"{_capital(what)}: {some_of([one.client.name for one in changed_ones])}"
        if explained:
            yield from _changes(changed_ones, today)
    else:
        yield f"Nothing changed for {_clients(len(became), who)}."
    yield from _unchanged(became)
    if changed_ones:
        yield UNDO


def would(verb: str, who: str, how: str, became: Sequence[Became], today: date) -> Iterator[str]:
    """Say of each client what would change."""
    count = sum(one.changed for one in became)
    whom = became[0].client.name
    if who.startswith("@"):
        whom = _clients(count or len(became), who)
    yield f"Would {_joined(verb, whom, how)}:" if count else f"Nothing would change for {whom}:"
    for one in became:
        said = "; ".join(_words(one, today)) if one.changed else "unchanged"
        yield f"  {one.client.name}: {_joined(said, one.reason and f'({one.reason})')}"
    yield "Nothing was changed."


def record(became: Sequence[Became], others: Others) -> dict[str, Any]:
    """Return it for JSON: those that changed as they are now, and who stays as they were."""
    return {
        "clients": [clients.record(one.after) for one in became if one.changed],
        "unchanged": [
            {"client": one.after.name, "key": one.after.key, "reason": one.reason or None}
            for one in became
            if not one.changed
        ],
        "left_alone": [{"owner": owner, "clients": len(of)} for owner, of in others.items()],
    }


def _changes(became: Sequence[Became], today: date) -> Iterator[str]:
    counts = Counter(said for one in became for said in _words(one, today, tags=_each_tag))
    for said, count in counts.most_common(SHOWN_CHANGES):
        yield f"  {said}" if count == len(became) else f"  {said} ({count:,})"
    if len(counts) > SHOWN_CHANGES:
        yield f"  and {len(counts) - SHOWN_CHANGES:,} other changes"


def _unchanged(became: Sequence[Became]) -> Iterator[str]:
    reasons: dict[str, list[str]] = {}
    for one in became:
        if not one.changed:
            reasons.setdefault(one.reason, []).append(one.client.name)
    for reason, names in reasons.items():
        yield f"Unchanged{f' ({reason})' if reason else ''}: {some_of(names)}"


def _words(
    one: Became, today: date, tags: Callable[[Change], Iterable[str]] | None = None
) -> Iterator[str]:
    """Say what changed about a client: ``meet: quarterly → monthly``, ``checkup: usual → off``."""
    for changed in changing.changes(one.before, one.after):
        if changed.attribute == "tags" and tags is not None:
            yield from tags(changed)
        elif said := changes.words(changed, today):
            yield said
    yield from rule_changes(*one.rules)


def _each_tag(changed: Change) -> Iterator[str]:
    """Say of each tag what became of it, since many clients have other tags beside it."""
    yield from (f"tag {one} added" for one in changed.after if one not in changed.before)
    yield from (f"tag {one} removed" for one in changed.before if one not in changed.after)


def rule_changes(before: RuleIntervals, after: RuleIntervals) -> Iterator[str]:
    """Say how a client's own rules changed: ``feedback: as for all → off``."""
    for rule in sorted({*before, *after}):
        old, new = _rule(rule, before), _rule(rule, after)
        if old != new:
            yield f"{rule}: {old} → {new}"


def _rule(rule: str, own: RuleIntervals) -> str:
    if rule not in own:
        return "the usual"
    every = own[rule]
    return "off" if every is None else every.adverb()


def _clients(count: int, who: str) -> str:
    return f"{phrases.counted(count, 'client')} with {who}"


def some_of(names: Sequence[str]) -> str:
    """Name the first of them."""
    shown = ", ".join(names[:SHOWN_NAMES])
    more = len(names) - SHOWN_NAMES
    return f"{shown} and {more:,} more" if more > 0 else shown


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
