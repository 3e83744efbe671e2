"""A lively made-up portfolio, told through the program's own services.

Everything is at fixed distances from today, so that every status, rule and column has something
to show on any day, and the same day always shows the same.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from clientpulse.cadence.interval import parse_interval
from clientpulse.cadence.policy import Policy
from clientpulse.records import Meeting, Touchpoint
from clientpulse.services import lookup, meetings, recaps, touchpoints
from clientpulse.services.clients import contacts, editing, resting
from clientpulse.services.demo.open_items import relate
from clientpulse.services.demo.story import Character, characters, story
from clientpulse.services.facts.policy import cadence_of

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

DAYS_OF_HISTORY = 365


def tell(unit: UnitOfWork, today: date, policy: Policy) -> None:
    """Fill an empty store with the made-up portfolio, whose history leads up to today."""
    for number, character in enumerate(characters(today)):
        chance = random.Random(f"{number} {character.client.name}")
        _tell_of(unit, today, policy, character, chance)
    relate(unit, today)


def _tell_of(
    unit: UnitOfWork, today: date, policy: Policy, character: Character, chance: random.Random
) -> None:
    first = character.people[0] if character.people else None
    added = editing.add(unit, character.client, first)
    client = lookup.Found.of(added)
    for one in character.people[1:]:
        contacts.add(unit, replace(one, **client.whose))
    for new in _history(today, policy, character, chance):
        logged, _ = touchpoints.log(unit, today, replace(new, **client.whose))
        recaps.settle(unit, today, policy, logged)
    for days in character.booked_in:
        # A past meeting was booked before its day.
        day = policy.workday_on_or_before(today + timedelta(days=days)) if days else today
        booked_on = min(today, day)
        new_meeting = Meeting(
            **client.whose,
            planned_on=day,
            planned_time="10:00",
            place="their office",
            agenda="numbers, staff, next steps",
        )
        meetings.book(unit, booked_on, new_meeting)
    if character.snoozed_for is not None:
        until = today + timedelta(days=character.snoozed_for)
        resting.snooze(unit, today, client, until, character.snooze_reason)
    if character.paused_for is not None:
        since = today - timedelta(days=character.paused_since)
        resting.pause(unit, since, client, today + timedelta(days=character.paused_for))
    if character.archived:
        resting.archive(unit, today, client)


def _history(
    today: date, policy: Policy, character: Character, chance: random.Random
) -> list[Touchpoint]:
    """Make up the year: meetings and updates at their intervals, late ones and answers."""
    if character.silent_for is None:
        return []
    earliest = max(today - timedelta(days=DAYS_OF_HISTORY), character.client.started_on)
    told: list[Touchpoint] = []
    for day in _meeting_days(today, earliest, policy, character):
        told.append(_meeting(day, character, chance))
        told.append(_recap(policy.workday_after(day), character))
    for index, day in enumerate(_update_days(today, earliest, policy, character, chance)):
        told += _update(day, index < character.writes, character, chance)
    last = today - timedelta(days=character.silent_for)
    reaching = [one for one in told if one.direction == "outbound" and one.occurred_on <= last]
    inbound = [one for one in told if one.direction == "inbound"]
    return sorted(reaching + inbound, key=lambda one: one.occurred_on)


def _meeting_days(today: date, earliest: date, policy: Policy, character: Character) -> list[date]:
    meet = character.client.meeting_interval
    if meet is None or character.met_before is None:
        return []
    interval = parse_interval(meet)
    span = 91 if interval is None else round(interval.days)
    days = []
    day = today - timedelta(days=character.met_before)
    while day >= earliest:
        days.append(policy.workday_on_or_before(day))
        day -= timedelta(days=span - 3)
    return days


def _update_days(
    today: date, earliest: date, policy: Policy, character: Character, chance: random.Random
) -> list[date]:
    client = character.client
    interval = cadence_of(policy, client.meeting_interval, client.update_interval).update
    span = 60 if interval is None else round(interval.days)
    days = []
    day = today - timedelta(days=character.silent_for or 0)
    while day >= earliest:
        days.append(policy.workday_on_or_before(day))
        late = chance.random() < character.slips
        day -= timedelta(days=span + (chance.randint(2, max(3, span // 2)) if late else -1))
    return days


def _meeting(day: date, character: Character, chance: random.Random) -> Touchpoint:
    by_video = character.client.prefers == "video" and chance.random() < 0.3
    review = chance.choice(story()["reviews"])
    return Touchpoint(
        occurred_on=day,
        channel="video" if by_video else "meeting",
        direction="outbound",
        note=review["note"],
        agreed=tuple(review["agreed"]),
        occurred_time="10:00",
        attendees=(character.people[0].name,),
        mood=max(-2, min(2, character.mood + chance.choice((-1, 0, 0, 1)))),
        minutes=chance.choice((45, 60, 60, 90)),
    )


def _recap(day: date, character: Character) -> Touchpoint:
    first_name = character.people[0].name.removeprefix("Dr. ").split()[0]
    return Touchpoint(
        occurred_on=day,
        channel="email",
        direction="outbound",
        note=f"Thanked {first_name} and wrote down what we agreed",
        purpose="recap",
    )


def _update(
    day: date, written: bool, character: Character, chance: random.Random
) -> list[Touchpoint]:
    prefers = character.client.prefers
    channel = prefers if prefers in {"email", "message", "video"} else "email"
    if not written and (chance.random() < 0.4 or prefers == "call"):
        channel = "call"
    talk = channel in {"call", "video"}
    note = chance.choice(story()["talks" if talk else "news"])
    told = [
        Touchpoint(
            occurred_on=day,
            channel=channel,
            direction="outbound",
            note=note,
            mood=character.mood if talk and chance.random() < 0.5 else None,
            minutes=chance.choice((10, 15, 20)) if talk else None,
            no_news=note.startswith("Nothing new"),
        )
    ]
    if not talk and chance.random() < character.answers:
        told.append(
            Touchpoint(
                occurred_on=day,
                channel=channel,
                direction="inbound",
                note=chance.choice(story()["answers"]),
            )
        )
    return told
