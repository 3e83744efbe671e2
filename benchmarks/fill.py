"""Fill a store with believable clients and their history.

Runs in the environment clientpulse is installed in, as a process of its own, so that the process
that measures stays small. What is written is the same for the same numbers and the same day. A
store with a longer history has the same clients with the same recent past; only the tail grows.

The release before can be what is installed there: it gets the same rows.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sys
import uuid
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from fill_open_items import fill_open_items
from sqlalchemy import Connection, insert

from clientpulse.store.database import Store
from clientpulse.store.tables import Client, Contact, Meeting, Tag, Touchpoint

try:
    from clientpulse.store.file.engine import make_engine
except ImportError:  # the release before, which is measured as well
    from clientpulse.store.file.engine import make_engine  # type: ignore[import-not-found, no-redef]

BATCH = 20_000

# Agreed meetings, own updates, days between meetings, days between updates, how busy the client
# is beside the others, and how many of 100 clients are so.
AGREEMENTS: tuple[tuple[str | None, str | None, int, int, float, int], ...] = (
    ("3m", None, 91, 30, 0.85, 40),
    ("1m", None, 30, 7, 1.5, 20),
    ("2m", None, 61, 14, 1.1, 10),
    ("6m", None, 182, 30, 0.8, 10),
    ("1y", None, 365, 30, 0.7, 10),
    (None, "1m", 9999, 30, 0.7, 5),
    ("3m", "2w", 91, 14, 1.1, 3),
    (None, None, 9999, 60, 0.6, 2),
)
FIRST = """
Alder Beacon Birch Cedar Clover Copper Dune Ember Falcon Fjord Granite Harbour Hazel
Heron Indigo Juniper Kestrel Lark Linden Maple Marlow Meadow Nimbus Oakfield Orchard
Pebble Quarry Raven Rowan Saffron Sable Sierra Summit Thistle Tidewater Umber Vale
Willow Wren Zephyr
"""
SECOND = """
Advisory Architects Bakery Books Brewing Build Care Catering Clinic Coffee Consulting
Dental Design Electric Energy Farms Films Foods Freight Garden Glass Health Homes Labs
Legal Logistics Media Metals Motors Music Optics Outdoor Partners Print Robotics
Software Studio Textiles Tools Travel
"""
FORMS = ("", " Ltd", " GmbH", " Inc", " & Sons", " Group", " LLP", " Co")
PEOPLE = """
Ada Meyer, Ben Okafor, Carla Rossi, David Lindqvist, Eva Novak, Farid Haddad,
Grace Kim, Hugo Blanc, Ines Duarte, Jonas Weber, Karin Olsen, Liam Byrne, Mara Petrov,
Nils Bakker, Olga Sato, Paul Ferri
"""
OWNERS = ("sam", "alex", "kim", "robin")
TAGS = ("retail", "food", "health", "building", "vip", "nonprofit", "startup", "audit")
NOTES = (
    "went through the quarter's figures",
    "sent the list of documents that are still missing",
    "nothing new on the grant; told them so",
    "talked about the new hire and what it means for payroll",
    "asked for the signed engagement letter",
    "confirmed the date of the audit",
    "they are happy with the last report, and want the next one earlier",
    "reminder about the tax return, due at the end of the month",
    "questions about the lease, will call back",
    "planned the year: three workshops and a review",
    "short update, all on track",
    "invoice explained; no open points",
)
WRITTEN = ("email", "message", "letter")

# One contact in so many has a birthday that is known.
BIRTHDAYS = 5


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The clients' rows, and when each of their touchpoints was.

    Attributes:
        clients: Columns of the client table.
        days_ago: By client, the days between today and each touchpoint, the latest first.
        is_meeting: Beside them, 1 for a held meeting.
        booked_in: By client, in how many days a meeting is booked; negative ones were forgotten.
    """

    clients: list[dict[str, Any]]
    days_ago: list[array[int]]
    is_meeting: list[bytearray]
    booked_in: dict[int, int]


