"""Clients that come by an import come up spread over their first interval, as the text says.

The days are worked out here from the text; that the product set each client's clock back to make
that day the first to act on is checked with the naive engine.
"""

import csv
import json
import math
import random
from collections import Counter
from datetime import date, timedelta

import pytest
import reference
from product import Product

from tests import hostile

INTERVALS = ("1w", "8d", "9d", "2w", "1m", "2m", "12w", "3m", "6m", "1y", "3d", "none")
IMPORT_DAYS = (
    *(date(2026, 11, 20), date(2026, 11, 21), date(2027, 3, 8), date(2028, 1, 31)),
    *(date(2026, 12, 31), date(2028, 2, 29), date(2026, 6, 15)),
)


def counted_in(client):
    """Return the interval by which a client is spread."""
    update = reference.update_interval_of(client, reference.POLICY)
    return update or reference.meeting_interval_of(client, reference.POLICY)


def first_days(clients, imported_on):
    """Return the day on which each client first comes up, but for intervals under a week."""
    days = {}
    intervals = {counted_in(client) for client in clients} - {None}
    for interval in (one for one in intervals if reference.in_days(one) >= 7):
        last = reference.plus(imported_on, interval)
        span = [imported_on + timedelta(days=n) for n in range(1, (last - imported_on).days + 1)]
        workdays = [day for day in span if day.weekday() < 5]
        keys = sorted(client["key"] for client in clients if counted_in(client) == interval)
        for i, key in enumerate(keys, 1):
            days[key] = workdays[math.ceil(i * len(workdays) / len(keys)) - 1]
    return days


def first_to_act(client, clock_on, imported_on):
    items = reference.items_of(client | {"clock_on": clock_on}, reference.POLICY, imported_on)
    return min(item["act_by"] for item in items if item["rule"] in ("meeting", "update"))


def latest_possible(client, day, imported_on):
    """Return the last day up to one on which any clock makes the client come up first.

    It is that day, but for some at the end of a month: a month after no day is 31 March.
    """
    possible = {first_to_act(client, day - timedelta(days=n), imported_on) for n in range(-15, 400)}
    return max(one for one in possible if one <= day)


def portfolio(seed):
    """Return an import day and clients as a CSV file has them."""
    rng = random.Random(seed)
    imported_on = IMPORT_DAYS[seed % len(IMPORT_DAYS)]
    few = rng.sample(INTERVALS, rng.randint(1, 4))
    numbers = rng.sample(range(100), rng.choice((1, 2, 7, 23, 40, 60)))
    clients = [
        reference.client(
            f"c{number:02}",
            imported_on - timedelta(days=rng.choice((0, 1, 30, 400, 3000))),
            name=f"Client {number}",
            meeting_interval=rng.choice(few),
            update_interval=rng.choice((None, None, rng.choice(few))),
        )
        for number in numbers
    ]
    return imported_on, clients


def clocks_after_import(product, clients, imported_on, folder):
    """Import clients from a CSV file and return what became of each one's clock."""
    with (folder / "clients.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["name", "key", "meeting", "update", "since"])
        for c in clients:
            rows.writerow(
                [
                    *(c["name"], c["key"], c["meeting_interval"], c["update_interval"] or "rule"),
                    c["started_on"].isoformat(),
                ]
            )
    product.command(imported_on, "import", str(folder / "clients.csv"))
    product.command(imported_on, "export", str(folder / "all.json"))
    exported = json.loads((folder / "all.json").read_text())["clients"]
    return {c["key"]: c["clock_on"] and date.fromisoformat(c["clock_on"]) for c in exported}


@pytest.mark.parametrize("seed", range(14 if hostile.THOROUGH else 4))
def test_an_import_is_spread_over_the_first_interval(seed, tmp_path, monkeypatch):
    imported_on, clients = portfolio(seed)
    product = Product(tmp_path, [], None, monkeypatch)
    clocks = clocks_after_import(product, clients, imported_on, tmp_path)
    expected = first_days(clients, imported_on)
    for client in clients:
        clock_on = clocks[client["key"]]
        if client["key"] in expected:
            day = latest_possible(client, expected[client["key"]], imported_on)
            assert clock_on is not None, client
            assert first_to_act(client, clock_on, imported_on) == day, (client, clock_on)
        else:
            assert clock_on == imported_on, client


def test_forty_clients_are_no_wall(tmp_path, monkeypatch):
    imported_on = date(2026, 11, 20)
    clients = [
        reference.client(
            f"c{n:02}", date(2020, 1, 1), name=f"Client {n}", meeting_interval=("3m", "1m")[n % 2]
        )
        for n in range(40)
    ]
    product = Product(tmp_path, [], None, monkeypatch)
    clocks_after_import(product, clients, imported_on, tmp_path)
    seen, came_up = set(), Counter()
    for n in range(32):
        today = imported_on + timedelta(days=n)
        due = {item["key"] for item in product.answer(today, "due")}
        came_up[today] = len(due - seen)
        seen |= due
    assert len(seen) == 40
    assert max(came_up.values()) <= 40 / 5


def test_the_days_on_paper():
    """Friday 20 November; so the workdays of the week after are 23 to 27 November."""

    def days(count):
        made = [
            reference.client(f"c{n:02}", date(2020, 1, 1), update_interval="1w")
            for n in range(count)
        ]
        return [day.day for day in first_days(made, date(2026, 11, 20)).values()]

    assert days(1) == [27]
    assert days(2) == [25, 27]
    assert days(3) == [24, 26, 27]
    assert days(5) == [23, 24, 25, 26, 27]
    assert days(7) == [23, 24, 25, 25, 26, 27, 27]
