"""Our own days off: taken, listed, cancelled, and never twice."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Pulse


def away(pulse: Pulse, *words: str) -> tuple[int, str, str]:
    found: dict[str, Any] = pulse.ok("away", *words, "--json").json["away"]
    assert list(found) == ["id", "uid", "from", "to", "owner", "by"]
    assert len(found["uid"]) == 36
    return found["id"], found["from"], found["to"]


def spans(pulse: Pulse, *words: str, today: str | None = None) -> list[tuple[Any, ...]]:
    items = pulse.ok("away", *words, "--json", today=today).items
    return [(one["id"], one["from"], one["to"], one["workdays"]) for one in items]


def test_days_off_are_taken_before_there_is_any_client(pulse: Pulse) -> None:
    said = pulse.ok("away", "24", "dec", "to", "2", "jan").out
    assert said == "Away: Thu 24 Dec 2026 to Sat 2 Jan 2027, 7 workdays off (number 1)\n"
    assert spans(pulse) == [(1, "2026-12-24", "2027-01-02", 7)]


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("24 dec 2 jan", "2026-12-24", "2027-01-02"),
        ("2026-12-24 2027-01-02", "2026-12-24", "2027-01-02"),
        ("mon fri", "2026-11-23", "2026-11-27"),
        ("next fri", "2026-11-27", "2026-11-27"),
        ("today", "2026-11-21", "2026-11-21"),
        ("2026-11-01 today", "2026-11-01", "2026-11-21"),
        ("add tomorrow in 2 weeks", "2026-11-22", "2026-12-05"),
    ],
)
def test_a_span_needs_no_quotes(pulse: Pulse, typed: str, first: str, last: str) -> None:
    assert away(pulse, *typed.split()) == (1, first, last)


def test_one_day_is_echoed_as_one_day(pulse: Pulse) -> None:
    assert pulse.ok("away", "fri").out == "Away: Fri 27 Nov 2026, 1 workday off (number 1)\n"
    assert "0 workdays off" in pulse.ok("away", "sun").out


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("24 dec to", "isn't a span of days"),
        ("christmas", "isn't a span of days"),
        ("2027-01-02 2026-12-24", "days off from Sat 2 Jan 2027 can't end on Thu 24 Dec 2026"),
        ("2026-11-01 2026-11-20", "Fri 20 Nov 2026 is past"),
        ("2026-12-01 2027-12-02", "367 days off are too many"),
        ("30 feb 1 mar", "February has 29 days"),
    ],
)
def test_what_are_no_days_off_is_refused(pulse: Pulse, typed: str, said: str) -> None:
    assert said in pulse.fails(2, "away", *typed.split()).err
    assert spans(pulse) == []


def test_a_whole_leap_year_is_the_limit(pulse: Pulse) -> None:
    assert away(pulse, "2027-12-01", "2028-11-30") == (1, "2027-12-01", "2028-11-30")


@pytest.mark.parametrize(
    ("first", "last", "free"),
    [
        ("2026-12-20", "2026-12-23", True),
        ("2026-12-20", "2026-12-24", False),
        ("2026-12-20", "2027-01-10", False),
        ("2026-12-26", "2026-12-27", False),
        ("2026-12-24", "2027-01-02", False),
        ("2027-01-02", "2027-01-05", False),
        ("2027-01-03", "2027-01-05", True),
    ],
)
def test_days_that_are_off_already_are_refused_by_their_span(
    pulse: Pulse, first: str, last: str, free: bool
) -> None:
    pulse.ok("away", "2026-12-24", "2027-01-02")
    if free:
        assert away(pulse, first, last) == (2, first, last)
        return
    refused = pulse.fails(3, "away", first, last)
    assert "from Thu 24 Dec 2026 to Sat 2 Jan 2027 already (number 1)" in refused.err
    assert "pulse away cancel 1" in refused.err


def test_away_alone_lists_what_is_not_over(pulse: Pulse) -> None:
    assert pulse.ok("away").out.startswith("No days off\n")
    pulse.ok("away", "mon", "tue")
    pulse.ok("away", "today")
    assert spans(pulse) == [(2, "2026-11-21", "2026-11-21", 0), (1, "2026-11-23", "2026-11-24", 2)]
    assert pulse.ok("away", "list").out == pulse.ok("away").out
    assert spans(pulse, today="2026-11-24") == [(1, "2026-11-23", "2026-11-24", 2)]
    assert spans(pulse, today="2026-11-25") == []
    assert len(spans(pulse, "--all", today="2026-11-25")) == 2
    assert len(spans(pulse, "list", "--all", today="2026-11-25")) == 2
    table = pulse.ok("away", "--all", today="2026-11-24").out
    assert table.startswith("Days off: 2 workdays\n")
    assert "over" in table
    assert "now" in table


def test_workdays_are_those_of_the_config(pulse: Pulse, config: Path) -> None:
    config.write_text('workdays = ["sun", "mon"]\n')
    assert "3 workdays off" in pulse.ok("away", "2026-11-22", "2026-11-29").out
    assert spans(pulse) == [(1, "2026-11-22", "2026-11-29", 3)]


def test_days_off_are_cancelled_and_come_back(pulse: Pulse) -> None:
    pulse.ok("away", "mon", "fri")
    said = pulse.ok("away", "cancel", "1", "--dry-run").out
    assert said.startswith("Would cancel: Mon 23 Nov 2026 to Fri 27 Nov 2026, 5 workdays off")
    assert len(spans(pulse)) == 1
    assert away(pulse, "cancel", "1") == (1, "2026-11-23", "2026-11-27")
    assert spans(pulse) == []
    pulse.fails(3, "away", "cancel", "1")
    said = pulse.ok("undo").out
    assert said == "Undone: cancelled the days off from Mon 23 Nov 2026 to Fri 27 Nov 2026\n"
    assert len(spans(pulse)) == 1
    assert pulse.ok("undo").out == "Undone: took days off from Mon 23 Nov 2026 to Fri 27 Nov 2026\n"
    assert spans(pulse) == []


@pytest.mark.parametrize("number", ["2", "0", "99999999999999999999"])
def test_a_number_that_no_days_off_have_is_not_found(pulse: Pulse, number: str) -> None:
    pulse.fails(3, "away", "cancel", number)
    pulse.ok("away", "mon")
    pulse.fails(3, "away", "cancel", number)
    pulse.fails(3, "away", "cancel", "--", f"-{number}")
    pulse.fails(2, "away", "cancel", "soon")


def test_days_off_are_cancelled_by_one_of_them_or_by_nothing_but_the_word(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    assert "no days off are coming up" in pulse.fails(3, "away", "cancel").err
    pulse.ok("away", "2026-12-24", "2027-01-02")
    assert "Fri 1 Jan 2027" not in pulse.ok("away", "cancel", "1", "jan", "--dry-run").out
    refused = pulse.fails(3, "away", "cancel", "23", "dec").err
    assert "Wed 23 Dec 2026 isn't a day off" in refused
    assert "    1  Thu 24 Dec 2026 to Sat 2 Jan 2027\n" in refused
    pulse.ok("away", "mon")
    assert "pulse away cancel 2" in pulse.fails(3, "away", "cancel").err
    assert pulse.ok("away", "cancel", "26", "dec", "--json").json["away"]["id"] == 1
    assert pulse.ok("away", "cancel", "--json").json["away"]["id"] == 2


def test_every_format_has_the_same_days(pulse: Pulse) -> None:
    pulse.ok("away", "mon", "fri")
    [row] = csv.DictReader(io.StringIO(pulse.ok("away", "--format", "csv").out))
    assert list(row) == ["id", "uid", "from", "to", "owner", "workdays", "by"]
    assert (row["from"], row["to"], row["workdays"]) == ("2026-11-23", "2026-11-27", "5")
    markdown = pulse.ok("away", "--format", "markdown").out
    assert "| 1 | Mon 23 Nov | Fri 27 Nov | 5 | in 2 days |\n" in markdown
    assert pulse.ok("away").out.splitlines()[3] == " 1  Mon 23 Nov  Fri 27 Nov         5  in 2 days"


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_is_about_all_of_it(pulse: Pulse, option: str) -> None:
    said = pulse.ok("away", option).out
    assert "cancel" in said
    assert "pulse away 24 dec to 2 jan" in said