def make_portfolio(clients: int, touchpoints: int, years: float, today: date) -> Portfolio:
    """Make up the clients and the days of their touchpoints."""
    chances = [agreement[5] for agreement in AGREEMENTS]
    agreed = random.Random("agreements").choices(AGREEMENTS, chances, k=clients)
    weights = [agreement[4] for agreement in agreed]
    share = touchpoints / sum(weights)
    counts = [int(weight * share) for weight in weights]
    for index in range(touchpoints - sum(counts)):
        counts[index % clients] += 1

    portfolio = Portfolio([], [], [], {})
    keys: set[str] = set()
    for index, (meeting, update, meeting_days, update_days, _, _) in enumerate(agreed):
        chance = random.Random(f"client {index}")
        late = chance.random() < 0.15
        silence = update_days * (chance.uniform(1.1, 2.2) if late else chance.uniform(0, 0.8))
        since_meeting = meeting_days * chance.random()
        if chance.random() < 0.05:
            since_meeting = meeting_days * chance.uniform(1.0, 1.5)
        elif since_meeting > 0.6 * meeting_days:
            portfolio.booked_in[index] = chance.randint(0, 30)
        if chance.random() < 0.01:
            portfolio.booked_in[index] = -chance.randint(1, 20)
        days, meetings = _past(
            chance, counts[index], years * 365.25 / counts[index], silence, since_meeting,
            meeting_days,
        )  # fmt: skip
        portfolio.days_ago.append(days)
        portfolio.is_meeting.append(meetings)
        started_on = today - timedelta(days=days[-1] + index % 30)
        portfolio.clients.append(_client(chance, index, keys, started_on, meeting, update, today))
    return portfolio


def _past(
    chance: random.Random,
    count: int,
    gap: float,
    silence: float,
    since_meeting: float,
    meeting_days: int,
) -> tuple[array[int], bytearray]:
    """Walk back from the latest touchpoint; what is drawn doesn't depend on how far it goes."""
    days, meetings = array("i"), bytearray()
    ago, next_meeting = silence, since_meeting
    for _ in range(count):
        held = ago >= next_meeting
        days.append(int(ago))
        meetings.append(held)
        if held:
            next_meeting = ago + meeting_days * 0.9
        ago += chance.expovariate(1 / gap)
    return days, meetings


def _client(
    chance: random.Random,
    index: int,
    keys: set[str],
    started_on: date,
    meeting: str | None,
    update: str | None,
    today: date,
) -> dict[str, Any]:
    first, second = chance.choice(FIRST.split()), chance.choice(SECOND.split())
    name = f"{first} {second}{chance.choice(FORMS)}"
    key = re.sub("[^a-z]+", "-", name.lower())
    if key in keys:
        name, key = f"{name} {index}", f"{key}-{index}"
    keys.add(key)
    state = chance.random()
    return {
        "id": index + 1,
        "uid": _uid(chance),
        "key": key,
        "name": name,
        "meeting_interval": meeting,
        "update_interval": update,
        "started_on": started_on,
        "prefers": chance.choice(("email", "call", None)),
        "owner": chance.choice(OWNERS),
        "note": None,
        "archived_on": today - timedelta(days=40) if state < 0.02 else None,
        "paused_on": today - timedelta(days=10) if 0.02 < state < 0.04 else None,
        "paused_until": None,
        "snoozed_until": today + timedelta(days=9) if 0.04 < state < 0.06 else None,
        "snooze_reason": None,
        "created_at": _moment(started_on),
    }


def _uid(chance: random.Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(17, 30), UTC)


def by_day(portfolio: Portfolio) -> Iterator[tuple[int, array[int]]]:
    """Give days ago, the oldest first, with the clients of that day; doubled plus 1 if met."""
    longest = max(days[-1] for days in portfolio.days_ago)
    buckets = [array("i") for _ in range(longest + 1)]
    for index, days in enumerate(portfolio.days_ago):
        for ago, held in zip(days, portfolio.is_meeting[index], strict=True):
            buckets[ago].append(index * 2 + held)
    for ago in range(longest, -1, -1):
        if buckets[ago]:
            yield ago, buckets[ago]


