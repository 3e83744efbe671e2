"""Parameters are read without pydantic, and refused as clearly as with it."""

from __future__ import annotations

from typing import Any

import pytest

from clientpulse.cli import ENTRIES
from clientpulse.cli.app.coercion import PlainValue, read_plainly
from tests.conftest import Pulse


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("due", "--limit", "x"), "invalid value for '--limit': this isn't a whole number"),
        (("due", "--limit", "1.5"), "this isn't a whole number"),
        (("due", "--limit", "9" * 5000), "this isn't a whole number"),
        (("history", "--limit", "-1"), "-1 is less than 0"),
        (("log", "acme", "--minutes", "an hour"), "this isn't a whole number"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told(
    pulse: Pulse, arguments: tuple[str, ...], says: str
) -> None:
    assert says in pulse.fails(2, *arguments).err


def test_lists_numbers_and_flags_arrive_as_such(pulse: Pulse) -> None:
    pulse.ok("add", "Acme", "--tag", "a", "--tag", "b")
    logged = pulse.ok(
        "log", "acme", "two", "words", "--minutes", "07", "--with", "A", "--with", "B",
        "--no-news", "--json",
    ).json["touchpoint"]  # fmt: skip
    assert (logged["note"], logged["minutes"], logged["no_news"]) == ("two words", 7, True)
    assert logged["with"] == ["A", "B"]


def test_where_typer_looks_different_inside_it_reads_its_own_way(
    pulse: Pulse, monkeypatch: pytest.MonkeyPatch
) -> None:
    from clientpulse.cli.app import groups

    # Commands that another test had built are read plainly already.
    monkeypatch.setattr(groups, "_built", groups._built.__wrapped__)
    monkeypatch.setattr(groups, "read_plainly", lambda parameters: None)
    pulse.ok("add", "Acme", "--tag", "a")
    pulse.ok("log", "acme", "x", "--minutes", "5", "--with", "A")
    assert pulse.ok("history", "--limit", "1", "--json").items[0]["minutes"] == 5
    assert pulse("due", "--limit", "x").code == 2


def test_every_parameter_of_ours_is_read_plainly() -> None:
    # Through a private attribute of Typer's, which has no public way; pydantic costs 50 ms.
    parameters = [one for entry in ENTRIES for one in parameters_under(entry.load())]
    read_plainly(parameters)
    assert {type(one._runtime_param) for one in parameters} == {PlainValue}


def parameters_under(command: Any) -> list[Any]:
    below = getattr(command, "commands", {}).values()
    return [*command.params, *(one for each in below for one in parameters_under(each))]
