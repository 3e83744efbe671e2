"""A lively made-up portfolio, told through the program's own services.

Everything lies at fixed distances from today, so that every status, rule and column has something
to show on any day, and the same day always shows the same.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from clientpulse.cadence.interval import parse_interval
from clientpulse.cadence.policy import Policy
from clientpulse.services import clients, contacts, lookup, meetings, touchpoints
from clientpulse.store.writer import UnitOfWork

DAYS_OF_HISTORY = 365


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up contact."""

    name: str
    role: str = ""
    email: str = ""
    phone: str = ""
    birthday: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Character:
    """A made-up client and how it goes with it.

    Attributes:
        silent_for: Days since the client last heard from us; None for never.
        met_before: Days since the last meeting; None for never.
        slips: The share of updates that came too late.
        booked_in: Days until the next booked meeting; less than 0 lies behind and was not logged.
        writes: Written in a row at the end, without a call.
        answers: The share of our messages that they answer.
    """

    name: str
    meet: str | None
    people: tuple[Person, ...]
    tags: tuple[str, ...]
    owner: str
    silent_for: int | None
    met_before: int | None = None
    update: str | None = None
    prefers: str | None = None
    note: str | None = None
    slips: float = 0.1
    booked_in: tuple[int, ...] = ()
    writes: int = 1
    answers: float = 0.3
    mood: int = 1
    since: int = DAYS_OF_HISTORY + 240


CHARACTERS = (
    Character(
        "Harbour Lights Dental",
        "3m",
        (
            Person(
                "Dr. Lena Voss",
                "owner",
                "lena@harbourlights.example",
                "+44 20 7946 0101",
                "1974-05-16",
                "runs half marathons",
            ),
            Person("Tom Reeve", "office", "tom@harbourlights.example"),
        ),
        ("health", "key"),
        "sam",
        47,
        61,
        prefers="call",
        slips=0.3,
        writes=4,
        answers=0.4,
        note="Likes figures on one page. Never on Wednesdays.",
    ),
    Character(
        "Bakers & Sons",
        "1m",
        (
            Person(
                "Ruth Baker",
                "managing partner",
                "ruth@bakers.example",
                "+44 161 496 0102",
                "--11-30",
            ),
        ),
        ("retail",),
        "sam",
        4,
        25,
        booked_in=(0,),
        slips=0.02,
        mood=2,
    ),
    Character(
        "Solveig Design Studio",
        "1m",
        (Person("Solveig Dahl", "founder", "solveig@dahl.example", "+47 22 55 01 03"),),
        ("creative",),
        "kim",
        17,
        40,
        booked_in=(12,),
        slips=0.35,
        writes=3,
        answers=0.2,
        mood=-1,
        note="Prefers short messages.",
    ),
    Character(
        "Orchard Lane School",
        "3m",
        (Person("Amina Yusuf", "bursar", "amina@orchard.example", "+44 117 496 0104"),),
        ("education",),
        "kim",
        8,
        84,
        slips=0.1,
    ),
    Character(
        "Kestrel Logistics",
        "6w",
        (
            Person("Marek Nowak", "finance", "marek@kestrel.example", "+48 22 555 01 05"),
            Person("Iza Nowak", "owner"),
        ),
        ("transport", "key"),
        "sam",
        3,
        20,
        booked_in=(25,),
        slips=0.05,
        mood=2,
    ),
    Character(
        "Fernhill Care Homes",
        "3m",
        (Person("Grace Obi", "director", "grace@fernhill.example", "+44 113 496 0106"),),
        ("health",),
        "kim",
        6,
        30,
        booked_in=(-3,),
        prefers="call",
        slips=0.15,
    ),
    Character(
        "Tidewater Boats",
        "6m",
        (Person("Per Lind", "owner", "per@tidewater.example"),),
        ("seasonal",),
        "sam",
        29,
        150,
        slips=0.2,
        prefers="email",
    ),
    Character(
        "Mistral Wines",
        "1m",
        (Person("Chloé Martin", "buyer", "chloe@mistral.example", "+33 4 55 01 08"),),
        ("retail", "food"),
        "kim",
        1,
        9,
        booked_in=(21,),
        slips=0.0,
        mood=2,
        answers=0.6,
    ),
    Character(
        "Northgate Housing",
        "3m",
        (Person("David Amos", "chief executive", "david@northgate.example", "+44 191 496 0109"),),
        ("public", "key"),
        "sam",
        26,
        58,
        update="2w",
        slips=0.25,
        note="Wants a note every fortnight, agreed in the spring.",
    ),
    Character(
        "Pixel & Loom",
        "2w",
        (Person("Yuki Tanaka", "founder", "yuki@pixelloom.example"),),
        ("creative",),
        "kim",
        10,
        10,
        slips=0.05,
        prefers="video",
        booked_in=(4,),
    ),
    Character(
        "Almond Tree Café",
        "3m",
        (Person("Sofia Reyes", "owner", "", "+34 93 555 01 11"),),
        ("food",),
        "kim",
        12,
        50,
        slips=0.1,
        prefers="message",
    ),
    Character(
        "Old Mill Brewery",
        "1y",
        (Person("Jan de Wit", "owner", "jan@oldmill.example"),),
        ("food", "seasonal"),
        "sam",
        20,
        200,
        slips=0.1,
    ),
    Character(
        "Blue Door Estate",
        "3m",
        (Person("Helen Marsh", "partner", "helen@bluedoor.example"),),
        ("property",),
        "sam",
        70,
        120,
        slips=0.2,
    ),
    Character(
        "Cedar Legal",
        None,
        (Person("Omar Haddad", "partner", "omar@cedar.example"),),
        ("referrals",),
        "kim",
        90,
        None,
        update="none",
        note="Sends us clients; nothing agreed.",
    ),
    Character(
        "Lumen Robotics",
        "3m",
        (
            Person(
                "Priya Rao", "chief operating officer", "priya@lumen.example", "+91 80 5555 0115"
            ),
        ),
        ("new", "key"),
        "sam",
        None,
        since=24,
        note="Signed three weeks ago. First impressions count.",
    ),
)

