"""Which finished project a letter asks feedback for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from clientpulse.cadence.engine import items_for
from clientpulse.cadence.facts import Facts
from clientpulse.cadence.policy import Policy
from clientpulse.cadence.rule_book import RULES
from clientpulse.cadence.rules.feedback import (
    FIRST_QUESTION,
    ProjectQuestions,
    is_second_question,
)
from clientpulse.errors import ConflictError
from clientpulse.letters import values
from clientpulse.quoting import printable, shell_word
from clientpulse.services import projects
from clientpulse.services.lookup import Found
from clientpulse.store.reader import Reader


def to_ask_about(
    reader: Reader, today: date, policy: Policy, client: Found, facts: Facts, typed: str | None
) -> values.Project | None:
    """Return the project that was named, or the one whose question comes first in today's list.

    Its first question may be asked early, the second isn't, as nothing has held up yet.

    Args:
        typed: Its number, its name or an unambiguous part of it; None for what is due.

    Raises:
        ConflictError: The one that was named isn't finished yet.
    """
    if typed is not None:
        chosen = projects.find(reader, client, typed)
        if chosen.finished_on is None:
            raise ConflictError(
                f"{printable(chosen.name)} isn't finished yet",
                f"finish it first: pulse project finish {shell_word(client.key)}"
                f" {shell_word(chosen.name, str(chosen.id))}",
            )
        second = today >= _questions(policy, facts, chosen.finished_on).second_from
        return values.Project(chosen.name, chosen.finished_on, second, chosen.id)
    awake = replace(facts, snoozed_until=None, paused=False, archived=False)
    for item in items_for(awake, policy, today):
        if item.rule != "project_feedback" or item.since is None:
            continue
        second = today >= _questions(policy, facts, item.since).second_from
        if second or not is_second_question(item):
            return values.Project(item.what or "", item.since, second, item.ref_id or 0)
    return None


def _questions(policy: Policy, facts: Facts, finished_on: date) -> ProjectQuestions:
    """Return when a client is asked about a project, as if it were asked where the rule is off."""
    interval = RULES["project_feedback"].interval_in(facts.own_rules, policy) or FIRST_QUESTION
    return ProjectQuestions.about(finished_on, policy, interval)
