"""What is open with clients, from what is stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from math import ceil

from clientpulse.cadence.interval import Interval
from clientpulse.cadence.moments import (
    DAYS_AHEAD_OF_IT,
    DAYS_TO_MAKE_UP_FOR_IT,
    birthday_near,
    yearly_occurrence,
)
from clientpulse.cadence.open_items import Moment, OpenItems
from clientpulse.cadence.policy import Policy, RuleIntervals
from clientpulse.cadence.rule_book import RULES
from clientpulse.cadence.rules.answers import DAYS_TO_ASK
from clientpulse.cadence.rules.feedback import A_MONTH
from clientpulse.cadence.rules.messages import ANSWERED_WITHIN_DAYS
from clientpulse.store import queries
from clientpulse.store.queries.of_clients import OfClients, Scope
from clientpulse.store.reader import Reader

# How far ahead a birthday is looked for where no end is given: a year of them would be a crowd.
AHEAD_FOR_BIRTHDAYS = Interval(DAYS_AHEAD_OF_IT, "d")

# A span of the calendar may be this much longer than it is reckoned in days.
A_FEW_DAYS = 3


def open_items(
    reader: Reader,
    scope: Scope,
    policy: Policy,
    own_rules: Collection[RuleIntervals] = (),
    birthdays_until: date | None = None,
) -> dict[int, OpenItems]:
    """Return what is open, by client; clients with whom nothing is open aren't in it.

    Args:
        own_rules: The intervals of all clients that have their own.
        birthdays_until: How far ahead birthdays matter, where that is more than usual.
    """
    promises = queries.open_items.commitments(reader, scope, "us")
    asks = queries.open_items.commitments(reader, scope, "client")
    messages = queries.messages.waiting(reader, scope, _back(scope.today, ANSWERED_WITHIN_DAYS))
    every = (policy.rules, *own_rules)
    mistakes = queries.open_items.mistakes(
        reader, scope, _asked_from(scope.today, "look_back", every)
    )
    moments = moments_near(reader, scope, policy, birthdays_until)
    projects = queries.open_items.finished_projects(
        reader, scope, _asked_from(scope.today, "project_feedback", every)
    )
    chases = queries.open_items.chases(reader, scope) if asks else {}
    talks = queries.open_items.last_talks(reader, scope) if asks else {}
    general = queries.facts.last_general_feedback(reader, scope) if projects else {}
    fixed = (client for client, all_ in mistakes.items() if any(one.fixed_on for one in all_))
    voice = queries.open_items.last_voice(reader, fixed, scope.today)
    return {
        client: OpenItems(
            promises=promises.get(client, ()),
            asks=asks.get(client, ()),
            chases=chases.get(client, ()),
            talked=talks.get(client),
            messages=messages.get(client, ()),
            mistakes=mistakes.get(client, ()),
            moments=moments.get(client, ()),
            projects=projects.get(client, ()),
            voice_on=voice.get(client),
            general_feedback_on=general.get(client),
        )
        for client in {*promises, *asks, *messages, *mistakes, *moments, *projects}
    }


def moments_near(
    reader: Reader, scope: Scope, policy: Policy, until: date | None = None
) -> OfClients[Moment]:
    """Return reminders and birthdays, by client, of each the occurrence that matters."""
    usual = max(AHEAD_FOR_BIRTHDAYS.after(scope.today), policy.soon.after(scope.today))
    birthdays = _birthdays(reader, scope, policy, max(usual, until or usual))
    reminders = _reminders(reader, scope)
    return {
        client: (*reminders.get(client, ()), *birthdays.get(client, ()))
        for client in {*reminders, *birthdays}
    }


def _asked_from(today: date, rule: str, given: Iterable[RuleIntervals]) -> date:
    """Return the day after which something has to have happened to be still asked about.

    Args:
        given: The intervals of the settings and of the clients; the longest decides.
    """
    spans = (RULES[rule].interval, A_MONTH, *(intervals.get(rule) for intervals in given))
    longest = max(span.days for span in spans if span is not None)
    return _back(today, DAYS_TO_ASK + ceil(longest) + A_FEW_DAYS)


def _reminders(reader: Reader, scope: Scope) -> OfClients[Moment]:
    found: OfClients[Moment] = {}
    for client, reminders in queries.open_items.reminders(reader, scope).items():
        for one in reminders:
            on: date | None = one.remind_on
            if one.yearly:
                on = yearly_occurrence(one.remind_on, one.done_on, scope.today)
            if on is not None:
                moment = Moment(one.what, on, one.id, one.person)
                found[client] = (*found.get(client, ()), moment)
    return found


def _birthdays(reader: Reader, scope: Scope, policy: Policy, until: date) -> OfClients[Moment]:
    found: OfClients[Moment] = {}
    first = _back(scope.today, DAYS_TO_MAKE_UP_FOR_IT)
    last = policy.workday_after(until)  # what falls on days without work comes up before them
    for client, people in queries.open_items.birthdays(reader, scope, first, last).items():
        for one in people:
            on = birthday_near(one.birthday, scope.today, until, policy, one.greeted_on)
            if on is not None:
                moment = Moment("birthday", on, one.id, one.name, birthday=True)
                found[client] = (*found.get(client, ()), moment)
    return found


def _back(today: date, days: int) -> date:
    """Return a day before, or the first of the calendar."""
    return date.fromordinal(max(1, today.toordinal() - days))