NEWS = (
    "Sent the figures for last month, all in order",
    "Short note on the new allowance and what it means for them",
    "Nothing new this time; reminded them of the next meeting",
    "The office confirmed our filing; no reply needed",
    "Asked how the new colleague is settling in",
    "Explained the change in the payroll calendar",
    "Update on the grant: still with the committee",
)
TALKS = (
    "Talked about cash flow until spring",
    "They worry about the rent; promised a comparison",
    "Good mood, the new line sells well",
    "Payroll question, settled on the phone",
    "Asked for our opinion on leasing a van",
    "Went through the open invoices together",
)
REVIEWS = (
    "Review: numbers, staff, plans for the next period",
    "Went through the accounts; agreed three next steps",
    "Talked about risks and what we can take off their desk",
)
ANSWERS = ("Thanks!", "Got it, thank you", "Can we talk next week?", "Forwarded to our board")


def tell(unit: UnitOfWork, today: date, policy: Policy) -> None:
    """Fill an empty store with the made-up portfolio.

    Args:
        unit: Writes.
        today: The day the history leads up to.
        policy: The rules of the house.
    """
    for number, character in enumerate(CHARACTERS):
        _tell_of(unit, today, policy, character, random.Random(f"{number} {character.name}"))
    _let_rest(unit, today)
    unit.describe("filled the demo store")


def _tell_of(
    unit: UnitOfWork, today: date, policy: Policy, character: Character, chance: random.Random
) -> None:
    started_on = today - timedelta(days=character.since)
    first = character.people[0]
    added = clients.add(
        unit,
        clients.NewClient(
            name=character.name,
            started_on=started_on,
            meeting_interval=character.meet,
            update_interval=character.update,
            contact=first.name,
            email=first.email or None,
            phone=first.phone or None,
            prefers=character.prefers,
            tags=character.tags,
            owner=character.owner,
            note=character.note,
        ),
    )
    _introduce(unit, added.id, character.people)
    client = lookup.Found(added.id, added.key, added.name)
    for new in _history(today, policy, character, chance):
        touchpoints.log(unit, today, client, new)
    for days in character.booked_in:
        # A meeting that lies behind was booked before its day.
        day = _workday(today + timedelta(days=days), policy) if days else today
        booked_on = min(today, day)
        meetings.book(
            unit,
            booked_on,
            client,
            day,
            planned_time="10:00",
            place="their office",
            agenda="numbers, staff, next steps",
        )


def _introduce(unit: UnitOfWork, client_id: int, people: Sequence[Person]) -> None:
    primary = lookup.contact(unit.reader, client_id, people[0].name)
    changes = {"role": people[0].role, "birthday": people[0].birthday, "note": people[0].note}
    contacts.edit(unit, primary, {column: value for column, value in changes.items() if value})
    for one in people[1:]:
        contacts.add(unit, client_id, one.name, role=one.role or None, email=one.email or None)


