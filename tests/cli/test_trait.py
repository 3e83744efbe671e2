"""Traits: the thirteen that are built in, those of our own, and how much each counts."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from tests.conftest import Pulse, filled_once
from tests.hostile import assert_harmless, generated, naughty

BUILT_IN = [
    ("communication", "communication", True),
    ("shared-knowledge", "shared knowledge", True),
    ("expectations", "expectations known and exceeded", True),
    ("opinions-shared", "opinions shared", True),
    ("positive-attitude", "positive attitude", True),
    ("poor-communication", "poor communication", False),
    ("opinions-withheld", "opinions withheld", False),
    ("knowledge-kept", "knowledge kept to oneself", False),
    ("bad-manners", "bad manners in communication", False),
    ("debates-without-solution", "debates without a solution", False),
    ("no-planning", "no strategic planning", False),
    ("negative-attitude", "negative attitude", False),
    ("no-data-shared", "no data or reports shared", False),
]


@pytest.fixture
@filled_once
def acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    pulse.ok("add", "Other")


def listed(pulse: Pulse, *client: str) -> list[dict[str, Any]]:
    return pulse.ok("trait", "list", *client, "--json").items


def own(pulse: Pulse, *client: str) -> list[tuple[str, int, str | None]]:
    return [
        (one["key"], one["weight"], one["client"])
        for one in listed(pulse, *client)
        if not one["built_in"]
    ]


def different(pulse: Pulse, *client: str) -> list[tuple[str, int, str | None]]:
    """Return the traits that don't weigh what is usual, or are for one client."""
    return [
        (one["key"], one["weight"], one["client"])
        for one in listed(pulse, *client)
        if one["weight"] != 1 or one["client"]
    ]


def test_thirteen_traits_are_there_before_anything_is(pulse: Pulse) -> None:
    items = listed(pulse)
    assert [(one["key"], one["name"], one["good"]) for one in items] == BUILT_IN
    assert {(one["built_in"], one["weight"], one["client"]) for one in items} == {(True, 1, None)}
    assert not pulse.store.exists()


def test_a_trait_of_our_own_is_for_all_or_for_one(acme: Pulse) -> None:
    added = acme.ok("trait", "add", "pays", "on", "time", "--json").json["trait"]
    assert added == {
        "key": "pays-on-time",
        "name": "pays on time",
        "good": True,
        "built_in": False,
        "weight": 1,
        "client": None,
    }
    late = acme.ok("trait", "add", "changes late", "--bad", "--client", "acme", "--json")
    assert (late.json["trait"]["good"], late.json["trait"]["client"]) == (False, "Acme")
    assert own(acme) == [("pays-on-time", 1, None), ("changes-late", 1, "Acme")]
    assert own(acme, "acme") == [("pays-on-time", 1, None), ("changes-late", 1, "Acme")]
    assert own(acme, "other") == [("pays-on-time", 1, None)]


def test_a_trait_for_all_needs_no_client_yet(pulse: Pulse) -> None:
    pulse.ok("trait", "add", "pays on time")
    pulse.ok("trait", "weigh", "pays", "2")
    assert different(pulse) == [("pays-on-time", 2, None)]
    pulse.fails(3, "trait", "add", "neat", "--client", "nobody")


@pytest.mark.parametrize("name", ["communication", "Poor Communication", "PAYS ON TIME"])
def test_two_traits_of_one_name_cant_be_told_apart(acme: Pulse, name: str) -> None:
    acme.ok("trait", "add", "pays on time")
    assert "there is a trait of this name" in acme.fails(3, "trait", "add", name).err
    acme.fails(3, "trait", "add", name, "--client", "acme")


def test_two_clients_may_each_have_a_trait_of_one_name(acme: Pulse) -> None:
    acme.ok("trait", "add", "neat", "--client", "acme")
    acme.ok("trait", "add", "neat", "--client", "other")
    assert own(acme) == [("neat", 1, "Acme"), ("neat-2", 1, "Other")]
    acme.fails(3, "trait", "add", "neat", "--client", "acme")
    acme.fails(3, "trait", "add", "neat")


@pytest.mark.parametrize("name", ["", " ", "x" * 201])
def test_a_name_is_checked(acme: Pulse, name: str) -> None:
    acme.fails(2, "trait", "add", name)
    assert own(acme) == []


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Communication!", "communication-2"),
        ("Zahlt pünktlich", "zahlt-punktlich"),
        ("???", "trait"),
        ("信頼", "信頼"),
        ("one two three four five six", "one-two-three"),
    ],
)
def test_a_key_is_made_of_the_name(acme: Pulse, name: str, key: str) -> None:
    assert acme.ok("trait", "add", "--json", "--", name).json["trait"]["key"] == key


# Weights.


def test_a_weight_is_for_all_until_a_client_has_its_own(acme: Pulse) -> None:
    acme.ok("trait", "weigh", "communication", "3")
    assert different(acme) == [("communication", 3, None)]
    assert different(acme, "acme") == [("communication", 3, None)]
    weighed = acme.ok("trait", "weigh", "communication", "5", "--client", "acme", "--json")
    assert weighed.json["trait"]["weight"] == 5
    assert different(acme) == [("communication", 3, None), ("communication", 5, "Acme")]
    assert different(acme, "acme") == [("communication", 5, "Acme")]
    assert different(acme, "other") == [("communication", 3, None)]


def test_default_brings_the_usual_weight_back(acme: Pulse) -> None:
    acme.ok("trait", "weigh", "communication", "3")
    acme.ok("trait", "weigh", "communication", "0", "--client", "acme")
    back = acme.ok("trait", "weigh", "communication", "default", "--client", "acme", "--json")
    assert back.json["trait"]["weight"] == 3
    assert different(acme, "acme") == [("communication", 3, None)]
    acme.ok("trait", "weigh", "communication", "default")
    assert different(acme) == []


