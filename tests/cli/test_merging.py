"""Merging two clients: nobody disappears, no clock restarts, and the answer says what holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.records import Client
from clientpulse.services.clients.merging import resting, starts
from tests.conftest import TODAY, Pulse

Write = Callable[..., str]
Dump = Callable[[], list[str]]

NOW = date.fromisoformat(TODAY)

REST = {
    "active": (),
    "snoozed": ("snooze", "{}", "2026-12-04"),
    "snoozed for long": ("snooze", "{}", "2027-03-01"),
    "paused": ("client", "pause", "{}"),
    "paused till": ("client", "pause", "{}", "--until", "2026-12-04"),
    "paused for long": ("client", "pause", "{}", "--until", "2027-03-01"),
    "archived": ("client", "archive", "{}"),
}


@pytest.fixture
def two(pulse: Pulse) -> Pulse:
    """Two clients, both long overdue, each with a broken promise and a mistake."""
    pulse.begin_with(_two)
    return pulse


def _two(pulse: Pulse) -> None:
    for name in ("Old", "Into"):
        pulse.ok("add", name, "--meet", "quarterly", "--since", "2026-01-05")
        pulse.ok("promise", name, "the figures", "--by", "2026-11-20", today="2026-11-01")
        pulse.ok("mistake", name, "Sent it twice", today="2026-11-10")


def rest(pulse: Pulse, **states: str) -> None:
    for key, state in states.items():
        if words := REST[state]:
            pulse.ok(*(word.format(key) for word in words))


def state_of(pulse: Pulse, key: str = "into") -> tuple[Any, ...]:
    shown = pulse.ok("show", key, "--json").json
    fields = ("archived_on", "paused_on", "paused_until", "snoozed_until")
    return tuple(shown[field] for field in fields)


def due(pulse: Pulse, *arguments: str, today: str | None = None) -> list[tuple[str, str]]:
    items = pulse.ok("due", "--all", "--json", *arguments, today=today).items
    return [(item["key"], item["rule"]) for item in items]


@pytest.mark.parametrize(
    ("old", "into"),
    # A law holds all of them to it; these go through the program.
    [
        (old, into)
        for at, old in enumerate(REST)
        for place, into in enumerate(REST)
        if "active" in (old, into) or (at + place) % 3 == 0
    ],
)
def test_the_merged_client_is_as_visible_as_the_more_visible_one(
    two: Pulse, dump: Dump, old: str, into: str
) -> None:
    rest(two, old=old, into=into)
    order = list(REST)
    more = min((old, into), key=order.index)
    key = "old" if more == old else "into"
    expected = state_of(two, key)
    if {old, into} == {"snoozed for long", "paused till"}:
        # Each is the more visible one for a while: what the snooze hid comes back with the pause.
        expected = None, None, None, "2026-12-04"
    elif {old, into} == {"paused", "paused till"} or {old, into} == {"paused", "paused for long"}:
        expected = state_of(two, "old" if old != "paused" else "into")
    before, waiting = dump(), due(two)
    two.ok("client", "merge", "old", "into", "--yes")
    assert state_of(two) == expected
    found = due(two)
    for rule in ("promise", "own_up"):
        comes_up = [key for key, one in waiting if one == rule]
        assert found.count(("into", rule)) == 2 * bool(comes_up), rule
    assert {rule for _, rule in waiting} == {rule for _, rule in found}
    two.ok("undo")
    assert dump() == before


@pytest.mark.parametrize(
    ("old", "into", "said"),
    [
        ("active", "active", "State: active."),
        ("active", "archived", "State: active. Into was archived."),
        ("active", "paused", "State: active. Into was paused until it is resumed."),
        ("snoozed", "active", "State: active. Old was snoozed until Fri 4 Dec 2026."),
        ("paused till", "paused", "State: paused until Fri 4 Dec 2026. Into was paused until it"),
        ("archived", "archived", "State: archived."),
    ],
)
def test_preview_and_answer_say_what_state_results_and_what_goes(
    two: Pulse, dump: Dump, old: str, into: str, said: str
) -> None:
    rest(two, old=old, into=into)
    before = dump()
    preview = two.ok("client", "merge", "old", "into", "--dry-run")
    assert dump() == before
    assert said in preview.out
    assert said in two.fails(2, "client", "merge", "old", "into").err
    merged = two.ok("client", "merge", "old", "into", "--yes")
    assert merged.out.splitlines()[1:] == preview.out.splitlines()[1:]


def test_the_preview_shows_the_client_as_it_will_be(two: Pulse) -> None:
    two.ok("client", "archive", "into")
    command = ("client", "merge", "old", "into", "--json")
    preview = two.ok(*command, "--dry-run").json
    assert preview["client"]["archived_on"] is None
    assert preview | {"dry_run": False} == two.ok(*command, "--yes").json


def test_the_targets_rules_stay_and_the_sources_go_with_a_word(two: Pulse, dump: Dump) -> None:
    two.ok("client", "rules", "old", "promise=none", "checkup=1y", "feedback=none")
    two.ok("client", "rules", "into", "feedback=1y")
    before = dump()
    said = two.ok("client", "merge", "old", "into", "--yes").out
    assert "Rules: feedback yearly, the others as for all clients." in said
    assert "Those of Old go: promise off, checkup yearly, feedback off." in said
    rules = two.ok("client", "rules", "into", "--json").items
    assert [one["rule"] for one in rules if one["from"] == "client"] == ["feedback"]
    two.ok("undo")
    assert dump() == before


def test_what_was_open_with_either_is_due_still(two: Pulse) -> None:
    two.ok("client", "rules", "old", "promise=none", "own_up=none")
    for key in ("old", "into"):
        two.ok("remind", key, TODAY, "the talk")
        two.ok("meeting", "book", key, "2026-11-22" if key == "old" else "2026-11-23")
    two.ok("client", "archive", "into")
    two.ok("client", "merge", "old", "into", "--yes")
    found = due(two, today="2026-11-23")
    for rule, times in {"promise": 2, "own_up": 2, "moment": 2, "outcome": 1}.items():
        assert found.count(("into", rule)) == times, rule


def test_no_clock_restarts(two: Pulse, write: Write) -> None:
    """A client that was imported yesterday says nothing of how long the other one is silent."""
    two.ok("import", write("name,since\nNew,2019-01-01\n"), today="2026-11-20")
    asked = [item for item in due(two) if item[0] == "old"]
    assert {"update", "feedback", "checkup"} <= {rule for _, rule in asked}
    health = two.ok("show", "old", "--json").json["health"]
    for order in (("old", "new"), ("new", "old")):
        two.ok("client", "merge", *order, "--yes")
        found = due(two)
        assert {(order[1], rule) for _, rule in asked} <= set(found)
        shown = two.ok("show", order[1], "--json").json
        assert shown["started_on"] == "2019-01-01"
        assert shown["health"] == health
        two.ok("undo")


def test_conversations_that_nobody_asked_about_stay_unasked(two: Pulse, write: Write) -> None:
    two.ok("import", write("name,since\nNew,2019-01-01\n"), today="2026-11-20")
    two.ok("import", write("client,on,channel\nnew,2026-10-01,meeting\n", "t.csv"))
    two.ok("log", "old", "Review", "-c", "meeting", "-d", "2026-11-19")
    for order in (("old", "new"), ("new", "old")):
        two.ok("client", "merge", *order, "--yes")
        held = two.ok("history", order[1], "-c", "meeting", "--json").items
        assert [one["recapped_on"] for one in held] == [None, "2026-11-20"]
        assert (order[1], "recap") in due(two)
        two.ok("undo")


def spans(pulse: Pulse) -> list[tuple[str, str, str | None]]:
    (client,) = pulse.ok("export", "-").json["clients"]
    return [(one["kind"], one["from"], one["to"]) for one in client["rests"]]


@pytest.mark.parametrize(
    ("old", "into", "kept"),
    [
        ([], [("pause", "2026-03-01", "2026-06-01")], []),
        ([("pause", "2026-03-01", "2026-06-01")], [], []),
        (
            [("pause", "2026-03-01", "2026-06-01")],
            [("snooze", "2026-05-01", "2026-09-01"), ("pause", "2026-02-01", "2026-03-10")],
            [("pause", "2026-03-01", "2026-03-10"), ("snooze", "2026-05-01", "2026-06-01")],
        ),
        (
            [("pause", "2026-03-01", None)],
            [("pause", "2026-05-01", None)],
            [("pause", "2026-05-01", None)],
        ),
        # When the other client wasn't there yet, this one alone was to be looked after.
        ([], [("pause", "2025-03-01", "2026-06-01")], [("pause", "2025-03-01", "2026-01-05")]),
    ],
)
def test_only_when_both_were_left_alone_was_the_merged_client(
    two: Pulse, write: Write, dump: Dump, old: Any, into: Any, kept: Any
) -> None:
    document = two.ok("export", "-").json
    for client, its in zip(document["clients"], (old, into), strict=True):
        uid = f"6f1b7a52-0000-4000-8000-00000000{client['key'] == 'into':02}"
        client["rests"] = [
            {"uid": f"{uid}{n:02}", "kind": kind, "from": start, "to": end,
             "created_at": client["created_at"]}
            for n, (kind, start, end) in enumerate(its)
        ]  # fmt: skip
    document["clients"][1]["started_on"] = "2025-01-05"
    two.ok("import", write(json.dumps(document), "x.json"))
    before = dump()
    two.ok("client", "merge", "old", "into", "--yes")
    assert spans(two) == kept
    two.ok("undo")
    assert dump() == before


def test_a_pause_that_both_had_ends_for_both_when_it_is_resumed(two: Pulse) -> None:
    two.ok("client", "pause", "old", today="2026-09-01")
    two.ok("client", "pause", "into", "--until", "2027-01-01", today="2026-10-01")
    two.ok("client", "merge", "old", "into", "--yes")
    assert state_of(two) == (None, "2026-10-01", "2027-01-01", None)
    two.ok("client", "resume", "into")
    assert spans(two) == [("pause", "2026-10-01", TODAY)]


DAYS = st.integers(-3, 12).map(lambda days: NOW + timedelta(days=days))
PLAIN = Client(name="A", key="a", started_on=NOW)
CLIENTS = st.builds(
    lambda archived, paused, until, snoozed, started, clock, asked: replace(
        PLAIN,
        archived_on=archived,
        paused_on=NOW if paused else None,
        paused_until=until if paused else None,
        snoozed_until=snoozed,
        started_on=started,
        clock_on=clock,
        asked_from=asked,
    ),
    st.none() | st.just(NOW),
    st.booleans(),
    st.none() | DAYS,
    st.none() | DAYS,
    DAYS,
    st.none() | DAYS,
    st.none() | DAYS,
)


def visibility(client: Client, day: date) -> int:
    """Rank what comes up of a client on a day: nothing, all but reminders to be in touch, all."""
    until = client.paused_until
    if client.archived_on is not None:
        return 0
    if client.paused_on is not None and (until is None or day < until):
        return 1
    return 3 if client.snoozed_until is None or day >= client.snoozed_until else 2


@given(CLIENTS, CLIENTS)
def test_on_every_day_the_merged_client_is_as_visible_as_the_more_visible_one(
    old: Client, into: Client
) -> None:
    merged = replace(into, **resting(old, into, NOW))
    for ahead in range(14):
        day = NOW + timedelta(days=ahead)
        assert visibility(merged, day) == max(visibility(old, day), visibility(into, day)), day


@given(CLIENTS, CLIENTS)
def test_each_of_the_merged_clients_clocks_is_the_earlier_one(old: Client, into: Client) -> None:
    def clocks(one: Client) -> tuple[date, date, date]:
        asked = max(one.started_on, one.asked_from or one.started_on)
        return one.started_on, one.clock_on or one.started_on, asked

    merged = replace(into, **starts(old, into))
    assert clocks(merged) == tuple(map(min, clocks(old), clocks(into)))
