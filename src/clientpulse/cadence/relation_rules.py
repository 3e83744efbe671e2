"""The rules about the relationship: what each finds to do for one client.

Whether a rule is off is settled before it is asked: see `clientpulse.cadence.rules.rules_for`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from clientpulse.cadence.facts import Facts
from clientpulse.cadence.finding import Finding
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.items import (
    CHASE,
    CHECKUP,
    FEEDBACK,
    LOOK_BACK,
    MAKE_GOOD,
    MOMENT,
    OWN_UP,
    PROJECT_FEEDBACK,
    PROMISE,
    RECAP,
)
from clientpulse.cadence.policy import NO_RECAPS, Policy
from clientpulse.cadence.relation import Commitment, FinishedProject

FIRST_CHECKUP = Interval(3, "m")
_DAYS_TO_FIRST_CHECKUP = FIRST_CHECKUP.days
A_MONTH = Interval(1, "m")

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def interval_in(
    rule: str, own_rules: Mapping[str, Interval | None], policy: Policy
) -> Interval | None:
    """Return a rule's interval: the client's own, else the house's, else the usual one.

    Args:
        rule: One of `RULES_WITH_INTERVALS`.
        own_rules: The client's own intervals by rule.
        policy: The rules of the house.

    Returns:
        The interval; None where the rule is off, and of a recap that has none of its own.
    """
    return own_rules[rule] if rule in own_rules else policy.rule_intervals[rule]


def interval_of(rule: str, facts: Facts, policy: Policy) -> Interval | None:
    """Return a rule's interval for a client: see `interval_in`."""
    own = facts.own_rules
    return own[rule] if rule in own else policy.rule_intervals[rule]


def own_up(facts: Facts, policy: Policy, today: date) -> tuple[Finding, ...]:
    """Find the mistakes of which the client wasn't told, from the day they were written down."""
    return tuple(
        Finding(OWN_UP, one.entered_on, one.entered_on, what=one.what, ref_id=one.id)
        for one in facts.relation.mistakes
        if one.told_on is None and one.entered_on <= today
    )


def make_good(facts: Facts, policy: Policy, today: date) -> tuple[Finding, ...]:
    """Find the mistakes that were owned up to and still wait to be made good."""
    interval = interval_of(MAKE_GOOD, facts, policy)
    found = []
    for one in facts.relation.mistakes:
        if one.told_on is None or one.fixed_on is not None or interval is None:
            continue
        due_on = one.fix_by or interval.after(one.told_on)
        act_by = policy.workday_on_or_before(due_on)
        found.append(
            Finding(MAKE_GOOD, due_on, act_by, since=one.told_on, what=one.what, ref_id=one.id)
        )
    return tuple(found)


def look_back(facts: Facts, policy: Policy, today: date) -> tuple[Finding, ...]:
    """Find the mistakes made good of which nobody asked yet whether all is well again.

    Any conversation in the week before the due date is that question, but never one on the day
    of the mending itself. Where days off bring the reminder forward by more than a week, one from
    that day on counts, and where they would bring it to the mending itself they don't: what is
    asked for can always be done.
    """
    interval = interval_of(LOOK_BACK, facts, policy)
    found = []
    for one in facts.relation.mistakes:
        if one.fixed_on is None or interval is None:
            continue
        due_on = interval.after(one.fixed_on)
        act_by = _after(one.fixed_on, policy.workday_on_or_before(due_on), due_on)
        asked_on = facts.relation.voice_on
        if asked_on is not None and asked_on >= _window(one.fixed_on, act_by, due_on):
            continue
        found.append(
            Finding(LOOK_BACK, due_on, act_by, since=one.fixed_on, what=one.what, ref_id=one.id)
        )
    return tuple(found)


def promise(facts: Facts, policy: Policy, today: date) -> tuple[Finding, ...]:
    """Find what we promised for a day."""
    return tuple(
        Finding(
            PROMISE,
            one.due_on,
            policy.workday_on_or_before(one.due_on),
            what=one.what,
            ref_id=one.id,
        )
        for one in facts.relation.promises
    )


def chase(facts: Facts, policy: Policy, today: date) -> tuple[Finding, ...]:
    """Find what the client owes us: one item for all of it.

    It is chased from the day after its date, and again some days after each chase that came
    after that date. What is named is what is owed for longest; what is counted is owed by today.
    """
    asks = facts.relation.asks
    interval = interval_of(CHASE, facts, policy)
    if not asks or interval is None:
        return ()
    due_on = min(_chase_on(one, facts.relation.chased_on, interval) for one in asks)
    first = min(asks, key=lambda one: (one.due_on, one.id))
    owed = sum(one.due_on < today for one in asks)
    return (
        Finding(
            CHASE, due_on, due_on, since=first.due_on, what=first.what, ref_id=first.id, owed=owed
        ),
    )


def _chase_on(ask: Commitment, chased_on: date | None, interval: Interval) -> date:
    if chased_on is not None and chased_on > ask.due_on:
        return interval.after(chased_on)
    return ask.due_on + DAY if ask.due_on < date.max else date.max


