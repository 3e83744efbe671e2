"""From what is stored to what the relationship rules look at, for all clients at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from clientpulse.cadence.horizon import last_date, last_days
from clientpulse.cadence.interval import Interval, parse_interval
from clientpulse.cadence.items import LOOK_BACK
from clientpulse.cadence.moments import birthday_near, yearly_occurrence
from clientpulse.cadence.policy import NO_RULES, Cadence, Policy
from clientpulse.cadence.relation import (
    EMPTY,
    Commitment,
    FinishedProject,
    Mistake,
    Moment,
    Relation,
)
from clientpulse.cadence.relation_rules import interval_in
from clientpulse.store.queries import open_items
from clientpulse.store.queries.open_items import Asked
from clientpulse.store.queries.values import day
from clientpulse.store.reader import Reader

# A project that was finished longer ago isn't asked about any more.
DAYS_TO_ASK_ABOUT_A_PROJECT = 365

# How far ahead a birthday is looked for where no end is given: a year of them would be a crowd.
DAYS_AHEAD_FOR_BIRTHDAYS = 31

# A mistake that was made good is looked back at for so long when nobody asks.
DAYS_TO_LOOK_BACK = 365


class Relations:
    """What is open between the selected clients and us.

    Args:
        reader: The store.
        policy: The rules of the house.
        today: The day it is.
        client_id: Only this client; None for all.
        until: Leave out what needn't be acted on up to this day; None for nothing.

    Attributes:
        open_by: By client, what is open: the fields of its ``Relation``.
        to_ask: The clients of whom the last feedback has to be known: with the others it was
            lately; None for all.
        to_check: Likewise of the last check-up.
        feedback_by: By client, the ISO day of the last feedback, where it has to be known.
        checkup_by: By client, the ISO day of the last check-up, likewise.
        own_rules_by: By client, its own intervals by rule, None where a rule is off.
    """

    def __init__(
        self,
        reader: Reader,
        policy: Policy,
        today: date,
        client_id: int | None = None,
        until: date | None = None,
    ) -> None:
        self._reader = reader
        self._policy = policy
        self._today = today
        self._until = until
        self._asked = Asked(client_id, today, None if until is None else last_date(until, policy))
        self.open_by: dict[int, dict[str, Any]] = {}
        self.own_rules_by = {
            client: {rule: _interval(interval) for rule, interval in rules.items()}
            for client, rules in open_items.client_rules(reader, client_id).items()
        }
        self._read_commitments()
        self._read_mistakes()
        self._read_moments()
        self._read_projects()
        self.to_ask, self.to_check = self._not_lately(client_id)
        self.feedback_by = open_items.last_feedback(reader, self._asked, self.to_ask)
        self.checkup_by = open_items.last_checkups(reader, self._asked, self.to_check)

    def of(
        self, client_id: int, conversation_on: str | None = None, recapped_on: str | None = None
    ) -> Relation:
        """Return what is open with a client.

        Args:
            client_id: The client.
            conversation_on: The ISO day of the latest touchpoint that asks for a recap.
            recapped_on: The ISO day of the latest recap.
        """
        found = self.open_by.get(client_id)
        if found is None and conversation_on is None:
            return EMPTY
        return Relation(
            **found or {}, conversation_on=day(conversation_on), recapped_on=day(recapped_on)
        )

    def _not_lately(self, client_id: int | None) -> tuple[set[int] | None, set[int] | None]:
        """Return of which clients the last feedback and the last check-up have to be known."""
        if self._until is None or client_id is not None:
            return None, None
        last = last_days(Cadence(None, None, None), self._until, self._policy)
        # Whoever has rules of its own, or a project that feedback may be about, is looked at.
        alone = {*self.own_rules_by, *self.open_by}
        reader, today = self._reader, self._today
        to_ask = open_items.not_asked_lately(reader, last.feedback, today)
        return to_ask | alone, open_items.not_checked_lately(reader, last.checkup, today) | alone

    def _add(self, client_id: int, field: str, value: Any) -> None:
        of_client = self.open_by.setdefault(client_id, {})
        of_client[field] = (*of_client.get(field, ()), value)

    def _read_commitments(self) -> None:
        chased: dict[int, str] | None = None
        for client_id, owed_by, number, what, due_on in open_items.commitments(
            self._reader, self._asked
        ):
            commitment = Commitment(number, what, _day(due_on))
            if owed_by == "us":
                self._add(client_id, "promises", commitment)
                continue
            self._add(client_id, "asks", commitment)
            if chased is None:
                chased = open_items.last_with_purpose(self._reader, self._asked, "chase")
            if client_id in chased:
                self.open_by[client_id]["chased_on"] = day(chased[client_id])

    def _read_mistakes(self) -> None:
        reach = interval_in(LOOK_BACK, NO_RULES, self._policy)
        back = timedelta(days=DAYS_TO_LOOK_BACK + (0 if reach is None else int(reach.days)))
        after = date.min + timedelta(days=back.days)
        fixed_after = self._today - back if self._today > after else date.min
        mended = []
        for row in open_items.mistakes(self._reader, self._asked, fixed_after):
            client_id, number, what, entered_on, told_on, fix_by, fixed_on = row
            mistake = Mistake(
                number,
                what,
                _day(entered_on),
                self._past(told_on),
                day(fix_by),
                self._past(fixed_on),
            )
            self._add(client_id, "mistakes", mistake)
            if mistake.fixed_on is not None:
                mended.append(client_id)
        voices = open_items.last_voice(self._reader, mended, self._today)
        for client_id, voice_on in voices.items():
            self.open_by[client_id]["voice_on"] = day(voice_on)

    def _read_moments(self) -> None:
        today, limit = self._today, self._asked.limit
        for row in open_items.reminders(self._reader, self._asked):
            client_id, number, what, remind_on, yearly, person, done_on = row
            on: date | None = _day(remind_on)
            if yearly:
                on = yearly_occurrence(_day(remind_on), day(done_on), today)
            if on is not None and on <= limit:
                self._add(client_id, "moments", Moment(what, on, number, person))
        a_month_ahead = today + timedelta(days=DAYS_AHEAD_FOR_BIRTHDAYS)
        until = self._until or max(a_month_ahead, self._policy.soon.after(today))
        first, last = today - timedelta(days=7), last_date(until, self._policy)
        greeted: dict[int, str] | None = None
        for client_id, stored, name in open_items.birthdays(self._reader, self._asked, first, last):
            on = birthday_near(stored, today, until, self._policy)
            if on is None:
                continue
            self._add(client_id, "moments", Moment("birthday", on, None, name, birthday=True))
            if greeted is None:
                greeted = open_items.last_with_purpose(self._reader, self._asked, "greeting")
            if client_id in greeted:
                self.open_by[client_id]["greeted_on"] = day(greeted[client_id])

    def _read_projects(self) -> None:
        after = self._today - timedelta(days=DAYS_TO_ASK_ABOUT_A_PROJECT)
        for client_id, number, name, finished_on, feedback_on in open_items.finished_projects(
            self._reader, self._asked, after
        ):
            project = FinishedProject(number, name, _day(finished_on), day(feedback_on))
            self._add(client_id, "projects", project)

    def _past(self, stored: str | None) -> date | None:
        """Read a day; one after today hasn't come yet."""
        on = day(stored)
        return None if on is None or on > self._today else on


def with_days_off(reader: Reader, policy: Policy) -> Policy:
    """Add our days off, which the store holds, to the rules of the house."""
    from dataclasses import replace

    spans = tuple((_day(first), _day(last)) for first, last in open_items.days_off(reader))
    return replace(policy, days_off=spans) if spans else policy


def _day(stored: Any) -> date:
    on = day(stored)
    if on is None:
        raise ValueError("a day is missing")
    return on


def _interval(stored: str) -> Interval | None:
    return parse_interval(stored)
