"""The traits of a check-up, and the score of its answers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientpulse.cadence.traits import ANSWERS, BUILT_IN, Trait, score

GOOD = Trait("a", "A", good=True)
BAD = Trait("b", "B", good=False)
THIRD = Trait("c", "C", good=True)


def test_there_are_five_good_traits_and_eight_bad_ones_with_keys_that_last():
    assert [(trait.key, trait.good) for trait in BUILT_IN] == [
        ("communication", True),
        ("shared-knowledge", True),
        ("expectations", True),
        ("opinions-shared", True),
        ("positive-attitude", True),
        ("poor-communication", False),
        ("opinions-withheld", False),
        ("knowledge-kept", False),
        ("bad-manners", False),
        ("debates-without-solution", False),
        ("no-planning", False),
        ("negative-attitude", False),
        ("no-data-shared", False),
    ]
    assert len({trait.name for trait in BUILT_IN}) == 13
    assert all(trait.question.endswith("?") and len(trait.question) <= 70 for trait in BUILT_IN)


@pytest.mark.parametrize(
    ("answers", "weights", "expected"),
    [
        ({"a": "yes"}, {}, 100),
        ({"a": "partly"}, {}, 50),
        ({"a": "no"}, {}, 0),
        ({"b": "yes"}, {}, 0),
        ({"b": "partly"}, {}, 50),
        ({"b": "no"}, {}, 100),
        ({"a": "yes", "b": "yes"}, {}, 50),
        ({"a": "yes", "b": "no"}, {}, 100),
        ({"a": "yes", "b": "yes", "c": "yes"}, {}, 200 / 3),
        ({"a": "yes", "b": "yes"}, {"a": 3}, 75),
        ({"a": "yes", "b": "yes"}, {"b": 0}, 100),
        ({"a": "yes", "b": "yes"}, {"a": 0, "b": 10}, 0),
        ({"a": "partly", "c": "no"}, {"c": 10}, 50 / 11),
        ({"a": "yes", "gone": "no"}, {}, 100),
        ({"a": "yes"}, {"a": 0}, None),
        ({"gone": "yes"}, {}, None),
        ({}, {}, None),
    ],
)
def test_the_score_is_the_weighted_mean_of_what_was_answered(answers, weights, expected):
    assert score(answers, (GOOD, BAD, THIRD), weights) == expected


@given(
    st.dictionaries(st.sampled_from([trait.key for trait in BUILT_IN]), st.sampled_from(ANSWERS)),
    st.dictionaries(st.sampled_from([trait.key for trait in BUILT_IN]), st.integers(0, 10)),
)
def test_the_score_is_the_textbook_s(answers, weights):
    worth = {"yes": Fraction(1), "partly": Fraction(1, 2), "no": Fraction(0)}
    parts = [
        (weights.get(trait.key, 1), worth[answers[trait.key]])
        for trait in BUILT_IN
        if trait.key in answers
    ]
    goods = {trait.key: trait.good for trait in BUILT_IN}
    named = [key for key in (trait.key for trait in BUILT_IN) if key in answers]
    total = sum(weight for weight, _ in parts)
    found = score(answers, BUILT_IN, weights)
    if not total:
        assert found is None
        return
    mean = sum(
        weight * (value if goods[key] else 1 - value)
        for (weight, value), key in zip(parts, named, strict=True)
    )
    assert found == pytest.approx(float(100 * mean / total))
    assert 0 <= found <= 100
