"""What was shared with clients: a contact that remembers what, and who has it already."""

from __future__ import annotations

import pytest

from tests.conftest import Pulse, filled_once

RULES = ("The", "new", "rules")
URL = "https://grants.example/rules"


@pytest.fixture
@filled_once
def shared(pulse: Pulse) -> None:
    for name in ("Acme", "Bianchi", "List"):
        pulse.ok("add", name, "--meet", "quarterly", "--since", "2026-09-01")
    pulse.ok("share", "acme", *RULES, "--url", URL, "-d", "2026-11-20")


def test_it_is_an_outbound_contact_that_says_what_was_shared(shared: Pulse) -> None:
    said = shared.ok("share", "bianchi", *RULES, "-c", "call").out
    assert said.startswith(
        "Logged: call with Bianchi, Sat 21 Nov 2026 (number 2). Shared: The new rules\n"
    )
    last, first = shared.ok("history", "--json").items
    assert (last["channel"], last["direction"], last["shared"]) == (
        "call",
        "outbound",
        "The new rules",
    )
    assert (first["channel"], first["url"]) == ("email", URL)
    assert f"shared: The new rules ({URL})" in shared.ok("show", "acme").out
    assert "The new rules" in shared.ok("history").out
    reached = {one["key"]: one["last_reach_on"] for one in shared.ok("report", "--json").items}
    assert reached == {"acme": "2026-11-20", "bianchi": "2026-11-21", "list": None}


@pytest.mark.parametrize(
    "typed",
    [
        ("the  NEW rulés",),
        ("Something else", "--url", "http://www.Grants.example/rules/"),
        ("https://grants.example/rules",),
    ],
)
def test_what_a_client_has_is_refused_with_its_day(shared: Pulse, typed: tuple[str, ...]) -> None:
    said = shared.fails(3, "share", "acme", *typed).err
    assert 'acme has "The new rules" already: you shared it on Fri 20 Nov 2026' in said
    assert "--again" in said
    shared.ok("share", "bianchi", *typed)
    shared.ok("share", "acme", *typed, "--again")


def test_another_address_is_another_thing(shared: Pulse) -> None:
    shared.ok("share", "acme", *RULES, "--url", f"{URL}/2")


def test_the_list_says_who_has_it(shared: Pulse) -> None:
    shared.ok("share", "bianchi", *RULES)
    shared.ok("share", "acme", "An introduction")
    items = shared.ok("share", "--json").items
    assert [(one["key"], one["shared"], one["on"]) for one in items] == [
        ("acme", "An introduction", "2026-11-21"),
        ("bianchi", "The new rules", "2026-11-21"),
        ("acme", "The new rules", "2026-11-20"),
    ]
    said = shared.ok("share", "list", "RULÉS").out
    assert said.startswith("1 thing shared\n")
    assert "Bianchi, Sat 21 Nov #2; Acme, Fri 20 Nov #1" in said
    assert len(shared.ok("share", "list", "grants.example", "--json").items) == 1
    assert len(shared.ok("share", "acme", "--json").items) == 2
    assert "nothing that was shared" in shared.fails(3, "share", "list", "zzz").err


def test_nothing_shared_says_how_to_begin(pulse: Pulse) -> None:
    pulse.ok("add", "Acme")
    assert "pulse share CLIENT WHAT" in pulse.ok("share").out


def test_a_client_called_list_is_reached_by_add(shared: Pulse) -> None:
    assert "with List," in shared.ok("share", "add", "list", "An", "event").out


def test_a_circular_is_no_contact(shared: Pulse) -> None:
    assert "a mailing" in shared.fails(2, "share", "@retail", "News").err


def test_it_is_corrected_deleted_undone_and_travels(shared: Pulse, tmp_path) -> None:
    shared.ok("touchpoint", "edit", "1", "--shared", "The old rules", "--url", "")
    (one,) = shared.ok("share", "--json").items
    assert (one["shared"], one["url"]) == ("The old rules", None)
    shared.ok("undo")
    file = str(tmp_path / "all.json")
    shared.ok("export", file)
    before = shared.ok("share", "--json").items
    shared.ok("client", "merge", "acme", "bianchi", "--yes")
    assert shared.ok("share", "--json").items[0]["key"] == "bianchi"
    shared.ok("undo")
    shared.ok("touchpoint", "delete", "1")
    assert shared.ok("share", "--json").items == []
    shared.store = tmp_path / "other" / "clients.db"
    shared.ok("import", file)
    (again,) = shared.ok("share", "--json").items
    assert {**again, "id": 1} == {**before[0], "id": 1}


def test_edit_and_delete_mean_what_was_shared(shared: Pulse) -> None:
    shared.ok("log", "acme", "Hello")
    shared.ok("share", "acme", "A talk", "-d", "2026-11-19")
    refused = shared.fails(3, "share", "delete", "acme")
    assert "The new rules" in refused.err
    assert "A talk" in refused.err
    shared.ok("share", "edit", "acme", "talk", "--what", "A talk on tax", "--url", "", "-c", "call")
    assert shared.ok("share", "delete", "acme", "tax").out.startswith("Deleted: call with Acme")
    shared.ok("share", "edit", "acme", "-d", "2026-11-18")
    assert [one["on"] for one in shared.ok("share", "list", "--json").items] == ["2026-11-18"]
    shared.ok("share", "delete", "acme")
    assert [one["note"] for one in shared.ok("history", "--json").items] == ["Hello"]
    assert "pulse share acme WHAT" in shared.fails(3, "share", "delete", "acme").err
    assert "pulse share list" in shared.fails(3, "share", "delete", "2").err
    for words in ((), ("--what", " ")):
        shared.fails(2, "share", "edit", "1", *words)
