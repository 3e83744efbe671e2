"""Health: what it is made of, how it is weighed, and how it was on an earlier day."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.cadence.adherence import Ended, Kept
from clientpulse.cadence.health import (
    WEIGHTS,
    Health,
    MistakeDates,
    Part,
    PromiseDates,
    band_of,
    health,
    latest,
    mistakes_score,
    promises_kept,
)

TODAY = date(2026, 11, 20)


def in_days(days: int | None) -> date | None:
    return None if days is None else TODAY + timedelta(days=days)


def test_without_any_data_there_is_no_health():
    assert health(None, [], None, None, None) is None
    assert health(Kept(0, 0), (), None, Kept(0, 0), None) is None


def test_the_parts_weigh_a_hundred_together():
    assert WEIGHTS == {"contact": 35, "mood": 20, "checkup": 20, "promises": 15, "mistakes": 10}
    assert sum(WEIGHTS.values()) == 100


def test_all_that_is_known_is_weighed_and_shown_part_by_part():
    assert health(Kept(9, 12), [1, 2, 0], 62.5, Kept(1, 3), 50) == Health(
        # (35 * 75 + 20 * 75 + 20 * 62.5 + 15 * 33.33 + 10 * 50) / 100 = 63.75
        64,
        "watch",
        (
            Part("contact", 35, 75),
            Part("mood", 20, 75),
            Part("checkup", 20, 63),
            Part("promises", 15, 33),
            Part("mistakes", 10, 50),
        ),
    )


def test_a_part_without_data_drops_out_and_the_rest_is_scaled():
    assert health(Kept(1, 2), [], None, None, 100) == Health(
        61,
        "watch",
        (Part("contact", 35, 50), Part("mistakes", 10, 100)),  # 2750 / 45 = 61.1
    )
    alone = health(None, [2], None, None, None)
    assert alone == Health(100, "good", (Part("mood", 20, 100),))
    assert health(None, [], 0.0, None, None).score == 0
    assert health(None, [], None, None, 0) == Health(0, "at risk", (Part("mistakes", 10, 0),))


@pytest.mark.parametrize(
    ("score", "band"),
    [(100, "good"), (75, "good"), (74, "watch"), (50, "watch"), (49, "at risk"), (0, "at risk")],
)
def test_the_bands_begin_at_75_and_50(score, band):
    assert band_of(score) == band
    assert health(None, [], float(score), None, None).band == band


@pytest.mark.parametrize(
    ("checkup", "score"), [(74.5, 75), (74.49, 74), (49.5, 50), (0.5, 1), (0.49, 0), (99.5, 100)]
)
def test_a_half_is_rounded_up(checkup, score):
    assert health(None, [], checkup, None, None).score == score


def test_it_is_rounded_once_and_never_part_by_part():
    # Contact 1/3, mood 62.5, check-up 0: the rounded parts would give 33.0, the exact ones 32.2.
    found = health(Kept(1, 3), [1, 0], 0.4, None, None)
    assert [part.score for part in found.parts] == [33, 63, 0]
    exact = (35 * Fraction(100, 3) + 20 * Fraction(125, 2) + 20 * Fraction(2, 5)) / 75
    assert found.score == int(exact + Fraction(1, 2)) == 32


def test_a_check_up_of_two_thirds_is_taken_for_two_thirds():
    # (20 * 200/3 + 15 * 0 + 10 * x) ... a third too little or too much would turn the half.
    found = health(None, [], 200 / 3, Kept(1, 7), None)
    exact = (20 * Fraction(200, 3) + 15 * Fraction(100, 7)) / 35
    assert found.score == int(exact + Fraction(1, 2))


kept = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda two: Kept(min(two), max(two)))


@given(
    st.none() | kept,
    st.lists(st.integers(-2, 2), max_size=8),
    st.none()
    | st.builds(
        lambda a, b: 100 * min(a, b) / max(a, b, 1), st.integers(0, 90), st.integers(1, 90)
    ),
    st.none() | kept,
    st.none() | st.sampled_from([0, 25, 50, 75, 100]),
)
def test_the_score_is_the_exact_weighted_mean(contact, moods, checkup, promises, mistakes):
    known = {}
    for name, share in (("contact", contact), ("promises", promises)):
        if share is not None and share.counted:
            known[name] = Fraction(100 * share.kept, share.counted)
    if moods:
        last = moods[:5]
        known["mood"] = Fraction(100 * (sum(last) + 2 * len(last)), 4 * len(last))
    if checkup is not None:
        known["checkup"] = Fraction(checkup).limit_denominator(1000)
    if mistakes is not None:
        known["mistakes"] = Fraction(mistakes)
    found = health(contact, moods, checkup, promises, mistakes)
    if not known:
        assert found is None
        return
    mean = sum(WEIGHTS[name] * score for name, score in known.items())
    mean /= sum(WEIGHTS[name] for name in known)
    assert found.score == (mean + Fraction(1, 2)).__floor__()
    assert [part.name for part in found.parts] == [name for name in WEIGHTS if name in known]
    assert all(0 <= part.score <= 100 for part in found.parts)
    assert all(abs(part.score - known[part.name]) <= Fraction(1, 2) for part in found.parts)


@pytest.mark.parametrize(
    ("moods", "score"),
    [
        ([], None),
        ([-2], 0),
        ([-1], 25),
        ([0], 50),
        ([2], 100),
        ([1, 0], 63),  # 62.5
        ([2, 2, 2, 2, 2], 100),
        ([2, 2, 2, 2, 2, -2, -2], 100),  # only the last five
        ([-2, 2, 2, 2, 2, 2], 80),
    ],
)
def test_the_mood_is_the_mean_of_the_last_five(moods, score):
    found = health(None, moods, None, None, None)
    assert (found and found.score) == score


@pytest.mark.parametrize(
    ("due", "done", "dropped", "kept", "counted"),
    [
        (-1, None, None, 0, 1),  # past its date, undone
        (0, None, None, 0, 0),  # today it can still be kept
        (1, None, None, 0, 0),
        (-10, -10, None, 1, 1),
        (-10, -11, None, 1, 1),
        (-10, -9, None, 0, 1),
        (10, -1, None, 1, 1),
        (0, 0, None, 1, 1),
        (10, 5, None, 0, 0),  # done after today: not known yet
        (-10, 5, None, 0, 1),
        (-10, None, -10, 0, 0),  # given up in time
        (-10, None, -9, 0, 1),  # given up when it was missed already
        (10, None, 0, 0, 0),
        (-1, None, 5, 0, 1),
        # Twelve months ago was 2025-11-20.
        (-365, None, None, 0, 0),
        (-364, None, None, 0, 1),
        (-365, -365, None, 0, 0),
        (-364, -364, None, 1, 1),
        (-500, -364, None, 0, 1),  # it ended when it was done
        (-364, -365, None, 0, 0),
        (-500, None, None, 0, 0),
    ],
)
def test_a_promise_is_kept_when_it_was_done_by_its_date(due, done, dropped, kept, counted):
    one = PromiseDates(in_days(due), in_days(done), in_days(dropped))
    assert promises_kept([one], TODAY) == Kept(kept, counted)


def test_promises_add_up():
    two = [PromiseDates(in_days(-5), in_days(-6)), PromiseDates(in_days(-5))]
    assert promises_kept(two, TODAY) == Kept(1, 2)
    assert promises_kept([], TODAY) == Kept(0, 0)
    assert promises_kept(two, in_days(-5)) == Kept(1, 1)
    assert promises_kept(two, in_days(-7)) == Kept(0, 0)


@pytest.mark.parametrize(
    ("stages", "score"),
    [
        ([], None),
        ([(1, None, None)], None),  # entered after today
        ([(0, None, None)], 50),
        ([(-3, -2, None)], 75),
        ([(-3, -2, -1)], 100),
        ([(-3, -2, 1)], 75),
        ([(-3, 1, None)], 50),
        ([(-3, 0, 0)], 100),
        ([(-3, None, None), (-3, -1, None)], 25),
        ([(-3, None, None), (-3, None, None)], 0),
        ([(-3, None, None)] * 3, 0),
        ([(-3, None, None), (-900, -800, -700)], 50),
    ],
)
def test_a_mistake_weighs_until_it_is_told_and_then_until_it_is_fixed(stages, score):
    mistakes = [MistakeDates(*map(in_days, stage)) for stage in stages]
    assert mistakes_score(mistakes, TODAY) == score


def test_the_health_of_an_earlier_day_doesn_t_know_what_came_later():
    mistakes = [MistakeDates(in_days(-30), in_days(-20), in_days(-10))]
    days = (-31, -30, -21, -20, -11, -10, 0)
    scores = [mistakes_score(mistakes, in_days(ago)) for ago in days]
    assert scores == [None, 50, 50, 75, 75, 100, 100]


def test_every_part_pulls_the_score_its_own_way():
    full = (Kept(1, 1), [2], 100.0, Kept(1, 1), 100)
    none = (Kept(0, 1), [-2], 0.0, Kept(0, 1), 0)
    for count in range(6):
        for bad in combinations(range(5), count):
            found = health(*(none[n] if n in bad else full[n] for n in range(5)))
            assert found.score == 100 - sum([35, 20, 20, 15, 10][n] for n in bad)


def ended(*days_ago: int) -> list[Ended]:
    return [Ended(TODAY - timedelta(days=ago), True) for ago in days_ago]


@pytest.mark.parametrize(
    ("days_ago", "looked_at"),
    [
        ((), 0),
        ((100, 200), 2),  # fewer than four: all there are
        ((100, 200, 250, 300, 350), 4),
        ((1, 89, 90, 91, 100), 4),
        ((1, 2, 3, 4, 89, 90), 5),  # of the last 90 days, the 90th day before is no more
        ((1, 2, 3, 90), 4),
    ],
)
def test_contact_looks_at_the_last_90_days_or_at_four_intervals(days_ago, looked_at):
    assert latest(ended(*days_ago), TODAY) == ended(*days_ago)[:looked_at]


@pytest.mark.parametrize(
    ("missed", "moods", "band", "capped_by"),
    [
        (0, [2], "good", None),
        (1, [2], "good", None),
        (2, [2], "watch", "silence"),
        (3, [2], "at risk", "silence"),
        (2, [0], "watch", None),  # it is that already
        (3, [0], "at risk", "silence"),
        (2, [-2], "at risk", None),
    ],
)
def test_silence_caps_the_band_and_leaves_the_score(missed, moods, band, capped_by):
    found = health(None, moods, None, None, None, missed)
    assert found is not None
    assert (found.band, found.capped_by) == (band, capped_by)
    assert found.score == health(None, moods, None, None, None).score
