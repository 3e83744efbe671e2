"""What an agent sees of a record: what is named here, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from clientpulse.cadence import wording
from clientpulse.cli.agent.answers import Fields, day, known
from clientpulse.cli.agent.shown import OUR_RULES, Shown

if TYPE_CHECKING:
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

NEVER = "never"

ALWAYS = ("last", "promised", "asked", "next_meeting")
"""Of a brief what is told where there is nothing, too: that is an answer."""

OWN = "your person's own clients, and those without an owner; a client you name may be anybody's"

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


def due(shown: Shown, row: DueRow, contact: Contact | None) -> Fields:
    """Return a client of today's list."""
    first = row.first
    last = {"on": day(row.last_reach_on), "channel": row.last_reach_channel}
    return known(
        {
            "key": first.key,
            "name": shown.text(first.client),
            "status": first.status,
            "late": wording.span_words(first.days_overdue) if first.days_overdue else None,
            "act_by": day(first.act_by),
            "at": first.at,
            "why": shown.why(row.items),
            "do": shown.to_do(first),
            "last_contact": known(last) or NEVER,
            "call": None if contact is None else person(shown, contact),
            "prefers": first.prefers,
            **_local(row.local),
            "owner": shown.text(row.owner),
        }
    )


def the_day(shown: Shown, view: DueView) -> Fields:
    """Return what else is to be said of a day: whose it is, who is away, that it is quiet."""
    off, quiet = view.days_off, view.quiet
    item = None if quiet is None else quiet.next_item
    return known(
        {
            **whose(view.whose),
            "colleagues_have_to_contact": view.of_others or None,
            "colleagues_away": [
                {"owner": shown.text(one.owner), "until": day(one.until), "clients": one.clients}
                for one in view.away_colleagues[: shown.most]
            ],
            "day_off": None
            if off is None or off.came_up is not None
            else f"your person is away until {off.ends_on}; what isn't a meeting can wait",
            "back_from_days_off": None
            if off is None or off.came_up is None
            else f"{off.came_up} came up from {off.starts_on} to {off.ends_on}",
            "nobody": None if quiet is None else _why_nobody(quiet, view.whose),
            "clients": None if quiet is None else quiet.chosen,
            "paused_or_snoozed": None if quiet is None else quiet.resting or None,
            "next": None
            if item is None
            else {
                "key": item.key,
                "name": shown.text(item.client),
                "act_by": day(item.act_by),
                "reason": shown.reason(item),
            },
        }
    )


def whose(whose: Whose) -> Fields:
    """Return whose clients a list is about, where there are others."""
    return {"whose": OWN} if whose.only_mine and whose.colleagues else {}


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


def report(shown: Shown, row: ReportRow) -> Fields:
    """Return a client of the report."""
    rule = row.next_rule if shown.notes or row.next_rule in OUR_RULES else None
    return known(
        {
            "key": row.key,
            "name": shown.text(row.client),
            "status": row.status,
            "late": wording.span_words(row.days_overdue) if row.days_overdue else None,
            "agreed": cadence(row.cadence),
            "last_meeting_on": day(row.last_meeting_on),
            "last_contact_on": day(row.last_reach_on) or NEVER,
            "last_channel": row.last_channel,
            "next_meeting_on": day(row.next_meeting_on),
            "next": rule,
            "next_due_on": day(row.next_due_on),
            "kept_percent": row.kept.percent,
            "snoozed_until": day(row.snoozed_until),
            "paused_until": day(row.paused_until),
            "owner": shown.text(row.owner),
            **health(shown, row.health),
            "tags": shown.several(row.tags) if shown.notes else None,
        }
    )


def health(shown: Shown, view: HealthView | None) -> Fields:
    """Return how a relationship does, where that may be shown."""
    if view is None or not shown.notes:
        return {}
    return {"health": view.now.score, "health_change": view.change}


def cadence(agreed: Cadence) -> Fields:
    """Return what was agreed."""
    meet, update = agreed.meeting, agreed.update
    return known(
        {
            "meet_every": None if meet is None else str(meet),
            "update_every": None if update is None else str(update),
        }
    )


def person(shown: Shown, one: Contact) -> Fields:
    """Return somebody at a client, with how to reach them."""
    return known(
        {
            "name": shown.text(one.name),
            "role": shown.text(one.role),
            "phone": shown.text(one.phone),
            "email": shown.text(one.email),
            "note": shown.text(one.note) if shown.notes else None,
        }
    )


