"""Plays what goes on between the demo's people, through the program's own services."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from clientpulse.services import (
    agenda_points,
    checkups,
    client_rules,
    clients,
    commitments,
    feedback,
    lookup,
    mistakes,
    projects,
    reminders,
)
from clientpulse.services import services as offerings
from clientpulse.services.demo import story
from clientpulse.services.lookup import Found

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


def relate(unit: UnitOfWork, today: date) -> None:
    """Add what makes relationships of the demo's clients and touchpoints.

    Args:
        unit: Writes; the clients are there.
        today: The day it leads up to.
    """
    player = _Player(unit, today)
    player.ways()
    player.owed()
    player.mistakes()
    player.moments()
    player.projects()
    player.services()
    player.checkups()
    for name, what in story.POINTS:
        agenda_points.add(unit, today, player.client(name), what)
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
            clients.edit(self._unit, self.client(one.client), changes, None)

    def owed(self) -> None:
        """Make promises both ways, and keep most."""
        for one in story.OWED:
            made_on = self._day(one.made)
            made = commitments.make(
                self._unit,
                made_on,
                self.client(one.client),
                one.owed_by,
                one.what,
                self._maybe(one.due),
            )
            if one.done is not None:
                done_on = self._day(one.done)
                commitments.done(self._unit, done_on, made.id, done_on)

    def mistakes(self) -> None:
        """Make mistakes, and make one good."""
        for one in story.WRONG:
            entered_on = self._day(one.entered)
            new = mistakes.NewMistake(
                one.what, one.why, one.fix, one.prevent, one.offer, happened_on=entered_on
            )
            entered = mistakes.enter(self._unit, entered_on, self.client(one.client), new)
            if one.told is not None:
                mistakes.told(self._unit, self._day(one.told), entered.id, self._day(one.told))
            if one.fixed is not None:
                mistakes.fixed(self._unit, self._day(one.fixed), entered.id, self._day(one.fixed))

    def moments(self) -> None:
        """Note what to ask after."""
        for name, days, what, person, yearly in story.MOMENTS:
            new = reminders.NewMoment(self._day(days), what, yearly, person)
            reminders.remember(self._unit, self._today, self.client(name), new)

    def projects(self) -> None:
        """Start and finish projects, and hear what clients think."""
        for name, project, started, finished in story.PROJECTS:
            client = self.client(name)
            started_on = self._day(started)
            projects.start(self._unit, self._today, client, project, started_on)
            if finished is not None:
                projects.finish(self._unit, self._today, client, project, self._day(finished))
        for one in story.FEEDBACK:
            feedback.give(
                self._unit,
                self._today,
                self.client(one.client),
                one.what,
                on=self._day(one.on),
                score=one.score,
                project=one.project,
            )

    def services(self) -> None:
        """Offer services, and say who has heard of them."""
        for name, sentence in story.SERVICES:
            offerings.add(self._unit, name, sentence)
        for name, service, days in story.MENTIONS:
            offered = offerings.find(self._unit.reader, service)
            offerings.record_mention(self._unit, self.client(name).id, offered.id, self._day(days))

    def checkups(self) -> None:
        """Look at how relationships stand."""
        for name, days, otherwise in story.CHECKUPS:
            on = self._day(days)
            answers = {**story.ALL_IS_WELL, **otherwise}
            checkups.check(self._unit, on, self.client(name), answers, on)