def _history(
    today: date, policy: Policy, character: Character, chance: random.Random
) -> list[touchpoints.NewTouchpoint]:
    """Make up the year: meetings and updates at their intervals, late ones and answers."""
    if character.silent_for is None:
        return []
    earliest = today - timedelta(days=min(DAYS_OF_HISTORY, character.since))
    told: list[touchpoints.NewTouchpoint] = []
    for day in _meeting_days(today, earliest, policy, character):
        told.append(_meeting(day, character, chance))
    for index, day in enumerate(_update_days(today, earliest, policy, character, chance)):
        told += _update(day, index < character.writes, character, chance)
    last = today - timedelta(days=character.silent_for)
    reaching = [one for one in told if one.direction == "outbound" and one.occurred_on <= last]
    inbound = [one for one in told if one.direction == "inbound"]
    return sorted(reaching + inbound, key=lambda one: one.occurred_on)


def _meeting_days(today: date, earliest: date, policy: Policy, character: Character) -> list[date]:
    if character.meet is None or character.met_before is None:
        return []
    interval = parse_interval(character.meet)
    span = 91 if interval is None else round(interval.days)
    days = []
    day = today - timedelta(days=character.met_before)
    while day >= earliest:
        days.append(_workday(day, policy))
        day -= timedelta(days=span - 3)
    return days


def _update_days(
    today: date, earliest: date, policy: Policy, character: Character, chance: random.Random
) -> list[date]:
    meet = None if character.meet is None else parse_interval(character.meet)
    own = None if character.update in {None, "none"} else parse_interval(character.update or "")
    interval = policy.cadence(meet, own, character.update is None).update
    span = 60 if interval is None else round(interval.days)
    days = []
    day = today - timedelta(days=character.silent_for or 0)
    while day >= earliest:
        days.append(_workday(day, policy))
        late = chance.random() < character.slips
        day -= timedelta(days=span + (chance.randint(2, max(3, span // 2)) if late else -1))
    return days


def _meeting(day: date, character: Character, chance: random.Random) -> touchpoints.NewTouchpoint:
    return touchpoints.NewTouchpoint(
        occurred_on=day,
        channel="video" if character.prefers == "video" and chance.random() < 0.3 else "meeting",
        note=chance.choice(REVIEWS),
        occurred_time="10:00",
        attendees=(character.people[0].name,),
        mood=max(-2, min(2, character.mood + chance.choice((-1, 0, 0, 1)))),
        minutes=chance.choice((45, 60, 60, 90)),
    )


def _update(
    day: date, written: bool, character: Character, chance: random.Random
) -> list[touchpoints.NewTouchpoint]:
    prefers = character.prefers
    channel = prefers if prefers in {"email", "message", "video"} else "email"
    if not written and (chance.random() < 0.4 or prefers == "call"):
        channel = "call"
    talk = channel in {"call", "video"}
    note = chance.choice(TALKS if talk else NEWS)
    told = [
        touchpoints.NewTouchpoint(
            occurred_on=day,
            channel=channel,
            note=note,
            mood=character.mood if talk and chance.random() < 0.5 else None,
            minutes=chance.choice((10, 15, 20)) if talk else None,
            no_news=note.startswith("Nothing new"),
        )
    ]
    if not talk and chance.random() < character.answers:
        told.append(
            touchpoints.NewTouchpoint(
                occurred_on=day,
                channel=channel,
                direction="inbound",
                note=chance.choice(ANSWERS),
            )
        )
    return told


def _let_rest(unit: UnitOfWork, today: date) -> None:
    """Snooze one client, pause another, and put a third away."""
    tidewater = lookup.client(unit.reader, "tidewater-boats")
    clients.snooze(
        unit, today, tidewater, today + timedelta(days=18), "on the water until the season ends"
    )
    bluedoor = lookup.client(unit.reader, "blue-door-estate")
    clients.pause(unit, today, bluedoor, today + timedelta(days=45))
    gone = clients.add(
        unit,
        clients.NewClient(
            name="Foxglove Florists",
            started_on=today - timedelta(days=700),
            meeting_interval="3m",
            note="Sold to a chain in the summer.",
        ),
    )
    clients.archive(unit, today, lookup.Found(gone.id, gone.key, gone.name))


def _workday(day: date, policy: Policy) -> date:
    return policy.workday_on_or_before(day)
