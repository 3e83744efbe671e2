"""Deleting a client, merging two, deleting a touchpoint: nothing is left over, nothing is lost."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from clientpulse.store import tables
from clientpulse.store.tables.constraints import METADATA
from tests.conftest import Pulse

SAMPLE = Path(__file__).parents[1] / "samples" / "store.json"

# Loading them makes them known to METADATA, which is asked for every table there is.
tables.load_all()

Dump = Callable[[], list[str]]
Write = Callable[..., str]


def rows(pulse: Pulse, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(pulse.store)) as connection:
        found = connection.execute(sql).fetchall()
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return found


def counts_of(pulse: Pulse, key: str) -> dict[str, int]:
    """Count, by table, the rows that belong to a client."""
    of_client = f"client_id = (SELECT id FROM client WHERE key = '{key}')"
    return {
        name: rows(pulse, f'SELECT count(*) FROM "{name}" WHERE {of_client}')[0][0]
        for name, table in METADATA.tables.items()
        if "client_id" in table.columns
    }


def all_counts(pulse: Pulse) -> dict[str, int]:
    return {
        name: rows(pulse, f'SELECT count(*) FROM "{name}"')[0][0]
        for name in METADATA.tables
        if not name.startswith("journal")
    }


def fill(pulse: Pulse) -> None:
    pulse.ok("import", str(SAMPLE))


@pytest.fixture
def filled(pulse: Pulse) -> Pulse:
    pulse.begin_with(fill)
    return pulse


def test_deleting_a_client_leaves_no_row_of_it_and_undo_brings_all_back(
    filled: Pulse, dump: Dump
) -> None:
    before, counts = dump(), counts_of(filled, "larch")
    # A new table has to come with a row in the sample, and with somebody who deletes it.
    assert all(counts.values()), counts
    filled.ok("client", "delete", "larch", "--yes")
    left = all_counts(filled)
    assert {name: n for name, n in left.items() if n} == {
        "client": 1,
        "service": 2,
        "trait": 2,
        "trait_weight": 2,
        "away": 1,
        "import_mark": 3,
        "import_salt": 1,
        "exchange": 1,  # with nobody whom we look after
        "forgotten": 3,
        "folded_text": 5,
    }
    assert rows(filled, "SELECT client_id, contact_id FROM import_mark") == [(None, None)] * 3
    filled.ok("undo")
    assert dump() == before


def test_every_row_that_goes_with_a_client_is_in_the_journal(filled: Pulse) -> None:
    before = all_counts(filled)
    filled.ok("client", "delete", "larch", "--yes")
    # What is folded follows from the other rows.
    after = all_counts(filled) | {"folded_text": before["folded_text"]}
    journal = dict(
        rows(
            filled,
            "SELECT table_name, count(*) FROM journal_change WHERE action = 'delete'"
            " AND entry_id = (SELECT max(id) FROM journal_entry) GROUP BY table_name",
        )
    )
    assert journal == {name: n - after[name] for name, n in before.items() if n > after[name]}


def merged(pulse: Pulse, write: Write, changes: dict[str, Any]) -> dict[str, Any]:
    """Import the sample with changes to its second client, merge the first into it."""
    document = json.loads(SAMPLE.read_text())
    document["clients"][1] |= changes
    pulse.ok("import", write(json.dumps(document), "x.json"))
    pulse.ok("client", "merge", "larch", "tidewater", "--yes")
    (client,) = pulse.ok("export", "-").json["clients"]
    return dict(client)


def test_merging_moves_everything(pulse: Pulse, write: Write) -> None:
    larch = json.loads(SAMPLE.read_text())["clients"][0]
    client = merged(pulse, write, {})
    for name, value in larch.items():
        if isinstance(value, list) and name not in ("tags", "rests", "rules"):
            assert [one.get("uid") for one in client[name]] == [one.get("uid") for one in value]
    # When the pause ended the other one wasn't there yet; during the snooze it was looked after.
    assert [one["from"] for one in client["rests"]] == ["2025-08-01"]
    assert client["rules"] == []
    for name in ("checkups", "feedback", "mentions", "commitments", "trait_weights"):
        for moved, was in zip(client[name], larch[name], strict=True):
            assert moved | {"created_at": 0} == was | {"created_at": 0}
    assert {key: client[key] for key in ("timezone", "hours", "length", "language")} == {
        key: larch[key] for key in ("timezone", "hours", "length", "language")
    }


def test_a_merge_is_taken_back_exactly(filled: Pulse, dump: Dump) -> None:
    before = dump()
    filled.ok("client", "merge", "larch", "tidewater", "--yes")
    assert counts_of(filled, "tidewater")["commitment"] == 3
    filled.ok("undo")
    assert dump() == before


def test_where_both_clients_know_something_the_target_s_stays(pulse: Pulse, write: Write) -> None:
    uid = "6f1b7a52-0000-4000-8000-0000000009{:02}"
    moment = "2026-04-02T08:00:00+00:00"
    own = {
        "timezone": "Asia/Tokyo",
        "hours": "mon-fri 10:00-18:00",
        "length": "long",
        "language": "ja",
        "asked_from": "2026-02-01",
        "checkups": [
            {"uid": uid.format(1), "on": "2026-01-15", "score": 10.0, "answers": {},
             "created_at": moment},
            {"uid": uid.format(2), "on": "2026-01-16", "score": 20.0,
             "answers": {"communication": "no"}, "created_at": moment},
        ],
        "rules": [{"rule": "checkup", "interval": "3m"}],
        "trait_weights": [
            {"trait": "garden-days", "weight": 0}, {"trait": "communication", "weight": 2},
        ],
    }  # fmt: skip
    client = merged(pulse, write, own)
    scalars = ("timezone", "hours", "length", "language")
    assert {key: client[key] for key in scalars} == {key: own[key] for key in scalars}
    # The earlier start and clock of the source go on.
    assert [client[key] for key in ("started_on", "clock_on", "asked_from")] == [
        "2024-03-01",
        "2024-04-01",
        None,
    ]
    assert sorted((one["on"], one["score"]) for one in client["checkups"]) == [
        ("2025-07-15", 50.0),
        ("2026-01-15", 10.0),
        ("2026-01-16", 20.0),
    ]
    assert client["rules"] == own["rules"]
    assert client["trait_weights"] == own["trait_weights"]
    assert rows(pulse, "SELECT count(*) FROM checkup_answer") == [(1,)]
    pulse.ok("undo")
    assert counts_of(pulse, "larch")["checkup"] == 2
    assert rows(pulse, "SELECT count(*) FROM checkup_answer") == [(4,)]


def test_the_mention_in_a_touchpoint_outlives_it(filled: Pulse, dump: Dump) -> None:
    before = dump()
    sql = "SELECT touchpoint_id FROM service_mention WHERE touchpoint_id IS NOT NULL"
    [(touchpoint_id,)] = rows(filled, sql)
    filled.ok("touchpoint", "delete", str(touchpoint_id))
    assert rows(filled, sql) == []
    assert rows(filled, "SELECT count(*) FROM service_mention") == [(2,)]
    filled.ok("undo")
    assert dump() == before


def test_what_refers_to_a_touchpoint_of_another_client_outlives_that_client(
    filled: Pulse, write: Write, dump: Dump
) -> None:
    document = json.loads(SAMPLE.read_text())
    larch, tidewater = document["clients"]
    larch["meetings"][0] |= {"state": "held", "touchpoint": larch["touchpoints"][0]["uid"]}
    filled.ok("import", write(json.dumps(document), "held.json"))
    tidewater["touchpoints"], document["clients"] = larch["touchpoints"], [tidewater]
    filled.ok("import", write(json.dumps(document), "moved.json"))
    before = dump()
    filled.ok("client", "delete", "tidewater", "--yes")
    for table, count in (("service_mention", 2), ("meeting", 1)):
        sql = f"SELECT count(*), count(touchpoint_id) FROM {table}"
        assert rows(filled, sql) == [(count, 0)]
    filled.ok("undo")
    assert dump() == before
