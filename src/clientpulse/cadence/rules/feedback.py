"""What the client says of our work: now and then, and twice about each finished project."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from clientpulse.cadence.facts import Facts
from clientpulse.cadence.finding import Finding, Found
from clientpulse.cadence.first_time import first_due
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.items import OVERDUE, DueItem
from clientpulse.cadence.policy import Policy
from clientpulse.cadence.rules.answers import answered_from, is_too_old
from clientpulse.cadence.wording import in_short, near_or_weekday, weekday_date

FIRST_QUESTION = Interval(7, "d")
"""How long after the end of a project the first question about it usually is."""

A_MONTH = Interval(1, "m")


def feedback(facts: Facts, policy: Policy, today: date, interval: Interval) -> Found:
    """Find that it is time to ask how the client finds our work."""
    last_on = facts.feedback_on
    since = facts.asked_since
    if last_on is None or last_on < since:
        due_on = first_due(facts, policy, interval)
    else:
        since, due_on = last_on, interval.after(last_on)
    return (Finding(due_on, policy.act_by(due_on, since), interval, since, last_on),)


def feedback_reason(item: DueItem, today: date) -> str:
    """Say since when there was none, or when to ask."""
    how_often = "" if item.interval is None else f"; asked for {item.interval.adverb()}"
    if item.status == OVERDUE and item.last_on is None:
        return f"no feedback yet{how_often}"
    if item.status == OVERDUE and item.since is not None:
        return f"no feedback since {weekday_date(item.since, today)}{how_often}"
    return f"feedback due {near_or_weekday(item.due_on, today)}{how_often}"


class ProjectQuestions(NamedTuple):
    """The two questions about a finished project: how it was, and a month later how it holds up.

    Args:
        first_due_on: When the first is due, soon after the end.
        second_due_on: When the second is, never before the first.
        second_act_by: The workday by which to ask it.
        second_from: From when it takes the place of the first: never two questions at once. An
            answer from then on is one to both.
    """

    first_due_on: date
    second_due_on: date
    second_act_by: date
    second_from: date

    @classmethod
    def about(cls, finished_on: date, policy: Policy, interval: Interval) -> ProjectQuestions:
        """Settle the days for a project that was finished on a day."""
        first_due_on = interval.after(finished_on)
        due_on = max(A_MONTH.after(finished_on), first_due_on)
        act_by = policy.act_by(due_on, finished_on)
        return cls(first_due_on, due_on, act_by, answered_from(finished_on, act_by, due_on))


def project_feedback(facts: Facts, policy: Policy, today: date, interval: Interval) -> Found:
    """Find the question to ask about each finished project: the second never before the first.

    Answered is what was heard about it, or in general; another project's answer is its own.
    """
    found = []
    for one in facts.open_items.projects:
        finished_on = one.finished_on
        days = ProjectQuestions.about(finished_on, policy, interval)
        heard = (one.feedback_on, one.asked_on, facts.open_items.general_feedback_on)
        heard_on = max((on for on in heard if on is not None), default=date.min)
        if heard_on >= days.second_from:
            continue
        due_on, act_by = days.second_due_on, days.second_act_by
        if today < days.second_from and heard_on < finished_on:
            due_on = days.first_due_on
            act_by = policy.workday_on_or_before(due_on)
        if is_too_old(due_on, today):
            continue
        found.append(Finding(due_on, act_by, since=finished_on, what=one.name, ref_id=one.id))
    return tuple(found)


def is_second_question(item: DueItem) -> bool:
    """Tell whether a project is asked about again, a month after its end."""
    return item.since is not None and item.due_on >= A_MONTH.after(item.since)


def question_days(item: DueItem) -> float:
    """Return in how many days the lateness of a question about a project is measured."""
    return (A_MONTH if is_second_question(item) else FIRST_QUESTION).days


def project_feedback_reason(item: DueItem, today: date) -> str:
    """Name the project, and ask."""
    finished_on = item.due_on if item.since is None else item.since
    question = "does it hold up?" if is_second_question(item) else "how was it?"
    return f"{in_short(item.what)}, finished {weekday_date(finished_on, today)}: {question}"


def project_feedback_suggestion(item: DueItem) -> str:
    """Ask the one thing or the other."""
    return "ask how it holds up" if is_second_question(item) else "ask for feedback on it"