def test_a_clients_own_trait_is_weighed_for_it_without_naming_it(acme: Pulse) -> None:
    acme.ok("trait", "add", "neat", "--client", "acme")
    acme.ok("trait", "weigh", "neat", "4")
    assert own(acme) == [("neat", 4, "Acme")]
    assert own(acme, "acme") == [("neat", 4, "Acme")]
    refused = acme.fails(3, "trait", "weigh", "neat", "2", "--client", "other")
    assert "there is no trait" in refused.err


def test_the_last_weight_of_a_clients_own_trait_counts_however_it_was_given(acme: Pulse) -> None:
    acme.ok("trait", "add", "neat", "--client", "acme")
    acme.ok("trait", "weigh", "neat", "2", "--client", "acme")
    acme.ok("trait", "weigh", "neat", "5")
    assert own(acme, "acme") == own(acme) == [("neat", 5, "Acme")]


def test_the_usual_weight_is_nothing_to_write_down(acme: Pulse) -> None:
    before = acme.ok("undo", "--list", "--json").items
    acme.ok("trait", "weigh", "communication", "1")
    acme.ok("trait", "weigh", "communication", "default", "--client", "acme")
    assert acme.ok("undo", "--list", "--json").items == before


def test_a_weight_without_its_trait_is_passed_over(acme: Pulse) -> None:
    with closing(sqlite3.connect(acme.store)) as connection:
        connection.execute("INSERT INTO trait_weight (client_id, trait, weight) VALUES (1, 'x', 3)")
        connection.commit()
    assert different(acme) == different(acme, "acme") == []


@pytest.mark.parametrize("weight", ["0", "10", " 7 "])
def test_weights_go_from_nothing_to_ten(acme: Pulse, weight: str) -> None:
    acme.ok("trait", "weigh", "communication", weight)
    assert different(acme) == [("communication", int(weight), None)]


@pytest.mark.parametrize("weight", ["11", "1.5", "much", "", "1e1", "+3", "٣", "9" * 5000])
def test_other_weights_are_refused(acme: Pulse, weight: str) -> None:
    refused = acme.fails(2, "trait", "weigh", "communication", weight)
    assert "use 0 to 10, 0 for not asking about it, or default" in refused.err
    assert different(acme) == []


def test_a_weight_below_nothing_is_refused(acme: Pulse) -> None:
    acme.fails(2, "trait", "weigh", "communication", "--", "-1")
    assert different(acme) == []


def test_what_weighs_nothing_is_said_not_to_be_asked(acme: Pulse) -> None:
    said = acme.ok("trait", "weigh", "communication", "0", "--client", "acme").out
    assert said == "communication weighs 0 instead of 1 for Acme only, so it isn't asked.\n"
    assert "0, not asked" in acme.ok("trait", "list", "acme").out


# Finding and removing.


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("attitude", "positive-attitude, negative-attitude"),
        ("comunication", "did you mean communication"),
        ("zzz", "'pulse trait list' shows them"),
    ],
)
def test_a_trait_that_isnt_found_is_answered_with_the_nearest(
    acme: Pulse, typed: str, words: str
) -> None:
    assert words in acme.fails(3, "trait", "weigh", typed, "2").err
    assert words in acme.fails(3, "trait", "remove", typed).err


@pytest.mark.parametrize("key", [key for key, _, _ in BUILT_IN])
def test_what_is_built_in_cant_be_removed(acme: Pulse, key: str) -> None:
    refused = acme.fails(3, "trait", "remove", key)
    assert f"pulse trait weigh {key} 0" in refused.err
    assert len(listed(acme)) == 13


def test_a_removed_trait_goes_with_its_weights(acme: Pulse) -> None:
    acme.ok("trait", "add", "neat")
    acme.ok("trait", "weigh", "neat", "3")
    acme.ok("trait", "weigh", "neat", "0", "--client", "acme")
    removed = acme.ok("trait", "remove", "neat", "--json").json["trait"]
    assert (removed["key"], removed["weight"]) == ("neat", 3)
    assert different(acme) == different(acme, "acme") == own(acme) == []
    acme.ok("trait", "add", "neat")
    assert own(acme, "acme") == [("neat", 1, None)]


def test_the_list_is_there_in_every_format(acme: Pulse) -> None:
    acme.ok("trait", "add", "changes late", "--bad", "--client", "acme")
    table = [" ".join(line.split()) for line in acme.ok("trait", "list").out.splitlines()]
    assert table[0] == "14 traits"
    assert "poor-communication poor communication bad 1" in table
    assert "changes-late changes late bad 1 yours Acme" in table
    csv = acme.ok("trait", "list", "--format", "csv").out.splitlines()
    assert csv[0] == "key,name,good,built_in,weight,client"
    assert csv[-1] == "changes-late,changes late,0,0,1,Acme"
    assert "14 traits of Acme" in acme.ok("trait", "list", "acme", "--format", "markdown").out


def test_what_stands_on_a_side_of_an_equals_sign_is_quoted_harmlessly(acme: Pulse) -> None:
    for one in [*naughty()[::20], *generated(30)]:
        for command in (
            ("checkup", "acme", f"--set={one}=yes"),
            ("client", "rules", "acme", "--", f"{one}="),
            ("client", "rules", "acme", "--", f"checkup={one}"),
        ):
            if "\x00" in "".join(command) or not one.strip():
                continue
            outcome = acme(*command)
            assert outcome.code in {0, 2, 3}, (command, outcome.err)
            assert_harmless(outcome.out + outcome.err)
