"""Whose an address is: its contact's client, or whoever alone has its domain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from clientpulse.records import Client, Contact
from clientpulse.services.syncing.known import Known
from clientpulse.store.database import Store

OURS = ("sam@practice.example", "sam.field@gmail.com")
PEOPLE = (
    ("acme", "lena@acme.example"),
    ("beta", "bo@web.de"),
    ("gamma", "ann@shared.example"),
    ("delta", "kim@shared.example"),
    ("epsilon", "ed@practice.example"),
)


@pytest.fixture
def known(tmp_path: Path) -> Iterator[Known]:
    with Store(tmp_path / "clients.db").unit_of_work("add") as unit:
        for key, address in PEOPLE:
            client = unit.insert(Client(key=key, name=key, started_on=date(2026, 1, 5)))
            unit.insert(Contact(client_id=client.id, name=key, email=address))
        yield Known(unit.reader, OURS)


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("lena@acme.example", 1),
        ("new@acme.example", 1),
        ("new@mail.acme.example", None),
        ("bo@web.de", 2),
        ("new@web.de", None),  # everybody may have an address there
        ("ann@shared.example", 3),
        ("kim@shared.example", 4),
        ("new@shared.example", None),  # two clients have the domain
        ("ed@practice.example", 5),  # of somebody with an address at ours
        ("new@practice.example", None),
        ("sam@practice.example", None),
        ("", None),
    ],
)
def test_whose_an_address_is(known: Known, address: str, client: int | None) -> None:
    assert known.clients_at(address) == (() if client is None else (client,))


@pytest.mark.parametrize(
    ("address", "is_colleague"),
    [
        ("new@practice.example", True),
        ("new@gmail.com", False),  # our own address there makes nobody a colleague
        ("new@acme.example", False),
    ],
)
def test_who_is_a_colleague(known: Known, address: str, is_colleague: bool) -> None:
    assert known.is_colleague(address) is is_colleague
