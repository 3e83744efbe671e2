"""Who appears in the demo, what goes on there, and what is said: read from ``story.json``.

All days are counted from today: ``-3`` is three days ago, ``4`` is in four days.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from clientpulse.records import Client, Contact

FILE = Path(__file__).with_name("story.json")


@dataclass(frozen=True, slots=True)
class Character:
    """A made-up client and how it goes with it.

    Attributes:
        silent_for: Days since the client last heard from us; None for never.
        met_before: Days since the last meeting; None for never.
        slips: The share of updates that came too late.
        booked_in: Days until the next booked meeting; less than 0 is past and was not logged.
        writes: Written in a row at the end, without a call.
        answers: The share of our messages that they answer.
        snoozed_for: For so many days from today on.
        paused_since: So many days ago.
        paused_for: For so many days from today on.
    """

    client: Client
    people: tuple[Contact, ...]
    silent_for: int | None = None
    met_before: int | None = None
    slips: float = 0.1
    booked_in: Sequence[int] = ()
    writes: int = 1
    answers: float = 0.3
    mood: int = 1
    snoozed_for: int | None = None
    snooze_reason: str | None = None
    paused_since: int = 0
    paused_for: int | None = None
    archived: bool = False


@lru_cache(maxsize=1)
def story() -> dict[str, Any]:
    """Return the tables of the story by name."""
    tables: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return tables


def characters(today: date) -> list[Character]:
    """Return the made-up clients with the people there."""
    people: dict[str, tuple[Contact, ...]] = {}
    for person in story()["people"]:
        client = person["client"]
        people[client] = (*people.get(client, ()), Contact(**person))
    return [
        Character(
            **row
            | {"client": _client(today, **row["client"])}
            | {"people": people.get(row["client"]["name"], ())}
        )
        for row in story()["characters"]
    ]


def _client(
    today: date, *, started_on: int = -605, tags: Sequence[str] = (), **known: Any
) -> Client:
    since = today + timedelta(days=started_on)
    return Client(key="", started_on=since, tags=tuple(tags), **known)
