"""Pieces of work for a client; when one is finished, the client is asked how it went."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.engine import items_for
from clientpulse.cadence.items import ACTIONABLE, DueItem
from clientpulse.cadence.policy import Policy
from clientpulse.cadence.rule_book import RULES
from clientpulse.cadence.rules.feedback import ProjectQuestions
from clientpulse.dates import long_date
from clientpulse.errors import ConflictError
from clientpulse.quoting import printable, shell_word
from clientpulse.records import Feedback, Project, Touchpoint
from clientpulse.services import lookup, text
from clientpulse.services.facts.policy import own_rules
from clientpulse.services.facts.reading import facts_of
from clientpulse.store import queries
from clientpulse.store.reader import Reader

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

HOW_TO_START = "start one: pulse project start CLIENT NAME"


def start(unit: UnitOfWork, today: date, new: Project) -> Project:
    """Start a project.

    Raises:
        InputError: The day is to come, or the name can't be stored.
    """
    new = text.checked_record(new)
    _check(unit.reader, today, new)
    unit.describe(f"started the project {new.name} with {new.client}")
    return unit.insert(new)


def edit(unit: UnitOfWork, today: date, project_id: int, changes: dict[str, Any]) -> Project:
    """Correct a project, or agree on other check-ins.

    Raises:
        InputError: The day is to come or after the end, or the name can't be stored.
        ConflictError: Another one of this name goes on, or check-ins are set for a finished one.
    """
    before = lookup.numbered(unit.reader, Project, project_id)
    values = text.checked(Project, changes)
    after = replace(before, **values)
    _check(unit.reader, today, after)
    if values.get("checkin") and after.finished_on is not None:
        raise ConflictError(
            f"the project {printable(after.name)} of {after.key} was finished on"
            f" {long_date(after.finished_on)}, so there is nothing to check in on",
            f"for running ones: pulse project list {shell_word(after.key)}",
        )
    unit.describe(f"edited the project {before.name} with {before.client}")
    return unit.update(before, **values)


def finish(unit: UnitOfWork, today: date, project_id: int, finished_on: date) -> Project:
    """Finish a project.

    Raises:
        InputError: The day is to come, or before the start.
        ConflictError: It is finished already.
    """
    before = lookup.numbered(unit.reader, Project, project_id)
    text.refuse_again(
        before.finished_on,
        f"the project {printable(before.name)} of {before.key} was finished",
        f"for running ones: pulse project list {shell_word(before.key)}",
    )
    text.refuse_future(finished_on, today, "a project can't have ended then")
    started = f"the project {printable(before.name)} was started"
    text.refuse_before(before.started_on, finished_on, started, "end")
    unit.describe(f"finished the project {before.name} with {before.client}")
    return unit.update(before, finished_on=finished_on)


def find(reader: Reader, client: lookup.Found, typed: str) -> Project:
    """Find a project of a client, finished or not, by part of its name or by its number."""
    known = queries.projects.select(reader, client_id=client.id)
    return lookup.by_name(known, typed, "project", f"with {client.key}", HOW_TO_START)


def delete(unit: UnitOfWork, project_id: int) -> tuple[Project, int]:
    """Delete a project entered in error.

    Returns:
        It, and how many pieces of feedback were about it: they stay, about no project.
    """
    before = lookup.numbered(unit.reader, Project, project_id)
    feedback = queries.dependents.ids_of(unit.reader, Feedback, "project", project_id)
    unit.update_all(Feedback, feedback, project_id=None)
    unit.delete(before)
    unit.describe(f"deleted the project {before.name} with {before.client}")
    return before, len(feedback)


def asked(unit: UnitOfWork, project_id: int, on: date) -> None:
    """Note that we asked how they find a project."""
    unit.update(lookup.numbered(unit.reader, Project, project_id), asked_on=on)


def follow_letter(unit: UnitOfWork, letter: Touchpoint, on: date | None) -> None:
    """Let what was asked about follow its letter: to another day, or nowhere where it is gone.

    Its subject says which project it was about, where that wasn't changed. Otherwise it is each
    one asked about on its day, unless another letter of that day was the question.

    Args:
        letter: As it was; it isn't there any more, or no longer of that day.
    """
    known = queries.projects.select(unit.reader, client_id=letter.client_id)
    that_day = [one for one in known if one.asked_on == letter.occurred_on]
    subjects = queries.touchpoints.asking(unit.reader, letter.client_id, letter.occurred_on)
    named = [one for one in that_day if one.name in (letter.note or "")]
    asked = named or (that_day if len(subjects) < len(that_day) else ())
    for one in asked:
        if not any(one.name in subject for subject in subjects):
            unit.update(one, asked_on=on)


def silence(
    reader: Reader, policy: Policy, today: date, client_id: int
) -> tuple[DueItem, DueItem] | None:
    """Return what check-ins that begin to count later than the silence take out of the list.

    Returns:
        The update that would be due by now without them, and the first check-in; None where
        nothing would, or where that is due as well.
    """
    facts = facts_of(reader, client_id, policy, today)
    both = (replace(facts, checkins=None), facts)
    updates = [
        one for each in both for one in items_for(each, policy, today) if one.rule == "update"
    ]
    if len(updates) < len(both):
        return None
    without, first = updates
    hidden = without.status in ACTIONABLE and first.status not in ACTIONABLE
    return (without, first) if hidden else None


def asked_about(
    reader: Reader, policy: Policy, client_id: int, finished_on: date
) -> tuple[date, date | None] | None:
    """Return when the client is asked how a project went: by when, and about when once more.

    Args:
        policy: Its interval counts where the client has none.

    Returns:
        The two days, the second None where both questions are one; None where nobody is asked.
    """
    rule = RULES["project_feedback"]
    interval = rule.interval_in(own_rules(reader, client_id), policy)
    if interval is None:
        return None
    days = ProjectQuestions.about(finished_on, policy, interval)
    again = days.second_due_on if days.second_due_on > days.first_due_on else None
    return policy.workday_on_or_before(days.first_due_on), again


def _check(reader: Reader, today: date, project: Project) -> None:
    """Refuse a start that is to come or after the end, and the name of another that goes on."""
    text.refuse_future(project.started_on, today, "a project can't have begun then")
    if project.finished_on is not None:
        text.refuse_future(project.finished_on, today, "a project can't have ended then")
        hint = f"give a day up to {long_date(project.finished_on)}"
        began = (project.started_on, project.finished_on)
        text.refuse_before(*began, "it would begin", "have ended", hint)
        return
    for one in queries.projects.select(reader, client_id=project.client_id):
        same = lookup.folded(one.name) == lookup.folded(project.name)
        if same and one.finished_on is None and one.id != project.id:
            raise ConflictError(
                f"{project.key} has a project of this name going on since"
                f" {long_date(one.started_on)} (number {one.id})",
                "give this one another name, or finish that one: pulse project finish"
                f" {shell_word(project.key)} {one.id}",
            )
