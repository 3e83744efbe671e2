"""What clients say about our work: written down, about a project, with a score."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from tests.conftest import Pulse, filled_once

FIELDS = ["id", "uid", "client", "key", "on", "what", "score", "project", "by"]


@pytest.fixture(autouse=True)
@filled_once
def _acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--since", "2026-09-01")


def give(pulse: Pulse, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = pulse.ok("feedback", "acme", *words, "--json").json["feedback"]
    return found


def test_feedback_is_written_down_without_quotes(pulse: Pulse) -> None:
    given = give(pulse, "Quick", "answers", "--score", "7", "--on", "last fri")
    assert list(given) == FIELDS
    assert given | {"uid": "?", "by": "?"} == {
        "id": 1,
        "uid": "?",
        "by": "?",
        "client": "Acme GmbH",
        "key": "acme-gmbh",
        "on": "2026-11-20",
        "what": "Quick answers",
        "score": 7,
        "project": None,
    }
    given = give(pulse, "fine")
    assert (given["on"], given["score"]) == ("2026-11-21", None)


def test_it_is_echoed_with_when_to_ask_again(pulse: Pulse) -> None:
    said = pulse.ok("feedback", "acme", "Quick answers", "--score", "7").out.splitlines()
    assert said == [
        "Feedback from Acme GmbH, Sat 21 Nov 2026, 7 of 10: Quick answers (number 1)",
        "Ask again about Fri 21 May 2027.",
    ]


def test_about_a_finished_project_there_is_one_more_question(pulse: Pulse) -> None:
    pulse.ok("project", "start", "acme", "New website")
    pulse.ok("project", "finish", "acme", "web")
    said = pulse.ok("feedback", "acme", "Fine", "--project", "web").out.splitlines()
    assert said == [
        "Feedback from Acme GmbH, Sat 21 Nov 2026, about New website: Fine (number 1)",
        "Ask once more how New website held up, about Mon 21 Dec.",
        "Ask again about Fri 21 May 2027.",
    ]


def test_a_rule_that_is_off_is_not_spoken_of(pulse: Pulse) -> None:
    pulse.ok("client", "rules", "acme", "feedback=none")
    assert "Ask again" not in pulse.ok("feedback", "acme", "Fine").out


@pytest.mark.parametrize("score", ["0", "10"])
def test_a_score_goes_from_0_to_10(pulse: Pulse, score: str) -> None:
    assert give(pulse, "x", "--score", score)["score"] == int(score)


@pytest.mark.parametrize("score", ["-1", "11", "7.5", "good", ""])
def test_what_is_no_score_is_refused(pulse: Pulse, score: str) -> None:
    pulse.fails(2, "feedback", "acme", "x", f"--score={score}")
    assert pulse.ok("feedback", "list", "--json").items == []


def test_feedback_lies_behind_and_says_something(pulse: Pulse) -> None:
    assert "is in the future" in pulse.fails(2, "feedback", "acme", "x", "--on", "2026-11-22").err
    assert "the feedback is empty" in pulse.fails(2, "feedback", "acme", " ").err
    pulse.fails(2, "feedback", "add", "acme")
    pulse.fails(3, "feedback", "nobody", "x")


def test_a_project_is_found_by_part_of_its_name_or_its_number(pulse: Pulse) -> None:
    pulse.ok("project", "start", "acme", "New Website", "--on", "1 nov")
    pulse.ok("project", "start", "acme", "Web shop")
    assert give(pulse, "x", "--project", "WEBSITE")["project"] == "New Website"
    assert give(pulse, "x", "--project", "2")["project"] == "Web shop"
    refused = pulse.fails(3, "feedback", "acme", "x", "--project", "web")
    assert 'error: "web" matches 2 projects' in refused.err
    assert "(New Website)" in refused.err
    refused = pulse.fails(3, "feedback", "acme", "x", "--project", "app")
    assert 'there is no project "app" with acme-gmbh' in refused.err
    pulse.fails(3, "feedback", "acme", "x", "--project", "")


def test_a_project_of_another_client_is_not_found(pulse: Pulse) -> None:
    pulse.ok("add", "Bianchi")
    pulse.ok("project", "start", "bianchi", "Website")
    pulse.fails(3, "feedback", "acme", "x", "--project", "website")


def test_nobody_speaks_of_a_project_before_it_was_started(pulse: Pulse) -> None:
    pulse.ok("project", "start", "acme", "Website", "--on", "2026-11-10")
    give(pulse, "x", "--project", "website", "--on", "2026-11-10")
    refused = pulse.fails(2, "feedback", "acme", "x", "--project", "website", "--on", "2026-11-09")
    assert "was started on Tue 10 Nov 2026, after Mon 9 Nov 2026" in refused.err


def test_the_list_is_newest_first_of_all_or_of_one(pulse: Pulse) -> None:
    pulse.ok("add", "Bianchi")
    give(pulse, "first", "--score", "10")
    pulse.ok("feedback", "bianchi", "second", "--on", "2026-11-01", "--score", "5")
    give(pulse, "third")
    items = pulse.ok("feedback", "list", "--json").items
    assert [one["what"] for one in items] == ["third", "first", "second"]
    items = pulse.ok("feedback", "list", "bianchi", "--json").items
    assert [one["what"] for one in items] == ["second"]
    assert pulse.ok("feedback", "list").out.startswith(
        "3 pieces of feedback, 7.5 of 10 on average\n"
    )
    pulse.fails(3, "feedback", "list", "nobody")


def test_every_format_has_the_same_feedback(pulse: Pulse) -> None:
    assert pulse.ok("feedback", "list").out == "No feedback yet\n"
    pulse.ok("project", "start", "acme", "Site")
    give(pulse, "=fine|", "--score", "0", "--project", "site")
    rows = list(csv.DictReader(io.StringIO(pulse.ok("feedback", "list", "--format", "csv").out)))
    assert list(rows[0]) == FIELDS
    assert (rows[0]["what"], rows[0]["score"], rows[0]["project"]) == ("'=fine|", "0", "Site")
    markdown = pulse.ok("feedback", "list", "--format", "markdown").out
    assert "| 1 | Sat 21 Nov | Acme GmbH | 0 of 10 | Site | =fine\\| |\n" in markdown


def test_undo_says_what_it_takes_back(pulse: Pulse) -> None:
    give(pulse, "x")
    assert pulse.ok("undo").out == "Undone: wrote down feedback from Acme GmbH on Sat 21 Nov 2026\n"
    assert pulse.ok("feedback", "list", "--json").items == []
