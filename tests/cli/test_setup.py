"""Beginning with what is there: what setup finds, proposes and writes down."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clientpulse.output.screens.proposals import FIELDS
from tests.cli.mail_home import BOB, SAM, correspond, message
from tests.conftest import Pulse


def proposals(pulse: Pulse) -> list[dict[str, Any]]:
    return pulse.ok("setup", "--json").items


def test_json_lists_what_was_found_and_writes_nothing(pulse: Pulse, home: Path) -> None:
    answer = pulse.ok("setup", "--json").json

    assert [(one["name"], one["kind"], one["error"]) for one in answer["sources"]] == [
        ("mail", "maildir", None),
        ("work", "calendar", None),
    ]
    assert answer["addresses"] == ["sam@practice.example"]
    assert [(one["name"], one["likely"]) for one in answer["items"]] == [
        ("Kestrel Partners", True),
        ("Bold", True),
        ("Cy Twist", True),
        ("Shop", False),
    ]
    assert not pulse.store.exists()


def test_json_asks_no_server_that_it_found_and_shows_no_address_that_is_secret(
    pulse: Pulse, home: Path, config: Path
) -> None:
    ran = home / "ran"
    (home / ".mbsyncrc").write_text(
        "IMAPAccount work\nHost 127.0.0.1\nPort 9\nUser sam@practice.example\n"
        f"PassCmd \"touch '{ran}'; echo s3cret\"\n\n"
        'IMAPAccount second\nHost 127.0.0.1\nUser sam\nPassCmd "echo s3cret"\n'
    )
    (home / ".vdirsyncer").mkdir()
    (home / ".vdirsyncer/config").write_text(
        '[storage people]\ntype = "carddav"\nurl = "https://127.0.0.1:9/private-s3cret/"\n'
    )
    answer = pulse.ok("setup", "--json")
    remote = {one["name"]: one for one in answer.json["sources"] if "127.0.0.1" in one["where"]}
    assert {name: (one["where"], one["read"]) for name, one in remote.items()} == {
        "work": ("sam@practice.example at 127.0.0.1", None),
        "second": ("sam at 127.0.0.1", None),
        "people": ("https://127.0.0.1:9/...", None),
    }
    assert not any(one["error"] for one in remote.values())
    assert "s3cret" not in f"{answer.out}{answer.err}"
    assert not ran.exists()
    (home / ".vdirsyncer/config").unlink()
    pulse("setup", "--yes")
    assert ran.exists()
    assert "[sources.second]" not in config.read_text()


def test_its_json_has_the_fields_of_the_contract(pulse: Pulse, home: Path) -> None:
    answer = pulse.ok("setup", "--json").json

    assert list(answer) == ["schema", "today", "sources", "addresses", "items"]
    assert list(answer["sources"][0]) == ["name", "kind", "where", "seen", "note", "read", "error"]
    assert tuple(answer["items"][0]) == FIELDS.names
    assert list(answer["items"][0]["people"][0]) == ["name", "email"]
    written = pulse.ok("setup", "--yes", "--json").json
    assert list(written) == ["schema", "today", "clients", "sources"]
    assert len(written["clients"]) == 3


def test_what_was_lived_is_proposed(pulse: Pulse, home: Path) -> None:
    ann, bob, cy, _ = proposals(pulse)

    assert (ann["meeting_interval"], ann["update_interval"], ann["update_from"]) == (
        "3m",
        "1m",
        "rule",
    )
    assert (bob["meeting_interval"], bob["update_interval"]) == (None, "1m")
    assert (cy["meeting_interval"], cy["update_interval"]) == (None, "2m")


def test_yes_takes_all_that_is_likely_in_one_change(pulse: Pulse, home: Path, config: Path) -> None:
    pulse.ok("setup", "--yes")

    clients = {one["key"]: one for one in pulse.ok("client", "list", "--json").items}
    assert set(clients) == {"kestrel-partners", "bold", "cy-twist"}
    history = pulse.ok("history", "bold", "--json", "--limit", "100").items
    assert {one["source"] for one in history} == {"mail"}
    assert len(history) == 22
    assert pulse.ok("undo").out
    assert not pulse.ok("client", "list", "--json").items
    assert "[sources.mail]" in config.read_text()
    assert 'addresses = ["sam@practice.example"]' in config.read_text()


def test_the_next_sync_reads_on(pulse: Pulse, home: Path) -> None:
    pulse.ok("setup", "--yes")

    assert "Nothing new." in pulse.ok("sync").out

    message(home / "Maildir", 0, BOB, SAM)
    assert "1 touchpoint" in pulse.ok("sync").out


def test_again_it_proposes_only_who_is_new(pulse: Pulse, home: Path) -> None:
    pulse.ok("setup", "--yes")
    correspond(home, ("Di New", "di@novum.example"), range(5, 90, 9))

    assert [one["name"] for one in proposals(pulse) if one["likely"]] == ["Novum"]


def test_it_leads_to_a_timer_where_there_is_none(pulse: Pulse, home: Path) -> None:
    assert "each morning, and the list brought to you: pulse timer install" in (
        pulse.ok("setup", "--yes").out
    )
    pulse.ok("timer", "install")
    correspond(home, ("Di New", "di@novum.example"), range(5, 90, 9))
    assert "timer" not in pulse.ok("setup", "--yes").out


def test_whoever_is_there_by_name_gets_the_people(pulse: Pulse, home: Path) -> None:
    pulse.ok("add", "Bold Ltd", "--meet", "monthly")

    assert [one["client"] for one in proposals(pulse)] == [None, "bold-ltd", None, None]
    pulse.ok("setup", "--yes")

    clients = pulse.ok("client", "list", "--json").items
    assert len(clients) == 3
    (contact,) = pulse.ok("contact", "list", "bold-ltd", "--json").items
    assert contact["email"] == "bob@bold.example"


def test_without_anybody_to_ask_it_says_what_to_do(pulse: Pulse, home: Path) -> None:
    result = pulse("setup")

    assert result.code == 2
    assert "--json" in result.err


@pytest.mark.parametrize("me", ["sam", None])
def test_whoever_it_adds_is_a_client_of_mine(
    pulse: Pulse, home: Path, config: Path, me: str | None
) -> None:
    if me is not None:
        config.write_text(f'[me]\nowner = "{me}"\n')
    pulse.ok("setup", "--yes")
    found = pulse.ok("client", "list", "--json").items
    assert len(found) == 3
    assert {one["owner"] for one in found} == {me}
