"""Which conversation waits for a recap: the rule in Python against the query."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from clientpulse.cadence.engine import items_for
from clientpulse.cadence.facts import Facts
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.policy import RECAPS, Policy
from clientpulse.cadence.rules.diary import DAYS_TO_RECAP
from clientpulse.records import Client, Touchpoint
from clientpulse.services.facts.reading import read_facts
from clientpulse.services.recaps import waiting as waiting_recap
from clientpulse.store import queries
from clientpulse.store.database import Store
from clientpulse.store.queries.of_clients import Scope
from clientpulse.store.reader import Reader
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
    chance, policy = random.Random(recap), Policy(recap=recap)
    expected = {}
    with Store(tmp_path / "clients.db").unit_of_work("made up") as unit:
        for number in range(150):
            start = around(chance, 0, 30, 366, 900)
            asked_from = chance.choice((None, around(chance, 0, 30, 366)))
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
                        occurred_on=around(chance, 0, 10, 30, 366),
                        channel=chance.choice(("meeting", "meeting", "call", "visit", "email")),
                        direction="outbound",
                        reaching=True,
                        recapped_on=chance.choice((None, None, around(chance, 0, 30))),
                    )
                )
                if (
                    one.channel in ASKED_OF[recap]
                    and max(start, asked_from or start) <= one.occurred_on <= TODAY
                    and (one.recapped_on is None or one.recapped_on > TODAY)
                    and (TODAY - policy.workday_after(one.occurred_on)).days <= DAYS_TO_RECAP
                ):
                    waiting.append((one.occurred_on, one.id))
            expected[client.id] = sorted(waiting)
        due = {
            known.client_id: recaps_due(known.facts, policy)
            for known in read_facts(unit.reader, Selection(), policy, TODAY)
        }
        for client_id, waiting in expected.items():
            first = waiting_recap(unit.reader, TODAY, policy, client_id)
            assert (first and first.id) == (waiting[0][1] if waiting else None)
            assert due[client_id] == (waiting[0][0] if waiting else None)
            until = TODAY - timedelta(days=10)
            early = waiting_recap(unit.reader, TODAY, policy, client_id, until)
            assert (early and early.id) == next((key for on, key in waiting if on <= until), None)
    assert recap == "none" or 15 < len([one for one in expected.values() if one]) < 145


def recaps_due(facts: Facts, policy: Policy) -> date | None:
    """Return the day of the conversation that the rule asks about."""
    awake = replace(facts, own_rules={})
    return next(
        (one.last_on for one in items_for(awake, policy, TODAY) if one.rule == "recap"), None
    )


def test_a_recap_with_an_interval_of_its_own_waits_for_it(tmp_path: Path) -> None:
    with Store(tmp_path / "clients.db").unit_of_work("made up") as unit:
        client = unit.insert(Client(key="a", name="A", started_on=date(2020, 1, 1)))
        for days in (470, 400, 100):
            unit.insert(
                Touchpoint(
                    client_id=client.id,
                    occurred_on=TODAY - timedelta(days=days),
                    channel="meeting",
                    direction="outbound",
                    reaching=True,
                )
            )
        slow = Policy(rules={"recap": Interval(13, "m")})
        first = waiting_recap(unit.reader, TODAY, slow, client.id)
        assert first is not None
        assert first.occurred_on == TODAY - timedelta(days=400)
        assert waiting_recap(unit.reader, TODAY, Policy(), client.id) is None


def test_long_histories_cost_no_more_than_their_last_years(tmp_path: Path) -> None:
    plans: list[str] = []

    class Explaining:
        """Runs a statement, and keeps how the database would go about it."""

        def __init__(self, reader: Reader) -> None:
            self._reader = reader

        def rows(self, sql: str, parameters: Mapping[str, Any]) -> Any:
            plan = self._reader.rows(f"EXPLAIN QUERY PLAN {sql}", parameters)
            plans.extend(str(row[3]) for row in plan)
            return self._reader.rows(sql, parameters)

    with Store(tmp_path / "clients.db").unit_of_work("made up") as unit:
        for which in RECAPS:
            queries.recaps.not_written_up(Explaining(unit.reader), Scope(None, TODAY), which)  # type: ignore[arg-type]
    assert plans
    assert not [one for one in plans if one.startswith("SCAN x")], plans
