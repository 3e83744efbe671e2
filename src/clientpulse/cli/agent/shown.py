"""What an agent sees of a record: what is named here, and nothing else.

What people and e-mails wrote stands between two marks, so that an agent can tell it from what we
say. Notes, moods, health, mistakes and whatever else is somebody's opinion of a person is shown
where the person allows it alone (``--notes``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence import wording
from clientpulse.cadence.advice import reason, suggestion
from clientpulse.cadence.rules.reminders import is_birthday
from clientpulse.cli.agent.answers import Fields, day, known, marked

if TYPE_CHECKING:
    from clientpulse.cadence.items import DueItem
    from clientpulse.cadence.policy import Cadence
    from clientpulse.records import Commitment, Contact, Feedback, Mistake, Touchpoint
    from clientpulse.views.agenda import AgendaView
    from clientpulse.views.brief import AskAfter, BriefView
    from clientpulse.views.dial import Call
    from clientpulse.views.due import DueRow, DueView, QuietDay
    from clientpulse.views.health import HealthView
    from clientpulse.views.local_time import LocalTime
    from clientpulse.views.report import ReportRow
    from clientpulse.views.search import Hit
    from clientpulse.views.whose import Whose

OUR_RULES = frozenset(
    (
        *("appointment", "outcome", "meeting", "update", "answer", "promise", "chase", "recap"),
        *("moment", "feedback", "project_feedback", "checkup"),
    )
)
"""The rules that an agent may know of: the others are about mistakes."""

NEVER = "never"

ALWAYS = ("last", "promised", "asked", "next_meeting")
"""Of a brief what is told where there is nothing, too: that is an answer."""

QUOTED = frozenset(("promise", "chase", "project_feedback"))
"""Of these the rules whose reason may quote what was written."""

OWN = "your person's own clients, and those without an owner; a client you name may be anybody's"
LOOK = "something that your person should look at: pulse due"
REMINDER = "a reminder of your person's: pulse remind list"


SEARCHED: Mapping[str, tuple[str, ...]] = {
    "client": ("name", "key", "place", "owner"),
    "contact": ("name", "role", "email", "phone"),
    "touchpoint": ("agreed", "shared", "url"),
    "meeting": ("place",),
    "project": ("name",),
    "commitment": ("what",),
    "agenda_point": ("what",),
    "service": ("name", "sentence"),
}
"""By table, the fields that are searched where notes aren't shown."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How records are shown.

    Attributes:
        today: The day it is.
        notes: Whether notes, moods, health and mistakes are shown as well.
        longest: More of a text isn't shown.
        most: More of a list within a record isn't shown.
    """

    today: date
    notes: bool = False
    longest: int = 600
    most: int = 20

    def text(self, typed: str | None) -> str | None:
        """Return on one line, between the marks, what somebody wrote; None where nothing is."""
        if typed is None or not typed.strip():
            return None
        return marked(wording.in_short(typed, self.longest))

    def several(self, typed: Iterable[str]) -> list[str]:
        """Return several texts."""
        found = [shown for one in typed if (shown := self.text(one))]
        more = len(found) - self.most
        return found if more <= 0 else [*found[: self.most], f"and {more} more"]

    def some(self, found: Sequence[Fields]) -> list[Fields]:
        """Return no more of a list within a record than there is room for."""
        more = len(found) - self.most
        return list(found) if more <= 0 else [*found[: self.most], {"more": more}]

    # Reasons

    def reason(self, item: DueItem) -> str:
        """Say why something is due, in words that give nothing of the person's own away."""
        if self.notes:
            return marked(reason(item, self.today))
        if item.rule not in OUR_RULES:
            return LOOK
        if item.rule == "moment" and not is_birthday(item):
            return REMINDER
        if item.rule in QUOTED or item.person or (item.rule == "update" and item.what):
            return marked(reason(item, self.today))
        return reason(replace(item, what=None), self.today)

    def to_do(self, item: DueItem) -> str:
        """Say what to do about it."""
        known = self.notes or item.rule in OUR_RULES
        return suggestion(item) if known else "tell your person"

    def why(self, items: Iterable[DueItem]) -> list[Fields]:
        """Return the reasons of a client, the most urgent first, each once."""
        found: list[Fields] = []
        for item in items:
            told = self.notes or item.rule in OUR_RULES
            one = {
                "reason": self.reason(item),
                **(
                    {"rule": item.rule, "due_on": day(item.due_on), "number": _number(item)}
                    if told
                    else {}
                ),
            }
            if (one := known(one)) not in found:
                found.append(one)
        return self.some(found)

    # Clients

    def due(self, row: DueRow, contact: Contact | None) -> Fields:
        """Return a client of today's list."""
        first = row.first
        last = {"on": day(row.last_reach_on), "channel": row.last_reach_channel}
        return known(
            {
                "key": first.key,
                "name": self.text(first.client),
                "status": first.status,
                "late": wording.span_words(first.days_overdue) if first.days_overdue else None,
                "act_by": day(first.act_by),
                "at": first.at,
                "why": self.why(row.items),
                "do": self.to_do(first),
                "last_contact": known(last) or NEVER,
                "call": None if contact is None else self.person(contact),
                "prefers": first.prefers,
                **_local(row.local),
                "owner": self.text(row.owner),
            }
        )

    def the_day(self, view: DueView) -> Fields:
        """Return what else is to be said of a day: whose it is, who is away, that it is quiet."""
        off, quiet = view.days_off, view.quiet
        item = None if quiet is None else quiet.next_item
        return known(
            {
                **self.whose(view.whose),
                "colleagues_have_to_contact": view.of_others or None,
                "colleagues_away": [
                    {"owner": self.text(one.owner), "until": day(one.until), "clients": one.clients}
                    for one in view.away_colleagues[: self.most]
                ],
                "day_off": None
                if off is None or off.came_up is not None
                else f"your person is away until {off.ends_on}; what isn't a meeting can wait",
                "back_from_days_off": None
                if off is None or off.came_up is None
                else f"{off.came_up} came up from {off.starts_on} to {off.ends_on}",
                "nobody": None if quiet is None else self._why_nobody(quiet, view.whose),
                "clients": None if quiet is None else quiet.chosen,
                "paused_or_snoozed": None if quiet is None else quiet.resting or None,
                "next": None
                if item is None
                else {
                    "key": item.key,
                    "name": self.text(item.client),
                    "act_by": day(item.act_by),
                    "reason": self.reason(item),
                },
            }
        )

    @staticmethod
    def whose(whose: Whose) -> Fields:
        """Return whose clients a list is about, where there are others."""
        return {"whose": OWN} if whose.only_mine and whose.colleagues else {}

    @staticmethod
    def _why_nobody(quiet: QuietDay, whose: Whose) -> str:
        if quiet.all_archived:
            return "all clients are archived"
        if not quiet.clients:
            return "no client is stored yet; your person begins with: pulse setup"
        if not quiet.chosen:
            return "none of your person's own clients" if whose.only_mine else "no client matches"
        if not quiet.with_cadence:
            return "with none of them a cadence is agreed; your person agrees on one"
        return "nobody is waiting to hear from your person"

    def report(self, row: ReportRow) -> Fields:
        """Return a client of the report."""
        rule = row.next_rule if self.notes or row.next_rule in OUR_RULES else None
        return known(
            {
                "key": row.key,
                "name": self.text(row.client),
                "status": row.status,
                "late": wording.span_words(row.days_overdue) if row.days_overdue else None,
                "agreed": self.cadence(row.cadence),
                "last_meeting_on": day(row.last_meeting_on),
                "last_contact_on": day(row.last_reach_on) or NEVER,
                "last_channel": row.last_channel,
                "next_meeting_on": day(row.next_meeting_on),
                "next": rule,
                "next_due_on": day(row.next_due_on),
                "kept_percent": row.kept.percent,
                "snoozed_until": day(row.snoozed_until),
                "paused_until": day(row.paused_until),
                "owner": self.text(row.owner),
                **self.health(row.health),
                "tags": self.several(row.tags) if self.notes else None,
            }
        )

    def health(self, view: HealthView | None) -> Fields:
        """Return how a relationship does, where that may be shown."""
        if view is None or not self.notes:
            return {}
        return {"health": view.now.score, "health_change": view.change}

    @staticmethod
    def cadence(agreed: Cadence) -> Fields:
        """Return what was agreed."""
        meet, update = agreed.meeting, agreed.update
        return known(
            {
                "meet_every": None if meet is None else str(meet),
                "update_every": None if update is None else str(update),
            }
        )

    def person(self, one: Contact) -> Fields:
        """Return somebody at a client, with how to reach them."""
        return known(
            {
                "name": self.text(one.name),
                "role": self.text(one.role),
                "phone": self.text(one.phone),
                "email": self.text(one.email),
                "note": self.text(one.note) if self.notes else None,
            }
        )

    def call(self, one: Call) -> Fields:
        """Return somebody to ring."""
        return known(
            {
                "key": one.key,
                "name": self.text(one.client),
                "person": self.text(one.contact),
                "phone": self.text(one.phone),
                **_local(one.local),
                "last_spoke_on": day(one.last_voice_on) or NEVER,
                "why": "just to talk: nothing is due"
                if one.item is None
                else self.reason(one.item),
                "open": self.some([self.owed(each) for each in one.open]),
                "ask_after": self.ask_after(one.ask_after),
                "last_note": self.text(one.last_note) if self.notes else None,
            }
        )

    def ask_after(self, found: Iterable[AskAfter]) -> list[Fields]:
        """Return what to ask after: birthdays, and where notes are shown all of it."""
        return self.some(
            [
                known(
                    {
                        "what": "birthday" if one.birthday else self.text(one.what),
                        "person": self.text(one.person),
                        "on": day(one.on),
                        "ref": one.ref,
                    }
                )
                for one in found
                if one.birthday or self.notes
            ]
        )

    def brief(self, view: BriefView) -> Fields:
        """Return what helps in a call."""
        client = view.client
        fields = {
            "key": client.key,
            "name": self.text(client.name),
            "status": view.status,
            "agreed": self.cadence(view.cadence),
            "snoozed_until": day(client.snoozed_until) if view.status == "snoozed" else None,
            "paused_until": day(client.paused_until) if view.status == "paused" else None,
            "prefers": client.prefers,
            "messages": client.message_length,
            "language": self.text(client.language),
            "address": client.address,
            "owner": self.text(client.owner),
            "place": self.text(client.place),
            "hours": self.text(client.hours),
            **_local(view.local),
            "people": self.some([self.person(one) for one in view.contacts]),
            "why": self.why(one for one in view.due if one.status != "later"),
            "promised": self.some([self.owed(one) for one in view.owed if one.owed_by == "us"]),
            "asked": self.some([self.owed(one) for one in view.owed if one.owed_by != "us"]),
            "last": [self.touchpoint(one, whose=False) for one in view.touchpoints],
            **self.agenda(view.agenda),
            "ask_after": self.ask_after(view.ask_after),
        }
        private = self._private(view) if self.notes else {}
        return known({**fields, **private}) | {name: fields[name] for name in ALWAYS}

    def _private(self, view: BriefView) -> Fields:
        return {
            "note": self.text(view.client.note),
            "moods": list(view.moods),
            "mood_trend": view.mood_trend,
            **self.health(view.health),
            "mistakes": self.some([self._mistake(one) for one in view.mistakes]),
            "feedback": None if view.feedback is None else self._feedback(view.feedback),
        }

    def _mistake(self, one: Mistake) -> Fields:
        return known(
            {
                "what": self.text(one.what),
                "told_on": day(one.told_on),
                "fix_by": day(one.fix_by),
                "fixed_on": day(one.fixed_on),
            }
        )

    def _feedback(self, one: Feedback) -> Fields:
        on = day(one.given_on)
        return known({"on": on, "score": one.score, "what": self.text(one.what)})

    def agenda(self, view: AgendaView) -> Fields:
        """Return the next meeting, and the points that a client may read as well."""
        meeting = view.meeting
        points = [one.what or "" for one in view.of("point")]
        return {
            "next_meeting": None
            if meeting is None
            else known(
                {
                    "on": day(meeting.planned_on),
                    "at": meeting.planned_time,
                    "place": self.text(meeting.place),
                }
            ),
            "agenda": self.several(points),
        }

    # What happened, what is owed

    def owed(self, one: Commitment) -> Fields:
        """Return a promise or an ask."""
        return known(
            {
                "number": str(one.id),
                "owed_by": "you" if one.owed_by == "us" else "client",
                "what": self.text(one.what),
                "by": day(one.due_on),
                "done_on": day(one.done_on),
            }
        )

    def touchpoint(self, one: Touchpoint, *, whose: bool = True) -> Fields:
        """Return something that happened."""
        return known(
            {
                "on": day(one.occurred_on),
                "at": one.occurred_time,
                **({"key": one.key, "name": self.text(one.client)} if whose else {}),
                "channel": one.channel,
                "from": "client" if one.direction == "inbound" else "you",
                "purpose": one.purpose,
                "with": self.several(one.attendees),
                "agreed": self.several(one.agreed),
                "shared": self.text(one.shared),
                "url": self.text(one.url),
                "minutes": one.minutes,
                "waits_for_answer": f"t{one.id}" if one.needs_answer else None,
                "logged_by": self.text(one.by),
                **({"note": self.text(one.note), "mood": one.mood} if self.notes else {}),
            }
        )

    def hit(self, one: Hit) -> Fields:
        """Return something that was found."""
        return known(
            {
                "what": one.noun,
                "ref": one.ref,
                "key": one.key,
                "name": self.text(one.client),
                "archived": one.archived or None,
                "on": day(one.on),
                "found": self.text(one.excerpt),
            }
        )


def rooms(shown: Shown) -> Iterator[Shown]:
    """Give ways to show less and less of a record that there is too little room for."""
    yield shown
    for longest, most in ((200, 12), (80, 6), (30, 3)):
        yield replace(shown, longest=longest, most=most)


def _number(item: DueItem) -> str | None:
    """Return what to name it by where it is done."""
    if item.rule in {"promise", "chase"} and item.ref_id is not None:
        return str(item.ref_id)
    return f"t{item.ref_id}" if item.rule == "answer" and item.ref_id is not None else None


def _local(view: LocalTime | None) -> Fields:
    if view is None:
        return {}
    return {"local_time": view.text or None, "at_work": view.open}
