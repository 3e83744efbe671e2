"""One client's history: newest first, and read no further than it is shown."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from clientpulse.records import Client, Touchpoint
from clientpulse.store import queries
from clientpulse.store.database import Store
from clientpulse.store.reader import Row, SqliteReader
from clientpulse.store.selection import HistoryFilter

START = date(2026, 1, 5)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two clients with calls and letters to and from them, several on a day."""
    path = tmp_path_factory.mktemp("history") / "clients.db"
    chance = random.Random(34)
    with Store(path).unit_of_work("fill") as unit:
        for key in ("acme", "beta"):
            unit.insert(Client(key=key, name=key, started_on=START))
        for _ in range(200):
            inbound = chance.random() < 0.5
            unit.insert(
                Touchpoint(
                    client_id=chance.choice((1, 2)),
                    occurred_on=START + timedelta(days=chance.randrange(30)),
                    channel=chance.choice(("email", "letter")),
                    direction="inbound" if inbound else "outbound",
                    reaching=not inbound,
                    note=chance.choice(("Audit", "lunch", None)),
                )
            )
    return path


class Explaining:
    """Asks how a query would be run instead of running it."""

    def __init__(self, reader: SqliteReader) -> None:
        self._reader = reader
        self.steps: list[str] = []

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        self.steps += [row[3] for row in self._reader.rows(f"EXPLAIN QUERY PLAN {sql}", parameters)]
        return []

    def stream(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Iterator[Row]:
        return iter(self.rows(sql, parameters))


FILTERS = [
    HistoryFilter(),
    HistoryFilter(limit=7),
    HistoryFilter(since=START + timedelta(days=9), until=START + timedelta(days=20)),
    HistoryFilter(channel="letter", limit=9),
    HistoryFilter(search="AUDIT", limit=5),
]


def of_client(wanted: HistoryFilter, client_id: int | None) -> HistoryFilter:
    return replace(wanted, client_id=client_id)


@pytest.mark.parametrize("client_id", [None, 1])
@pytest.mark.parametrize("wanted", FILTERS)
def test_no_history_is_sorted_before_it_is_shown(
    store: Path, wanted: HistoryFilter, client_id: int | None
) -> None:
    reader = SqliteReader(store)
    asking = Explaining(reader)
    list(queries.touchpoints.select(asking, of_client(wanted, client_id)))
    reader.close()
    assert asking.steps
    assert not [step for step in asking.steps if "TEMP B-TREE" in step]


@pytest.mark.parametrize("client_id", [None, 1, 2])
@pytest.mark.parametrize("wanted", FILTERS)
def test_a_history_is_newest_first_whoever_wrote(
    store: Path, wanted: HistoryFilter, client_id: int | None
) -> None:
    reader = SqliteReader(store)
    everything = [
        (day, number)
        for day, number, client, channel, note in reader.rows(
            "SELECT occurred_on, id, client_id, channel, note FROM touchpoint"
        )
        if client_id in {None, client}
        and wanted.channel in {None, channel}
        and (wanted.since is None or day >= str(wanted.since))
        and (wanted.until is None or day <= str(wanted.until))
        and (wanted.search is None or wanted.search.casefold() in (note or "").casefold())
    ]
    found = list(queries.touchpoints.select(reader, of_client(wanted, client_id)))
    reader.close()
    assert len(found) > 3
    assert [(str(one.occurred_on), one.id) for one in found] == sorted(everything, reverse=True)[
        : wanted.limit
    ]
