"""What clients get by their tags: when they are added or imported, and where they are already."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Pulse

CONFIG = """
[defaults.key]
meet = "6w"
owner = "sam"
rules = { feedback = "none" }

[defaults.Retail]
meet = "monthly"
prefers = "phone"
rules = { feedback = "1y", checkup = "2y" }
"""


@pytest.fixture(autouse=True)
def _defaults(config: Path) -> None:
    config.write_text(CONFIG)


def rules_of(pulse: Pulse, client: str) -> dict[str, str | None]:
    items = pulse.ok("client", "rules", client, "--json").items
    return {one["rule"]: one["interval"] for one in items if one["from"] == "client"}


def test_a_new_client_gets_what_its_tag_says_and_the_answer_says_so(
    pulse: Pulse, dump: Callable[[], list[str]]
) -> None:
    pulse.ok("add", "Other")
    before = dump()
    said = pulse.ok("add", "Acme", "--tag", "retail").out
    assert "From [defaults.Retail]: meet monthly, prefers phone, feedback 1y, checkup 2y" in said
    assert "That is the default" not in said
    client = pulse.ok("show", "acme", "--json").json
    assert client["meeting_interval"] == "1m"
    assert client["prefers"] == "call"
    assert rules_of(pulse, "acme") == {"feedback": "1y", "checkup": "2y"}
    assert pulse.ok("undo").out == "Undone: added Acme\n"
    assert dump() == before


def test_what_is_typed_wins(pulse: Pulse) -> None:
    said = pulse.ok("add", "Acme", "--tag", "key", "--meet", "none", "--owner", "kim").out
    assert "From [defaults.key]: feedback none\n" in said
    client = pulse.ok("client", "list", "--json").items[0]
    assert (client["meeting_interval"], client["owner"]) == (None, "kim")


def test_of_two_tags_the_first_in_the_config_counts(pulse: Pulse) -> None:
    said = pulse.ok("add", "Acme", "--tag", "retail", "--tag", "key").out
    assert "From [defaults.key]: meet 6w, owner sam, feedback none\n" in said
    assert "From [defaults.Retail]: prefers phone, checkup 2y\n" in said
    later = "Not from [defaults.Retail], which comes later in the config: meet monthly, feedback 1y"
    assert later in said
    assert pulse.ok("show", "acme", "--json").json["meeting_interval"] == "6w"
    assert rules_of(pulse, "acme") == {"feedback": None, "checkup": "2y"}


def test_a_client_without_such_a_tag_is_added_as_ever(pulse: Pulse) -> None:
    assert "That is the default" in pulse.ok("add", "Acme", "--tag", "small").out


def test_an_import_gives_new_clients_what_the_file_doesnt_say(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    pulse.ok("add", "Old", "--meet", "1y")
    path = write("name,meeting,tags\nA,,retail\nB,2m,retail;key\nC,,small\nD,,small\nOld,,retail\n")
    said = pulse.ok("import", path).out
    assert "1 client got, from [defaults.Retail]: meet monthly, prefers phone" in said
    clients = {one["key"]: one for one in pulse.ok("client", "list", "--json").items}
    met = {key: one["meeting_interval"] for key, one in clients.items()}
    assert met == {"a": "1m", "b": "2m", "c": "3m", "d": "3m", "old": "1y"}
    assert clients["b"]["owner"] == "sam"
    assert rules_of(pulse, "b") == {"feedback": None, "checkup": "2y"}
    assert rules_of(pulse, "old") == {}
    assert pulse.ok("import", path, "--json").json["import"]["updated"] == 0


def test_after_an_import_the_tags_without_a_cadence_are_offered_most_clients_first(
    pulse: Pulse, write: Callable[..., str]
) -> None:
    rows = ["A,a b", "B,a b", "C,x", "D,x", "E,x", "F,y", "G,z", "H,retail"]
    said = pulse.ok("import", write("\n".join(["name,tags", *rows, ""]))).out
    start = said.index("To agree on another cadence")
    assert said[start:].splitlines()[:5] == [
        "To agree on another cadence with all clients of a tag:",
        "  3 clients: pulse client edit @x --meet monthly",
        "  2 clients: pulse client edit '@a b' --meet monthly",
        "  1 client: pulse client edit @y --meet monthly",
        "To take the import back: pulse undo",
    ]


def test_one_tag_is_offered_in_one_line(pulse: Pulse, write: Callable[..., str]) -> None:
    said = pulse.ok("import", write("name,tags\nA,x\nB,x\n")).out
    assert "another cadence with 2 clients: pulse client edit @x --meet monthly\n" in said


def test_clients_that_are_there_get_the_defaults_when_asked(pulse: Pulse) -> None:
    for name, tag in (("Acme", "key"), ("Beta", "retail"), ("Gamma", "small")):
        pulse.ok("add", name, "--meet", "1y")
        pulse.ok("client", "edit", name, "--add-tag", tag, "--add-tag", "all")
    assert pulse.ok("client", "edit", "@all", "--defaults", "--yes").out.splitlines()[0] == (
        "Edited 2 clients with @all (the defaults of their tags): Acme, Beta"
    )
    listed = pulse.ok("client", "list", "--json").items
    assert [one["meeting_interval"] for one in listed] == ["6w", "1m", "1y"]
    assert rules_of(pulse, "acme") == {"feedback": None}
    pulse.fails(3, "client", "edit", "gamma", "--defaults")
    said = pulse.ok("client", "edit", "gamma", "--defaults", "--add-tag", "retail").out
    assert "meet: yearly → monthly" in said
    assert "checkup: the usual → every 2 years" in said
    pulse.ok("client", "edit", "gamma", "--defaults", "--meet", "3m")
    assert pulse.ok("show", "gamma", "--json").json["meeting_interval"] == "3m"


TAGS = st.sampled_from(["", "key", "retail", "key;RETAIL", "small", "Key;small", "retail;x y"])
ROWS = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["", "2m"]), TAGS), max_size=8)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
def test_a_dry_run_of_an_import_says_what_the_import_does(
    pulse: Pulse, write: Callable[..., str], rows: list[tuple[int, str, str]]
) -> None:
    lines = [f"Client {number},{meeting},{tags}" for number, meeting, tags in rows]
    path = write("\n".join(["name,meeting,tags", *lines, ""]))
    rehearsed = pulse("import", path, "--dry-run", "--json").json["import"]
    done = pulse("import", path, "--json").json["import"]
    assert rehearsed == done | {"dry_run": True}
    assert pulse("import", path, "--json").json["import"]["created"] == 0
