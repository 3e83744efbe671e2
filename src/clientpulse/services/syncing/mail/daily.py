"""The touchpoints that messages make: one a client, day and direction."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from clientpulse.cadence.channel import Channel, reaches
from clientpulse.records import Exchange, Touchpoint
from clientpulse.records.limits import NOTE_LENGTH
from clientpulse.records.record import shape_of
from clientpulse.services.syncing.mail.others import Others, asks
from clientpulse.services.syncing.taking import Taking, count_from
from clientpulse.store import queries

Found = tuple[int | None, Exchange]
"""A message and the client it is with; None of one that is with nobody whom we look after."""

_ANSWERED = re.compile(
    r"\A\s*(?:(?:re|aw|antw|sv|vs|odp|ref|rif|r|res|fwd?|wg|tr|i|enc|rv|doorst|vb|vl|pd)"
    r"(?:\[\d+\])?\s*[::]\s*)+",
    re.IGNORECASE,
)


class _Day(NamedTuple):
    """Whose messages of which day and direction are one touchpoint."""

    client_id: int
    on: date
    direction: str


class Written(NamedTuple):
    """What became of messages.

    Attributes:
        touchpoints: How many are new, or have something new in them.
        known: How many messages told nothing that a colleague's sync hadn't told.
    """

    touchpoints: int
    known: int


def write(taking: Taking, found: Sequence[Found]) -> Written:
    """Write down messages, those that are stored already among them, and what they make."""
    days: dict[_Day, list[Exchange]] = {}
    for client_id, one in found:
        if client_id is not None:
            days.setdefault(_Day(client_id, one.occurred_on, one.direction), []).append(one)
    known: set[_Day] = set()
    ids = _write_days(taking, days, known) if days else {}
    _write_exchanges(taking, found, ids)
    told = {one.message for day in days.keys() - known for one in days[day]}
    untold = {one.message for day in known for one in days[day]} - told
    return Written(len(days) - len(known), len(untold))


def _write_days(
    taking: Taking, days: Mapping[_Day, list[Exchange]], known: set[_Day]
) -> dict[_Day, int]:
    """Write the touchpoints, and return the number of each.

    Args:
        known: Gets those of which colleagues knew all.
    """
    unit = taking.unit
    pasts = queries.exchanges.without_past(unit.reader)
    there = _stored(taking, days)
    made_of: dict[int, list[Exchange]] = {}
    for one in queries.exchanges.of_touchpoints(unit.reader, [one.id for one in there.values()]):
        made_of.setdefault(one.touchpoint_id or 0, []).append(one)
    others = Others(unit.reader, there.values()) if unit.author.is_one_of_several else None
    number, now, rows = unit.next_id(Touchpoint), datetime.now(UTC), []
    ids: dict[_Day, int] = {}
    for day in sorted(days):
        stored = there.get(day)
        if stored is None:
            rows.append(_may_be_stored(taking, _row(day, days[day], number, now)))
            ids[day] = number
            number += 1
            continue
        ids[day] = stored.id
        change = _times if stored.source is None else _changes
        before = made_of.get(stored.id, [])
        changes = _may_be_stored(taking, change(stored, before, days[day]))
        if others is not None:
            changes |= others.changes(stored, before, days[day], changes)
            if all(getattr(stored, name) == value for name, value in changes.items()):
                known.add(day)
        unit.update_all(Touchpoint, [stored.id], **changes)
    unit.insert_many(Touchpoint, rows)
    count_from(taking, rows, pasts)
    return ids


def _stored(taking: Taking, days: Iterable[_Day]) -> dict[_Day, Touchpoint]:
    """Return the touchpoints of some days; one that was read before a typed one."""
    asked = list(days)
    found: dict[_Day, Touchpoint] = {}
    for one in queries.exchanges.touchpoints(
        taking.unit.reader,
        sorted({day.client_id for day in asked}),
        min(day.on for day in asked),
        max(day.on for day in asked),
    ):
        found.setdefault(_Day(one.client_id, one.occurred_on, one.direction), one)
    return {day: found[day] for day in asked if day in found}


def _row(day: _Day, messages: Sequence[Exchange], number: int, now: datetime) -> dict[str, Any]:
    return {
        "id": number,
        "uid": str(uuid.uuid4()),
        "client_id": day.client_id,
        "occurred_on": day.on,
        "channel": Channel.EMAIL.value,
        "direction": day.direction,
        "reaching": reaches(Channel.EMAIL, day.direction),
        "source": min(one.source for one in messages),
        "created_at": now,
        **_content(messages),
    }


def _may_be_stored(taking: Taking, values: dict[str, Any]) -> dict[str, Any]:
    """Return values without the subjects, where colleagues are not to see them."""
    if taking.unit.author.shares_subjects:
        return values
    return {name: value for name, value in values.items() if name != "note"}


def _content(messages: Sequence[Exchange]) -> dict[str, Any]:
    """Return what messages say of the touchpoint that they are together.

    Its last time, and the last line of its note, are those of the last message. Where the client
    wrote that is the last one that asks: a copy behind it tells nobody who has to answer.
    """
    ordered = sorted(messages, key=_asks_last)
    times = [one.occurred_time for one in ordered if one.occurred_time]
    first, last = min(times, default=None), times[-1] if times else None
    return {
        "note": _note(ordered),
        "occurred_time": first,
        "last_time": None if last == first else last,
        "needs_answer": asks(ordered[-1]),
    }


def _asks_last(one: Exchange) -> tuple[bool, str, str]:
    return asks(one), one.occurred_time or "", one.message


def _note(ordered: Iterable[Exchange]) -> str | None:
    """Return the subjects, a line each; an answer's is that of what it answers."""
    lines: dict[str, str] = {}
    for one in ordered:
        subject = _ANSWERED.sub("", one.subject or "", count=1)
        lines.pop(subject.casefold(), None)
        lines[subject.casefold()] = subject
    return "\n".join(filter(None, lines.values()))[:NOTE_LENGTH].rstrip() or None


