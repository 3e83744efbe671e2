"""Projects: started, finished, and asked about."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Pulse, filled_once

FIELDS = [
    "id",
    "uid",
    "client",
    "key",
    "name",
    "started_on",
    "finished_on",
    *("checkin", "asked_on", "by"),
]


@pytest.fixture(autouse=True)
@filled_once
def _acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--since", "2026-09-01")


def project(pulse: Pulse, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = pulse.ok("project", *words, "--json").json["project"]
    return found


def test_a_project_is_started_and_finished(pulse: Pulse) -> None:
    started = project(pulse, "start", "acme", "New", "website", "--on", "1 nov")
    assert list(started) == FIELDS
    assert started | {"uid": "?", "by": "?"} == {
        "id": 1,
        "uid": "?",
        "by": "?",
        "client": "Acme GmbH",
        "key": "acme-gmbh",
        "name": "New website",
        "started_on": "2026-11-01",
        "finished_on": None,
        "checkin": None,
        "asked_on": None,
    }
    finished = project(pulse, "finish", "acme", "WEB", "--on", "yesterday")
    assert finished == started | {"finished_on": "2026-11-20"}


def test_starting_and_finishing_are_echoed(pulse: Pulse) -> None:
    said = pulse.ok("project", "start", "acme", "New website").out
    assert said == "Started: New website, with Acme GmbH, Sat 21 Nov 2026 (number 1)\n"
    said = pulse.ok("project", "finish", "acme", "website").out
    assert said.startswith("Finished: New website, with Acme GmbH, Sat 21 Nov 2026 (number 1)\n")


@pytest.mark.parametrize(
    ("finished_on", "said"),
    [
        ("2026-11-21", "Ask for feedback by Fri 27 Nov, and once more about Mon 21 Dec."),
        ("2026-11-20", "Ask for feedback by Fri 27 Nov, and once more about Sun 20 Dec."),
        ("2026-11-14", "Ask for feedback now, and once more about Mon 14 Dec."),
        ("2026-10-22", "Ask for feedback now, and once more about Sun 22 Nov."),
        ("2026-10-21", "Ask for feedback now."),
    ],
)
def test_the_end_of_a_project_says_when_to_ask_about_it(
    pulse: Pulse, finished_on: str, said: str
) -> None:
    pulse.ok("project", "start", "acme", "Site", "--on", "2026-09-01")
    told = pulse.ok("project", "finish", "acme", "site", "--on", finished_on).out
    assert told.splitlines()[1:] == [said]


def test_days_off_bring_the_question_forward(pulse: Pulse) -> None:
    pulse.ok("away", "25 nov", "4 dec")
    pulse.ok("project", "start", "acme", "Site")
    assert "by Tue 24 Nov, and" in pulse.ok("project", "finish", "acme", "site").out


def test_the_intervals_of_the_house_and_of_a_client_count(pulse: Pulse, config: Path) -> None:
    config.write_text('[rules]\nproject_feedback = "2w"\n')
    pulse.ok("project", "start", "acme", "One")
    assert "by Fri 4 Dec, and" in pulse.ok("project", "finish", "acme", "one").out
    pulse.ok("client", "rules", "acme", "project_feedback=2m")
    pulse.ok("project", "start", "acme", "Two")
    said = pulse.ok("project", "finish", "acme", "two").out
    assert "Ask for feedback by Thu 21 Jan 2027.\n" in said
    pulse.ok("client", "rules", "acme", "project_feedback=none")
    pulse.ok("project", "start", "acme", "Three")
    assert "Ask" not in pulse.ok("project", "finish", "acme", "three").out


@pytest.mark.parametrize(
    ("interval", "said"),
    [
        ("29d", "by Fri 18 Dec, and once more about Mon 21 Dec."),
        ("30d", "by Mon 21 Dec."),
        ("1m", "by Mon 21 Dec."),
        ("13m", "by Tue 21 Dec 2027."),
        ("43d", "by Fri 1 Jan 2027."),  # due on the Sunday, both of them
    ],
)
def test_two_questions_of_one_day_are_one(pulse: Pulse, interval: str, said: str) -> None:
    pulse.ok("client", "rules", "acme", f"project_feedback={interval}")
    pulse.ok("project", "start", "acme", "Site")
    told = pulse.ok("project", "finish", "acme", "site").out
    assert told.endswith(f"Ask for feedback {said}\n")


def test_a_project_lies_behind(pulse: Pulse) -> None:
    pulse.fails(2, "project", "start", "acme", "Site", "--on", "2026-11-22")
    pulse.ok("project", "start", "acme", "Site", "--on", "2026-11-10")
    pulse.fails(2, "project", "finish", "acme", "site", "--on", "2026-11-22")
    refused = pulse.fails(2, "project", "finish", "acme", "site", "--on", "2026-11-09")
    assert "was started on Tue 10 Nov 2026, so it can't end on Mon 9 Nov 2026" in refused.err
    assert project(pulse, "finish", "acme", "site", "--on", "2026-11-10")["finished_on"]


def test_a_project_cannot_be_finished_twice(pulse: Pulse) -> None:
    pulse.ok("project", "start", "acme", "New site")
    pulse.ok("project", "start", "acme", "App")
    pulse.ok("project", "finish", "acme", "site")
    for name in ("site", "New site", "1"):
        refused = pulse.fails(3, "project", "finish", "acme", name)
        assert f'none of the running projects with Acme GmbH matches "{name}"' in refused.err
    refused = pulse.fails(3, "project", "finish", "1")
    assert "the project New site of acme-gmbh was finished already, on Sat 21 Nov" in refused.err


def test_a_name_is_only_taken_while_its_project_goes_on(pulse: Pulse) -> None:
    pulse.ok("project", "start", "acme", "Site")
    refused = pulse.fails(3, "project", "start", "acme", "SITE")
    assert "pulse project finish acme-gmbh 1" in refused.err
    pulse.ok("add", "Bianchi")
    pulse.ok("project", "start", "bianchi", "Site")
    pulse.ok("project", "finish", "acme", "site")
    assert project(pulse, "start", "acme", "Site")["id"] == 3
    assert project(pulse, "finish", "acme", "site")["id"] == 3


def test_a_project_that_goes_on_is_found_by_an_unambiguous_part(pulse: Pulse) -> None:
    pulse.ok("project", "start", "acme", "Tax 2025")
    pulse.ok("project", "start", "acme", "Tax 2026")
    pulse.ok("project", "start", "acme", "Tax")
    assert "matches 3 running projects" in pulse.fails(3, "project", "finish", "acme", "ta").err
    assert project(pulse, "finish", "acme", "tax")["name"] == "Tax"
    assert project(pulse, "finish", "acme", "Tax", "2026")["name"] == "Tax 2026"
    assert project(pulse, "finish", "acme", "tax")["name"] == "Tax 2025"


def test_a_project_that_is_not_there_is_not_found(pulse: Pulse) -> None:
    refused = pulse.fails(3, "project", "finish", "acme", "site")
    assert "no project with Acme GmbH is running" in refused.err
    assert "pulse project list acme" in refused.err
    pulse.ok("project", "start", "acme", "App")
    assert "1  App" in pulse.fails(3, "project", "finish", "acme", "site").err
    for command in (("start", "nobody", "x"), ("finish", "nobody", "x"), ("list", "nobody")):
        pulse.fails(3, "project", *command)
    for command in (("start", "acme"), ("start", "acme", " "), ("finish",)):
        pulse.fails(2, "project", *command)


def test_the_list_has_what_goes_on_first(pulse: Pulse) -> None:
    pulse.ok("add", "Bianchi")
    pulse.ok("project", "start", "acme", "Old", "--on", "2026-09-01")
    pulse.ok("project", "finish", "acme", "old", "--on", "2026-10-01")
    pulse.ok("project", "start", "bianchi", "Young")
    pulse.ok("project", "start", "acme", "Long", "--on", "2026-10-31")
    items = pulse.ok("project", "list", "--json").items
    assert [one["name"] for one in items] == ["Young", "Long", "Old"]
    items = pulse.ok("project", "list", "acme", "--json").items
    assert [one["name"] for one in items] == ["Long", "Old"]
    out = pulse.ok("project", "list").out
    assert out.startswith("3 projects, 2 running\n")
    assert "running for 3 weeks" in out
    assert "finished Thu 1 Oct" in out


def test_every_format_has_the_same_projects(pulse: Pulse) -> None:
    assert pulse.ok("project", "list").out == "No projects yet\n"
    pulse.ok("project", "start", "acme", "=Site|")
    rows = list(csv.DictReader(io.StringIO(pulse.ok("project", "list", "--format", "csv").out)))
    assert list(rows[0]) == FIELDS
    assert (rows[0]["name"], rows[0]["finished_on"]) == ("'=Site|", "")
    markdown = pulse.ok("project", "list", "--format", "markdown").out
    assert "| 1 | Acme GmbH | =Site\\| | Sat 21 Nov | running |\n" in markdown


def cadence(pulse: Pulse, today: str | None = None) -> tuple[str | None, str | None]:
    """Return the update interval in force, and where it comes from; each screen says the same."""
    fields = ("update_interval", "update_from")
    shown = pulse.ok("show", "acme", "--json", today=today).json
    for command in (("brief", "acme"), ("report",)):
        answer = pulse.ok(*command, "--json", today=today).json
        for one in answer.get("items", [answer]):
            assert [one[field] for field in fields] == [shown[field] for field in fields]
    return shown["update_interval"], shown["update_from"]


def update(pulse: Pulse, today: str) -> str | None:
    """Return the day on which an update is due."""
    due = pulse.ok("show", "acme", "--json", today=today).json["due"]
    return next((one["due_on"] for one in due if one["rule"] == "update"), None)


def test_check_ins_take_the_place_of_rarer_updates_while_the_project_runs(pulse: Pulse) -> None:
    pulse.ok("log", "acme", "x", "-c", "email", today="2026-11-16")
    assert cadence(pulse) == ("1m", "rule")
    said = pulse.ok("project", "start", "acme", "Site", "--checkin", "weekly", "--on", "2 nov").out
    assert said.splitlines()[1] == "While it runs, they hear from you weekly."
    assert pulse.ok("project", "list", "--json").items[0]["checkin"] == "1w"
    assert "running for 2 weeks, check-ins weekly" in pulse.ok("project", "list").out
    # Not before it began, and not from the day of its end on.
    assert cadence(pulse, "2026-11-01") == ("1m", "rule")
    assert cadence(pulse, "2026-11-02") == ("1w", "project")
    assert update(pulse, "2026-11-21") == "2026-11-23"
    for screen in (("show", "acme"), ("brief", "acme")):
        words = "meet quarterly, update weekly (check-ins while Site runs)"
        assert words in pulse.ok(*screen).out
    item, _ = pulse.ok("due", "--json", today="2026-11-24").items
    assert item["reason"] == "no word for 8 days; weekly check-ins while Site runs"
    assert (item["rule"], item["interval"], item["days_overdue"]) == ("update", "1w", 1)
    said = pulse.ok("project", "finish", "acme", "site", today="2026-11-24").out.splitlines()
    assert said[1] == "Its check-ins are over; from now on: meet quarterly, update monthly."
    assert cadence(pulse, "2026-11-23") == ("1w", "project")
    assert cadence(pulse, "2026-11-24") == ("1m", "rule")
    assert update(pulse, "2026-11-24") == "2026-12-16"


@pytest.mark.parametrize(
    ("update", "checkin", "in_force"),
    [
        ("1m", "30d", ("30d", "project")),  # a month is reckoned as 30.4375 days
        ("30d", "1m", ("30d", "client")),
        ("1w", "7d", ("1w", "client")),
        ("1w", "6d", ("6d", "project")),
        ("rule", "1m", ("1m", "rule")),
        ("none", "1y", ("1y", "project")),
    ],
)
def test_only_what_is_more_frequent_than_agreed_decides(
    pulse: Pulse, update: str, checkin: str, in_force: tuple[str, str]
) -> None:
    pulse.ok("client", "edit", "acme", "--update", update)
    said = pulse.ok("project", "start", "acme", "Site", "--checkin", checkin).out
    assert cadence(pulse) == in_force
    assert ("While it runs" in said) == (in_force[1] == "project")
    assert ("change nothing" in said) == (in_force[1] != "project")


def test_of_several_projects_the_most_frequent_check_ins_decide(pulse: Pulse) -> None:
    for name, every, on in (
        *(("Rare", "3w", "2026-11-01"), ("Late", "1w", "2026-11-03")),
        *(("First", "7d", "2026-11-02"), ("Second", "7d", "2026-11-02")),
    ):
        pulse.ok("project", "start", "acme", name, "--checkin", every, "--on", on)
    for name, every in (("First", "7d"), ("Second", "7d"), ("Late", "1w"), ("Rare", "3w")):
        assert f"while {name} runs" in pulse.ok("show", "acme").out
        assert cadence(pulse) == (every, "project")
        pulse.ok("project", "finish", "acme", name)
    assert cadence(pulse) == ("1m", "rule")


def test_a_client_without_a_cadence_has_one_while_a_project_runs(pulse: Pulse) -> None:
    pulse.ok("client", "edit", "acme", "--meet", "none", "--update", "none")
    pulse.ok("client", "rules", "acme", "project_feedback=none")
    assert pulse.ok("report", "--json").items[0]["status"] == "no_cadence"
    pulse.ok("project", "start", "acme", "Site", "--checkin", "2w")
    assert pulse.ok("report", "--json").items[0]["status"] == "on_track"
    assert update(pulse, "2026-11-21") == "2026-12-05"
    assert "no cadence is agreed" not in pulse.ok("due").out
    said = pulse.ok("project", "finish", "acme", "site").out.splitlines()
    assert said[1] == "Its check-ins are over; from now on: no cadence."
    assert pulse.ok("report", "--json").items[0]["status"] == "no_cadence"


def test_a_client_whose_updates_are_turned_off_has_no_check_ins(pulse: Pulse) -> None:
    pulse.ok("client", "rules", "acme", "update=none")
    said = pulse.ok("project", "start", "acme", "Site", "--checkin", "1w").out
    assert "hear from you" not in said
    assert cadence(pulse) == (None, None)
    assert update(pulse, "2026-12-21") is None
    pulse.ok("client", "rules", "acme", "update=default", "meeting=none")
    assert cadence(pulse) == ("1w", "project")
    assert "check-ins while Site runs" in pulse.ok("show", "acme").out


def test_check_ins_count_for_nothing_in_what_was_kept_and_in_health(pulse: Pulse) -> None:
    """A month of silence is no miss where monthly updates were agreed."""
    pulse.ok("log", "acme", "x", "-c", "email", "--mood", "great", today="2026-11-02")
    before = pulse.ok("report", "--json", today="2026-12-01").items[0]
    pulse.ok("project", "start", "acme", "Site", "--checkin", "1d", "--on", "2026-11-02")
    after = pulse.ok("report", "--json", today="2026-12-01").items[0]
    assert (after["next_rule"], after["update_interval"]) == ("update", "1d")
    for field in ("kept", "counted", "health"):
        assert after[field] == before[field]
    assert after["health"]["capped_by"] is None


def test_a_project_can_be_corrected(pulse: Pulse) -> None:
    pulse.ok("project", "start", "acme", "Sight", "--on", "2026-11-10")
    words = ("edit", "1", "--name", "Site", "--started", "2 nov", "--checkin", "WEEKLY")
    edited = project(pulse, *words)
    assert (edited["name"], edited["started_on"], edited["checkin"]) == ("Site", "2026-11-02", "1w")
    said = pulse.ok("project", "edit", "1", "--checkin", "3d").out.splitlines()
    assert said == [
        "Edited: Site, with Acme GmbH, Mon 2 Nov 2026 (number 1)",
        "  checkin: weekly → every 3 days",
        "While it runs, they hear from you every 3 days.",
    ]
    assert project(pulse, "edit", "1", "--checkin", "none")["checkin"] is None
    assert pulse.ok("undo").out == "Undone: edited the project Site with Acme GmbH\n"
    assert cadence(pulse) == ("3d", "project")


@pytest.mark.parametrize(
    ("code", "words", "said"),
    [
        (2, ("2",), "nothing to change"),
        (2, ("2", "--name", " "), "is empty"),
        (2, ("2", "--checkin", "often"), "check-in interval"),
        (2, ("2", "--started", "2026-11-22"), "in the future"),
        (2, ("1", "--started", "2026-11-11"), "give a day up to Tue 10 Nov 2026"),
        (3, ("1", "--checkin", "weekly"), "nothing to check in on"),
        (3, ("2", "--name", "SHOP"), "a project of this name going on"),
        (3, ("4", "--name", "x"), "there is no project 4"),
    ],
)
def test_what_cannot_be_of_a_project_is_refused(
    pulse: Pulse, dump: Callable[[], list[str]], code: int, words: tuple[str, ...], said: str
) -> None:
    pulse.ok("project", "start", "acme", "Old", "--on", "2026-11-02")
    pulse.ok("project", "finish", "acme", "old", "--on", "2026-11-10")
    for name in ("Site", "Shop"):
        pulse.ok("project", "start", "acme", name)
    before = dump()
    refused = pulse.fails(code, "project", "edit", *words)
    assert said in refused.err
    assert dump() == before
    # What changes nothing of it, and an end that is over, are no trouble.
    pulse.ok("project", "edit", "2", "--name", "site")
    pulse.ok("project", "edit", "1", "--name", "Shop", "--started", "2026-11-10")


def test_undo_says_what_it_takes_back(pulse: Pulse) -> None:
    pulse.ok("project", "start", "acme", "Site")
    pulse.ok("project", "finish", "acme", "site")
    assert pulse.ok("undo").out == "Undone: finished the project Site with Acme GmbH\n"
    assert project(pulse, "finish", "acme", "site")["id"] == 1
    pulse.ok("undo")
    assert pulse.ok("undo").out == "Undone: started the project Site with Acme GmbH\n"


def starts(pulse: Pulse, *options: str, today: str = "2026-11-21") -> list[str]:
    return pulse.ok("project", "start", "acme", "Site", *options, today=today).out.splitlines()


def test_check_ins_that_end_a_silence_in_the_list_say_how_long_it_was(pulse: Pulse) -> None:
    pulse.ok("log", "acme", "-c", "call", "-d", "2026-09-14")
    assert pulse.ok("due", "--json").items[0]["rule"] == "update"
    assert starts(pulse, "--checkin", "4w")[2:] == [
        "They haven't heard from you since Mon 14 Sep; the first check-in is due Sat 19 Dec."
    ]
    assert "update" not in {one["rule"] for one in pulse.ok("due", "--json").items}
    coming = pulse.ok("show", "acme", "--json").json["due"]
    assert [one["due_on"] for one in coming if one["rule"] == "update"] == ["2026-12-19"]


def test_a_silence_since_the_start_is_told_as_such(pulse: Pulse) -> None:
    assert starts(pulse, "--checkin", "4w")[2] == (
        "They haven't heard from you since the start, Tue 1 Sep;"
        " the first check-in is due Sat 19 Dec."
    )


def test_a_silence_of_which_nobody_knows_the_beginning_is_told_as_such(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    pulse.ok("import", write("name,meeting\nFiled,quarterly\n"))
    words = ("project", "start", "filed", "Site", "--checkin", "2w")
    assert pulse.ok(*words, today="2027-02-01").out.splitlines()[2] == (
        "Nobody knows when they last heard from you; the first check-in is due Mon 15 Feb."
    )


@pytest.mark.parametrize(
    ("spoken_on", "options"),
    [
        ("2026-11-20", ("--checkin", "weekly")),  # nothing was due
        ("2026-09-14", ("--checkin", "annual")),  # they decide nothing
        ("2026-09-14", ()),
        ("2026-09-14", ("--checkin", "weekly", "--on", "2026-11-02")),  # one is late already
    ],
)
def test_nothing_is_said_of_a_silence_where_check_ins_hide_none(
    pulse: Pulse, spoken_on: str, options: tuple[str, ...]
) -> None:
    pulse.ok("log", "acme", "-c", "call", "-d", spoken_on)
    assert "heard from you" not in "".join(starts(pulse, *options))


def test_check_ins_agreed_on_afterwards_say_so_as_well(pulse: Pulse) -> None:
    starts(pulse)
    said = pulse.ok("project", "edit", "1", "--checkin", "2w").out
    assert "since the start, Tue 1 Sep; the first check-in is due Sat 5 Dec.\n" in said
