"""Every edit answers what changed, old and new, in the words that were typed."""

from __future__ import annotations

import pytest

from tests.conftest import Pulse, filled_once

EDITS = [
    ("client edit acme --meet monthly", "meet: quarterly → monthly; update follows: weekly"),
    ("client edit acme --meet none", "meet: quarterly → none; no cadence"),
    (
        "client edit acme --meet weekly",
        "meet: quarterly → weekly; no update follows: every meeting is one",
    ),
    ("client edit acme --update weekly", "update: rule → weekly"),
    ("client edit acme --update none", "update: rule → none"),
    ("client edit acme --prefers email --owner sam", "prefers: none → e-mail; owner: none → sam"),
    ("client edit acme --tag b --tag c", "tags: a → b, c"),
    (
        "client edit acme --name Better --since 2025-12-31",
        "name: Acme → Better; since: Mon 1 Jun → Wed 31 Dec 2025",
    ),
    (
        "client edit acme --contact Bob --email b@x.example",
        "contact: Ann → Bob; email: none → b@x.example",
    ),
    (
        "contact edit acme ann --role CFO --birthday=--04-12",
        "role: none → CFO; birthday: none → 12 Apr",
    ),
    ("meeting edit 1 --place here", "place: none → here"),
    ("meeting move 1 2026-12-02 9:00", "on: Tue 1 Dec → Wed 2 Dec; at: none → 09:00"),
    ("commitment edit 1 --by none", "by: Fri 27 Nov → none"),
    ("mistake edit 1 --on yesterday --why haste", "why: none → haste; on: none → Fri 20 Nov"),
    ("remind edit 1 --yearly --with Ann", "yearly: no → yes; with: none → Ann"),
    (
        "project edit 1 --checkin 2w --started 2026-11-20",
        "started: Sat 21 Nov → Fri 20 Nov; checkin: none → every 2 weeks",
    ),
    ("service edit 1 --name Wages", "name: Payroll → Wages"),
    (
        "touchpoint edit 1 -c email --inbound ",
        "channel: call → e-mail; direction: outbound → inbound; reply: no → yes",
    ),
    (
        "touchpoint edit 1 --with Ann --with Bob --agreed one --agreed two",
        "with: none → Ann, Bob; agreed: none → one; two",
    ),
]

NOTHING = [
    "client edit acme --meet 3m --tag a",
    "client edit acme --contact Ann",
    "contact edit acme ann --name Ann",
    "meeting edit 1 --agenda budget",
    "meeting move 1 2026-12-01",
    "commitment edit 1 --what x",
    "mistake edit 1 --what x",
    "remind edit 1 --what x",
    "project edit 1 --name Site",
    "service edit 1 --name Payroll",
    "touchpoint edit 1 -c call",
]


@pytest.fixture(autouse=True)
@filled_once
def _store(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--meet", "3m", "--since", "2026-06-01", "--tag", "a", "--contact=Ann")
    pulse.ok("log", "acme", "Hello")
    pulse.ok("meeting", "book", "acme", "2026-12-01", "--agenda", "budget")
    pulse.ok("promise", "acme", "x", "--by", "2026-11-27")
    pulse.ok("mistake", "acme", "x")
    pulse.ok("remind", "acme", "2026-12-03", "x")
    pulse.ok("project", "start", "acme", "Site")
    pulse.ok("service", "add", "Payroll", "We run it.")


@pytest.mark.parametrize(("line", "said"), EDITS, ids=[line for line, _ in EDITS])
def test_an_edit_says_what_changed(pulse: Pulse, line: str, said: str) -> None:
    first, second, *_ = pulse.ok(*line.split()).out.splitlines()
    assert first.split(":")[0] in {"Edited", "Moved"}
    assert second == f"  {said}"


@pytest.mark.parametrize("line", NOTHING)
def test_an_edit_that_changes_nothing_says_so(pulse: Pulse, line: str) -> None:
    before = pulse.ok("undo", "--list", "--json").items
    answer = pulse.ok(*line.split(), "--json").json
    assert answer["changed"] == []
    first, *more = pulse.ok(*line.split()).out.splitlines()
    assert first.startswith("Nothing changed: ")
    assert not any(one.startswith("  ") for one in more)
    assert pulse.ok("undo", "--list", "--json").items == before


def test_json_names_the_fields_with_their_values(pulse: Pulse) -> None:
    changed = pulse.ok("client", "edit", "acme", "--meet", "1m", "--tag", "", "--json").json[
        "changed"
    ]
    assert changed == [
        {"field": "meeting_interval", "before": "3m", "after": "1m"},
        {"field": "tags", "before": ["a"], "after": []},
    ]


def test_long_texts_are_cut_where_they_still_differ(pulse: Pulse) -> None:
    long = "Talked about the audit, the long grant paper and the new office"
    pulse.ok("touchpoint", "edit", "1", "--note", f"{long} in Bonn")
    said = pulse.ok("touchpoint", "edit", "1", "--note", f"{long} in Rome").out
    assert said.splitlines()[1] == "  note: …Bonn → …Rome"
    said = pulse.ok("touchpoint", "edit", "1", "--note", long).out.splitlines()[1]
    assert said == "  note: …office in Rome → …office"


def test_many_changes_take_several_lines_and_none_is_broken(pulse: Pulse) -> None:
    words = ("--why", "two of us look after the invoices", "--fix", "the second one is cancelled")
    said = pulse.ok("mistake", "edit", "1", *words, "--prevent", "one list").out.splitlines()
    assert said[1:3] == [
        "  why: none → two of us look after the…",
        "  fix: none → the second one is cancelled; prevent: none → one list",
    ]
