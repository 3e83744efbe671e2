"""Pages of a store that holds nothing but hostile text, and what can't get into a client's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from clientpulse import records
from clientpulse.output.html import building
from tests.hostile_store import Filled, fill
from tests.html_pages import assert_nothing_got_through
from tests.processes import in_process

FOR_CLIENTS = {
    (records.Client, "name"),
    (records.Touchpoint, "agreed"),
    (records.Commitment, "what"),
    (records.Meeting, "place"),
    (records.Service, "name"),
    (records.Service, "sentence"),
}
"""All that a client may read of what was typed."""


@pytest.fixture(scope="module", params=["typed", "by another program"])
def hostile(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, thorough: bool
) -> Filled:
    path = tmp_path_factory.mktemp("hostile") / "clients.db"
    foreign = request.param != "typed"
    return fill(path, 600 if thorough else 40, foreign_keys=foreign, start=700 if foreign else 0)


def page(store: Path, *arguments: str) -> str:
    done = in_process(store, *arguments, "--html", "-")
    assert done.code == 0, done.err
    return done.out


def test_no_tag_no_attribute_and_no_address_gets_into_the_report(hostile: Filled) -> None:
    parsed = assert_nothing_got_through(page(hostile.path, "report"))
    shown = " ".join(parsed.texts)
    rows = in_process(hostile.path, "report", "--json").json["items"]
    assert len(rows) > len(hostile.keys) / 2
    for row in rows:
        assert building.one_line(row["client"]) in shown


def test_no_tag_no_attribute_and_no_address_gets_into_a_clients_page(hostile: Filled) -> None:
    for key in hostile.keys[::5]:
        for more in ((), ("--for-client",)):
            assert_nothing_got_through(page(hostile.path, "show", key, *more))


def canaries() -> Iterator[str]:
    return (f"canary{number}" for number in count(100_000))


def test_a_clients_page_holds_what_is_allowed_and_nothing_else(tmp_path: Path) -> None:
    filled = fill(tmp_path / "clients.db", 12, texts=canaries())
    whose = {
        word: (record, field)
        for record, texts in filled.typed.values()
        for field, text in texts.items()
        for word in re.findall(r"canary[0-9]+", text)
    }
    read: set[tuple[type[records.Record], str]] = set()
    for key in filled.keys:
        words = re.findall(r"canary[0-9]+", page(filled.path, "show", key, "--for-client"))
        # A word that no field holds came from a source: nobody ever typed it.
        read |= {whose[word] for word in words}
    assert read == FOR_CLIENTS


def test_a_clients_own_page_says_nothing_of_other_clients(tmp_path: Path) -> None:
    filled = fill(tmp_path / "clients.db", 3, texts=canaries())
    names = {texts["name"] for record, texts in filled.typed.values() if record is records.Client}
    for key in filled.keys:
        for more in ((), ("--for-client",)):
            written = page(filled.path, "show", key, *more)
            assert len([name for name in names if name in written]) == 1
