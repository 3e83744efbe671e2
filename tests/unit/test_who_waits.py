"""The law of who waits: whoever wrote last, whenever that is read, and whatever else was typed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientpulse.config.me import Me
from clientpulse.config.settings import Settings
from clientpulse.config.sources import Source
from clientpulse.records import Client, Contact, Touchpoint
from clientpulse.services.syncing import running
from clientpulse.sources.gathered import Gathered, Message, Party
from clientpulse.store import queries
from clientpulse.store.database import Store
from clientpulse.store.queries.of_clients import Scope
from clientpulse.timezones import our_zone

FIRST = datetime(2026, 11, 19, tzinfo=our_zone())
TODAY = date(2026, 11, 21)
SOURCE = Source("mail", "maildir", path=Path("Mail"))
ME, LENA, KIM = (Party(one, "") for one in ("sam@p.example", "lena@a.example", "kim@x.example"))
SETTINGS = Settings.of({"me": Me((ME.address,))})
KINDS = ("ask", "copy", "ours", "call", "text")

EVENTS = st.lists(
    st.tuples(st.integers(0, 2 * 24 * 60 - 1), st.sampled_from(KINDS), st.booleans()),
    max_size=8,
    unique_by=lambda one: one[0],
).map(sorted)
"""When, in minutes, what, and whether a sync follows."""


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("waits") / "clients.db"
    with Store(path).unit_of_work("add") as unit:
        client = unit.insert(Client(key="acme", name="Acme", started_on=date(2026, 1, 5)))
        unit.insert(Contact(client_id=client.id, name="Lena", email=LENA.address))
    return path


def mailed(at: datetime, kind: str) -> Message:
    sender = ME if kind == "ours" else LENA
    to, cc = {"ours": ((LENA,), ()), "ask": ((ME,), ()), "copy": ((KIM,), (ME,))}[kind]
    return Message(f"{at}", at.date(), f"{at:%H:%M}", sender, to, cc, f"{at:%d %H:%M}")


def typed(at: datetime, kind: str, number: int) -> dict[str, Any]:
    is_theirs = kind == "text"
    return {
        "id": number,
        "uid": str(uuid4()),
        "client_id": 1,
        "occurred_on": at.date(),
        "channel": "message" if is_theirs else "call",
        "direction": "inbound" if is_theirs else "outbound",
        "reaching": not is_theirs,
        "needs_answer": is_theirs,
        "created_at": at.astimezone(UTC),
    }


def sync(store: Store, messages: list[Message]) -> None:
    read = running.Read(SOURCE, gathered=Gathered(messages, read=len(messages)))
    with store.unit_of_work("sync", origin="sync") as unit:
        running.write_down(unit, SETTINGS, TODAY, [read])


@given(events=EVENTS)
@settings(max_examples=30)
def test_whoever_wrote_last_waits(
    begun: Path, tmp_path_factory: pytest.TempPathFactory, events: list[tuple[int, str, bool]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "waits.db"
    path.write_bytes(begun.read_bytes())
    store, mailbox, waits = Store(path), [], list[str]()
    for minute, kind, syncs in events:
        at = FIRST + timedelta(minutes=minute)
        if kind in {"call", "text"}:
            with store.unit_of_work("log") as unit:
                number = unit.next_id(Touchpoint)
                unit.insert_many(Touchpoint, [typed(at, kind, number)])
        else:
            mailbox.append(mailed(at, kind))
        if kind in {"ask", "text"}:
            waits.append(f"{at:%d %H:%M}")
        elif kind != "copy":
            waits.clear()
        if syncs:
            sync(store, mailbox)
    sync(store, mailbox)
    reader = store.open_reader()
    try:
        found = queries.messages.waiting(reader, Scope(1, TODAY), date(2026, 11, 1)).get(1, ())
    finally:
        reader.close()
    assert bool(found) is bool(waits)
    for one in found:
        assert one.subjects is None or one.subjects.splitlines()[-1] in waits
