"""What sources told goes with what a person deletes, comes back with undo, and stays away else."""

from __future__ import annotations

import random
import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from portfolio import populate, portfolio_of

from clientpulse.cadence.policy import Policy
from clientpulse.records import Client, Contact, Exchange, Meeting, Touchpoint
from clientpulse.services import clients, lookup, meetings, touchpoints
from clientpulse.services.syncing.marks import Marks
from clientpulse.services.undoing import redo_last, undo_last
from clientpulse.store import queries
from clientpulse.store.database import Store
from clientpulse.store.writer import UnitOfWork
from tests import hostile

TODAY = date(2026, 11, 28)
FROM_SOURCES = ("exchange", "diary_entry", "address_card")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three clients; to each an address of nobody's wrote, too."""
    path = populate(tmp_path_factory.mktemp("original") / "clients.db", clients=3, touchpoints=2)
    with Store(path).unit_of_work("sync", origin="sync") as unit:
        for one in (1, 2, 3):
            unit.insert(
                Exchange(
                    source="mail",
                    message=f"old-{one}@example.org",
                    address=f"ann{one}@example.org",
                    occurred_on=TODAY,
                    direction="inbound",
                )
            )
    return path


@pytest.fixture
def store(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(original, tmp_path / "clients.db"))


def ids(unit: UnitOfWork, table: str) -> list[int]:
    return [row[0] for row in unit.reader.rows(f"SELECT id FROM {table} ORDER BY id", {})]


def found(unit: UnitOfWork, client_id: int) -> lookup.Found:
    one = lookup.numbered(unit.reader, Client, client_id)
    return lookup.Found(one.id, one.key, one.name)


def delete_something(unit: UnitOfWork, what: str, chance: random.Random) -> None:
    """Delete one thing, or merge two clients, where there still is one."""
    there = ids(unit, {"merge": "client", "edit": "touchpoint"}.get(what, what))
    if len(there) < 1 + (what == "merge"):
        return
    number, *others = chance.sample(there, len(there))
    if what == "touchpoint":
        touchpoints.delete(unit, number)
    elif what == "edit":
        changes = {"occurred_on": date(2026, 3, chance.randrange(1, 20))}
        touchpoints.edit(unit, TODAY, Policy(), number, changes)
    elif what == "meeting":
        meetings.delete(unit, number)
    elif what == "contact":
        clients.contacts.delete(unit, lookup.numbered(unit.reader, Contact, number))
    elif what == "client":
        clients.removing.delete(unit, found(unit, number))
    else:
        clients.merging.merge(unit, TODAY, found(unit, number), found(unit, others[0]))


ACTS = st.sampled_from(["touchpoint", "edit", "meeting", "contact", "client", "merge"])


@pytest.mark.thorough
@given(st.lists(st.tuples(ACTS, st.integers(0)), max_size=6))
@settings(max_examples=hostile.many(100))
def test_whatever_is_deleted_and_in_whatever_order_undo_brings_all_of_it_back(
    original: Path, tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int]]
) -> None:
    path = Path(shutil.copy(original, tmp_path_factory.mktemp("acts") / "clients.db"))
    states = [portfolio_of(path)]
    for what, seed in acts:
        with Store(path).unit_of_work(what) as unit:
            delete_something(unit, what, random.Random(seed))
            wrote = unit.wrote
        if wrote:
            states.append(portfolio_of(path))
    for way, expected in ((undo_last, states[-2::-1]), (redo_last, states[1:])):
        for state in expected:
            with Store(path).unit_of_work("again") as unit:
                way(unit)
            assert portfolio_of(path) == state


def marked(path: Path, kind: str, text: str) -> bool:
    with closing(Store(path).open_reader()) as reader:
        return Marks(reader).has(kind, text)


