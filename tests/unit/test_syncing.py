"""The laws of what mail becomes: in any order, in any parts, once."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientpulse.config.me import Me
from clientpulse.config.settings import Settings
from clientpulse.config.sources import Source
from clientpulse.records import Client, Contact, Exchange, Touchpoint
from clientpulse.services.syncing import running
from clientpulse.sources.gathered import Gathered, Message, Party
from clientpulse.store.database import Store
from clientpulse.store.queries.values import read
from clientpulse.store.reader import Reader
from tests import hostile

TODAY = date(2026, 11, 21)
SOURCE = Source("mail", "maildir", path=Path("Mail"))
ME, ALIAS = "sam@practice.example", "sam+x@practice.example"
SETTINGS = Settings.of({"me": Me((ME,))})
THEIRS = ("lena@acme.example", "new@acme.example", "bo@web.de", "kim@nobody.example")

PEOPLE = st.lists(st.sampled_from((*THEIRS, ME)), max_size=3).map(tuple)
MESSAGES = st.builds(
    lambda number, day, hour, sender, to, cc, subject: Message(
        str(number),
        date(2026, 11, day),
        f"{hour:02}:00",
        Party(sender, "Somebody"),
        tuple(Party(one, "") for one in to),
        tuple(Party(one, "") for one in cc),
        subject,
        "",
        sender in {ME, ALIAS},
    ),
    st.integers(0, 10_000),
    st.integers(19, 20),
    st.integers(8, 11),
    st.sampled_from((*THEIRS, ME, ALIAS)),
    PEOPLE,
    PEOPLE,
    st.sampled_from(("Budget", "Re: Budget", "the van", "")),
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("law") / "clients.db"
    with Store(path).unit_of_work("add") as unit:
        for key, address in (("acme", "lena@acme.example"), ("beta", "bo@web.de")):
            client = unit.insert(Client(key=key, name=key, started_on=date(2026, 1, 5)))
            unit.insert(Contact(client_id=client.id, name=key, email=address))
    return path.read_bytes()


def written(reader: Reader) -> tuple[Any, ...]:
    """Return what a sync leaves, without the numbers that rows were given."""
    days = {one.id: one for one in read(reader, Touchpoint, "x.id")}
    content = sorted(
        (one.key, one.occurred_on, one.direction, one.occurred_time or "", one.last_time or "",
         one.note or "", one.needs_answer, one.reaching, one.source)
        for one in days.values()
    )  # fmt: skip
    messages = sorted(
        (one.message, one.address, one.occurred_on, one.occurred_time or "", one.direction,
         one.told, one.subject or "", one.name or "",
         (days[one.touchpoint_id].key if one.touchpoint_id else ""))
        for one in read(reader, Exchange, "x.id")
    )  # fmt: skip
    return content, messages


def synced(store: Path, begun: bytes, parts: Iterable[Sequence[Message]]) -> tuple[Any, ...]:
    store.write_bytes(begun)
    for part in parts:
        found = running.Read(SOURCE, gathered=Gathered(list(part), read=len(part)))
        with Store(store).unit_of_work("sync", origin="sync") as unit:
            running.write_down(unit, SETTINGS, TODAY, [found])
    reader = Store(store).open_reader()
    try:
        return written(reader)
    finally:
        reader.close()


@given(
    messages=st.lists(MESSAGES, max_size=12, unique_by=lambda one: one.id),
    chance=st.randoms(use_true_random=False),
)
@settings(max_examples=hostile.many(150))
def test_any_order_and_any_parts_of_the_same_messages_give_the_same_store(
    filled: bytes,
    tmp_path_factory: pytest.TempPathFactory,
    messages: list[Message],
    chance: random.Random,
) -> None:
    store = tmp_path_factory.getbasetemp() / "law.db"
    at_once = synced(store, filled, [messages])
    shuffled = chance.sample(messages, len(messages))
    cuts = sorted(chance.randint(0, len(messages)) for _ in range(2))
    parts = [shuffled[: cuts[0]], shuffled[cuts[0] : cuts[1]], shuffled[cuts[1] :]]
    again = chance.sample(messages, len(messages) // 2)
    assert synced(store, filled, [*parts, again]) == at_once
