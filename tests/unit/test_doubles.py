"""Who is perhaps one is found, whoever can't be isn't, and a person's word on it is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientpulse.records import Client, Contact
from clientpulse.services.reviewing import doubles
from clientpulse.services.syncing.marks import Marks
from clientpulse.store import queries
from clientpulse.store.database import Store

TODAY = date(2026, 11, 21)

People = dict[str, list[dict[str, Any]]]


@pytest.fixture
def store_of(tmp_path: Path) -> Callable[[People], Store]:
    """Fill a store with clients, by name, and the people there."""

    def fill(clients: People) -> Store:
        store = Store(tmp_path / "clients.db")
        with store.unit_of_work("add") as unit:
            for number, (name, people) in enumerate(clients.items()):
                client = unit.insert(Client(key=f"c{number}", name=name, started_on=TODAY))
                for one in people:
                    unit.insert(Contact(client_id=client.id, **one))
        return store

    return fill


def found(store: Store) -> list[tuple[str, str, str]]:
    with store.unit_of_work("look") as unit:
        return [
            (one.one.name, one.other.name, one.why)
            for one in doubles.find(unit.reader, Marks(unit.reader))
        ]


ANN = {"name": "Ann Field", "email": "ann@field.example"}


@pytest.mark.parametrize(
    ("clients", "expected"),
    [
        ({"Field": [ANN], "Kestrel": []}, []),
        ({"Field": [], "Field Ltd": []}, [("Field", "Field Ltd", "their names are alike")]),
        ({"Field GmbH": [], "Field Ltd": []}, []),
        (
            {"Field": [ANN], "Kestrel": [{"name": "A. Field", "email": "ANN@field.example"}]},
            [("Ann Field", "A. Field", "the same address")],
        ),
        (
            {"Field": [{"name": "Ann Field", "phone": "+44 20 7946 0001"}],
             "Kestrel": [{"name": "Ann Field", "phone": "020 7946 0001"}]},
            [("Ann Field", "Ann Field", "the same number")],
        ),
        # One switchboard, two people.
        (
            {"Field": [{"name": "Ann Field", "phone": "+44 20 7946 0001"},
                       {"name": "Bo Berg", "phone": "+44 20 7946 0001"}]},
            [],
        ),
        (
            {"Field": [ANN, {"name": "Ann Field", "email": "field@home.example"}]},
            [("Ann Field", "Ann Field", "their names are alike")],
        ),
        # Whoever married may have stayed; at another client it is somebody with her mailbox.
        (
            {"Field": [ANN, ANN | {"name": "Ann Marsh"}]},
            [("Ann Field", "Ann Marsh", "the same address")],
        ),
        ({"Field": [ANN], "Kestrel": [ANN | {"name": "Ann Marsh"}]}, []),
        # Two of a name at two clients are two.
        ({"Field": [ANN], "Kestrel": [{"name": "Ann Field"}]}, []),
    ],
)  # fmt: skip
def test_who_is_perhaps_one(
    store_of: Callable[[People], Store], clients: People, expected: list[tuple[str, str, str]]
) -> None:
    assert found(store_of(clients)) == expected


def test_who_was_said_to_be_two_is_never_asked_about_again(
    store_of: Callable[[People], Store],
) -> None:
    store = store_of({"Field": [ANN], "Kestrel": [ANN]})
    with store.unit_of_work("review") as unit:
        marks = Marks(unit.reader)
        (double,) = doubles.find(unit.reader, marks)
        doubles.tell_apart(unit, marks, double)
    assert found(store) == []


def test_of_two_people_who_are_one_nothing_is_lost(store_of: Callable[[People], Store]) -> None:
    other = {"name": "Ann Field", "email": "ann@field.example, a@home.example", "role": "owner"}
    store = store_of({"Field": [ANN | {"phone": "1"}], "Kestrel": [other | {"note": "tea"}]})
    with store.unit_of_work("review") as unit:
        (double,) = doubles.find(unit.reader, Marks(unit.reader))
        doubles.join_people(unit, TODAY, double.one, double.other)
    with store.unit_of_work("look") as unit:
        (ann,) = queries.contacts.select(unit.reader)
    assert (ann.client, ann.email) == ("Field", "ann@field.example, a@home.example")
    assert (ann.role, ann.phone, ann.note) == ("owner", "1", "tea")


def test_one_number_in_two_spellings_stays_one_when_people_are_joined(
    store_of: Callable[[People], Store],
) -> None:
    other = ANN | {"phone": "+442079460001, +442079460002"}
    store = store_of({"Field": [ANN | {"phone": "020 7946 0001 (work, mornings)"}, other]})
    with store.unit_of_work("review") as unit:
        (double,) = doubles.find(unit.reader, Marks(unit.reader))
        doubles.join_people(unit, TODAY, double.one, double.other)
    with store.unit_of_work("look") as unit:
        (ann,) = queries.contacts.select(unit.reader)
    assert ann.phone == "020 7946 0001 (work, mornings), +442079460002"


def test_two_clients_who_are_one_are_merged(store_of: Callable[[People], Store]) -> None:
    store = store_of({"Field": [ANN], "Field Ltd": [{"name": "Bo Berg"}]})
    with store.unit_of_work("review") as unit:
        (double,) = doubles.find(unit.reader, Marks(unit.reader))
        doubles.join_clients(unit, TODAY, double)
    with store.unit_of_work("look") as unit:
        assert [one.client for one in queries.contacts.select(unit.reader)] == ["Field", "Field"]
