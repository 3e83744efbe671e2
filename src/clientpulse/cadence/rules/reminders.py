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

    A birthday is over a week after its day. A reminder stays until it is done.
    """
    found = []
    for one in facts.open_items.moments:
        act_by = policy.workday_on_or_before(one.on)
        what, ref_id = one.what, one.id
        if one.birthday:
            if today - one.on > WEEK:
                continue
            what, ref_id = f"{one.person}'s birthday" if one.person else one.what, None
        found.append(
            Finding(one.on, act_by, what=what, ref_id=ref_id, person=one.person, ref=one.ref)
        )
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
        return "pulse draft greeting {key} --for {item.ref} --log"
    return "pulse remind done {item.ref}"


def is_birthday(item: DueItem) -> bool:
    """Tell a birthday from a reminder that was typed, which has a number, and from all else."""
    return item.rule == "moment" and item.ref_id is None
