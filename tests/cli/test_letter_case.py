"""Owners, tags and clients are found in any case, in every script that has cases."""

from __future__ import annotations

import pytest

from tests.conftest import Pulse

SPELLINGS = [
    ("Kim", "KIM"),
    ("Élodie", "ÉLODIE"),
    ("ÉLODIE", "élodie"),
    ("jürgen weiß", "JÜRGEN WEISS"),
    ("STRASSE", "straße"),
    ("Łukasz", "łUKASZ"),
    ("ΟΔΥΣΣΕΥΣ", "οδυσσευς"),
    ("Οδυσσεύς", "ΟΔΥΣΣΕΎΣ"),
    ("Ольга", "ОЛЬГА"),
    ("ԱՐԱՄ", "արամ"),
    ("ﬁnance", "FINANCE"),
]
spellings = pytest.mark.parametrize(("stored", "typed"), SPELLINGS)


@spellings
def test_an_owner_and_a_tag_are_found_in_another_case(
    pulse: Pulse, stored: str, typed: str
) -> None:
    since = ("--since", "2026-01-05", "--meet", "1m")
    pulse.ok("add", "Acme", *since, "--owner", stored, "--tag", stored)
    pulse.ok("add", "Other", *since, "--owner", "somebody", "--tag", "else")
    for screen in ("due", "report", "client list"):
        for option in ("--owner", "--tag"):
            for one in (stored, typed, f" {typed} "):
                found = pulse.ok(*screen.split(), option, one, "--json").items
                assert {item["client"] for item in found} == {"Acme"}, (screen, option, one)
            assert pulse.ok(*screen.split(), option, f"{typed}x", "--json").items == []
    pulse.ok("client", "edit", "other", "--owner", typed, "--tag", typed)
    for option in ("--owner", "--tag"):
        found = pulse.ok("report", option, stored, "--json").items
        assert {item["client"] for item in found} == {"Acme", "Other"}


@spellings
def test_one_tag_in_two_cases_is_one_tag(pulse: Pulse, stored: str, typed: str) -> None:
    said = pulse.ok("add", "Acme", "--tag", stored, "--tag", typed, "--json").json
    assert said["client"]["tags"] == [stored]


@spellings
def test_a_client_and_a_person_are_found_in_another_case(
    pulse: Pulse, stored: str, typed: str
) -> None:
    pulse.ok("add", stored, "--key", "x1", "--contact", stored)
    assert pulse.ok("show", typed, "--json").json["client"] == stored
    said = pulse.ok("log", typed, "--with", typed, "--json").json["touchpoint"]
    assert said["with"] == [stored]
    pulse.fails(3, "add", typed)


def test_a_client_is_found_without_its_accents_where_nothing_fits_as_typed(pulse: Pulse) -> None:
    pulse.ok("add", "Müller & Söhne", "--key", "ms")
    assert pulse.ok("show", "muller", "--json").json["key"] == "ms"
    assert pulse.ok("show", "sohne", "--json").json["key"] == "ms"
    pulse.ok("add", "Muller Ltd", "--key", "ml")
    assert pulse.ok("show", "muller", "--json").json["key"] == "ml"
    assert pulse.ok("show", "müller", "--json").json["key"] == "ms"
