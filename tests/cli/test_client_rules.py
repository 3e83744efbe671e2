"""The rules of one client: what reminds of it, how often, and where that comes from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from clientpulse.cadence.rule_book import RULE_BOOK
from tests.conftest import Pulse, filled_once
from tests.unit.cases import CASES

RULES = [rule.name for rule in RULE_BOOK]
INTERVALS = {rule: case.interval for rule, case in CASES.items() if case.interval[0].isdigit()}
WITH_INTERVALS = [*INTERVALS, "recap"]


@pytest.fixture
@filled_once
def acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    pulse.ok("add", "Other")


@pytest.fixture
def config() -> Path:
    path = Path(os.environ["XDG_CONFIG_HOME"]) / "clientpulse" / "config.toml"
    path.parent.mkdir(parents=True)
    return path


def rules(pulse: Pulse, client: str = "acme") -> dict[str, dict[str, Any]]:
    items = pulse.ok("client", "rules", client, "--json").items
    assert [one["rule"] for one in items] == RULES
    return {one["rule"]: one for one in items}


def state(pulse: Pulse, rule: str, client: str = "acme") -> tuple[bool, str | None, str]:
    one = rules(pulse, client)[rule]
    return one["on"], one["interval"], one["from"]


def test_every_rule_is_listed_as_it_comes(acme: Pulse) -> None:
    found = rules(acme)
    assert {rule: one["interval"] for rule, one in found.items() if one["interval"]} == INTERVALS
    assert {(one["on"], one["from"]) for one in found.values()} == {(True, "default")}


def test_a_client_may_have_intervals_of_its_own(acme: Pulse) -> None:
    acme.ok("client", "rules", "acme", "checkup=yearly", "feedback=none", "promise=NONE")
    assert state(acme, "checkup") == (True, "1y", "client")
    assert state(acme, "feedback") == (False, None, "client")
    assert state(acme, "promise") == (False, None, "client")
    assert state(acme, "chase") == (True, "3d", "default")
    assert {one["from"] for one in rules(acme, "other").values()} == {"default"}


def test_default_gives_a_rule_back(acme: Pulse) -> None:
    acme.ok("client", "rules", "acme", "checkup=1y", "promise=none")
    acme.ok("client", "rules", "acme", "checkup=default", "promise=default", "chase=default")
    assert {one["from"] for one in rules(acme).values()} == {"default"}
    assert state(acme, "promise") == (True, None, "default")


def test_an_interval_takes_the_place_of_the_one_before(acme: Pulse) -> None:
    for interval in ("1y", "none", "2w"):
        acme.ok("client", "rules", "acme", f"checkup={interval}")
    assert state(acme, "checkup") == (True, "2w", "client")


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_can_be_turned_off_and_some_have_an_interval(acme: Pulse, rule: str) -> None:
    acme.ok("client", "rules", "acme", f"{rule}=none")
    assert state(acme, rule) == (False, None, "client")
    if rule in WITH_INTERVALS:
        acme.ok("client", "rules", "acme", f"{rule}=10d")
        assert state(acme, rule) == (True, "10d", "client")
    else:
        refused = acme.fails(2, "client", "rules", "acme", f"{rule}=10d")
        assert f"the rule {rule} has no interval of its own" in refused.err
        assert state(acme, rule) == (False, None, "client")


def test_the_config_stands_between_the_client_and_the_default(acme: Pulse, config: Path) -> None:
    config.write_text('[rules]\ncheckup = "3m"\nfeedback = "none"\nmoment = "none"\n')
    assert state(acme, "checkup") == (True, "3m", "config")
    assert state(acme, "feedback") == (False, None, "config")
    assert state(acme, "moment") == (False, None, "config")
    acme.ok("client", "rules", "acme", "checkup=1y", "feedback=1y")
    assert state(acme, "checkup") == (True, "1y", "client")
    assert state(acme, "feedback") == (True, "1y", "client")
    assert state(acme, "feedback", "other") == (False, None, "config")


def test_how_often_to_chase_and_whether_to_recap_come_from_settings_too(
    acme: Pulse, config: Path
) -> None:
    config.write_text('chase_every = "5d"\nrecap = "none"\n')
    assert state(acme, "chase") == (True, "5d", "config")
    assert state(acme, "recap") == (False, None, "config")
    config.write_text('chase_every = "5d"\nrecap = "voice"\n[rules]\nchase = "9d"\n')
    assert state(acme, "chase") == (True, "9d", "config")
    assert state(acme, "recap") == (True, None, "default")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("checkup", "write it as checkup=1y, feedback=none or chase=default"),
        ("chekup=1y", "did you mean checkup?"),
        ("=1y", "the rules are appointment"),
        ("checkup=", "isn't a checkup interval"),
        ("checkup=often", "isn't a checkup interval"),
        ("checkup=0d", "isn't a checkup interval"),
        ("checkup=1000d", "isn't a checkup interval"),
        ("promise=", "the rule promise has no interval of its own"),
    ],
)
def test_what_cant_be_read_sets_nothing(acme: Pulse, typed: str, words: str) -> None:
    assert words in acme.fails(2, "client", "rules", "acme", "feedback=1y", typed).err
    assert {one["from"] for one in rules(acme).values()} == {"default"}


def test_a_rule_is_set_once(acme: Pulse) -> None:
    assert "set twice" in acme.fails(2, "client", "rules", "acme", "checkup=1y", "checkup=2y").err
    acme.ok("client", "rules", "acme", "checkup=1y", "CHECKUP=yearly")
    assert state(acme, "checkup") == (True, "1y", "client")


def test_a_rule_may_be_typed_with_dashes(acme: Pulse) -> None:
    acme.ok("client", "rules", "acme", "project-feedback=2w")
    assert state(acme, "project_feedback") == (True, "2w", "client")


def test_the_answer_says_what_is_so_now(acme: Pulse) -> None:
    said = acme.ok("client", "rules", "acme", "checkup=1y", "feedback=none", "chase=default").out
    assert said == "Rules of Acme: chase 3d, the usual; feedback 6m → off; checkup 6m → 1y\n"
    written = acme.ok("client", "rules", "acme", "recap=2d", "--json").json["rules"]
    assert [one["rule"] for one in written] == RULES
    (recap,) = [one for one in written if one["rule"] == "recap"]
    assert recap == {"rule": "recap", "on": True, "interval": "2d", "from": "client"}


def test_the_list_is_there_in_every_format(acme: Pulse) -> None:
    acme.ok("client", "rules", "acme", "checkup=none", "feedback=1y")
    table = [" ".join(line.split()) for line in acme.ok("client", "rules", "acme").out.splitlines()]
    assert table[0] == "Rules of Acme"
    assert "checkup off this client look at the relationship" in table
    assert "feedback 1y this client ask how they find our work" in table
    assert "recap next workday default a conversation isn't written down for them" in table
    csv = acme.ok("client", "rules", "acme", "--format", "csv").out.splitlines()
    assert csv[0] == "rule,on,interval,from"
    assert "checkup,0,,client" in csv
    markdown = acme.ok("client", "rules", "acme", "--format", "markdown").out
    assert "| feedback | 1y | this client | ask how they find our work |" in markdown


def test_a_format_belongs_to_the_list(acme: Pulse) -> None:
    acme.fails(2, "client", "rules", "acme", "checkup=1y", "--format", "csv")
    assert state(acme, "checkup") == (True, "6m", "default")


def test_a_client_that_isnt_there_has_no_rules(acme: Pulse) -> None:
    acme.fails(3, "client", "rules", "nobody")
    acme.fails(3, "client", "rules", "nobody", "checkup=1y")
