"""Fill in what is open: what was promised, what went wrong, what comes up, and how it stands.

A tenth of the clients have something open of each kind, with days spread round today, so that some
of it is due. All have had a check-up and been asked what they think within the last months.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

try:
    from clientpulse.store import relation_tables as tables  # the release before
except ImportError:
    from clientpulse.store import tables

ONE_IN = 10
"""So many clients have nothing open for each one that has."""

MONTHS_AGO = 150
"""Check-ups and feedback are at most so many days old, so that hardly any are due."""

PROMISED = (
    "the tax estimate",
    "a quote for the second site",
    "the list of what the auditors want",
    "an answer about the lease",
)
ASKED = ("the signed engagement letter", "the payroll files", "bank statements of the quarter")
WRONG = ("sent the invoice of another client", "missed the filing date", "called the wrong person")
MOMENTS = ("back from their trip", "the new shop opens", "ten years of business")
SAID = (
    "happy with the quarter, would like the report a week earlier",
    "the new portal is hard to find",
    "quick answers, that is what they pay for",
)
SERVICES = (
    ("Payroll", "We run your payroll and file what goes with it."),
    ("Year-end review", "An afternoon on what the year's figures mean for the next one."),
    ("Grant check", "We look which grants you could have, and write the first draft."),
)
TRAITS = ("communication", "shared-knowledge", "expectations", "poor-communication", "no-planning")

Insert = Callable[[Any, Iterator[dict[str, Any]]], None]


def fill_open_items(insert: Insert, clients: list[dict[str, Any]], today: date) -> None:
    """Write what there is between each client and us.

    Args:
        insert: Stores rows of a table.
        clients: The rows of the client table.
        today: The day it is.
    """
    chance = random.Random("relation")
    numbers = [client["id"] for client in clients]
    busy = numbers[::ONE_IN]
    insert(tables.Commitment, _commitments(chance, busy, today))
    insert(tables.Mistake, _mistakes(chance, busy, today))
    insert(tables.Reminder, _reminders(chance, busy, today))
    insert(tables.Project, _projects(chance, busy, today))
    insert(tables.Feedback, _feedback(chance, numbers, today))
    insert(tables.Checkup, _checkups(chance, numbers, today))
    insert(tables.CheckupAnswer, _answers(chance, len(numbers)))
    insert(tables.AgendaPoint, _points(chance, busy, today))
    insert(tables.Service, _services(chance, today))
    insert(tables.ServiceMention, _mentions(chance, numbers, today))


def _row(chance: random.Random, typed_on: date, **values: Any) -> dict[str, Any]:
    uid = str(uuid.UUID(int=chance.getrandbits(128), version=4))
    created_at = datetime.combine(typed_on, time(17, 30), UTC)
    return {"uid": uid, **values, "created_at": created_at}


def _commitments(
    chance: random.Random, clients: list[int], today: date
) -> Iterator[dict[str, Any]]:
    for client_id in clients:
        for owed_by, things, count in (("us", PROMISED, 2), ("client", ASKED, 2), ("us", ASKED, 3)):
            kept = count == 3
            for _ in range(count):
                made_on = today - timedelta(days=chance.randint(15, 300 if kept else 45))
                due_on = today + timedelta(days=chance.randint(-12, 45))
                if kept:
                    due_on = made_on + timedelta(days=14)
                done_on = made_on + timedelta(days=chance.randint(1, 15)) if kept else None
                yield _row(
                    chance, made_on, client_id=client_id, owed_by=owed_by,
                    what=chance.choice(things), made_on=made_on, due_on=due_on, done_on=done_on,
                    dropped_on=None,
                )  # fmt: skip


def _mistakes(chance: random.Random, clients: list[int], today: date) -> Iterator[dict[str, Any]]:
    for number, client_id in enumerate(clients):
        happened_on = today - timedelta(days=chance.randint(0, 20))
        told_on = happened_on if number % 4 else None
        yield _row(
            chance, happened_on, client_id=client_id, what=chance.choice(WRONG),
            why="two lists of the same thing", fix="sent the right one", prevent="one list",
            offer=None, happened_on=happened_on, entered_on=happened_on, told_on=told_on,
            fix_by=None, fixed_on=told_on if number % 4 > 1 else None,
        )  # fmt: skip


def _reminders(chance: random.Random, clients: list[int], today: date) -> Iterator[dict[str, Any]]:
    for client_id in clients:
        for yearly in (False, True):
            remind_on = today + timedelta(days=chance.randint(-6, 45))
            yield _row(
                chance, today - timedelta(days=60), client_id=client_id, remind_on=remind_on,
                what=chance.choice(MOMENTS), yearly=yearly, person=None, done_on=None,
            )  # fmt: skip


def _projects(chance: random.Random, clients: list[int], today: date) -> Iterator[dict[str, Any]]:
    for number, client_id in enumerate(clients):
        started_on = today - timedelta(days=chance.randint(100, 200))
        finished_on = today - timedelta(days=chance.randint(0, 60)) if number % 2 else None
        yield _row(
            chance, started_on, client_id=client_id, name="Move of the books",
            started_on=started_on, finished_on=finished_on,
        )  # fmt: skip


def _feedback(chance: random.Random, clients: list[int], today: date) -> Iterator[dict[str, Any]]:
    for client_id in clients:
        for older in (0, 180):
            given_on = today - timedelta(days=older + chance.randint(1, MONTHS_AGO))
            yield _row(
                chance, given_on, client_id=client_id, given_on=given_on,
                what=chance.choice(SAID), score=chance.choice((None, 6, 8, 9)), project_id=None,
            )  # fmt: skip


def _checkups(chance: random.Random, clients: list[int], today: date) -> Iterator[dict[str, Any]]:
    for number, client_id in enumerate(clients, 1):
        checked_on = today - timedelta(days=chance.randint(1, MONTHS_AGO))
        yield {
            "id": number,
            **_row(chance, checked_on, client_id=client_id, checked_on=checked_on),
            "score": float(chance.randint(40, 100)),
        }


def _answers(chance: random.Random, checkups: int) -> Iterator[dict[str, Any]]:
    for number in range(1, checkups + 1):
        for trait in TRAITS:
            answer = chance.choice(("yes", "partly", "no"))
            yield {"checkup_id": number, "trait": trait, "answer": answer}


def _points(chance: random.Random, clients: list[int], today: date) -> Iterator[dict[str, Any]]:
    for client_id in clients:
        added_on = today - timedelta(days=chance.randint(0, 20))
        yield _row(
            chance, added_on, client_id=client_id, what="who signs in August", added_on=added_on,
            covered_on=None,
        )  # fmt: skip


def _services(chance: random.Random, today: date) -> Iterator[dict[str, Any]]:
    for number, (name, sentence) in enumerate(SERVICES, 1):
        yield {"id": number, **_row(chance, today, name=name, sentence=sentence)}


def _mentions(chance: random.Random, clients: list[int], today: date) -> Iterator[dict[str, Any]]:
    for client_id in clients:
        for service_id in range(1, 1 + chance.randint(0, len(SERVICES))):
            mentioned_on = today - timedelta(days=chance.randint(1, 400))
            yield _row(
                chance, mentioned_on, client_id=client_id, service_id=service_id,
                mentioned_on=mentioned_on, touchpoint_id=None,
            )  # fmt: skip
