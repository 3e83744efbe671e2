from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.store.backups.retention import DAYS, LATEST, MONTHS, WEEKS, kept

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)

histories = st.lists(
    st.integers(0, 4 * 365 * 24 * 60).map(lambda minutes: NOON - timedelta(minutes=minutes)),
    max_size=80,
)


def days_ago(*days: int) -> list[datetime]:
    return [NOON - timedelta(days=day) for day in days]


@pytest.mark.parametrize(
    ("made", "stay"),
    [
        ([], []),
        (days_ago(0), days_ago(0)),
        (days_ago(0, 1, 2, 3, 4, 5, 6), days_ago(0, 1, 2, 3, 4, 5, 6)),
        # Saturday 21 Nov back to Saturday 14 Nov: the eighth day goes unless its week needs it.
        (days_ago(0, 1, 2, 3, 4, 5, 6, 7), days_ago(0, 1, 2, 3, 4, 5, 6)),
        # Only days with a backup count, so old ones stay after a long pause.
        (days_ago(0, 400, 800), days_ago(0, 400, 800)),
    ],
)
def test_the_newest_of_the_latest_seven_days_stay(
    made: list[datetime], stay: list[datetime]
) -> None:
    assert kept(made) >= set(stay)
    assert len(kept(made)) <= len(stay) + 1  # the Sunday of the week before


def test_of_many_on_a_day_the_last_ones_stay_and_only_the_last_when_newer_ones_come() -> None:
    busy = [NOON.replace(hour=hour) for hour in range(LATEST + 2)]
    assert kept(busy) == set(busy[2:])
    later = [NOON + timedelta(days=1, hours=hour) for hour in range(LATEST)]
    assert kept([*busy, *later]) == {busy[-1], *later}


def test_a_year_of_daily_backups_leaves_days_weeks_and_months() -> None:
    every_day = days_ago(*range(365))
    left = sorted(kept(every_day), reverse=True)
    assert left[:7] == days_ago(0, 1, 2, 3, 4, 5, 6)
    # Sundays of the weeks before, then the last days of the months before.
    assert [f"{one:%m-%d}" for one in left[7:]] == [
        "11-08",
        "11-01",
        *("10-31", "09-30", "08-31", "07-31", "06-30", "05-31", "04-30", "03-31", "02-28"),
        *("01-31", "12-31"),
    ]


@given(histories)
def test_the_newest_always_stays(made: list[datetime]) -> None:
    assert not made or max(made) in kept(made)


@given(histories)
def test_nothing_is_invented_and_never_too_much_stays(made: list[datetime]) -> None:
    assert kept(made) <= set(made)
    assert len(kept(made)) <= LATEST + DAYS + WEEKS + MONTHS


@given(histories)
def test_thinning_what_was_thinned_takes_nothing_more(made: list[datetime]) -> None:
    assert kept(kept(made)) == kept(made)


@given(histories, st.randoms(use_true_random=False))
def test_the_order_doesn_t_matter(made: list[datetime], chance: random.Random) -> None:
    shuffled = list(made)
    chance.shuffle(shuffled)
    assert kept(shuffled) == kept(made)


@given(histories)
def test_every_one_of_the_latest_days_weeks_and_months_keeps_its_newest(
    made: list[datetime],
) -> None:
    stay = kept(made)
    for limit, name in ((DAYS, "%Y-%m-%d"), (WEEKS, "%G-%V"), (MONTHS, "%Y-%m")):
        newest: dict[str, datetime] = {}
        for one in sorted(made):
            newest[one.strftime(name)] = one
        latest = sorted(newest)[-limit:]
        assert {newest[span] for span in latest} <= stay


@given(histories)
def test_thinning_after_each_backup_keeps_what_thinning_at_the_end_keeps(
    made: list[datetime],
) -> None:
    left: frozenset[datetime] = frozenset()
    for one in sorted(made):
        left = kept({*left, one})
    assert left == kept(made)
