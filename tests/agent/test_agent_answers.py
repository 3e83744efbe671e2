"""Answers say what they are about: that a day is quiet, that there is nothing, what was wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from agents import Hand

from tests.conftest import Pulse


def test_a_store_without_clients_is_said_to_be_empty(pulse: Pulse) -> None:
    said = Hand(pulse.store)("due")
    assert said["nobody"] == "no client is stored yet; your person begins with: pulse setup"
    pulse.ok("add", "Acme", "--since", "2026-11-20")
    pulse.ok("client", "archive", "acme")
    assert Hand(pulse.store)("due")["nobody"] == "all clients are archived"


def test_a_quiet_day_says_what_comes_next(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH", "--key", "acme", "--update", "weekly", "--since", "2026-11-20")
    pulse.ok("add", "Bob", "--since", "2026-11-20")
    pulse.ok("snooze", "bob", "in 2 weeks")
    said = Hand(pulse.store)("due")
    assert said["nobody"] == "nobody is waiting to hear from your person"
    assert (said["clients"], said["paused_or_snoozed"]) == (2, 1)
    assert said["next"] == {
        "key": "acme",
        "name": "⟦Acme GmbH⟧",
        "act_by": "2026-11-27",
        "reason": "update due Fri 27 Nov; weekly updates",
    }
    bob = Hand(pulse.store)("brief", client="bob")["client"]
    assert (bob["status"], bob["snoozed_until"]) == ("snoozed", "2026-12-05")


def test_days_off_are_told_on_them_and_behind_them(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--update", "weekly", "--since", "2026-01-02")
    pulse.ok("away", "add", "2026-11-23", "to", "2026-11-25")
    said = Hand(pulse.store, today="2026-11-24")("due")
    assert said["day_off"].startswith("your person is away until 2026-11-25")
    said = Hand(pulse.store, today="2026-11-26")("due")
    assert said["back_from_days_off"] == "0 came up from 2026-11-23 to 2026-11-25"
    assert "day_off" not in said


def test_whose_clients_are_looked_at_is_said(
    pulse: Pulse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pulse.ok("add", "Acme", "--update", "weekly", "--since", "2026-01-02", "--owner", "kim")
    assert "whose" not in Hand(pulse.store)("due")
    config = tmp_path / "me.toml"
    config.write_text('me = { owner = "sam" }\n', "utf-8")
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(config))
    said = Hand(pulse.store)("due")
    assert said["to_contact"] == 0
    assert said["whose"].startswith("your person's own clients")
    assert said["nobody"] == "none of your person's own clients"
    assert said["colleagues_have_to_contact"] == 1
    assert Hand(pulse.store)("due", client="acme")["to_contact"] == 1
    for name in ("report", "dial"):
        assert Hand(pulse.store)(name)["whose"] == said["whose"]
    assert Hand(pulse.store)("brief", client="acme")["client"]["owner"] == "⟦kim⟧"


def test_a_brief_says_that_nothing_was_promised(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--since", "2026-11-20")
    acme = Hand(pulse.store)("brief", client="acme")["client"]
    nothing = {"last": [], "promised": [], "asked": [], "next_meeting": None}
    assert acme.items() >= nothing.items()
    [row] = Hand(pulse.store)("report")["clients"]
    assert row["last_contact_on"] == "never"


@pytest.mark.parametrize(
    ("name", "arguments", "do"),
    [
        ("due", {"within": "soon"}, "correct within and call again. Also what comes up"),
        ("report", {"status": ["overdue", "lat"]}, "correct status and call again. Only clients"),
        ("history", {"since": "tomorow"}, "correct since and call again. From this day on: 2026"),
        ("log", {"client": "acme", "at": "25:00"}, "correct at and call again. Time of day: 14:30"),
        ("promise", {"client": "acme", "what": "x", "by": "2026-13-01"}, "correct by and call"),
        ("draft", {"client": "acme", "kind": "apology"}, "tell your person, who writes it"),
    ],
)
def test_an_error_says_which_argument_is_wrong_and_what_it_takes(
    pulse: Pulse, name: str, arguments: dict[str, Any], do: str
) -> None:
    pulse.ok("add", "Acme")
    assert Hand(pulse.store, write=True).refused(name, **arguments)["do"].startswith(do)


def test_a_search_for_nothing_is_refused(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    for notes in (False, True):
        refused = Hand(pulse.store, notes=notes).refused("search", words=[])
        assert refused["error"] == "⟦there is nothing to search for⟧"


def test_a_letter_that_cant_be_written_says_who_sees_why(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    refused = Hand(pulse.store).refused("draft", kind="recap", client="acme")
    assert "your person sees why: pulse draft recap acme" in refused["error"]


def test_a_template_with_a_mistake_is_the_persons_to_mend(
    pulse: Pulse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pulse.ok("add", "Acme", "--since", "2026-11-20")
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(tmp_path / "config.toml"))
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "update.j2").write_text("Subject: x\n\n{{ mood }}\n", "utf-8")
    refused = Hand(pulse.store).refused("draft", kind="update", client="acme")
    assert "update.j2, line 3" in refused["error"]
    assert refused["do"] == "tell your person"


def test_a_history_that_ends_before_it_begins_is_refused(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    said = Hand(pulse.store).refused("history", since="2026-11-20", until="2026-11-01")
    assert "comes after" in said["error"]
