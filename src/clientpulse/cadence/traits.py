"""The traits of a relationship that a check-up asks about, and the score of its answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

YES, PARTLY, NO = ANSWERS = ("yes", "partly", "no")

USUAL_WEIGHT = 1
LARGEST_WEIGHT = 10

_HALVES = {YES: 2, PARTLY: 1, NO: 0}


@dataclass(frozen=True, slots=True)
class Trait:
    """Something that makes a relationship good or bad.

    Args:
        key: The short name to type; it never changes.
        good: Whether a yes is good news.
        question: What is asked; of a trait of one's own nothing more than its name.
    """

    key: str
    name: str
    good: bool
    question: str = ""


_GOOD = {
    "communication": "Do we talk often, openly, and in the way they like?",
    "shared knowledge": "Do we pass on what we know, and do they?",
    "expectations known and exceeded": "Do we know what they expect, and do more than that?",
    "opinions shared": "Do they say what they think, and do we?",
    "positive attitude": "Is the tone hopeful on both sides?",
}
_BAD = {
    "poor communication": "Do answers come late, in part, or not at all?",
    "opinions withheld": "Do we learn only afterwards what they thought?",
    "knowledge kept to oneself": "Does either side keep back what the other should know?",
    "bad manners in communication": "Is anybody rude, or talked over, or kept waiting?",
    "debates without a solution": "Do we argue without coming to an end?",
    "no strategic planning": "Do we live from one task to the next, without a plan?",
    "negative attitude": "Is the tone weary or mistrustful?",
    "no data or reports shared": "Do figures and reports stay with whoever has them?",
}
"""The questions by the traits' names."""

_SHORTER_KEYS = {
    "expectations known and exceeded": "expectations",
    "knowledge kept to oneself": "knowledge-kept",
    "bad manners in communication": "bad-manners",
    "debates without a solution": "debates-without-solution",
    "no strategic planning": "no-planning",
    "no data or reports shared": "no-data-shared",
}

BUILT_IN: tuple[Trait, ...] = tuple(
    Trait(_SHORTER_KEYS.get(name, name.replace(" ", "-")), name, good, question)
    for good, asked in ((True, _GOOD), (False, _BAD))
    for name, question in asked.items()
)
"""The five good ones and the eight bad ones; they can be weighed, never removed."""


def score(
    answers: Mapping[str, str], traits: Iterable[Trait], weights: Mapping[str, int]
) -> float | None:
    """Return how good the relationship is by a check-up's answers, from 0 to 100.

    It is the weighted mean of the traits that were answered: of a good one `yes` is worth 1,
    `partly` a half and `no` nothing, of a bad one the reverse. Answers about anything but the
    traits count for nothing.

    Args:
        answers: One of `ANSWERS` by the trait's key.
        weights: The weights that were given, by the trait's key; `USUAL_WEIGHT` of the others.

    Returns:
        The score; None where nothing with a weight above 0 was answered.
    """
    halves = total = 0
    for trait in traits:
        answer = answers.get(trait.key)
        if answer is None:
            continue
        weight = weights.get(trait.key, USUAL_WEIGHT)
        worth = _HALVES[answer]
        halves += weight * (worth if trait.good else _HALVES[YES] - worth)
        total += weight
    return 50 * halves / total if total else None
