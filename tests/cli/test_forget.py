"""A client that is deleted and forgotten is nowhere in the store's file, and in no journal."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from clientpulse.records import AddressCard, Exchange
from clientpulse.store.backups.backup import list_backups
from clientpulse.store.database import Store
from tests.conftest import Pulse, filled_once

TRACES = ("Zanzibar", "zanzibar", "Quillfeather", "quillfeather")


@pytest.fixture
@filled_once
def known(pulse: Pulse) -> None:
    """A client with something of every kind, under two names, in rows that are gone as well."""
    pulse.ok("add", "Other", "--contact", "Bob")
    pulse.ok("add", "Old Zanzibar", "--key", "zanzibar", "--contact", "Ann Quillfeather")
    pulse.ok("client", "edit", "zanzibar", "--note", "Zanzibar pays late", "--tag", "zanzibar-tag")
    pulse.ok("client", "edit", "zanzibar", "--tag", "other")
    pulse.ok("client", "rename", "zanzibar", "Zanzibar Spices")
    for number in range(40):
        pulse.ok("log", "zanzibar", f"Zanzibar said {number}", "--with", "Ann")
    pulse.ok("touchpoint", "edit", "7", "--note", "Quillfeather called")
    pulse.ok("touchpoint", "delete", "9")
    pulse.ok("promise", "zanzibar", "the Zanzibar figures", "--by", "fri")
    pulse.ok("agenda", "zanzibar", "add", "Quillfeather's van")
    pulse.ok("mistake", "zanzibar", "Zanzibar came late")
    pulse.ok("log", "other", "Fine")
    pulse.ok("undo")
    with Store(pulse.store).unit_of_work("sync", origin="sync") as unit:
        unit.insert(AddressCard(source="people", card="1", name="Zoe", company="zanzibar spices"))
        unit.insert(AddressCard(source="people", card="2", name="Kim", company="Elsewhere"))
        exchange = Exchange(
            source="mail",
            message="x@quillfeather.example",
            address="ann@quillfeather.example",
            occurred_on=date(2026, 11, 1),
            direction="inbound",
            subject="Zanzibar",
            touchpoint_id=7,
        )
        unit.insert(exchange)
        unit.describe("read Zanzibar's mail")


def traces(path: Path) -> set[str]:
    content = path.read_bytes()
    return {one for one in TRACES if one.encode() in content or one.encode("utf-16-le") in content}


def test_nothing_of_a_forgotten_client_is_left_in_the_file(known: Pulse) -> None:
    assert traces(known.store) == set(TRACES)
    said = known.ok("client", "delete", "zanzibar", "--forget", "--yes").out
    assert said.startswith("Deleted Zanzibar Spices (zanzibar) with 39 touchpoints and everything")
    assert traces(known.store) == set()
    assert list_backups(known.store) == []
    assert known.ok("client", "list", "--json").items[0]["key"] == "other"
    with closing(sqlite3.connect(known.store)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT name FROM address_card").fetchall() == [("Kim",)]
        assert connection.execute("SELECT count(*) FROM forgotten").fetchone() == (2,)


def test_it_can_not_be_undone_and_what_comes_later_can(known: Pulse) -> None:
    known.ok("client", "delete", "zanzibar", "--forget", "--yes")
    assert "nothing is left to undo" in known.fails(3, "undo").err
    known.fails(3, "redo")
    known.ok("log", "other", "Hello")
    known.ok("undo")


def test_without_forget_it_is_kept_for_undo(known: Pulse) -> None:
    known.ok("client", "delete", "zanzibar", "--yes")
    assert traces(known.store) == set(TRACES)
    known.ok("undo")


def test_the_backups_that_still_hold_it_are_named(known: Pulse, tmp_path: Path) -> None:
    known.ok("backup")
    (backup,) = [one.path for one in list_backups(known.store)]
    answer = known.ok("client", "delete", "zanzibar", "--forget", "--yes", "--json").json
    assert answer["backups"] == [str(backup)]
    known.ok("add", "Wool")
    known.ok("backup")
    newer = next(one.path for one in list_backups(known.store) if one.path != backup)
    assert traces(newer) == set()
    said = known.ok("client", "delete", "wool", "--forget", "--yes").out
    assert f"1 backup still holds this client; to delete it: rm {newer}" in said


def test_it_asks_and_says_what_is_lost(known: Pulse) -> None:
    before = known.store.read_bytes()
    assert "--yes" in known.fails(2, "client", "delete", "zanzibar", "--forget").err
    assert "for good" in known.ok("client", "delete", "zanzibar", "--forget", "--dry-run").out
    assert known.store.read_bytes() == before
    json.loads(known.ok("client", "delete", "zanzibar", "--forget", "--dry-run", "--json").out)
