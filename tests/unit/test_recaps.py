"""Which conversation waits for a recap: the rule in Python against the query."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from clientpulse.cadence.policy import RECAPS
from clientpulse.records import Client, Touchpoint
from clientpulse.store import queries
from clientpulse.store.database import Store
from clientpulse.store.queries.recaps import WAITS_FOR_DAYS
from clientpulse.store.selection import Selection

TODAY = date(2026, 11, 21)
ASKED_OF = {
    "meeting": ("meeting",),
    "voice": ("meeting", "call", "video", "visit"),
    "none": (),
}


def around(chance: random.Random, *days: int) -> date:
    """Return a day near today, or near one so many days ago."""
    return TODAY - timedelta(days=chance.choice(days) + chance.randint(-2, 2))


@pytest.mark.parametrize("recap", RECAPS)
def test_the_first_that_waits_is_asked_for_and_nothing_before_or_after(
    tmp_path: Path, recap: str
) -> None:
    chance = random.Random(recap)
    expected = {}
    with Store(tmp_path / "clients.db").unit_of_work("made up") as unit:
        for number in range(150):
            start = around(chance, 0, 30, WAITS_FOR_DAYS, 900)
            asked_from = chance.choice((None, around(chance, 0, 30, WAITS_FOR_DAYS)))
            client = unit.insert(
                Client(
                    key=f"c{number}", name=f"C {number}", started_on=start, asked_from=asked_from
                )
            )
            waiting = []
            for _ in range(chance.randint(0, 6)):
                one = unit.insert(
                    Touchpoint(
                        client_id=client.id,
                        occurred_on=around(chance, 0, 30, WAITS_FOR_DAYS, 900),
                        channel=chance.choice(("meeting", "meeting", "call", "visit", "email")),
                        direction="outbound",
                        reaching=True,
                        recapped_on=chance.choice((None, None, around(chance, 0, 30))),
                    )
                )
                first_day = max(start, asked_from or start, TODAY - timedelta(days=WAITS_FOR_DAYS))
                if (
                    one.channel in ASKED_OF[recap]
                    and first_day <= one.occurred_on <= TODAY
                    and (one.recapped_on is None or one.recapped_on > TODAY)
                ):
                    waiting.append((one.occurred_on, one.id))
            expected[client.id] = sorted(waiting)
        rows = queries.facts.clients(unit.reader, Selection(), TODAY, recap)
        found = {row.id: row.conversation_on for row in rows}
        for client_id, waiting in expected.items():
            first = queries.recaps.first_waiting(unit.reader, client_id, TODAY, TODAY, recap)
            assert (first and first.id) == (waiting[0][1] if waiting else None)
            assert found[client_id] == (waiting[0][0].isoformat() if waiting else None)
            until = TODAY - timedelta(days=30)
            early = queries.recaps.first_waiting(unit.reader, client_id, TODAY, until, recap)
            assert (early and early.id) == next((key for on, key in waiting if on <= until), None)
    assert recap == "none" or 15 < len([one for one in expected.values() if one]) < 145


def test_long_histories_cost_no_more_than_their_last_year(tmp_path: Path) -> None:
    with Store(tmp_path / "clients.db").unit_of_work("made up") as unit:
        for waits in queries.recaps.WAITING.values():
            first = f"SELECT min(x.occurred_on) FROM touchpoint x WHERE {waits}"
            sql = f"EXPLAIN QUERY PLAN SELECT ({first}) FROM client c"
            plan = [str(row[3]) for row in unit.reader.rows(sql, queries.recaps.as_of(TODAY))]
            assert any("client_id=? AND occurred_on>?" in one for one in plan), plan
