"""The portfolio at a glance: in the order of today's list."""

from __future__ import annotations

import pytest

from tests.conftest import Pulse


@pytest.fixture
def mixed(pulse: Pulse) -> Pulse:
    """Clients of every status and of classes that their statuses alone would put otherwise."""
    pulse.begin_with(_mixed)
    return pulse


def _mixed(pulse: Pulse) -> None:
    never = ("--meet", "none")
    # By urgency: a week late is more of a week than three weeks are of a year.
    pulse.ok("add", "Weekly", *never, "--update", "1w", "--since", "2026-11-02")
    pulse.ok("add", "Yearly", *never, "--update", "1y", "--since", "2025-11-01")
    pulse.ok("add", "Wronged", *never, "--since", "2026-11-20")
    pulse.ok("mistake", "wronged", "Sent it twice")
    pulse.ok("add", "Asked", *never, "--since", "2025-01-06")
    pulse.ok("client", "rules", "asked", "feedback=6m", "checkup=none")
    pulse.ok("add", "Later", *never, "--update", "6m", "--since", "2026-11-20")
    pulse.ok("add", "Then", *never, "--update", "1m", "--since", "2026-11-20")
    pulse.ok("add", "Paused", "--meet", "monthly", "--since", "2026-01-05")
    pulse.ok("client", "pause", "paused")
    pulse.ok("add", "Resting", "--meet", "monthly", "--since", "2026-01-05")
    pulse.ok("snooze", "resting", "2027-01-05")
    pulse.ok("add", "Aimless", *never, "--since", "2026-11-20")


def test_the_report_stands_in_the_order_of_the_list_and_then_by_status(mixed: Pulse) -> None:
    listed = [one["key"] for one in mixed.ok("due", "--within", "1w", "--json").items]
    reported = {one["key"]: one["status"] for one in mixed.ok("report", "--json").items}
    in_order = list(dict.fromkeys(listed))
    assert in_order[0] == "wronged"
    assert in_order.index("weekly") < in_order.index("yearly") < in_order.index("asked")
    assert reported["asked"] == reported["yearly"] == "overdue"
    assert reported["wronged"] == "due"
    assert list(reported)[: len(in_order)] == in_order
    assert list(reported)[len(in_order) :] == ["then", "later", "resting", "paused", "aimless"]
    assert mixed.ok("report", "--sort", "status").out == mixed.ok("report").out


def test_the_report_is_sorted_by_health_and_by_how_much_was_said(mixed: Pulse) -> None:
    mixed.ok("log", "weekly", "fine", "-m", "great")
    mixed.ok("log", "weekly", "fine again", "-m", "great")
    mixed.ok("log", "yearly", "cross", "-m", "awful")
    by_health = mixed.ok("report", "--sort", "health", "--json").items
    scores = [one["health"]["score"] for one in by_health if one["health"]]
    assert scores == sorted(scores)
    # Of those of whom nothing is known, it can't be said.
    assert [one["health"] for one in by_health[len(scores) :]] == [None] * (9 - len(scores))
    by_weeks = mixed.ok("report", "--sort", "weeks", "--json").items
    assert [one["key"] for one in by_weeks][-2:] == ["yearly", "weekly"]
