"""A week of mornings, done by keys alone: each ends with an empty list."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from clientpulse.cadence.policy import Policy
from clientpulse.services.demo import telling
from clientpulse.store.database import Store
from tests.processes import in_process
from tests.ui.living import Living, live

MONDAY = date(2026, 11, 23)
MOST = 60
"""So many things a morning may take."""


NEXT, SEND, OUT = ["tab"], ["enter"], ["escape"]


async def settle(living: Living, what: str) -> None:
    """Choose among all that is open with the client, by the number that is shown beside it."""
    await living.quickly("x")
    line = next(one for one in living.lines if what in one and re.search(r"│.*\d  ", one))
    await living.quickly(re.findall(r"(\d)  ", line)[0])


async def deal_with(living: Living, rule: str, command: str, day: date) -> None:
    """Do what somebody would do about what is most urgent, as the line below the list says it."""
    match rule:
        case "appointment" | "outcome":
            when = (re.findall(r"-d (\S+)", command) or [""])[0]
            await living.quickly("l", "Went well", NEXT, "meeting", NEXT, NEXT, when, SEND)
        case "update" | "look_back":
            await living.quickly("l", "Rang them", SEND)
        case "own_up":
            await settle(living, "told:")
        case "make_good":
            await settle(living, "fixed:")
        case "promise":
            await settle(living, "promised,")
        case "chase":
            await settle(living, "asked for,")
        case "moment":
            await settle(living, "(")
        case "meeting":
            await living.quickly("b", f"{day + timedelta(days=4)} 10:00", SEND)
        case "checkup":
            await living.quickly(":", command, " --set communication=yes", SEND)
        case _:
            await living.quickly(":", command, SEND, OUT)


def test_a_week_of_mornings_is_done_by_keys_alone(tmp_path: Path) -> None:
    store = tmp_path / "clients.db"
    with Store(store).unit_of_work("demo", journalled=False) as unit:
        telling.tell(unit, MONDAY, Policy())
    met: Counter[str] = Counter()
    for number in range(5):
        day = MONDAY + timedelta(days=number)

        async def morning(living: Living, day: date = day) -> None:
            for _ in range(MOST):
                key = living.selected
                if key is None:
                    break
                rule = str(living.desk.view._by_key[key].first.rule)  # type: ignore[attr-defined]
                said = "".join(piece.text for line in living.desk.view.say(key) for piece in line)
                await deal_with(living, rule, said.partition("   pulse ")[2], day)
                assert not living.desk.query("Form"), (rule, said, living.text)
                assert "error:" not in living.text, (rule, said, living.text)
                met[rule] += 1
            assert not living.desk.view.list.rows, living.text
            assert "Nobody" in living.text or "Nothing" in living.text, living.text

        live(morning, db=store, today=str(day))
        assert in_process(store, "due", "--json", today=str(day)).items == []
        assert in_process(store, "doctor", today=str(day)).code == 0
    assert len(met) >= 10, met
