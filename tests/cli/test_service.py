"""What we offer, which client has heard of it, and which is to be mentioned next."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from clientpulse import records
from clientpulse.services import lookup, touchpoints
from clientpulse.store.database import Store
from tests.conftest import Pulse, filled_once

FIELDS = ["id", "uid", "name", "sentence", "by"]

Dump = Callable[[], list[str]]


@pytest.fixture(autouse=True)
@filled_once
def _acme(pulse: Pulse) -> None:
    pulse.ok("add", "Acme GmbH")
    pulse.ok("add", "Bianchi")


@pytest.fixture
@filled_once
def three(pulse: Pulse) -> None:
    """A store with three services."""
    for name in ("Payroll", "Tax check", "Audit"):
        pulse.ok("service", "add", name, f"We do {name}.")


def service(pulse: Pulse, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = pulse.ok("service", *words, "--json").json["service"]
    return found


def heard(pulse: Pulse, *words: str) -> list[tuple[Any, ...]]:
    items = pulse.ok("service", "list", *words, "--json").items
    return [(one["name"], one["mentioned_on"], one["clients"]) for one in items]


def test_a_service_is_a_name_and_a_sentence_without_quotes(pulse: Pulse) -> None:
    added = service(pulse, "add", "Tax check", "We", "read", "your", "returns.")
    assert list(added) == FIELDS
    assert added | {"uid": "?", "by": "?"} == {
        "id": 1,
        "uid": "?",
        "by": "?",
        "name": "Tax check",
        "sentence": "We read your returns.",
    }
    said = pulse.ok("service", "add", "Payroll", "We pay.").out
    assert said == "Added: Payroll: We pay. (number 2)\n"


def test_services_can_be_there_before_any_client(tmp_path: Any, pulse: Pulse) -> None:
    pulse.store = tmp_path / "fresh.db"
    pulse.ok("service", "add", "Payroll", "We pay.")
    assert heard(pulse) == [("Payroll", None, 0)]


def test_a_name_is_unique_in_any_case(three: Pulse) -> None:
    refused = three.fails(3, "service", "add", "PAYROLL", "x")
    assert "there is a service of this name already: Payroll (number 1)" in refused.err
    three.fails(3, "service", "edit", "audit", "--name", "payroll")
    assert service(three, "edit", "audit", "--name", "AUDIT")["name"] == "AUDIT"


def test_a_service_needs_both(pulse: Pulse) -> None:
    pulse.fails(2, "service", "add", "Payroll")
    pulse.fails(2, "service", "add", " ", "We pay.")
    assert "the sentence is empty" in pulse.fails(2, "service", "add", "Payroll", " ").err
    assert "nothing to change" in pulse.fails(2, "service", "edit", "payroll").err
    assert heard(pulse) == []


def test_a_sentence_may_have_five_hundred_characters_and_not_one_more(pulse: Pulse) -> None:
    pulse.ok("service", "add", "Payroll", "é" * 500)
    refused = pulse.fails(2, "service", "add", "Other", "é" * 501)
    assert "500 characters are the limit" in refused.err
    pulse.fails(2, "service", "edit", "payroll", "--sentence", "é" * 501)
    pulse.ok("service", "add", "n" * 200, "x")
    pulse.fails(2, "service", "add", "m" * 201, "x")


def test_a_service_is_edited(three: Pulse) -> None:
    edited = service(three, "edit", "tax", "--sentence", "We read it.")
    assert (edited["name"], edited["sentence"]) == ("Tax check", "We read it.")
    edited = service(three, "edit", "2", "--name", "Returns")
    assert (edited["name"], edited["sentence"]) == ("Returns", "We read it.")
    three.fails(2, "service", "edit", "2", "--name", "")


@pytest.mark.parametrize(
    "command",
    [
        ("edit", "NAME", "--name", "x"),
        ("remove", "NAME", "--yes"),
        ("remove", "NAME", "--dry-run"),
        ("mention", "acme", "NAME"),
    ],
    ids=" ".join,
)
def test_a_service_is_found_by_an_unambiguous_part_or_its_number(
    three: Pulse, command: tuple[str, ...]
) -> None:
    def named(name: str) -> list[str]:
        return ["service", *(word.replace("NAME", name) for word in command)]

    assert 'error: "a" matches 3 services' in three.fails(3, *named("a")).err
    assert 'there is no service "zzz"' in three.fails(3, *named("zzz")).err
    three.fails(3, *named("0"))
    three.fails(3, *named("99999999999999999999"))
    three.ok(*named("AUD"))


def test_a_mention_is_of_today_unless_told(three: Pulse) -> None:
    said = three.ok("service", "mention", "acme", "payroll").out
    assert said == "Acme GmbH heard of Payroll, Sat 21 Nov 2026.\n"
    answer = three.ok("service", "mention", "acme", "tax", "--on", "last fri", "--json").json
    assert answer["service"]["name"] == "Tax check"
    assert answer["mention"] | {"uid": "?", "by": "?"} == {
        "id": 2,
        "uid": "?",
        "by": "?",
        "client": "Acme GmbH",
        "key": "acme-gmbh",
        "on": "2026-11-20",
    }
    three.fails(2, "service", "mention", "acme", "tax", "--on", "2026-11-22")
    three.fails(3, "service", "mention", "nobody", "tax")


def test_the_list_says_when_anybody_heard_of_each_and_how_many(three: Pulse) -> None:
    three.ok("service", "mention", "acme", "payroll", "--on", "2026-11-01")
    three.ok("service", "mention", "acme", "payroll", "--on", "2026-10-01")
    three.ok("service", "mention", "bianchi", "payroll", "--on", "2026-10-15")
    three.ok("service", "mention", "bianchi", "audit")
    assert heard(three) == [
        ("Payroll", "2026-11-01", 2),
        ("Tax check", None, 0),
        ("Audit", "2026-11-21", 1),
    ]
    assert heard(three, "bianchi") == [
        ("Tax check", None, 0),
        ("Payroll", "2026-10-15", 2),
        ("Audit", "2026-11-21", 1),
    ]
    out = three.ok("service", "list", "bianchi").out
    assert out.startswith("What Bianchi has heard of, longest ago first\n")
    assert "never" in out
    three.fails(3, "service", "list", "nobody")


def test_what_was_never_heard_of_comes_first_then_the_oldest_then_the_first_added(
    three: Pulse,
) -> None:
    assert heard(three, "acme")[0][0] == "Payroll"
    three.ok("service", "mention", "acme", "payroll", "--on", "2026-11-01")
    assert heard(three, "acme")[0][0] == "Tax check"
    three.ok("service", "mention", "acme", "tax", "--on", "2026-10-01")
    three.ok("service", "mention", "acme", "audit", "--on", "2026-10-01")
    assert heard(three, "acme")[0][0] == "Tax check"
    three.ok("service", "mention", "acme", "tax", "--on", "2026-11-02")
    assert heard(three, "acme")[0][0] == "Audit"
    three.ok("service", "mention", "acme", "audit", "--on", "2026-11-02")
    three.ok("service", "mention", "acme", "tax", "--on", "2026-09-01")
    assert heard(three, "acme")[0][0] == "Payroll"
    assert heard(three, "bianchi")[0][0] == "Payroll"
    assert [name for name, *_ in heard(three, "acme")] == ["Payroll", "Tax check", "Audit"]


def test_where_nothing_is_offered_there_is_nothing_to_mention(pulse: Pulse) -> None:
    out = pulse.ok("service", "list").out
    assert out.startswith("No services yet\n")
    assert "pulse service add" in out


def test_what_to_mention_is_told_without_the_writing_half_of_the_store() -> None:
    code = "import sys; import clientpulse.services.services; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    names = {name.partition(".")[0] for name in done.stdout.split()}
    assert names.isdisjoint({"sqlmodel", "sqlalchemy", "pydantic"})


def test_a_mention_in_a_touchpoint_outlives_it(three: Pulse) -> None:
    on = date(2026, 11, 20)
    with Store(three.store).unit_of_work("draft") as unit:
        acme = lookup.client(unit.reader, "acme")
        call = records.Touchpoint(
            **acme.whose, occurred_on=on, channel="call", direction="outbound"
        )
        logged, _ = touchpoints.log(unit, on, call)
        told = records.ServiceMention(
            **acme.whose, service_id=3, mentioned_on=on, touchpoint_id=logged.id
        )
        unit.insert(told)
    assert "logged a call" in three.ok("undo", "--list").out.splitlines()[0]
    three.ok("touchpoint", "delete", "1")
    assert heard(three, "acme")[-1] == ("Audit", "2026-11-20", 1)


def test_removing_takes_the_mentions_along_and_comes_back_whole(three: Pulse, dump: Dump) -> None:
    three.ok("service", "mention", "acme", "payroll")
    three.ok("service", "mention", "bianchi", "payroll")
    before = dump()
    said = three.ok("service", "remove", "pay", "--dry-run").out
    assert said == "Would delete: Payroll (number 1) with 2 mentions\n"
    assert dump() == before
    refused = three.fails(2, "service", "remove", "pay")
    assert "Delete Payroll (number 1) with 2 mentions?" in refused.err
    assert dump() == before
    said = three.ok("service", "remove", "pay", "--yes").out
    assert said == "Deleted: Payroll (number 1) with 2 mentions\n"
    assert heard(three) == [("Tax check", None, 0), ("Audit", None, 0)]
    assert three.ok("undo").out == "Undone: deleted the service Payroll\n"
    assert dump() == before


def test_a_service_that_changed_while_somebody_was_asked_is_not_removed(
    three: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    from clientpulse.cli.app.context import Session

    three.ok("service", "mention", "acme", "payroll")
    for typed, meanwhile in (
        ("pay", ("edit", "pay", "--name", "Wages")),
        ("wages", ("remove", "wages", "--yes")),
    ):

        def confirm(
            work: Session, question: str, yes: bool, meanwhile: tuple[str, ...] = meanwhile
        ) -> None:
            if not yes:
                three.ok("service", *meanwhile)

        monkeypatch.setattr(Session, "confirm", confirm)
        refused = three("service", "remove", typed)
        assert refused.code == 3
        assert "somebody deleted or renamed" in refused.err


def test_every_format_has_the_same_services(three: Pulse) -> None:
    three.ok("service", "edit", "1", "--name", "=Pay|")
    rows = list(csv.DictReader(io.StringIO(three.ok("service", "list", "--format", "csv").out)))
    assert list(rows[0]) == [*FIELDS[:-1], "mentioned_on", "clients", "by"]
    assert (rows[0]["name"], rows[0]["mentioned_on"], rows[0]["clients"]) == ("'=Pay|", "", "0")
    markdown = three.ok("service", "list", "--format", "markdown").out
    assert "| 1 | =Pay\\| | We do Payroll. | never | 0 |\n" in markdown
    assert three.ok("service", "list").out.startswith("3 services\n")


def test_who_has_heard_of_a_service_is_listed_once_each_the_newest_first(pulse: Pulse) -> None:
    for name in ("Acme", "Brook", "Cedar"):
        pulse.ok("add", name)
    pulse.ok("service", "add", "Payroll", "We", "run", "it.")
    for key, day in (("acme", "2026-11-02"), ("brook", "2026-11-05"), ("acme", "2026-11-09")):
        pulse.ok("service", "mention", key, "payroll", "--on", day)
    items = pulse.ok("service", "heard", "pay", "--json").items
    assert [(one["key"], one["on"]) for one in items] == [
        ("acme", "2026-11-09"),
        ("brook", "2026-11-05"),
    ]
    assert "Cedar" not in pulse.ok("service", "heard", "payroll").out
    pulse.fails(3, "service", "heard", "nothing")
