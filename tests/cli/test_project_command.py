"""Projects: started, finished, and asked about."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Pulse

FIELDS = [
    "id",
    "uid",
    "client",
    "key",
    "name",
    "started_on",
    "finished_on",
    *("checkin", "asked_on"),
]


@pytest.fixture(autouse=True)
def _acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--since", "2026-09-01")


def project(pulse: Pulse, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = pulse.ok("project", *words, "--json").json["project"]
    return found


def test_a_project_is_started_and_finished(pulse: Pulse) -> None:
    started = project(pulse, "start", "acme", "New", "website", "--on", "1 nov")
    assert list(started) == FIELDS
    assert started | {"uid": "?"} == {
        "id": 1,
        "uid": "?",
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
    assert "by Thu 21 Jan 2027, and once more about Thu 21 Jan 2027" in said
    pulse.ok("client", "rules", "acme", "project_feedback=none")
    pulse.ok("project", "start", "acme", "Three")
    assert len(pulse.ok("project", "finish", "acme", "three").out.splitlines()) == 1


def test_a_project_lies_behind(pulse: Pulse) -> None:
    pulse.fails(2, "project", "start", "acme", "Site", "--on", "2026-11-22")
    pulse.ok("project", "start", "acme", "Site", "--on", "2026-11-10")
    pulse.fails(2, "project", "finish", "acme", "site", "--on", "2026-11-22")
    refused = pulse.fails(2, "project", "finish", "acme", "site", "--on", "2026-11-09")
    assert "was started on 2026-11-10, so it can't end on 2026-11-09" in refused.err
    assert project(pulse, "finish", "acme", "site", "--on", "2026-11-10")["finished_on"]


def test_a_project_cannot_be_finished_twice(pulse: Pulse) -> None:
    pulse.ok("project", "start", "acme", "New site")
    pulse.ok("project", "start", "acme", "App")
    pulse.ok("project", "finish", "acme", "site")
    for name in ("site", "New site", "1"):
        refused = pulse.fails(3, "project", "finish", "acme", name)
        assert "the project New site of acme-gmbh was finished on 2026-11-21 already" in refused.err


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
    assert "fits 3 projects" in pulse.fails(3, "project", "finish", "acme", "ta").err
    assert project(pulse, "finish", "acme", "tax")["name"] == "Tax"
    assert project(pulse, "finish", "acme", "Tax", "2026")["name"] == "Tax 2026"
    assert project(pulse, "finish", "acme", "tax")["name"] == "Tax 2025"


def test_a_project_that_is_not_there_is_not_found(pulse: Pulse) -> None:
    refused = pulse.fails(3, "project", "finish", "acme", "site")
    assert 'there is no project "site" going on with acme-gmbh' in refused.err
    assert "pulse project start" in refused.err
    pulse.ok("project", "start", "acme", "App")
    assert "1 (App)" in pulse.fails(3, "project", "finish", "acme", "site").err
    for command in (("start", "nobody", "x"), ("finish", "nobody", "x"), ("list", "nobody")):
        pulse.fails(3, "project", *command)
    for command in (("start", "acme"), ("start", "acme", " "), ("finish", "acme")):
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


def test_undo_says_what_it_takes_back(pulse: Pulse) -> None:
    pulse.ok("project", "start", "acme", "Site")
    pulse.ok("project", "finish", "acme", "site")
    assert pulse.ok("undo").out == "Undone: finished the project Site with Acme GmbH\n"
    assert project(pulse, "finish", "acme", "site")["id"] == 1
    pulse.ok("undo")
    assert pulse.ok("undo").out == "Undone: started the project Site with Acme GmbH\n"
