"""Notes, moods, health and mistakes stay with the person, unless they say otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from agents import Hand
from private_store import CANARY, fill

from clientpulse.letters.kinds import KINDS
from tests.conftest import Pulse

CLIENTS = 6
NUMBERS = {"mood", "moods", "mood_trend", "score", "health", "feedback", "mistakes", "tags"}


@pytest.fixture
def keys(tmp_path: Path) -> list[str]:
    return fill(tmp_path / "private.db", CLIENTS)


def everything(hand: Hand, keys: list[str]) -> Iterator[str]:
    """Ask whatever can be asked."""
    calls: list[tuple[str, dict[str, Any]]] = [("due", {}), ("due", {"within": "1y"}), ("dial", {})]
    calls += [("report", {"sort": sort}) for sort in ("status", "name", "due", "last", "kept")]
    calls += [("history", {}), ("history", {"client": "@x"})]
    calls += [
        ("search", {"words": words})
        for words in ([CANARY], ["open"], [CANARY, "open"], ["open", "note"], ["e"], ["1"])
    ]
    for key in keys:
        calls += [(name, {"client": key}) for name in ("due", "brief", "history", "report", "dial")]
        calls += [("search", {"words": [key, CANARY]}), ("search", {"words": ["o"], "client": key})]
        calls += [("draft", {"kind": kind, "client": key}) for kind in KINDS]
        number = key.removeprefix("c")
        calls += [
            ("draft", {"kind": "greeting", "client": key, "about": f"{letter}{number}"})
            for letter in "rb"
        ]
        calls += [("draft", {"kind": "recap", "client": key, "about": number})]
        calls += [("draft", {"kind": "feedback", "client": key, "project": number})]
    for name, arguments in calls:
        yield hand.door.call(name, arguments).text


def test_no_tool_shows_what_the_person_keeps_to_themselves(tmp_path: Path, keys: list[str]) -> None:
    hand = Hand(tmp_path / "private.db")
    said = [*everything(hand, keys)]
    assert [one for one in said if CANARY in one.casefold()] == []
    assert any("open client name" in one for one in said)
    assert any("open commitment what" in one for one in said)
    for one in said:
        assert not NUMBERS & set(names(json.loads(one))), one


def test_a_person_may_show_it(tmp_path: Path, keys: list[str]) -> None:
    hand = Hand(tmp_path / "private.db", notes=True)
    said = " ".join(everything(hand, keys))
    for field in (
        "client note",
        "contact note",
        "touchpoint note",
        "mistake what",
        "reminder what",
    ):
        assert f"{CANARY} {field}" in said
    assert {"mood", "mistakes"} <= {
        name for key in keys for name in names(hand("brief", client=key))
    }


def test_an_agent_that_writes_is_answered_with_nothing_private(
    tmp_path: Path, keys: list[str]
) -> None:
    said = []
    for at, key in enumerate(keys):
        hand = Hand(tmp_path / "private.db", write=True)
        number = str(at + 1)
        for name, arguments in (
            ("log", {"client": key, "note": "spoke", "channel": "meeting", "people": ["Ann"]}),
            ("log", {"client": key, "kept": [number]}),
            ("promise", {"client": key, "what": "something", "by": "fri"}),
            ("ask", {"client": key, "what": "something"}),
            ("done", {"number": number}),
            ("done", {"number": f"t{number}"}),
            ("snooze", {"client": key, "until": "fri", "reason": "holiday"}),
            ("remind", {"client": key, "on": "fri", "what": "the talk", "person": "Ann"}),
            ("agenda_add", {"client": key, "what": "the van"}),
        ):
            said.append(hand.door.call(name, arguments).text)
    assert [one for one in said if CANARY in one.casefold()] == []
    assert sum('"written"' in one for one in said) > 5 * CLIENTS


def names(value: Any) -> Iterator[str]:
    """Return the names of all fields in an answer."""
    if isinstance(value, dict):
        yield from value
        for one in value.values():
            yield from names(one)
    elif isinstance(value, list):
        for one in value:
            yield from names(one)


def test_nobody_is_forgotten_whose_only_reason_is_a_mistake(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--since", "2026-11-20")
    pulse.ok("mistake", "acme", "Sent the invoice twice")
    [acme] = Hand(pulse.db)("due")["clients_due"]
    assert acme["why"] == [{"reason": "something that your person should look at: pulse due"}]
    assert acme["do"] == "tell your person"
    assert (
        "invoice"
        not in Hand(pulse.db).door.call("draft", {"kind": "update", "client": "acme"}).text
    )
    [acme] = Hand(pulse.db, notes=True)("due")["clients_due"]
    assert acme["why"][0]["reason"] == "⟦not told yet: Sent the invoice twice⟧"


def test_search_finds_nothing_through_a_note(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--note", "pays late")
    pulse.ok("log", "acme", "Talked about the divorce", "--agreed", "We start in May")
    pulse.ok("promise", "acme", "the estimate")
    hand = Hand(pulse.db)
    assert hand("search", words=["divorce"])["found"] == []
    assert hand("search", words=["divorce", "may"])["found"] == []
    assert hand("search", words=["acme", "divorce"])["found"] == []
    assert hand("search", words=["late"])["found"] == []
    [found] = hand("search", words=["acme", "may"])["found"]
    assert found["found"] == "⟦We start in May⟧"
    [found] = hand("search", words=["estim"])["found"]
    assert (found["what"], found["key"]) == ("promise", "acme")
    assert len(Hand(pulse.db, notes=True)("search", words=["divorce"])["found"]) == 1
