"""Every noun that holds records is listed, edited and deleted by the same words, and undone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Pulse, filled_once


class Noun(NamedTuple):
    """How a thing that is there is edited, deleted and listed; and what is said of its end."""

    name: str
    edit: str
    delete: str
    listed: str
    said: str


NOUNS = [
    Noun(
        "client",
        "client edit acme --owner sam",
        "client delete acme --yes",
        "client list",
        "Acme (acme)",
    ),
    Noun(
        "contact",
        "contact edit acme ann --role CFO",
        "contact delete acme ann",
        "contact list",
        "Ann, at Acme, primary contact (number 1)",
    ),
    Noun(
        "touchpoint",
        "touchpoint edit 1 --note Bye",
        "touchpoint delete 1",
        "touchpoint list",
        "call with Acme, Sat 21 Nov 2026 (number 1)",
    ),
    Noun(
        "meeting",
        "meeting edit acme --place here",
        "meeting delete acme",
        "meeting list --all",
        "meeting with Acme, Tue 1 Dec 2026 (number 2)",
    ),
    Noun(
        "held meeting",
        "meeting edit 2 --place here",
        "meeting delete 1",
        "meeting list --all",
        "meeting with Acme, Sat 21 Nov 2026 (number 1)",
    ),
    Noun(
        "commitment",
        "commitment edit 1 --what y",
        "commitment delete acme",
        "commitment list --all",
        "Acme by Fri 27 Nov 2026 (in 6 days): the estimate (number 1)",
    ),
    Noun(
        "mistake",
        "mistake edit 1 --why haste",
        "mistake delete 1",
        "mistake list --all",
        "mistake with Acme: sent twice (number 1)",
    ),
    Noun(
        "reminder",
        "remind edit 1 --yearly",
        "remind delete r1",
        "remind list --all",
        "Acme, Thu 3 Dec 2026: the talk (number 1)",
    ),
    Noun(
        "feedback",
        "feedback edit acme --score 8",
        "feedback delete acme",
        "feedback list",
        "feedback from Acme, Sat 21 Nov 2026, 7 of 10, about Site: quick (number 1)",
    ),
    Noun(
        "project",
        "project edit 1 --finished today",
        "project delete acme",
        "project list",
        "Site, with Acme, Sat 21 Nov 2026 (number 1)",
    ),
    Noun(
        "service",
        "service edit payroll --name Wages",
        "service delete payroll --yes",
        "service list",
        "Payroll (number 1) with 1 mention",
    ),
    Noun(
        "mention",
        "service mention edit 1 --on yesterday",
        "service mention delete acme payroll",
        "service mention list",
        "Payroll mentioned to Acme, Sat 21 Nov 2026 (number 1)",
    ),
    Noun(
        "away",
        "away edit 1 24 dec to 6 jan",
        "away delete 1",
        "away list",
        "Thu 24 Dec 2026 to Sat 2 Jan 2027, 7 workdays off (number 1)",
    ),
    Noun(
        "trait",
        "trait edit neat --name tidy --bad",
        "trait delete neat",
        "trait list",
        "neat (key neat)",
    ),
    Noun(
        "checkup",
        "checkup edit acme --set communication=no",
        "checkup delete acme",
        "checkup list acme",
        "Check-up of Acme, Sat 21 Nov 2026: 100 of 100, good",
    ),
    Noun(
        "agenda",
        "agenda acme edit 1 the bus",
        "agenda acme delete 1",
        "agenda acme",
        "Off the agenda with Acme: the van",
    ),
]

NO_REHEARSAL = {"agenda"}


@pytest.fixture(autouse=True)
@filled_once
def _store(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--since", "2026-06-01", "--contact", "Ann")
    pulse.ok("meeting", "book", "acme", "2026-11-21")
    pulse.ok("log", "acme", "Hello")
    pulse.ok("log", "acme", "Met", "-c", "meeting")
    pulse.ok("meeting", "book", "acme", "2026-12-01")
    pulse.ok("promise", "acme", "the estimate", "--by", "2026-11-27")
    pulse.ok("mistake", "acme", "sent twice")
    pulse.ok("remind", "acme", "2026-12-03", "the talk")
    pulse.ok("project", "start", "acme", "Site", "--checkin", "weekly")
    pulse.ok("feedback", "acme", "quick", "--score", "7", "--project", "site")
    pulse.ok("service", "add", "Payroll", "We run it.")
    pulse.ok("service", "mention", "acme", "payroll")
    pulse.ok("away", "24 dec", "to", "2 jan")
    pulse.ok("trait", "add", "neat")
    pulse.ok("checkup", "acme", "--set", "communication=yes")
    pulse.ok("agenda", "acme", "add", "the van")


def dump(pulse: Pulse) -> list[str]:
    with closing(sqlite3.connect(pulse.store)) as connection:
        return [line for line in connection.iterdump() if "journal" not in line]


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.name)
def test_it_is_listed_edited_deleted_and_undone(pulse: Pulse, noun: Noun) -> None:
    before = dump(pulse)
    listed = pulse.ok(*noun.listed.split(), "--json").items
    assert listed
    edited = pulse.ok(*noun.edit.split(), "--json").json
    assert edited.get("changed", [1]) != []
    assert dump(pulse) != before
    pulse.ok("undo")
    assert dump(pulse) == before
    if noun.name not in NO_REHEARSAL:
        rehearsed = pulse.ok(*noun.delete.replace("--yes", "").split(), "--dry-run")
        assert noun.said in rehearsed.out
        assert rehearsed.out.startswith("Would delete")
        assert dump(pulse) == before
    said = pulse.ok(*noun.delete.split()).out
    assert noun.said in said
    assert pulse.ok("undo").out.startswith("Undone: deleted ")
    assert dump(pulse) == before
    gone = pulse.ok(*noun.delete.split(), "--json").json
    assert gone.get("dry_run", False) is False
    assert [*gone][2] in {noun.name, noun.name.split()[-1], "client", "point", "away"}
    if noun.name != "client":
        assert len(pulse.ok(*noun.listed.split(), "--json").items) == len(listed) - 1


def test_what_hangs_on_it_is_said(pulse: Pulse) -> None:
    assert pulse.ok("project", "delete", "1").out.splitlines()[1:] == [
        "1 piece of feedback about it stays, about no project.",
        "Its check-ins are over; from now on: meet quarterly, update monthly.",
    ]
    assert pulse.ok("feedback", "list", "--json").items[0]["project"] is None
    pulse.ok("undo")
    assert pulse.ok("feedback", "list", "--json").items[0]["project"] == "Site"
    assert pulse.ok("meeting", "delete", "1").out.splitlines()[1:] == [
        "What was logged of it stays. To delete that: pulse touchpoint delete 2",
    ]
    pulse.ok("contact", "add", "acme", "Bob")
    assert pulse.ok("contact", "delete", "acme", "ann").out.endswith("Primary contact now: Bob.\n")
    assert "Ask again about" in pulse.ok("feedback", "delete", "1").out


OLDER = ["contact remove acme ann", "service remove payroll --yes", "trait remove neat"]


@pytest.mark.parametrize("line", OLDER)
def test_the_older_words_still_do_it_and_no_help_lists_them(pulse: Pulse, line: str) -> None:
    group, verb, *_ = line.split()
    assert pulse.ok(*line.split()).out.startswith("Deleted: ")
    assert f"\n  {verb} " not in pulse.ok(group, "--help").out
    assert "\n  delete " in pulse.ok(group, "--help").out


REFUSED = [
    (3, "meeting delete 99", "there is no meeting 99"),
    (3, "feedback delete 99", "there is no feedback 99"),
    (3, "service mention delete 99", "there is no mention 99"),
    (3, "away delete 99", "there are no days off 99"),
    (3, "away edit 99 fri", "there are no days off 99"),
    (3, "remind delete b1", "isn't known"),
    (3, "trait delete communication", "is built in, so it can't be deleted"),
    (3, "trait edit communication --bad", "is built in, so it can't be changed"),
    (3, "trait edit neat --name communication", "a trait of this name already"),
    (2, "trait edit neat", "nothing to change"),
    (2, "feedback edit 1", "nothing to change"),
    (2, "feedback edit 1 --score 11", "11 isn't a score"),
    (2, "feedback edit 1 --score much", "isn't a score"),
    (2, "feedback edit 1 --on 2026-11-20", "was started on Sat 21 Nov 2026"),
    (2, "feedback edit 1 --on tomorrow", "nobody has said anything yet"),
    (2, "project edit 1 --finished tomorrow", "can't have ended then"),
    (3, "feedback edit 1 --project nothing", "there is no project"),
    (3, "agenda acme edit 9 x", "there is no point"),
    (2, "agenda acme edit x y", "isn't the number of a point"),
    (2, "agenda acme edit 1", "the point is empty"),
    (3, "template delete update", "no template of your own for update"),
]


@pytest.mark.parametrize(("code", "line", "why"), REFUSED, ids=[one[1] for one in REFUSED])
def test_what_makes_no_sense_is_refused_and_nothing_changes(
    pulse: Pulse, code: int, line: str, why: str
) -> None:
    before = dump(pulse)
    assert why in pulse.fails(code, *line.split()).err
    assert dump(pulse) == before


def test_feedback_can_be_about_another_project_or_none(pulse: Pulse) -> None:
    pulse.ok("project", "start", "acme", "App")
    said = pulse.ok("feedback", "edit", "1", "--project", "app", "--score", "none").out
    assert said.splitlines()[1] == "  score: 7 → none; project: Site → App"
    assert pulse.ok("feedback", "edit", "1", "--project", "").out.splitlines()[1] == (
        "  project: App → none"
    )


def test_the_agenda_takes_its_verb_first_like_every_other_noun(pulse: Pulse) -> None:
    pulse.ok("agenda", "add", "acme", "the budget")
    assert "2. the staff" in pulse.ok("agenda", "edit", "acme", "2", "the staff").out
    assert "the van" in pulse.ok("agenda", "delete", "acme", "1").out
    pulse.ok("add", "Add")
    assert "1. x" in pulse.ok("agenda", "add", "add", "x").out


def test_who_is_snoozed_is_listed_by_when_it_ends(pulse: Pulse) -> None:
    assert pulse.ok("snooze", "list").out.startswith("Nobody is snoozed\n")
    for name, day in (("Late", "2026-12-24"), ("Soon", "2026-11-23"), ("Gone", "2026-11-22")):
        pulse.ok("add", name)
        pulse.ok("snooze", name, day, "--reason", f"why {name}", today="2026-11-20")
    pulse.ok("client", "archive", "gone")
    items = pulse.ok("snooze", "--json").items
    assert [(one["key"], one["snoozed_until"], one["since"]) for one in items] == [
        ("soon", "2026-11-23", "2026-11-20"),
        ("late", "2026-12-24", "2026-11-20"),
    ]
    assert "why Soon" in pulse.ok("snooze", "list").out
    assert [
        one["key"] for one in pulse.ok("snooze", "list", "--json", today="2026-11-23").items
    ] == ["late"]
    pulse.fails(2, "snooze", "--clear")
    pulse.fails(2, "snooze", "late")


def test_a_client_called_list_is_snoozed_like_any_other(pulse: Pulse) -> None:
    pulse.ok("add", "List")
    pulse.ok("snooze", "list", "in 2 weeks")
    assert pulse.ok("snooze", "list", "--json").items[0]["client"] == "List"
    pulse.ok("snooze", "list", "--clear")
    pulse.ok("client", "rules", "list", "feedback=none")
    assert pulse.ok("client", "rules", "list", "--json").items[0]["client"] == "List"


def test_rules_that_are_not_as_usual_are_listed_with_what_they_would_be(
    pulse: Pulse, config: Path
) -> None:
    assert pulse.ok("client", "rules").out.startswith("Every client has the usual rules")
    config.write_text('[rules]\ncheckup = "1y"\n')
    said = pulse.ok("client", "rules", "acme", "checkup=3m", "feedback=none").out
    assert said == "Rules of Acme: feedback 6m → off; checkup 1y → 3m\n"
    rows = [
        (one["key"], one["rule"], one["interval"], one["from"], one["usual_interval"])
        for one in pulse.ok("rules", "list", "--json").items
    ]
    assert rows == [
        (None, "checkup", "1y", "config", "6m"),
        ("acme", "feedback", None, "client", "6m"),
        ("acme", "checkup", "3m", "client", "1y"),
    ]
    assert "pulse client rules acme feedback=default" in pulse.ok("client", "rules").out
