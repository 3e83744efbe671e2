"""A month of mornings: what the list asks for is done, and the list becomes quiet."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from clientpulse.cadence.policy import Policy
from clientpulse.services.demo import telling
from clientpulse.store.database import Store
from tests.conftest import Pulse

START = date(2026, 11, 2)  # a Monday
DAYS = 30


@pytest.fixture
def portfolio(pulse: Pulse, daily_rules_only: None) -> Pulse:
    with Store(Path(pulse.store)).unit_of_work("demo") as unit:
        telling.tell(unit, START, Policy())
    return pulse


def do(pulse: Pulse, item: dict[str, str], day: date) -> None:
    """Do what an item asks for, by the command the screen suggests."""
    key, today = item["key"], day.isoformat()
    if item["rule"] == "update":
        channel = "call" if item["suggestion"].startswith("call them") else "email"
        pulse.ok("log", key, "Kept them in the picture", "-c", channel, today=today)
    elif item["rule"] == "meeting":
        in_five_days = (day + timedelta(days=5)).isoformat()
        pulse.ok("meeting", "book", key, in_five_days, "10:00", today=today)
    else:
        held_on = item["due_on"]
        pulse.ok("log", key, "Held", "-c", "meeting", "-d", held_on, today=today)


def test_a_month_of_doing_what_the_list_says(portfolio: Pulse) -> None:
    done: list[tuple[str, str, date]] = []
    for offset in range(DAYS):
        day = START + timedelta(days=offset)
        if day.weekday() >= 5:
            continue
        for _ in range(5):  # an item done may bring up the next one, never for ever
            items = portfolio.ok("due", "--json", today=day.isoformat()).items
            if not items:
                break
            do(portfolio, items[0], day)
            done.append((items[0]["key"], items[0]["rule"], day))
            for item in items[1:]:
                if item["key"] != items[0]["key"]:
                    do(portfolio, item, day)
                    done.append((item["key"], item["rule"], day))
        assert portfolio.ok("due", "--json", today=day.isoformat()).items == []

    # Nobody was asked for twice on a day, and nobody was ever late after the first clean-up.
    assert len(done) == len(set(done))
    end = (START + timedelta(days=DAYS)).isoformat()
    rows = {row["key"]: row for row in portfolio.ok("report", "--json", today=end).items}
    assert {row["status"] for row in rows.values()} <= {
        "on_track",
        "soon",
        "today",
        "due",
        "snoozed",
        "paused",
        "no_cadence",
    }
    # Weekly updates come about once a week, monthly ones about once a month.
    updates = [key for key, rule, _ in done if rule == "update"]
    assert 2 <= updates.count("mistral-wines") <= 5
    assert 1 <= updates.count("almond-tree-cafe") <= 2


def test_a_month_of_silence_ends_with_everybody_overdue(portfolio: Pulse) -> None:
    end = (START + timedelta(days=60)).isoformat()
    items = portfolio.ok("due", "--json", today=end).items
    overdue = {item["key"] for item in items if item["status"] == "overdue"}
    assert len(overdue) >= 12
    urgencies = [item["days_overdue"] for item in items if item["interval"] == "1w"]
    assert urgencies == sorted(urgencies, reverse=True)
