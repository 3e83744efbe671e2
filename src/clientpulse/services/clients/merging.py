"""Merging two clients into one: nothing is lost, no clock restarts, and nobody disappears.

The merged client is as visible as the more visible of the two, day by day. It was left alone on
those days only on which both were, or on which there was only one of them yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any

from clientpulse.errors import ConflictError
from clientpulse.records import Client, ClientRule, Meeting, Rest, Touchpoint
from clientpulse.records.rests import PAUSE, SNOOZE
from clientpulse.services import lookup, text
from clientpulse.services.clients import contacts, dependents
from clientpulse.services.clients.listing import read
from clientpulse.services.clients.tags import replace_tags
from clientpulse.services.facts.policy import own_rules
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.views.clients import MergedClients

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

TAKEN = ("prefers", "owner", "timezone", "hours", "message_length", "language", "place", "address")
"""What a client takes from the one that is merged into it, where it has none of its own."""

RESTING = ("archived_on", "paused_on", "paused_until", "snoozed_until", "snooze_reason")

NEVER = date.max

Span = tuple[str, date, date]
"""A kind of rest, empty where there was no such client to look after; its days."""


def merge(
    unit: UnitOfWork, today: date, source: lookup.Found, target: lookup.Found
) -> MergedClients:
    """Move everything of one client into another, and delete the emptied one.

    What the target doesn't know (owner, preferred channel, timezone, language ...) it takes from
    the source, and its cadence where it has none at all; the notes are put together. Where both
    know something, the target's stays, and so do its rules.
    """
    if source.id == target.id:
        raise ConflictError(
            "a client can't be merged with itself", "name two: pulse client merge OLD INTO"
        )
    old, into = read(unit.reader, source.id), read(unit.reader, target.id)
    rules, rules_gone = own_rules(unit.reader, into.id), own_rules(unit.reader, old.id)
    taken: dict[str, Any] = {
        field: getattr(old, field) for field in TAKEN if getattr(into, field) is None
    }
    if into.meeting_interval is None and into.update_interval is None:
        taken["meeting_interval"] = old.meeting_interval
        taken["update_interval"] = old.update_interval
    notes = [one for one in (into.note, old.note) if one]
    if old.note and old.note != into.note:
        taken |= text.checked(Client, {"note": "\n".join(notes)})
    taken |= starts(old, into) | resting(old, into, today)
    _leave_unasked(unit, old, into)
    _merge_rests(unit, old, into, taken["clock_on"] or taken["started_on"])
    unit.delete_all(
        ClientRule, queries.dependents.ids_of(unit.reader, ClientRule, "client", old.id)
    )
    for model in (Touchpoint, Meeting):
        rows = queries.dependents.ids_of(unit.reader, model, "client", source.id)
        unit.update_all(model, rows, client_id=target.id)
    contacts.move_all(unit, source.id, target.id)
    dependents.move_all(unit, source.id, target.id)
    replace_tags(unit, target.id, [*into.tags, *old.tags])
    replace_tags(unit, source.id, ())
    unit.update(into, **taken)
    unit.delete(old)
    unit.describe(f"merged {source.name} into {target.name}")
    return MergedClients(old, into, read(unit.reader, target.id), rules, rules_gone)


def starts(old: Client, into: Client) -> dict[str, date | None]:
    """Return from when everything counts: of each start the earlier one, so that none restarts."""
    both = (old, into)
    started_on = min(one.started_on for one in both)
    clock_on, asked_from = min(map(_clock, both)), min(map(_asked_since, both))
    return {
        "started_on": started_on,
        "clock_on": None if clock_on == started_on else clock_on,
        "asked_from": None if asked_from == started_on else asked_from,
    }


def resting(old: Client, into: Client, today: date) -> dict[str, Any]:
    """Return whether and until when the merged client rests: never longer than either would."""
    seen = [one for one in (into, old) if one.archived_on is None]
    if len(seen) == 1:
        return {field: getattr(seen[0], field) for field in RESTING}
    paused_until = min(_paused_until(one, today) for one in (into, old))
    first = min((into, old), key=lambda one: _silent_until(one, today))
    silent_until = _silent_until(first, today)
    found: dict[str, Any] = dict.fromkeys(RESTING)
    if not seen:
        found["archived_on"] = max(one.archived_on or today for one in (into, old))
    if paused_until > today:
        found["paused_on"] = max(one.paused_on or date.min for one in (into, old))
        found["paused_until"] = None if paused_until == NEVER else paused_until
    if silent_until > paused_until:
        found |= {"snoozed_until": silent_until, "snooze_reason": first.snooze_reason}
    return found


def _paused_until(client: Client, today: date) -> date:
    """Return the first day on which anything of a client comes up."""
    if client.paused_on is None:
        return today
    return NEVER if client.paused_until is None else max(today, client.paused_until)


def _silent_until(client: Client, today: date) -> date:
    """Return the first day on which everything of a client comes up."""
    return max(_paused_until(client, today), client.snoozed_until or today)


def _clock(client: Client) -> date:
    return client.clock_on or client.started_on


def _asked_since(client: Client) -> date:
    return max(client.started_on, client.asked_from or client.started_on)


def _leave_unasked(unit: UnitOfWork, old: Client, into: Client) -> None:
    """Ask for no recaps of what one was never asked about, now that the other's start counts."""
    later = max(old, into, key=_asked_since)
    since = _asked_since(later)
    before = queries.touchpoints.without_recap(unit.reader, later.id, since)
    unit.update_all(Touchpoint, before, recapped_on=since)


def _merge_rests(unit: UnitOfWork, old: Client, into: Client, clock_on: date) -> None:
    """Keep of the pauses and snoozes the days on which nobody looked after either of the two."""
    stored = [rest for one in (into, old) for rest in queries.rests.of_one(unit.reader, one.id)]
    wanted = set(_common(unit.reader, old, into, clock_on))
    for rest in stored:
        span = (rest.kind, rest.starts_on, rest.ends_on)
        if span in wanted:
            wanted.remove(span)
            unit.update(rest, client_id=into.id)
        else:
            unit.delete(rest)
    for kind, starts_on, ends_on in sorted(wanted, key=str):
        unit.insert(Rest(client_id=into.id, kind=kind, starts_on=starts_on, ends_on=ends_on))


def _common(
    reader: Reader, old: Client, into: Client, clock_on: date
) -> Iterator[tuple[str, date, date | None]]:
    for ours, theirs in product(_left_alone(reader, into), _left_alone(reader, old)):
        kinds = {ours[0], theirs[0]}
        kind = SNOOZE if SNOOZE in kinds else PAUSE
        starts_on, ends_on = max(ours[1], theirs[1], clock_on), min(ours[2], theirs[2])
        if starts_on < ends_on and kinds != {""}:
            yield kind, starts_on, None if ends_on == NEVER else ends_on


def _left_alone(reader: Reader, client: Client) -> Iterator[Span]:
    """Give the spans in which a client rested, and those in which it wasn't there."""
    yield "", date.min, _clock(client)
    if client.archived_on is not None:
        yield "", client.archived_on, NEVER
    for one in queries.rests.of_one(reader, client.id):
        yield one.kind, one.starts_on, one.ends_on or NEVER
