"""Adding a client."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Pulse


def test_a_client_is_stored_as_given(pulse: Pulse) -> None:
    added = pulse.ok(
        "add", "Żabka & Synowie", "--meet", "6w", "--update", "10d", "--key", "zabka",
        "--since", "1 November 2025", "--contact", "Ola Żak", "--email", "ola@zabka.example",
        "--phone", "+48 22 555 01 05", "--prefers", "e-mail", "--tag", "retail", "--tag", "food",
        "--owner", "kim", "--note", "closed on Mondays", "--json",
    ).json["client"]  # fmt: skip
    assert added | {"uid": "?", "by": "?"} == {
        "id": 1,
        "uid": "?",
        "by": "?",
        "client": "Żabka & Synowie",
        "key": "zabka",
        "meeting_interval": "6w",
        "update_interval": "10d",
        "started_on": "2025-11-01",
        "prefers": "email",
        "owner": "kim",
        "note": "closed on Mondays",
        "tags": ["food", "retail"],
        "archived_on": None,
        "paused_on": None,
        "paused_until": None,
        "snoozed_until": None,
        "snooze_reason": None,
        "timezone": None,
        "hours": None,
        "length": None,
        "language": None,
        "place": None,
        "address": None,
    }
    (contact,) = pulse.ok("contact", "list", "zabka", "--json").items
    assert (contact["name"], contact["primary"]) == ("Ola Żak", True)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Acme GmbH", "acme-gmbh"),
        ("Żabka & Synowie Sp. z o.o.", "zabka-synowie-sp"),
        ("Zoë O’Brien-Łukasik", "zoe-o-brien"),
        ("Straße 7", "strasse-7"),
        ("株式会社青空", "株式会社青空"),
        ("-- ** --", "client"),
        ("Donaudampfschifffahrtsgesellschaftskapitän & Co", "donaudampfschifffahrtsgesellsc"),
    ],
)
def test_a_key_is_made_of_the_name_and_short_enough_to_type(
    pulse: Pulse, name: str, key: str
) -> None:
    assert pulse.ok("add", "--json", "--", name).json["client"]["key"] == key


def test_a_second_client_with_such_a_key_gets_a_number(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH")
    assert pulse.ok("add", "Acme, GmbH", "--json").json["client"]["key"] == "acme-gmbh-2"


def test_the_update_cadence_and_its_reason_are_said(pulse: Pulse) -> None:
    assert "so an update goes out monthly in between" in pulse.ok("add", "A", "--meet", "3m").out
    assert "so an update goes out weekly in between" in pulse.ok("add", "B", "--meet", "1m").out
    assert "every meeting to be the update" in pulse.ok("add", "C", "--meet", "weekly").out
    assert "as agreed with this client" in pulse.ok("add", "D", "--update", "10d").out
    # Check-ups and the like come up all the same, so it is said of those two alone.
    assert "no meetings, no updates" in pulse.ok("add", "E", "--meet", "none").out


def test_meetings_are_quarterly_unless_told_or_configured(
    pulse: Pulse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pulse.ok("add", "A", "--json").json["client"]["meeting_interval"] == "3m"
    config = tmp_path / "config.toml"
    config.write_text('default_meeting = "6w"\n')
    monkeypatch.setenv("CLIENTPULSE_CONFIG", str(config))
    assert pulse.ok("add", "B", "--json").json["client"]["meeting_interval"] == "6w"


@pytest.mark.parametrize("name", ["", " ", "\t \n"])
def test_an_empty_or_blank_name_is_refused(pulse: Pulse, name: str) -> None:
    pulse.fails(2, "add", name)


def test_a_name_that_is_too_long_is_refused_with_the_limit(pulse: Pulse) -> None:
    assert pulse.ok("add", "x" * 200).code == 0
    assert "200 characters are the limit" in pulse.fails(2, "add", "y" * 201).err


def test_a_name_that_is_there_already_asks_for_a_key(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH")
    assert "acme-gmbh" in pulse.fails(3, "add", "ACME GMBH").err
    pulse.ok("add", "Acme GmbH", "--key", "acme-two")


def test_a_key_that_is_taken_is_refused(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH")
    pulse.fails(3, "add", "Another", "--key", "ACME-gmbh")


@pytest.mark.parametrize("key", ["", "-x", "a b", "a/b", "x" * 41, "[red]"])
def test_a_key_that_could_not_be_typed_is_refused(pulse: Pulse, key: str) -> None:
    pulse.fails(2, "add", "Acme", "--key", key)


@pytest.mark.parametrize(
    "options",
    [
        ("--meet", "often"),
        ("--meet", "0w"),
        ("--meet", "1000d"),
        ("--update", "x"),
        ("--since", "99"),
        ("--prefers", "fax"),
        ("--tag", " "),
        ("--tag", "a;b"),
        ("--owner", " "),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_stored(
    pulse: Pulse, options: tuple[str, ...]
) -> None:
    pulse.fails(2, "add", "Acme", *options)
    assert pulse.ok("client", "list", "--json").items == []


def test_reading_a_store_that_was_never_written_leaves_no_file(pulse: Pulse) -> None:
    said = pulse.ok().out
    assert 'pulse add "Acme GmbH" --meet quarterly' in said
    pulse.ok("due", "--json")
    pulse.fails(3, "log", "acme", "x")
    assert not pulse.store.exists()
    assert not pulse.store.parent.exists()


def test_from_an_empty_store_to_the_first_due_line_by_following_what_is_said(pulse: Pulse) -> None:
    hints = pulse.ok().out
    assert "pulse add" in hints
    pulse.ok("add", "Acme GmbH", "--meet", "quarterly")
    said = pulse.ok("due", today="2026-12-22").out
    assert "Acme GmbH" in said
    assert "pulse log acme-gmbh -c email" in said


def test_the_last_contact_is_known_from_the_start_so_the_first_date_is_right(
    pulse: Pulse,
) -> None:
    said = pulse.ok("add", "Acme", "--meet", "quarterly", "--last", "2026-10-23").out
    assert "Added: Acme (key acme), since Fri 23 Oct 2026\n" in said
    assert "Last contact: e-mail with Acme, Fri 23 Oct 2026 (number 1)\n" in said
    assert "Next: update due Mon 23 Nov (in 2 days).\n" in said
    (item,) = pulse.ok("history", "--json").items
    assert (item["channel"], item["direction"], item["on"]) == ("email", "outbound", "2026-10-23")


def test_a_last_contact_of_long_ago_is_late_at_once_and_asks_for_nothing_else(
    pulse: Pulse,
) -> None:
    said = pulse.ok("add", "Acme", "--last", "2026-06-01", "-c", "meeting").out
    assert "Late: update 4 months, meeting 2 months.\n" in said  # and no recap of that meeting
    assert "meeting with Acme, Mon 1 Jun 2026" in said


def test_a_start_that_is_given_stays_beside_the_last_contact(pulse: Pulse) -> None:
    answer = pulse.ok(
        "add", "Acme", "--since", "2020-01-01", "--last", "yesterday", "-c", "call", "--json"
    ).json
    assert answer["client"]["started_on"] == "2020-01-01"
    assert (answer["touchpoint"]["channel"], answer["touchpoint"]["on"]) == ("call", "2026-11-20")


def test_adding_with_a_last_contact_is_one_step_to_take_back(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--last", "yesterday")
    assert "added Acme" in pulse.ok("undo").out
    assert pulse.ok("history", "--json").items == []
    assert pulse.ok("client", "list", "--json").items == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("-c", "call"), "needs --last"),
        (("--last", "2026-11-22"), "Sun 22 Nov 2026 is in the future"),
        (("--last", "nonsense"), "isn't a date"),
        (("--last", "yesterday", "-c", "pigeon"), "isn't a channel"),
    ],
)
def test_a_last_contact_that_can_not_be_is_refused(
    pulse: Pulse, typed: tuple[str, ...], words: str
) -> None:
    assert words in pulse.fails(2, "add", "Acme", *typed).err
    assert not pulse.store.exists()


@pytest.mark.parametrize(("first", "second"), [("Acme GmbH", "acme"), ("Acme", "ACME GmbH")])
def test_a_name_that_begins_like_another_is_said_with_the_way_back(
    pulse: Pulse, first: str, second: str
) -> None:
    pulse.ok("add", first)
    said = f"There is {first} already; if that is the same client: pulse undo\n"
    assert pulse.ok("add", second).out.endswith(said)
    assert "already" not in pulse.ok("add", "Acmes Ltd").out
