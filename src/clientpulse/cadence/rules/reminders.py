"""Days worth a word: reminders that were typed, and birthdays."""

from __future__ import annotations

from datetime import date

from clientpulse.cadence.facts import Facts
from clientpulse.cadence.finding import Finding, Found
from clientpulse.cadence.items import OVERDUE, DueItem
from clientpulse.cadence.policy import Policy
from clientpulse.cadence.rules.answers import WEEK
from clientpulse.cadence.wording import in_short, near_or_weekday, near_word, weekday_date


def moment(facts: Facts, policy: Policy, today: date) -> Found:
    """Find what to ask after or to congratulate on.

    A birthday is over a week after its day, and greeted as soon as anything reached the client
    from the workday on by which to greet, or a greeting was written in the week before its day. A
    reminder stays until it is done.
    """
    found = []
    for one in facts.open_items.moments:
        act_by = policy.workday_on_or_before(one.on)
        what = one.what
        if one.birthday:
            if today - one.on > WEEK or _greeted(facts, one.on, act_by):
                continue
            what = f"{one.person}'s birthday" if one.person else one.what
        found.append(Finding(one.on, act_by, what=what, ref_id=one.id, person=one.person))
    return tuple(found)


def moment_reason(item: DueItem, today: date) -> str:
    """Say what it is, whose and when."""
    if not is_birthday(item):
        whose = f" ({in_short(item.person)})" if item.person else ""
        return f"{near_or_weekday(item.due_on, today)}: {in_short(item.what)}{whose}"
    # A long name is cut by itself, or it would take the word birthday with it.
    birthday = f"{in_short(item.person)}'s birthday" if item.person else in_short(item.what)
    if when := near_word(item.due_on, today):
        return f"{birthday} is {when}"
    verb = "was" if item.status == OVERDUE else "is"
    return f"{birthday} {verb} on {weekday_date(item.due_on, today)}"


def moment_suggestion(item: DueItem) -> str:
    """Greet, or ask."""
    return "send a greeting" if is_birthday(item) else "ask how it went"


def moment_command(item: DueItem) -> str:
    """Write the greeting, or take the reminder off the list."""
    if is_birthday(item):
        return "pulse draft greeting {key} --log"
    return "pulse remind done {item.ref_id}"


def is_birthday(item: DueItem) -> bool:
    """Tell a birthday from a reminder that was typed, which has a number."""
    return item.ref_id is None


def _greeted(facts: Facts, birthday: date, act_by: date) -> bool:
    reach_on, greeted_on = facts.last_reach_on, facts.open_items.greeted_on
    if reach_on is not None and reach_on >= act_by:
        return True
    return greeted_on is not None and birthday - greeted_on <= WEEK
