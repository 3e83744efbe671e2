"""With --write seven tools write, each as one change that the person can take back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from agents import READING, WRITING, Hand, Visitor, visit

from tests.conftest import Pulse, filled_once

CALLS: dict[str, dict[str, Any]] = {
    "log": {"client": "acme", "note": "About the audit", "channel": "meeting", "on": "yesterday"},
    "promise": {"client": "acme", "what": "the tax estimate", "by": "fri"},
    "ask": {"client": "Acme GmbH", "what": "the payroll files", "by": "2026-11-27"},
    "done": {"number": "1"},
    "snooze": {"client": "acme", "until": "in 2 weeks", "reason": "on holiday"},
    "remind": {"client": "acme", "on": "fri", "what": "10 the talk", "person": "Ann"},
    "agenda_add": {"client": "acme", "what": "Leasing the van"},
}
COMMANDS = {"remind": "remind add", "agenda_add": "agenda add"}


@pytest.fixture
@filled_once
def filled(pulse: Pulse) -> Pulse:
    pulse.ok("add", "Acme GmbH", "--key", "acme", "--since", "2026-01-02", "--tag", "retail")
    pulse.ok("add", "Acme 2", "--since", "2026-01-02")
    pulse.ok("promise", "acme", "the report")
    pulse.ok("log", "acme", "A question", "-c", "email", "--inbound")
    return pulse


@pytest.mark.parametrize("name", WRITING)
def test_each_writes_one_change_that_undo_takes_back_and_a_typed_undo_doesnt(
    filled: Pulse, name: str
) -> None:
    before, last = _rows(filled), _journal(filled)
    said = Hand(filled.db, write=True)(name, **CALLS[name])
    assert said["written"] == COMMANDS.get(name, name)
    assert said["undo"] == "pulse undo --origin agent"
    assert said["client"].items() >= {"key": "acme", "name": "⟦Acme GmbH⟧"}.items()
    [new] = [one for one in _journal(filled) if one not in last]
    assert (new["command"], new["origin"]) == (COMMANDS.get(name, name), "agent")
    assert _rows(filled) != before
    undone = filled.ok("undo", "--origin", "agent", "--json").json["undone"]
    assert undone["id"] == new["id"]
    assert _rows(filled) == before
    # What was typed is still the last that a typed undo takes back.
    typed = filled.ok("undo", "--json").json["undone"]
    assert typed["id"] == last[0]["id"]
    assert typed["origin"] == "typed"


def _journal(pulse: Pulse) -> list[dict[str, Any]]:
    return pulse.ok("undo", "--list", "--json").json["items"]


def _rows(pulse: Pulse) -> list[Any]:
    tables = ("client", "touchpoint", "commitment", "reminder", "agenda_point", "meeting")
    with pulse.rows() as rows:
        return [[*rows.execute(f"SELECT * FROM {one} ORDER BY id")] for one in tables]


@pytest.mark.parametrize("era", [pytest.param("legacy", marks=pytest.mark.thorough), "auto"])
def test_a_client_of_the_sdk_writes_by_each_tool(filled: Pulse, era: str) -> None:
    async def ask(visitor: Visitor) -> None:
        listed = {one.name: one for one in (await visitor.client.list_tools()).tools}
        assert tuple(listed) == READING + WRITING
        hints = {name: one.annotations for name, one in listed.items()}
        assert all(hints[one].read_only_hint for one in READING)
        assert not any(hints[one].read_only_hint for one in WRITING)
        assert [one for one in WRITING if hints[one].destructive_hint] == ["done", "snooze"]
        for name, arguments in CALLS.items():
            assert (await visitor(name, **arguments))["written"] == COMMANDS.get(name, name)

    visit(filled.db, ask, "--write", era=era)
    mine = [one for one in _journal(filled) if one["origin"] == "agent"]
    assert len(mine) == len(CALLS)
    for _ in CALLS:
        filled.ok("undo", "--origin", "agent")
    filled.fails(3, "undo", "--origin", "agent")


def test_without_write_there_is_no_such_tool(filled: Pulse) -> None:
    hand = Hand(filled.db)
    for name, arguments in CALLS.items():
        assert hand.refused(name, **arguments)["error"].startswith("there is no such tool")


def test_an_answer_says_what_was_written(filled: Pulse) -> None:
    hand = Hand(filled.db, write=True)
    said = hand("promise", **CALLS["promise"])
    assert said["commitment"] == {
        "id": 2,
        "owed_by": "us",
        "what": "⟦the tax estimate⟧",
        "made_on": "2026-11-21",
        "due_on": "2026-11-27",
    }
    said = hand("remind", **CALLS["remind"])
    assert said["reminder"]["on"] == "2026-11-27"
    brief = hand("brief", client="acme")["client"]
    assert [one["number"] for one in brief["promised"]] == ["2", "1"]
    assert hand("log", client="acme", kept=["2"])["touchpoint"]["channel"] == "call"
    assert [one["number"] for one in hand("brief", client="acme")["client"]["promised"]] == ["1"]


def test_the_same_change_within_a_minute_is_written_once(filled: Pulse) -> None:
    now = [0.0]
    hand = Hand(filled.db, write=True, clock=lambda: now[0])
    first = hand("promise", **CALLS["promise"])
    again = hand("promise", **CALLS["promise"])
    assert "written twice" in again.pop("repeated")
    assert again == first
    hand("promise", **{**CALLS["promise"], "what": "another"})
    now[0] = 61
    assert hand("promise", **CALLS["promise"])["commitment"]["id"] > first["commitment"]["id"]
    assert len([one for one in _journal(filled) if one["origin"] == "agent"]) == 3


def test_a_change_that_was_taken_back_is_written_again(filled: Pulse) -> None:
    hand = Hand(filled.db, write=True, clock=lambda: 0.0)
    hand("promise", **CALLS["promise"])
    filled.ok("undo", "--origin", "agent")
    assert "repeated" not in hand("promise", **CALLS["promise"])
    assert len(hand("brief", client="acme")["client"]["promised"]) == 2
    # What others did meanwhile doesn't matter.
    filled.ok("promise", "acme", "another")
    filled.ok("undo")
    assert "repeated" in hand("promise", **CALLS["promise"])


def test_numbers_are_taken_as_digits_too(filled: Pulse) -> None:
    hand = Hand(filled.db, write=True)
    filled.ok("promise", "acme", "another")
    assert hand("done", number=1)["commitment"]["done_on"] == "2026-11-21"
    hand("log", client="acme", kept=[2])
    assert hand("brief", client="acme")["client"]["promised"] == []
    assert hand.refused("done", number=True)["error"] == "number has to be text"


def test_what_was_refused_may_be_tried_again_at_once(filled: Pulse) -> None:
    hand = Hand(filled.db, write=True, clock=lambda: 0.0)
    hand.refused("promise", client="bob", what="it")
    filled.ok("add", "Bob")
    hand("promise", client="bob", what="it")


def test_in_a_minute_there_are_so_many_calls_and_no_more(filled: Pulse) -> None:
    now = [100.0]
    hand = Hand(filled.db, write=True, clock=lambda: now[0], calls=120)
    for at in range(20):
        hand("agenda_add", client="acme", what=f"point {at}")
    now[0] += 30
    refused = hand.refused("agenda_add", client="acme", what="one more")
    assert refused["error"] == "that is more than 20 changes in a minute"
    assert refused["do"] == "go on in 30 seconds"
    for _ in range(99):
        hand("brief", client="acme")
    assert (
        hand.refused("brief", client="acme")["error"] == "that is more than 120 calls in a minute"
    )
    now[0] += 30
    hand("agenda_add", client="acme", what="one more")


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("done", {"number": "acme"}),
        ("done", {"number": "report"}),
        ("done", {"number": "1 2"}),
        ("log", {"client": "acme", "kept": ["report"]}),
        ("log", {"client": "acme", "kept": ["t2"]}),
        ("log", {"client": "@retail", "note": "x"}),
        ("log", {"client": "acme", "channel": "pigeon"}),
        ("log", {"client": "acme", "mood": "good"}),
        ("log", {"client": "acme", "told": ["1"]}),
        ("log", {"client": "acme", "minutes": -1}),
        ("log", {"client": "acme", "minutes": True}),
        ("log", {"client": "acme", "on": "2027-01-01"}),
        ("promise", {"client": "@retail", "what": "x"}),
        ("promise", {"client": "acme", "what": " "}),
        ("promise", {"client": "acme", "what": "x" * 30_000}),
        ("promise", {"client": "acme", "what": "x", "by": "whenever"}),
        ("promise", {"client": "acme"}),
        ("promise", {"client": ["acme"], "what": "x"}),
        ("promise", {"client": "acm", "what": "x"}),
        ("snooze", {"client": "@retail", "until": "fri"}),
        ("snooze", {"client": "acme", "until": ""}),
        ("snooze", {"client": "acme", "until": "yesterday"}),
        ("remind", {"client": "acme", "on": "fri", "what": ""}),
        ("agenda_add", {"client": "acme", "what": ""}),
        ("agenda_add", {"client": "", "what": "x"}),
        ("agenda_add", {"client": "acme", "what": "half \ud800 a character"}),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    filled: Pulse, name: str, arguments: dict[str, Any]
) -> None:
    before = filled.content()
    refused = Hand(filled.db, write=True).refused(name, **arguments)
    assert refused["error"]
    assert refused["do"]
    assert "--" not in json.dumps(refused)
    assert filled.content() == before


def test_a_number_that_nothing_has_isnt_taken_for_a_name(filled: Pulse) -> None:
    for key, name in (("t9", "Tango"), ("99-red", "99 Red"), ("77", "Lucky")):
        filled.ok("add", name, "--key", key)
        filled.ok("promise", key, "the t2 form, and 88")
    before = filled.content()
    hand = Hand(filled.db, write=True)
    for number in ("t9", "99", "77", "88"):
        assert hand.refused("done", number=number)["error"].startswith("⟦there is no ")
    hand.refused("log", client="t9", kept=["t2"])
    hand.refused("log", client="t9", kept=["88"])
    assert filled.content() == before


def test_an_ambiguous_name_is_answered_with_the_choices(filled: Pulse) -> None:
    refused = Hand(filled.db).refused("brief", client="acm")
    assert sorted(refused["choices"], key=lambda one: one["key"]) == [
        {"key": "acme", "name": "⟦Acme GmbH⟧"},
        {"key": "acme-2", "name": "⟦Acme 2⟧"},
    ]
    assert "call again with its key" in refused["do"]
    refused = Hand(filled.db).refused("brief", client="akme")
    assert {one["key"] for one in refused["choices"]} == {"acme", "acme-2"}


def test_nothing_is_written_where_nothing_was_ever_stored(pulse: Pulse) -> None:
    said = Hand(pulse.store, write=True).refused("promise", client="acme", what="it")
    assert "nothing is stored yet" in said["error"]
    assert not pulse.store.exists()
    assert Hand(pulse.store)("due")["clients_due"] == []
