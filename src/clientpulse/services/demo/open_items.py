"""Plays what goes on between the demo's people, through the program's own services."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

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
from clientpulse.services.demo import story
from clientpulse.services.lookup import Found

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


def relate(unit: UnitOfWork, today: date) -> None:
    """Add what makes relationships of the demo's clients and touchpoints."""
    player = _Player(unit, today)
    player.ways()
    player.owed()
    player.mistakes()
    player.reminders()
    player.projects()
    player.services()
    player.checkups()
    for name, what in story.POINTS:
        agenda.add_point(unit, AgendaPoint(**player.client(name).whose, what=what, added_on=today))
    name, rules = story.LEFT_ALONE
    client_rules.assign(unit, player.client(name), dict.fromkeys(rules, "none"))


class _Player:
    def __init__(self, unit: UnitOfWork, today: date) -> None:
        self._unit = unit
        self._today = today

    def client(self, name: str) -> Found:
        """Find a client by its name."""
        return lookup.client(self._unit.reader, name)

    def _day(self, days: int) -> date:
        return self._today + timedelta(days=days)

    def _maybe(self, days: int | None) -> date | None:
        return None if days is None else self._day(days)

    def ways(self) -> None:
        """Tell how clients work."""
        for one in story.WAYS:
            changes = {
                column: getattr(one, column)
                for column in ("timezone", "hours", "message_length", "language")
                if getattr(one, column) is not None
            }
            editing.edit(self._unit, self.client(one.client), changes, None)

    def owed(self) -> None:
        """Make promises both ways, and keep most."""
        for one in story.OWED:
            made_on = self._day(one.made)
            new = Commitment(
                **self.client(one.client).whose,
                owed_by=one.owed_by,
                what=one.what,
                made_on=made_on,
                due_on=self._maybe(one.due),
            )
            made = commitments.make(self._unit, new)
            if one.done is not None:
                done_on = self._day(one.done)
                commitments.done(self._unit, done_on, made.id, done_on)

    def mistakes(self) -> None:
        """Make mistakes, and fix one."""
        for one in story.WRONG:
            entered_on = self._day(one.entered)
            new = Mistake(
                **self.client(one.client).whose,
                what=one.what,
                why=one.why,
                fix=one.fix,
                prevent=one.prevent,
                offer=one.offer,
                happened_on=entered_on,
                entered_on=entered_on,
            )
            entered = mistakes.enter(self._unit, entered_on, new)
            if one.told is not None:
                mistakes.told(self._unit, self._day(one.told), entered.id, self._day(one.told))
            if one.fixed is not None:
                mistakes.fixed(self._unit, self._day(one.fixed), entered.id, self._day(one.fixed))

    def reminders(self) -> None:
        """Note what to ask after."""
        for name, days, what, person, yearly in story.MOMENTS:
            new = Reminder(
                **self.client(name).whose,
                remind_on=self._day(days),
                what=what,
                yearly=yearly,
                person=person,
            )
            reminders.remember(self._unit, self._today, new)

    def projects(self) -> None:
        """Start and finish projects, and hear what clients think."""
        for name, project, started, finished in story.PROJECTS:
            client = self.client(name)
            started_on = self._day(started)
            new = Project(**client.whose, name=project, started_on=started_on)
            projects.start(self._unit, self._today, new)
            if finished is not None:
                projects.finish(self._unit, self._today, client, project, self._day(finished))
        for one in story.FEEDBACK:
            given = Feedback(
                **self.client(one.client).whose,
                given_on=self._day(one.on),
                what=one.what,
                score=one.score,
            )
            feedback.give(self._unit, self._today, given, one.project)

    def services(self) -> None:
        """Offer services, and say who has heard of them."""
        for name, sentence in story.SERVICES:
            services.add(self._unit, Service(name=name, sentence=sentence))
        for name, service, days in story.MENTIONS:
            client = self.client(name)
            services.mention(self._unit, self._today, client, service, self._day(days))

    def checkups(self) -> None:
        """Look at how relationships stand."""
        for name, days, otherwise in story.CHECKUPS:
            on = self._day(days)
            answers = {**story.ALL_IS_WELL, **otherwise}
            checking.check(self._unit, on, self.client(name), answers, on)