def call(shown: Shown, one: Call) -> Fields:
    """Return somebody to ring."""
    return known(
        {
            "key": one.key,
            "name": shown.text(one.client),
            "person": shown.text(one.contact),
            "phone": shown.text(one.phone),
            **_local(one.local),
            "last_spoke_on": day(one.last_voice_on) or NEVER,
            "why": "just to talk: nothing is due" if one.item is None else shown.reason(one.item),
            "open": shown.some([owed(shown, each) for each in one.open]),
            "ask_after": ask_after(shown, one.ask_after),
            "last_note": shown.text(one.last_note) if shown.notes else None,
        }
    )


def ask_after(shown: Shown, found: Iterable[AskAfter]) -> list[Fields]:
    """Return what to ask after: birthdays, and where notes are shown all of it."""
    return shown.some(
        [
            known(
                {
                    "what": "birthday" if one.birthday else shown.text(one.what),
                    "person": shown.text(one.person),
                    "on": day(one.on),
                    "ref": one.ref,
                }
            )
            for one in found
            if one.birthday or shown.notes
        ]
    )


def brief(shown: Shown, view: BriefView) -> Fields:
    """Return what helps in a call."""
    client = view.client
    fields = {
        "key": client.key,
        "name": shown.text(client.name),
        "status": view.status,
        "agreed": cadence(view.cadence),
        "snoozed_until": day(client.snoozed_until) if view.status == "snoozed" else None,
        "paused_until": day(client.paused_until) if view.status == "paused" else None,
        "prefers": client.prefers,
        "messages": client.message_length,
        "language": shown.text(client.language),
        "address": client.address,
        "owner": shown.text(client.owner),
        "place": shown.text(client.place),
        "hours": shown.text(client.hours),
        **_local(view.local),
        "people": shown.some([person(shown, one) for one in view.contacts]),
        "why": shown.why(one for one in view.due if one.status != "later"),
        "promised": shown.some([owed(shown, one) for one in view.owed if one.owed_by == "us"]),
        "asked": shown.some([owed(shown, one) for one in view.owed if one.owed_by != "us"]),
        "last": [touchpoint(shown, one, whose=False) for one in view.touchpoints],
        **agenda(shown, view.agenda),
        "ask_after": ask_after(shown, view.ask_after),
    }
    private = _private(shown, view) if shown.notes else {}
    return known({**fields, **private}) | {name: fields[name] for name in ALWAYS}


def _private(shown: Shown, view: BriefView) -> Fields:
    return {
        "note": shown.text(view.client.note),
        "moods": list(view.moods),
        "mood_trend": view.mood_trend,
        **health(shown, view.health),
        "mistakes": shown.some([_mistake(shown, one) for one in view.mistakes]),
        "feedback": None if view.feedback is None else _feedback(shown, view.feedback),
    }


def _mistake(shown: Shown, one: Mistake) -> Fields:
    return known(
        {
            "what": shown.text(one.what),
            "told_on": day(one.told_on),
            "fix_by": day(one.fix_by),
            "fixed_on": day(one.fixed_on),
        }
    )


def _feedback(shown: Shown, one: Feedback) -> Fields:
    on = day(one.given_on)
    return known({"on": on, "score": one.score, "what": shown.text(one.what)})


def agenda(shown: Shown, view: AgendaView) -> Fields:
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
                "place": shown.text(meeting.place),
            }
        ),
        "agenda": shown.several(points),
    }


def owed(shown: Shown, one: Commitment) -> Fields:
    """Return a promise or an ask."""
    return known(
        {
            "number": str(one.id),
            "owed_by": "you" if one.owed_by == "us" else "client",
            "what": shown.text(one.what),
            "by": day(one.due_on),
            "done_on": day(one.done_on),
        }
    )


def touchpoint(shown: Shown, one: Touchpoint, *, whose: bool = True) -> Fields:
    """Return something that happened."""
    return known(
        {
            "on": day(one.occurred_on),
            "at": one.occurred_time,
            **({"key": one.key, "name": shown.text(one.client)} if whose else {}),
            "channel": one.channel,
            "from": "client" if one.direction == "inbound" else "you",
            "purpose": one.purpose,
            "with": shown.several(one.attendees),
            "agreed": shown.several(one.agreed),
            "shared": shown.text(one.shared),
            "url": shown.text(one.url),
            "minutes": one.minutes,
            "waits_for_answer": f"t{one.id}" if one.needs_answer else None,
            "logged_by": shown.text(one.by),
            **({"note": shown.text(one.note), "mood": one.mood} if shown.notes else {}),
        }
    )


def hit(shown: Shown, one: Hit) -> Fields:
    """Return something that was found."""
    return known(
        {
            "what": one.noun,
            "ref": one.ref,
            "key": one.key,
            "name": shown.text(one.client),
            "archived": one.archived or None,
            "on": day(one.on),
            "found": shown.text(one.excerpt),
        }
    )


def _local(view: LocalTime | None) -> Fields:
    if view is None:
        return {}
    return {"local_time": view.text or None, "at_work": view.open}
