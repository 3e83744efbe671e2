"""Plays what goes on between the demo's people, through the program's own services."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from clientpulse.records import (
    AgendaPoint,
    Commitment,
    Feedback,
    Mistake,
    Project,
    Reminder,
    Service,
)
from clientpulse.services import (
    agenda,
    client_rules,
    commitments,
    feedback,
    lookup,
    mistakes,
    projects,
    reminders,
    services,
)
from clientpulse.services.checkups import checking
from clientpulse.services.clients import editing
from clientpulse.services.demo.story import story
from clientpulse.services.lookup import Found

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


def relate(unit: UnitOfWork, today: date) -> None:
    """Add what makes relationships of the demo's clients and touchpoints."""
    player = _Player(unit, today)
    player.preferences()
    player.commitments()
    player.mistakes()
    player.reminders()
    player.projects()
    player.services()
    player.checkups()
    for row in map(player.read, story()["agenda_points"]):
        agenda.add_point(unit, AgendaPoint(**row, added_on=today))
    alone = story()["left_alone"]
    rules = dict.fromkeys(alone["rules"], "none")
    client_rules.assign(unit, player.client(alone["client"]), rules)


class _Player:
    def __init__(self, unit: UnitOfWork, today: date) -> None:
        self._unit = unit
        self._today = today

    def client(self, name: str) -> Found:
        """Find a client by its name."""
        return lookup.client(self._unit.reader, name)

    def day(self, days: int) -> date:
        """Return a day of the story."""
        return self._today + timedelta(days=days)

    def read(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return what a row of the story says of a record."""
        whose = self.client(row["client"]).whose
        days = {name: self.day(on) for name, on in row.items() if name.endswith("_on")}
        return row | days | whose

    def preferences(self) -> None:
        """Tell how clients work."""
        for row in story()["preferences"]:
            changes = dict(row)
            client = self.client(changes.pop("client"))
            editing.edit(self._unit, self._today, client, changes, None)

    def commitments(self) -> None:
        """Make promises both ways, and keep most."""
        for row in map(self.read, story()["commitments"]):
            done_on = row.pop("done_on", None)
            made = commitments.make(self._unit, Commitment(**row))
            if done_on is not None:
                commitments.done(self._unit, done_on, made.id, done_on)

    def mistakes(self) -> None:
        """Make mistakes, and fix one."""
        for row in map(self.read, story()["mistakes"]):
            told_on, fixed_on = row.pop("told_on", None), row.pop("fixed_on", None)
            new = Mistake(**row, happened_on=row["entered_on"])
            entered = mistakes.enter(self._unit, new.entered_on, new)
            if told_on is not None:
                mistakes.told(self._unit, told_on, entered.id, told_on)
            if fixed_on is not None:
                mistakes.fixed(self._unit, fixed_on, entered.id, fixed_on)

    def reminders(self) -> None:
        """Note what to ask after."""
        for row in map(self.read, story()["reminders"]):
            reminders.remember(self._unit, self._today, Reminder(**row))

    def projects(self) -> None:
        """Start and finish projects, and hear what clients think."""
        for row in map(self.read, story()["projects"]):
            finished_on = row.pop("finished_on", None)
            new = projects.start(self._unit, self._today, Project(**row))
            if finished_on is not None:
                projects.finish(self._unit, self._today, new.id, finished_on)
        for row in map(self.read, story()["feedback"]):
            project = row.pop("project", None)
            feedback.give(self._unit, self._today, Feedback(**row), project)

    def services(self) -> None:
        """Offer services, and say who has heard of them."""
        for row in story()["services"]:
            services.add(self._unit, Service(**row))
        for row in story()["mentions"]:
            client, on = self.client(row["client"]), self.day(row["mentioned_on"])
            services.mention(self._unit, self._today, client, row["service"], on)

    def checkups(self) -> None:
        """Look at how relationships stand."""
        for row in story()["checkups"]:
            on = self.day(row["checked_on"])
            answers = story()["all_is_well"] | row["otherwise"]
            checking.check(self._unit, on, self.client(row["client"]), answers, on)
