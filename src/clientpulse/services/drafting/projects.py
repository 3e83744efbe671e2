"""Which finished project a letter asks feedback for."""

from __future__ import annotations

from datetime import date, timedelta

from clientpulse.cadence.policy import Policy
from clientpulse.cadence.rule_book import RULES
from clientpulse.cadence.rules.feedback import FIRST_QUESTION, ProjectQuestions
from clientpulse.errors import ConflictError
from clientpulse.letters import values
from clientpulse.quoting import printable, shell_word
from clientpulse.records import Project
from clientpulse.services import projects
from clientpulse.services.facts.policy import own_rules
from clientpulse.services.lookup import Found
from clientpulse.store import queries
from clientpulse.store.queries.of_clients import Scope
from clientpulse.store.reader import Reader

# Somewhat longer than until it is asked for the second time.
RECENTLY = timedelta(days=62)


def to_ask_about(
    reader: Reader, today: date, policy: Policy, client: Found, typed: str | None
) -> values.Project | None:
    """Return the project that was named, or one that was finished recently and isn't asked about.

    Args:
        typed: Its number, its name or an unambiguous part of it; None for one finished recently.
    """
    if typed is not None:
        chosen = projects.find(reader, client, typed)
        if chosen.finished_on is None:
            raise ConflictError(
                f"{printable(chosen.name)} isn't finished yet",
                f"finish it first: pulse project finish {shell_word(client.key)}"
                f" {shell_word(chosen.name, str(chosen.id))}",
            )
        days = _questions(reader, policy, client, chosen.finished_on)
        return values.Project(chosen.name, chosen.finished_on, today >= days.second_from)
    for one in queries.projects.select(reader, client_id=client.id):
        if one.finished_on is None or not today - RECENTLY <= one.finished_on <= today:
            continue
        asked_on = _asked_on(reader, client, one, today)
        second_from = _questions(reader, policy, client, one.finished_on).second_from
        second = today >= second_from
        if asked_on is None or asked_on < (second_from if second else one.finished_on):
            return values.Project(one.name, one.finished_on, second)
    return None


def _questions(
    reader: Reader, policy: Policy, client: Found, finished_on: date
) -> ProjectQuestions:
    """Return when a client is asked about a project, as if it were asked where the rule is off."""
    rule = RULES["project_feedback"]
    interval = rule.interval_in(own_rules(reader, client.id), policy) or FIRST_QUESTION
    return ProjectQuestions.about(finished_on, policy, interval)


def _asked_on(reader: Reader, client: Found, project: Project, today: date) -> date | None:
    days = [
        one.given_on
        for one in queries.feedback.select(reader, client_id=client.id)
        if one.project_id in {None, project.id} and one.given_on <= today
    ]
    asked_on = queries.facts.last_for(reader, Scope(client.id, today), "feedback").get(client.id)
    return max([*days, *([asked_on] if asked_on else [])], default=None)
