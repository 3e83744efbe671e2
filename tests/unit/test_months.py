"""A year, month by month: what it adds up to is what the report says."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from clientpulse.cadence.adherence import Ended
from clientpulse.cadence.policy import Policy
from clientpulse.services.demo import telling
from clientpulse.services.portfolio.months import MONTHS, Months
from clientpulse.services.portfolio.report import report
from clientpulse.store.database import Store
from clientpulse.store.selection import Selection

POLICY = Policy()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = Store(tmp_path_factory.mktemp("demo") / "demo.db")
    with store.unit_of_work("demo") as unit:
        telling.tell(unit, date(2026, 11, 20), POLICY)
    return store.path


@pytest.mark.parametrize("today", [date(2026, 11, 20), date(2027, 3, 31), date(2028, 2, 29)])
def test_the_months_add_up_to_the_year_and_end_with_todays_health(demo: Path, today: date) -> None:
    months = Months(today)
    with closing(Store(demo).open_reader()) as reader:
        rows = report(reader, today, POLICY, Selection(), months=months).items
    for some in (rows, rows[:3], ()):
        found = months.added_up(row.key for row in some)
        assert len(found) == MONTHS
        assert sum(one.kept.kept for one in found) == sum(row.kept.kept for row in some)
        assert sum(one.kept.counted for one in found) == sum(row.kept.counted for row in some)
        scores = [row.health.now.score for row in some if row.health is not None]
        mean = int(sum(scores) / len(scores) + 0.5) if scores else None
        assert found[-1].health == mean
        assert found[-1].ends_on == today


def test_a_month_shows_the_health_of_its_last_day(demo: Path) -> None:
    today = date(2026, 11, 20)
    months = Months(today)
    with closing(Store(demo).open_reader()) as reader:
        keys = [row.key for row in report(reader, today, POLICY, Selection(), months=months).items]
        for key in keys:
            *_, month, _ = months.added_up([key])
            then = report(reader, month.ends_on, POLICY, Selection()).items
            (row,) = [one for one in then if one.key == key]
            assert month.health == (row.health and row.health.now.score)


def test_the_months_leave_no_day_out() -> None:
    for today in (date(2026, 11, 20), date(2026, 3, 31), date(2024, 2, 29), date(1, 1, 1)):
        months = Months(today)
        found = months.added_up([])
        assert found[-1].ends_on == today
        assert all(one.after < one.ends_on for one in found) or today == date.min
        assert [one.ends_on for one in found[:-1]] == [one.after for one in found[1:]]
        assert today - found[0].after <= timedelta(days=366)


def test_a_day_belongs_to_the_month_that_ends_on_it_or_after_it() -> None:
    months = Months(date(2026, 11, 20))
    days = (date(2025, 11, 21), date(2025, 12, 20), date(2025, 12, 21), date(2026, 11, 20))
    months.add("acme", [Ended(day, True) for day in days], {})
    assert [one.kept.kept for one in months.added_up(["acme"])] == [2, 1, *[0] * 9, 1]
