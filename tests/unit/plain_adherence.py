"""The rule of kept intervals over dates, as it reads; the quick form is held to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from clientpulse.cadence.adherence import Kept, year_before
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.policy import Cadence


def kept(
    started_on: date,
    meeting_dates: Iterable[date],
    reach_dates: Iterable[date],
    cadence: Cadence,
    today: date,
) -> Kept:
    """Count the meeting and the update intervals that were kept over the past 12 months.

    The start opens an interval and so does every later date, until the next one ends it. It is
    kept when it ended by its due date, missed when it didn't or when that passed without a next
    date, and open, counting for nothing, otherwise. Today's cadence is used for the whole past.

    Only the dates after `year_before(today)`, and the last one on or before it, make a difference.

    Args:
        started_on: When the client began.
        meeting_dates: Dates of meetings held, in any order, repeats allowed.
        reach_dates: Dates of reaching touchpoints, meetings included, likewise.
        cadence: What was agreed.
        today: The day it is.

    Returns:
        Both kinds of intervals added up.
    """
    verdicts: list[bool] = []
    if cadence.meeting is not None:
        verdicts += _verdicts(cadence.meeting, started_on, meeting_dates, today)
    if cadence.update is not None:
        verdicts += _verdicts(cadence.update, started_on, reach_dates, today)
    return Kept(verdicts.count(True), len(verdicts))


def _verdicts(
    interval: Interval, started_on: date, dates: Iterable[date], today: date
) -> list[bool]:
    """Tell of each interval that ended within the year whether it was kept."""
    earliest = year_before(today)
    openings = [started_on, *sorted({day for day in dates if started_on < day <= today})]
    verdicts = []
    for opening, next_opening in zip(openings, [*openings[1:], None], strict=True):
        due_on = interval.after(opening)
        if next_opening is not None:
            ended_on, in_time = next_opening, next_opening <= due_on
        elif today > due_on:
            ended_on, in_time = due_on, False
        else:
            continue
        if ended_on > earliest:
            verdicts.append(in_time)
    return verdicts