def recap(facts: Facts, policy: Policy, today: date) -> tuple[Finding, ...]:
    """Find the conversation that isn't written down yet; it is, the workday after."""
    held_on = facts.relation.conversation_on
    if held_on is None or held_on < _asked_from(facts) or policy.recap == NO_RECAPS:
        return ()
    recapped_on = facts.relation.recapped_on
    if recapped_on is not None and recapped_on >= held_on:
        return ()
    interval = interval_of(RECAP, facts, policy)
    due_on = policy.workday_after(held_on) if interval is None else interval.after(held_on)
    return (Finding(RECAP, due_on, due_on, since=held_on, last_on=held_on),)


def moment(facts: Facts, policy: Policy, today: date) -> tuple[Finding, ...]:
    """Find what to ask after or to congratulate on.

    A birthday is over a week after its day, and greeted as soon as anything reached the client
    from the workday on by which to greet, or a greeting was written in the week before its day. A
    reminder stays until it is done.
    """
    found = []
    for one in facts.relation.moments:
        act_by = policy.workday_on_or_before(one.on)
        what = one.what
        if one.birthday:
            if today - one.on > WEEK or _greeted(facts, one.on, act_by):
                continue
            what = f"{one.person}'s birthday" if one.person else one.what
        found.append(Finding(MOMENT, one.on, act_by, what=what, ref_id=one.id, person=one.person))
    return tuple(found)


def _greeted(facts: Facts, birthday: date, act_by: date) -> bool:
    reach_on, greeted_on = facts.last_reach_on, facts.relation.greeted_on
    if reach_on is not None and reach_on >= act_by:
        return True
    return greeted_on is not None and birthday - greeted_on <= WEEK


def feedback(facts: Facts, policy: Policy, today: date) -> tuple[Finding, ...]:
    """Find that it is time to ask how the client finds our work."""
    interval = interval_of(FEEDBACK, facts, policy)
    if interval is None:
        return ()
    since = _asked_from(facts)
    last_on = facts.feedback_on
    if last_on is not None and last_on > since:
        since = last_on
    due_on = interval.after(since)
    act_by = _after(since, policy.workday_on_or_before(due_on), due_on)
    return (Finding(FEEDBACK, due_on, act_by, interval, since, last_on),)


def project_feedback(facts: Facts, policy: Policy, today: date) -> tuple[Finding, ...]:
    """Find the finished projects to ask about: soon after the end, and a month after it."""
    if not facts.relation.projects:
        return ()
    interval = interval_of(PROJECT_FEEDBACK, facts, policy)
    if interval is None:
        return ()
    found = (_about(one, facts, policy, today, interval) for one in facts.relation.projects)
    return tuple(one for one in found if one is not None)


def _about(
    project: FinishedProject, facts: Facts, policy: Policy, today: date, interval: Interval
) -> Finding | None:
    """Ask about one project: never two questions at once, nor the second before the first.

    The second question takes the place of the first a week before it is due, or on the day on
    which it has to be asked where days off bring that forward further. Feedback from then on
    answers both.
    """
    finished_on = project.finished_on
    first_due_on = interval.after(finished_on)
    again_due_on = max(A_MONTH.after(finished_on), first_due_on)
    again_act_by = _after(finished_on, policy.workday_on_or_before(again_due_on), again_due_on)
    again_from = _window(finished_on, again_act_by, again_due_on)
    heard_on = max(
        (on for on in (project.feedback_on, facts.feedback_on) if on is not None),
        default=date.min,
    )
    if heard_on >= again_from:
        return None
    due_on, act_by = again_due_on, again_act_by
    if today < again_from and heard_on < finished_on:
        due_on, act_by = first_due_on, policy.workday_on_or_before(first_due_on)
    return Finding(
        PROJECT_FEEDBACK, due_on, act_by, since=finished_on, what=project.name, ref_id=project.id
    )


def is_second_question(finished_on: date | None, due_on: date) -> bool:
    """Tell whether a project is asked about again, a month after its end, by the due date."""
    return finished_on is not None and due_on >= A_MONTH.after(finished_on)


def checkup(facts: Facts, policy: Policy, today: date) -> tuple[Finding, ...]:
    """Find that it is time to look at the relationship as a whole, the first time rather soon."""
    interval = interval_of(CHECKUP, facts, policy)
    if interval is None:
        return ()
    since = last_on = facts.checkup_on
    if since is None:
        since, interval = _asked_from(facts), first_checkup_interval(interval)
    due_on = interval.after(since)
    act_by = _after(since, policy.workday_on_or_before(due_on), due_on)
    return (Finding(CHECKUP, due_on, act_by, interval, since, last_on),)


def first_checkup_interval(interval: Interval) -> Interval:
    """Return how long after the start the first check-up comes: no longer than the others."""
    return interval if interval.days < _DAYS_TO_FIRST_CHECKUP else FIRST_CHECKUP


def _asked_from(facts: Facts) -> date:
    """Return from when the client is asked for anything: the start, or later after an import."""
    asked_from, started_on = facts.asked_from, facts.started_on
    return asked_from if asked_from is not None and asked_from > started_on else started_on


def _after(since: date, act_by: date, due_on: date) -> date:
    """Return the workday to act on, or the due date where that workday isn't after the base.

    As for a daily update over a weekend: not before there was time for it.
    """
    return act_by if act_by > since else due_on


def _window(since: date, act_by: date, due_on: date) -> date:
    """Return from when what was asked for counts as done: a week ahead, and after the base."""
    the_day_after = since + DAY if since < due_on else due_on
    if due_on - since <= WEEK:
        return the_day_after
    return max(the_day_after, min(act_by, due_on - WEEK))
