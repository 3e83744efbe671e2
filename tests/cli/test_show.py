"""One client whole."""

from __future__ import annotations

import pytest

from tests.conftest import Pulse, filled_once


@pytest.fixture(autouse=True)
@filled_once
def _acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--since", "2026-01-01", "--contact", "Ann", "--note", "one\ntwo")
    pulse.ok("contact", "edit", "acme", "ann", "--birthday", "--04-12", "--role", "CFO")
    pulse.ok(
        "log", "acme", "Review", "-c", "meeting", "-d", "2026-11-02", "--at", "9:30",
        "--minutes", "45", "--mood", "good", "--with", "ann", "--no-news",
    )  # fmt: skip


@pytest.mark.usefixtures("daily_rules_only")
def test_plain_lines_lose_nothing(pulse: Pulse) -> None:
    said = pulse.ok("show", "acme").out
    for known in (
        "Acme (acme): on track",
        "meet quarterly, update monthly (updates follow from the meetings)",
        "CFO · birthday 12 Apr #1",
        "Mon 2 Nov 09:30",
        "meeting: Review · with Ann · mood good · 45 min · no news #1",
        "one",
        "two",
    ):
        assert known in said


def test_a_client_that_is_snoozed_and_paused_shows_both(pulse: Pulse) -> None:
    pulse.ok("snooze", "acme", "2026-12-01", "--reason", "away")
    pulse.ok("client", "pause", "acme")
    said = pulse.ok("show", "acme").out
    assert "until Tue 1 Dec: away" in said
    assert "until resumed" in said


def test_the_limit_counts_touchpoints_and_says_how_many_there_are(pulse: Pulse) -> None:
    for day in range(3, 9):
        pulse.ok("log", "acme", f"note {day}", "-d", f"2026-11-0{day}")
    assert "Last 2 of 7 touchpoints" in pulse.ok("show", "acme", "--limit", "2").out
    assert len(pulse.ok("show", "acme", "--limit", "2", "--json").json["touchpoints"]) == 2


@pytest.mark.usefixtures("daily_rules_only")
def test_json_holds_the_clients_own_fields(pulse: Pulse) -> None:
    shown = pulse.ok("show", "acme", "--json").json
    assert shown["note"] == "one\ntwo"
    assert shown["contacts"][0]["birthday"] == "--04-12"
    assert {item["rule"] for item in shown["due"]} == {"update", "meeting"}


@pytest.mark.usefixtures("daily_rules_only")
def test_csv_and_markdown_hold_the_whole_card(pulse: Pulse) -> None:
    rows = pulse.ok("show", "acme", "--format", "csv").out.splitlines()
    assert rows[0] == "section,label,value"
    assert any(row.startswith("People,Ann *,") for row in rows)
    text = pulse.ok("show", "acme", "--format", "markdown").out
    assert text.startswith("## Acme (acme): on track\n")
    assert "- **Mon 2 Nov 09:30** meeting: Review" in text
