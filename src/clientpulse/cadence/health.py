"""Health: how a relationship does, from 0 to 100, and what that is made of.

All of it is as of a day, so that it can be held against the health of an earlier one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from clientpulse.cadence.adherence import Ended, Kept, year_before

CONTACT, MOOD, CHECKUP, PROMISES, MISTAKES = PARTS = (
    *("contact", "mood", "checkup", "promises", "mistakes"),
)
WEIGHTS = {CONTACT: 35, MOOD: 20, CHECKUP: 20, PROMISES: 15, MISTAKES: 10}

GOOD, WATCH, AT_RISK = BANDS = ("good", "watch", "at risk")
LEAST_GOOD, LEAST_WATCH = 75, 50

SILENCE = "silence"
MISSED_TO_WATCH = 2
MISSED_TO_BE_AT_RISK = 3

DAYS_OF_CONTACT = 90
FEWEST_INTERVALS = 4

MOODS_COUNTED = 5

FOR_ONE_NOT_TOLD = 50
FOR_ONE_NOT_FIXED = 25

# The score of a check-up is kept as a number with a point. It comes from a fraction of whole
# weights, which is far simpler than this.
_LARGEST_DENOMINATOR = 100_000


class Part(NamedTuple):
    """One of the `PARTS` that health is made of, with a score from 0 to 100.

    Where another has no data, the weights add up to less than 100.
    """

    name: str
    weight: int
    score: int


class Health(NamedTuple):
    """How a relationship does, in a score from 0 to 100 and one of `BANDS`.

    Attributes:
        parts: Those that have data.
        capped_by: `silence` where that lowers the band; the score stays what it is.
    """

    score: int
    band: str
    parts: tuple[Part, ...]
    capped_by: str | None = None


class PromiseDates(NamedTuple):
    """The dates of a promise of ours that has a date."""

    due_on: date
    done_on: date | None = None
    dropped_on: date | None = None


class MistakeDates(NamedTuple):
    """When a mistake was written down, when the client was told, and when it was fixed."""

    entered_on: date
    told_on: date | None = None
    fixed_on: date | None = None


def health(
    contact: Kept | None,
    moods: Sequence[int],
    checkup: float | None,
    promises: Kept | None,
    mistakes: int | None,
    missed_in_silence: int = 0,
) -> Health | None:
    """Weigh what is known; the mean is exact, and rounded once, a half upwards.

    Args:
        contact: How many of the latest intervals were kept: see `latest`.
        moods: The moods that were noted, the latest first; the first five count.
        checkup: The score of the latest check-up.
        promises: How many of our promises were kept in time: see `promises_kept`.
        mistakes: See `mistakes_score`.
        missed_in_silence: How many due dates the current silence has missed.

    Returns:
        The health as of the day of all this; None without any data.
    """
    known: _Known = []
    if contact is not None and contact.counted:
        known.append((CONTACT, 100 * contact.kept, contact.counted))
    if moods:
        last = moods[:MOODS_COUNTED]
        known.append((MOOD, 25 * (sum(last) + 2 * len(last)), len(last)))
    if checkup is not None:
        known.append((CHECKUP, *_simplest(checkup)))
    if promises is not None and promises.counted:
        known.append((PROMISES, 100 * promises.kept, promises.counted))
    if mistakes is not None:
        known.append((MISTAKES, mistakes, 1))
    if not known:
        return None
    score = _weighed(known)
    parts = (Part(name, WEIGHTS[name], _rounded(above, below)) for name, above, below in known)
    band, cap = band_of(score), _cap(missed_in_silence)
    if BANDS.index(cap) > BANDS.index(band):
        return Health(score, cap, tuple(parts), SILENCE)
    return Health(score, band, tuple(parts))


_Known = list[tuple[str, int, int]]
"""The parts of which there is data, each with its exact score as a fraction."""


def _weighed(known: _Known) -> int:
    total, above, below = 0, 0, 1  # the sum so far is above / below
    for name, score, of in known:
        weight = WEIGHTS[name]
        total += weight
        above = above * of + weight * score * below
        below *= of
    return _rounded(above, below * total)


def latest(ended: Sequence[Ended], today: date) -> Sequence[Ended]:
    """Return those that ended in the last 90 days, or the last four where fewer did.

    Args:
        ended: The intervals of the year, the latest first.
    """
    after = today.toordinal() - DAYS_OF_CONTACT
    recent = sum(one.on.toordinal() > after for one in ended)
    return ended[: max(recent, FEWEST_INTERVALS)]


def _cap(missed_in_silence: int) -> str:
    """Return the best band that a silence leaves."""
    if missed_in_silence >= MISSED_TO_BE_AT_RISK:
        return AT_RISK
    return WATCH if missed_in_silence >= MISSED_TO_WATCH else GOOD


def band_of(score: int) -> str:
    """Name how good a score is: one of `BANDS`."""
    return GOOD if score >= LEAST_GOOD else WATCH if score >= LEAST_WATCH else AT_RISK


def promises_kept(promises: Iterable[PromiseDates], today: date) -> Kept:
    """Count the promises that ended over the past 12 months, and those kept in time.

    A promise ends when it is done, or undone when its date passes; it is kept when it was done on
    its date or before. One dropped by its date doesn't count; dropped later, it stays missed.

    Args:
        promises: All of a client's that had a date.
        today: What happened later isn't known yet.
    """
    after = year_before(today)
    kept = counted = 0
    for due_on, done_on, dropped_on in promises:
        if done_on is not None and done_on <= today:
            ended_on, in_time = done_on, done_on <= due_on
        elif due_on < today and (dropped_on is None or dropped_on > due_on):
            ended_on, in_time = due_on, False
        else:
            continue
        if ended_on > after:
            counted += 1
            kept += in_time
    return Kept(kept, counted)


def mistakes_score(mistakes: Iterable[MistakeDates], today: date) -> int | None:
    """Take off for each mistake that the client wasn't told of, and half as much until it is fixed.

    Args:
        mistakes: All that were ever written down about a client.
        today: What happened later isn't known yet.

    Returns:
        From 100 down to 0; None where none was written down yet.
    """
    score: int | None = None
    for entered_on, told_on, fixed_on in mistakes:
        if entered_on > today:
            continue
        score = 100 if score is None else score
        if told_on is None or told_on > today:
            score -= FOR_ONE_NOT_TOLD
        elif fixed_on is None or fixed_on > today:
            score -= FOR_ONE_NOT_FIXED
    return None if score is None else max(0, score)


@lru_cache(maxsize=4096)
def _simplest(score: float) -> tuple[int, int]:
    return Fraction(score).limit_denominator(_LARGEST_DENOMINATOR).as_integer_ratio()


def _rounded(above: int, below: int) -> int:
    """Round a fraction, a half upwards."""
    return (2 * above + below) // (2 * below)