def touchpoint_rows(portfolio: Portfolio, today: date) -> Iterator[dict[str, Any]]:
    """Give the rows of the touchpoint table in the order in which things happened."""
    chance = random.Random("touchpoints")
    key = 0
    with_purpose = "recapped_on" in Touchpoint.model_fields
    # What follows a meeting is its recap.
    to_recap: set[int] = set()
    for ago, codes in by_day(portfolio):
        day = today - timedelta(days=ago)
        moment = _moment(day)
        for code in codes:
            key += 1
            index, held = divmod(code, 2)
            draw = chance.random()
            channel = "meeting"
            if not held:
                channel = chance.choices(
                    ("email", "call", "message", "video", "visit", "letter"),
                    cum_weights=(45, 70, 85, 95, 98, 100),
                )[0]
            recap = index in to_recap and not held
            if recap:
                channel = "email"
                to_recap.discard(index)
            elif held:
                to_recap.add(index)
            written = channel in WRITTEN
            # The latest one is ours, or the silence would be another than was meant.
            latest = ago == portfolio.days_ago[index][0]
            inbound = written and draw < 0.25 and not latest and not recap
            row = {
                "id": key,
                "uid": _uid(chance),
                "client_id": index + 1,
                "occurred_on": day,
                "occurred_time": f"{8 + int(draw * 10):02}:30" if draw < 0.5 else None,
                "channel": channel,
                "direction": "inbound" if inbound else "outbound",
                "reaching": not inbound,
                "note": NOTES[int(draw * 997) % len(NOTES)] if draw < 0.8 else None,
                "mood": int(draw * 5) - 2 if draw < 0.3 else None,
                "minutes": None if written else 15 + int(draw * 4) * 15,
                "no_news": written and draw > 0.9 and not recap,
                "created_at": moment,
            }
            if with_purpose:
                row["purpose"] = "recap" if recap else None
                row["recapped_on"] = day if held else None
            yield row


def meeting_rows(portfolio: Portfolio, today: date, held: Sequence[tuple[int, int, date]]) -> Any:
    """Give the rows of the diary: half of the held meetings had been booked, and what is ahead."""
    chance = random.Random("meetings")
    planned = [(client_id, day, touchpoint_id) for touchpoint_id, client_id, day in held[::2]]
    planned += [
        (index + 1, today + timedelta(days=days), None)
        for index, days in portfolio.booked_in.items()
    ]
    for number, (client_id, day, touchpoint_id) in enumerate(planned, 1):
        yield {
            "id": number,
            "uid": _uid(chance),
            "client_id": client_id,
            "planned_on": day,
            "planned_time": chance.choice(("09:00", "14:30", None)),
            "place": chance.choice(("their office", "our office", None)),
            "agenda": None,
            "state": "held" if touchpoint_id else "booked",
            "touchpoint_id": touchpoint_id,
            "created_at": _moment(min(day, today)),
        }


# Where nothing follows a client's last meeting, its recap wasn't sent: this portfolio owes none.
NO_RECAP_OWED = """
UPDATE client SET asked_from = ?
 WHERE (SELECT t.channel FROM touchpoint t WHERE t.client_id = client.id AND t.reaching = 1
         ORDER BY t.occurred_on DESC, t.id DESC LIMIT 1) = 'meeting'
"""


def fill(path: Path, portfolio: Portfolio, today: date, *, history: bool) -> None:
    """Create the store and write the portfolio to it."""
    path.unlink(missing_ok=True)
    Store(path).prepare()
    engine = make_engine(path)
    with engine.connect() as connection:
        # Speed is all that counts here: a half-filled store is thrown away.
        driver = connection.connection.driver_connection
        for pragma in ("synchronous=OFF", "cache_size=-400000"):
            driver.execute(f"PRAGMA {pragma}")  # type: ignore[union-attr]
        with connection.begin():
            _write(connection, portfolio, today, history=history)
    engine.dispose()


