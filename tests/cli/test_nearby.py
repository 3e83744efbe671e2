"""Clients at a place: who is due first, then who wasn't met for longest."""

from __future__ import annotations

import pytest

from tests.conftest import Pulse, filled_once


@pytest.fixture
@filled_once
def towns(pulse: Pulse) -> None:
    for name, place in (
        ("Rossi", "Bergamo, Lombardy"),
        ("Bianchi", "Milano; Lombardy"),
        ("Verdi", "Bergamo"),
        ("Neri", "Bérgamo"),
        ("Gialli", "New Bergen"),
        ("Gone", "Bergamo"),
        ("Nowhere", ""),
    ):
        where = ["--place", place] if place else []
        pulse.ok("add", name, "--meet", "none", "--since", "2026-11-20", *where)
    pulse.ok("contact", "add", "rossi", "Anna", "--phone", "035 1")
    pulse.ok("log", "verdi", "-c", "visit", "-d", "2026-09-01")
    pulse.ok("log", "verdi", "-c", "meeting", "-d", "2026-10-01")
    pulse.ok("log", "verdi", "-c", "video", "-d", "2026-11-01")
    pulse.ok("log", "rossi", "-c", "meeting", "-d", "2026-05-01")
    pulse.ok("promise", "bianchi", "the files", "--by", "2026-11-21")
    pulse.ok("client", "archive", "gone")


def keys(pulse: Pulse, *typed: str) -> list[str]:
    return [one["key"] for one in pulse.ok("nearby", *typed, "--json").items]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (("Bergamo",), ["neri", "rossi", "verdi"]),
        (("BÉRGAMO",), ["neri", "rossi", "verdi"]),
        (("lombardy",), ["bianchi", "rossi"]),
        (("Bergamo,", "Lombardy"), ["rossi"]),
        (("ber",), ["gialli", "neri", "rossi", "verdi"]),
        (("new", "ber"), ["gialli"]),
        (("bergen",), ["gialli"]),
        (("mil",), ["bianchi"]),
    ],
)
def test_names_of_a_place_find_who_is_there(towns: Pulse, typed, found) -> None:
    assert sorted(keys(towns, *typed)) == found


def test_who_is_due_comes_first_then_who_was_not_met_for_longest(towns: Pulse) -> None:
    assert keys(towns, "bergamo") == ["neri", "rossi", "verdi"]
    towns.ok("promise", "verdi", "the files", "--by", "2026-11-21")
    assert keys(towns, "bergamo") == ["verdi", "neri", "rossi"]


def test_it_says_when_and_how_we_last_met_in_person(towns: Pulse) -> None:
    *_, verdi = towns.ok("nearby", "bergamo", "--json").items
    assert (verdi["met_on"], verdi["met_channel"]) == ("2026-10-01", "meeting")
    rossi = towns.ok("nearby", "lombardy", "--json").items[1]
    assert (rossi["contact"], rossi["phone"], rossi["email"]) == ("Anna", "035 1", None)
    assert rossi["place"] == "Bergamo, Lombardy"


def test_it_names_the_command_to_book_with_who_is_not_booked(towns: Pulse) -> None:
    said = towns.ok("nearby", "lombardy").out
    assert said.startswith("2 clients in Lombardy\n")
    assert "To book: pulse meeting book bianchi fri 14:00 --place Lombardy" in said
    towns.ok("meeting", "book", "bianchi", "2026-11-27")
    said = towns.ok("nearby", "lombardy").out
    assert "pulse meeting book rossi" in said


def test_who_rests_is_quiet(towns: Pulse) -> None:
    towns.ok("promise", "verdi", "the files", "--by", "2026-11-21")
    towns.ok("client", "pause", "verdi")
    towns.ok("snooze", "rossi", "in 2 weeks")
    items = {one["key"]: one for one in towns.ok("nearby", "bergamo", "--json").items}
    assert (items["verdi"]["status"], items["verdi"]["reason"]) == ("paused", None)
    assert items["rossi"]["status"] == "snoozed"
    assert items["neri"]["status"] is None


def test_places_are_listed_with_their_clients(towns: Pulse) -> None:
    items = towns.ok("nearby", "--json").items
    assert [(one["place"], one["clients"]) for one in items[1:]] == [
        ("Lombardy", 2),
        ("Milano", 1),
        ("New Bergen", 1),
    ]
    assert items[0]["clients"] == 3
    assert "1 client without a place" in towns.ok("nearby").out


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("Bergmo", "did you mean B"), ("Xyzzy", "for all of them: pulse nearby")],
)
def test_where_nobody_is_the_nearest_names_are_said(towns: Pulse, typed: str, hint: str) -> None:
    said = towns.fails(3, "nearby", typed).err
    assert f'no client is in "{typed}"' in said
    assert hint in said


def test_without_places_it_says_how_to_give_one(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    assert "--place Bergamo" in pulse.fails(3, "nearby", "Bergamo").err
    assert "--place Bergamo" in pulse.ok("nearby").out
    pulse.fails(2, "nearby", ",")