def _times(
    stored: Touchpoint, before: Sequence[Exchange], new: Sequence[Exchange]
) -> dict[str, Any]:
    """Return the times of day of what a person wrote down: the first one only without theirs."""
    now = _content([*before, *new])
    was = _content(before)["occurred_time"] if before else None
    first = now["occurred_time"] if stored.occurred_time == was else stored.occurred_time
    last = now["last_time"] or now["occurred_time"]
    is_later = first is not None and last is not None and first < last
    return {"occurred_time": first, "last_time": last if is_later else None}


def _changes(
    stored: Touchpoint, before: Sequence[Exchange], new: Sequence[Exchange]
) -> dict[str, Any]:
    """Return what changes by new messages about a touchpoint; what a person edited doesn't.

    What was answered waits again where the client wrote again after it.
    """
    if not before:
        return {}
    was, now = _content(before), _content([*before, *new])
    changes = {name: now[name] for name in was if getattr(stored, name) == was[name]}
    last = was["last_time"] or was["occurred_time"] or ""
    if any(asks(one) and (one.occurred_time or "") > last for one in new):
        changes["needs_answer"] = now["needs_answer"]
    return changes


def _write_exchanges(taking: Taking, found: Sequence[Found], ids: Mapping[_Day, int]) -> None:
    columns = shape_of(Exchange).columns
    number = taking.unit.next_id(Exchange)
    rows: list[dict[str, Any]] = []
    late: dict[int, list[int]] = {}
    for client_id, one in found:
        part_of = ids[_Day(client_id, one.occurred_on, one.direction)] if client_id else None
        if one.id:
            late.setdefault(part_of or 0, []).append(one.id)
            continue
        row = {name: getattr(one, name) for name in columns}
        rows.append(row | {"id": number + len(rows), "touchpoint_id": part_of})
    taking.unit.insert_many(Exchange, rows)
    for touchpoint_id, numbers in late.items():
        taking.unit.update_all(Exchange, numbers, touchpoint_id=touchpoint_id)