def _write(connection: Connection, portfolio: Portfolio, today: date, *, history: bool) -> None:
    chance = random.Random("people")
    names = PEOPLE.strip().replace("\n", " ").split(", ")
    _insert(connection, Client, iter(portfolio.clients))
    tags = (
        {"client_id": client["id"], "name": name}
        for client in portfolio.clients
        for name in sorted(chance.sample(TAGS, chance.choice((0, 1, 1, 2))))
    )
    _insert(connection, Tag, tags)
    people = (
        {
            "uid": _uid(chance),
            "client_id": client["id"],
            "name": name,
            "role": chance.choice(("owner", "finance", None)),
            "email": f"{name.split()[0].lower()}@{client['key']}.example",
            "phone": None,
            "birthday": _birthday(chance, today),
            "note": None,
            "is_primary": number == 0,
            "created_at": client["created_at"],
        }
        for client in portfolio.clients
        for number, name in enumerate(chance.sample(names, chance.choice((1, 1, 2))))
    )
    _insert(connection, Contact, people)
    fill_open_items(partial(_insert, connection), portfolio.clients, today)
    if not history:
        return
    held: list[tuple[int, int, date]] = []

    def noted(rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for row in rows:
            if row["channel"] == "meeting":
                held.append((row["id"], row["client_id"], row["occurred_on"]))
            yield row

    _insert(connection, Touchpoint, noted(touchpoint_rows(portfolio, today)))
    _insert(connection, Meeting, meeting_rows(portfolio, today, held))
    if "asked_from" in Client.model_fields:
        connection.exec_driver_sql(NO_RECAP_OWED, (today.isoformat(),))


def _birthday(chance: random.Random, today: date) -> str | None:
    """Make up a birthday at any time of the year, of some with the year they were born in."""
    day = today + timedelta(days=chance.randint(0, 364))
    if chance.random() > 1 / BIRTHDAYS or (day.month, day.day) == (2, 29):
        return None
    return f"--{day:%m-%d}" if chance.random() < 0.5 else f"1979-{day:%m-%d}"


def _insert(connection: Connection, model: Any, rows: Iterator[dict[str, Any]]) -> None:
    statement = insert(model)
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            connection.execute(statement, batch)
            batch = []
    if batch:
        connection.execute(statement, batch)


def write_csv(path: Path, portfolio: Portfolio, today: date) -> None:
    """Write the touchpoints as the file that ``pulse import`` reads."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("client", "on", "channel", "direction", "note", "mood", "minutes"))
        for row in touchpoint_rows(portfolio, today):
            writer.writerow(
                (
                    portfolio.clients[row["client_id"] - 1]["key"],
                    row["occurred_on"],
                    row["channel"],
                    row["direction"],
                    row["note"] or "",
                    "" if row["mood"] is None else row["mood"],
                    "" if row["minutes"] is None else row["minutes"],
                )
            )


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill one store."""
    parser = argparse.ArgumentParser(description="Fill a store with a made-up portfolio.")
    parser.add_argument("store", type=Path, help="the file to create; one that is there goes")
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--touchpoints", type=int, default=20_000)
    parser.add_argument("--years", type=float, default=3.0, help="length of the history")
    parser.add_argument("--today", type=date.fromisoformat, required=True)
    parser.add_argument(
        "--csv", type=Path, help="write the touchpoints to this file and not to the store"
    )
    given = parser.parse_args(arguments)
    portfolio = make_portfolio(given.clients, given.touchpoints, given.years, given.today)
    fill(given.store, portfolio, given.today, history=given.csv is None)
    if given.csv is not None:
        write_csv(given.csv, portfolio, given.today)
    return 0


if __name__ == "__main__":
    sys.exit(main())