def test_messages_of_a_deleted_touchpoint_stay_away(store: Path) -> None:
    text = "1@example.org ann1@example.org"
    assert not marked(store, "message", text)
    with Store(store).unit_of_work("touchpoint delete") as unit:
        [one] = queries.values.read(unit.reader, Exchange, "x.id", message="1@example.org")
        assert one.touchpoint_id
        touchpoints.delete(unit, one.touchpoint_id)
    assert marked(store, "message", text)
    assert not marked(store, "message", "2@example.org ann2@example.org")
    assert not marked(store, "address", "ann1@example.org")
    kept = [row[2] for row in portfolio_of(store)["exchange"]]
    assert "1@example.org" not in kept
    assert "old-1@example.org" in kept


def test_the_event_of_a_deleted_meeting_stays_away(store: Path) -> None:
    with Store(store).unit_of_work("meeting delete") as unit:
        [entry] = queries.sources.entries(unit.reader, client_id=2)
        uid = lookup.numbered(unit.reader, Client, 2).uid
        meetings.delete(unit, entry.meeting_id or 0)
        assert queries.sources.entries(unit.reader, client_id=2) == []
        assert len(queries.sources.entries(unit.reader, client_id=1)) == 1
    assert marked(store, "event", f"event-2  {uid}")


def test_the_card_of_a_removed_person_stays_away_and_the_address_stays_free(store: Path) -> None:
    with Store(store).unit_of_work("contact remove") as unit:
        clients.contacts.delete(unit, lookup.numbered(unit.reader, Contact, 3))
        assert queries.sources.cards_of(unit.reader, 3) == []
    assert marked(store, "person", "people card-3")
    assert not marked(store, "address", "ann3@example.org")
    assert len(portfolio_of(store)["exchange"]) == 6


def test_nobody_at_a_deleted_client_is_proposed_again(store: Path) -> None:
    with Store(store).unit_of_work("contact edit") as unit:
        unit.update_all(Contact, [2], email="Ann.Two@Example.org")
    with Store(store).unit_of_work("client delete") as unit:
        clients.removing.delete(unit, found(unit, 2))
    for address in ("ann2@example.org", "ann.two@example.org"):
        assert marked(store, "address", address), address
    assert not marked(store, "address", "ann1@example.org")
    left = portfolio_of(store)
    assert all(len(left[table]) == {"exchange": 4}.get(table, 2) for table in FROM_SOURCES)


def test_of_a_touchpoint_that_is_on_another_day_now_the_messages_stay(store: Path) -> None:
    before = portfolio_of(store)["exchange"]
    with Store(store).unit_of_work("touchpoint edit") as unit:
        changes = {"occurred_on": date(2026, 2, 1)}
        for number in ids(unit, "touchpoint"):
            touchpoints.edit(unit, TODAY, Policy(), number, changes)
    assert portfolio_of(store)["exchange"] == before


def test_merged_clients_have_the_messages_events_and_cards_of_both(store: Path) -> None:
    with Store(store).unit_of_work("client merge") as unit:
        clients.merging.merge(unit, TODAY, found(unit, 1), found(unit, 2))
        own = queries.sources.entries(unit.reader, client_id=2)
        assert [one.event for one in own] == ["event-1", "event-2"]
        whose = {one.client_id for one in queries.values.read(unit.reader, Touchpoint, "x.id")}
        assert whose == {2, 3}
    left = portfolio_of(store)
    assert all(len(left[table]) == {"exchange": 6}.get(table, 3) for table in FROM_SOURCES)


def test_of_an_event_with_both_clients_one_stays_when_they_are_merged(store: Path) -> None:
    with Store(store).unit_of_work("sync", origin="sync") as unit:
        [entry] = queries.sources.entries(unit.reader, client_id=1)
        unit.update(entry, event="event-2")
        assert unit.reader.rows("SELECT 1 FROM meeting WHERE id = :id", {"id": entry.meeting_id})
    with Store(store).unit_of_work("client merge") as unit:
        clients.merging.merge(unit, TODAY, found(unit, 1), found(unit, 2))
        [kept] = queries.sources.entries(unit.reader, client_id=2)
        assert lookup.numbered(unit.reader, Meeting, kept.meeting_id or 0).client_id == 2
