"""What an entry of the rule book says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from clientpulse.cadence.facts import Facts
from clientpulse.cadence.finding import Found
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.items import DueItem
from clientpulse.cadence.policy import Policy, RuleIntervals

Words = str | Callable[[DueItem], str]
"""The same for every item, or what an item makes of it."""

UNTOLD, OWED, SILENCE, OCCASIONS, QUESTIONS = 2, 3, 4, 5, 7
"""The class in the order of work of what is overdue: see `clientpulse.cadence.order`."""

IN_DAYS, IN_WEEKS = 1.0, 7.0


def in_its_interval(item: DueItem) -> float:
    """Measure how late an item is in the interval that recurs."""
    return IN_DAYS if item.interval is None else item.interval.days


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule, and all that there is to know about it.

    Args:
        name: As it is typed in settings and stands in the JSON.
        find: The function `(facts, policy, today) -> findings`; of an adjustable rule the interval
            in force is its fourth argument.
        reads: The part of the open items without which it finds nothing; None where it looks at
            other facts.
        adjustable: Whether it can be given another interval, as every rule can that has one; any
            rule can be turned off.
        setting: The setting of the policy that gives the usual interval instead.
        muted: Whether a setting turns it off, whatever else is set.
        counts_with: What it counts with where it has no interval of its own, in words.
        snoozed: Whether a snooze hides it.
        status: The status of its items, where that doesn't follow from their dates.
        overdue_class: The class of its overdue items in the order of work; those of `UNTOLD` stand
            there whatever their status.
        late: In how many days the lateness of its items is measured to rank them, or what tells
            of an item.
        about: What it is about, in a line of a table.
        in_short: What it asks for, in a word of the report of 8 characters at most; without one,
            its name.
        task: The same as a thing that is late; without one, `in_short`.
        discreet: What kind of contact it asks for, in a word that gives nothing away: calendars
            are shared, and lock screens are read.
        next: What comes before the day on which it falls due, `{what}` filled in; without one,
            the task, due.
        reason: Says why an item is there: a phrase without a capital or a full stop. Filled in are
            `{what}`, the due date as `{due}` and `{near}`, and the day that was counted from as
            `{since}`.
        command: What to type when it is done; `{key}` and `{item.ref_id}` are filled in.
    """

    name: str
    find: Callable[..., Found]
    reads: str | None = None
    adjustable: bool = False
    interval: Interval | None = None
    setting: str | None = None
    muted: Callable[[Policy], bool] = lambda policy: False
    counts_with: str = "on"
    snoozed: bool = False
    status: str | None = None
    overdue_class: int = OWED
    late: float | Callable[[DueItem], float] = IN_DAYS
    about: str
    in_short: str = ""
    task: str = ""
    discreet: str
    next: str = ""
    reason: str | Callable[[DueItem, date], str]
    suggestion: Words
    command: Words

    def __post_init__(self) -> None:
        has_interval = self.interval is not None or self.setting is not None
        object.__setattr__(self, "adjustable", self.adjustable or has_interval)
        object.__setattr__(self, "in_short", self.in_short or self.name)
        object.__setattr__(self, "task", self.task or self.in_short)
        object.__setattr__(self, "next", self.next or f"{self.task} due")

    def ask(self, facts: Facts, policy: Policy, today: date) -> Found:
        """Return what the rule finds for a client; it must not be off."""
        if not self.adjustable:
            return self.find(facts, policy, today)
        return self.find(facts, policy, today, self.interval_in(facts.own_rules, policy))

    def interval_in(self, own_rules: RuleIntervals, policy: Policy) -> Interval | None:
        """Return the interval in force: the client's own, else the policy's, else the usual one.

        None where the rule is off, and of a rule that has none unless it is given one.
        """
        for given in (own_rules, policy.rules):
            if self.name in given:
                return given[self.name]
        return getattr(policy, self.setting) if self.setting else self.interval

    def is_off(self, own_rules: RuleIntervals, policy: Policy) -> bool:
        """Tell whether the rule is off: by the client's own settings, or by the policy."""
        if self.name in own_rules:
            return self.muted(policy) or own_rules[self.name] is None
        return self.muted(policy) or self.name in policy.rules_off
