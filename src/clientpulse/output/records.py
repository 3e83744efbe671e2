"""The JSON fields of each screen. They are a contract: never renamed, never removed.

What isn't known is null and never left out; dates are ISO, intervals ``1w``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.advice import reason, suggestion
from clientpulse.cadence.interval import Interval
from clientpulse.cadence.items import DueItem

if TYPE_CHECKING:
    from clientpulse.records import Client, Contact, Meeting, Touchpoint
    from clientpulse.views.config import ConfigView
    from clientpulse.views.doctor import DoctorView
    from clientpulse.views.due import DueView
    from clientpulse.views.health import HealthView
    from clientpulse.views.history import HistoryView, LoggedView, ShowView
    from clientpulse.views.journal import JournalLine
    from clientpulse.views.lists import ClientsView, ContactsView, MeetingsView
    from clientpulse.views.report import ReportRow, ReportView

Record = dict[str, Any]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _interval(interval: Interval | None) -> str | None:
    return None if interval is None else str(interval)


def due_item(item: DueItem, today: date) -> Record:
    """Return the fields of a due item."""
    return {
        "client": item.client,
        "key": item.key,
        "rule": item.rule,
        "status": item.status,
        "due_on": _iso(item.due_on),
        "act_by": _iso(item.act_by),
        "days_overdue": item.days_overdue,
        "interval": _interval(item.interval),
        "last_on": _iso(item.last_on),
        "last_channel": item.last_channel,
        "reason": reason(item, today),
        "suggestion": suggestion(item),
    }


def report_item(row: ReportRow) -> Record:
    """Return the fields of a client in the report."""
    return {
        "client": row.client,
        "key": row.key,
        "status": row.status,
        "meeting_interval": _interval(row.cadence.meeting),
        "update_interval": _interval(row.cadence.update),
        "update_from": row.cadence.update_from,
        "last_meeting_on": _iso(row.last_meeting_on),
        "next_meeting_on": _iso(row.next_meeting_on),
        "last_reach_on": _iso(row.last_reach_on),
        "last_channel": row.last_channel,
        "next_rule": row.next_rule,
        "next_due_on": _iso(row.next_due_on),
        "kept": row.kept.kept,
        "counted": row.kept.counted,
        "touchpoints_by_week": list(row.touchpoints_by_week),
        "tags": list(row.tags),
        "owner": row.owner,
        "started_on": _iso(row.started_on),
        "snoozed_until": _iso(row.snoozed_until),
        "health": None if row.health is None else health(row.health),
    }


def health(view: HealthView) -> Record:
    """Return the fields of how a relationship does."""
    return {
        "score": view.now.score,
        "band": view.now.band,
        "change": view.change,
        "parts": [
            {"name": part.name, "weight": part.weight, "score": part.score}
            for part in view.now.parts
        ],
    }


def touchpoint(view: Touchpoint) -> Record:
    """Return the fields of a touchpoint."""
    return {
        "id": view.id,
        "uid": view.uid,
        "client": view.client,
        "key": view.key,
        "on": _iso(view.occurred_on),
        "at": view.occurred_time,
        "channel": view.channel,
        "direction": view.direction,
        "note": view.note,
        "mood": view.mood,
        "minutes": view.minutes,
        "no_news": view.no_news,
        "with": list(view.attendees),
        "purpose": view.purpose,
    }


def meeting(view: Meeting) -> Record:
    """Return the fields of a meeting in the diary."""
    return {
        "id": view.id,
        "uid": view.uid,
        "client": view.client,
        "key": view.key,
        "on": _iso(view.planned_on),
        "at": view.planned_time,
        "place": view.place,
        "agenda": view.agenda,
        "state": view.state,
        "touchpoint_id": view.touchpoint_id,
    }


def contact(view: Contact) -> Record:
    """Return the fields of a contact."""
    return {
        "id": view.id,
        "uid": view.uid,
        "client": view.client,
        "key": view.key,
        "name": view.name,
        "role": view.role,
        "email": view.email,
        "phone": view.phone,
        "birthday": view.birthday,
        "note": view.note,
        "primary": view.is_primary,
    }


def client(view: Client, tags: tuple[str, ...]) -> Record:
    """Return the fields of a client as stored."""
    return {
        "id": view.id,
        "uid": view.uid,
        "client": view.name,
        "key": view.key,
        "meeting_interval": view.meeting_interval,
        "update_interval": view.update_interval,
        "started_on": _iso(view.started_on),
        "prefers": view.prefers,
        "owner": view.owner,
        "note": view.note,
        "tags": list(tags),
        "archived_on": _iso(view.archived_on),
        "paused_on": _iso(view.paused_on),
        "paused_until": _iso(view.paused_until),
        "snoozed_until": _iso(view.snoozed_until),
        "snooze_reason": view.snooze_reason,
        **_ways_of_working(view),
    }


def _ways_of_working(view: Client) -> Record:
    return {
        "timezone": view.timezone,
        "hours": view.hours,
        "length": view.message_length,
        "language": view.language,
    }


def due(view: DueView) -> Record:
    """Return the envelope's fields of ``due``."""
    days = view.days_off
    return {
        "items": [due_item(item, view.today) for item in view.items],
        "away": None
        if days is None
        else {
            "from": _iso(days.starts_on),
            "to": _iso(days.ends_on),
            "came_up": days.came_up,
        },
        "dial_at": view.dial_at,
    }


def report(view: ReportView) -> Record:
    """Return the envelope's fields of ``report``."""
    return {"items": [report_item(row) for row in view.rows]}


def show(view: ShowView) -> Record:
    """Return the envelope's fields of ``show``."""
    return {
        **report_item(view.row),
        "prefers": view.client.prefers,
        "note": view.client.note,
        "snooze_reason": view.client.snooze_reason,
        "paused_on": _iso(view.client.paused_on),
        "paused_until": _iso(view.client.paused_until),
        "archived_on": _iso(view.client.archived_on),
        **_ways_of_working(view.client),
        "local_time": None if view.local is None else view.local.text,
        "open_now": None if view.local is None else view.local.open,
        "contacts": [contact(one) for one in view.contacts],
        "meetings": [meeting(one) for one in view.meetings],
        "touchpoints": [touchpoint(one) for one in view.touchpoints],
        "due": [due_item(item, view.today) for item in view.due],
    }


def history(view: HistoryView) -> Record:
    """Return the envelope's fields of ``history``."""
    return {"items": [touchpoint(one) for one in view.touchpoints]}


def client_list(view: ClientsView) -> Record:
    """Return the envelope's fields of ``client list``."""
    return {"items": [client(one, tags) for one, tags in zip(view.clients, view.tags, strict=True)]}


def contact_list(view: ContactsView) -> Record:
    """Return the envelope's fields of ``contact list``."""
    return {"items": [contact(one) for one in view.contacts]}


def meeting_list(view: MeetingsView) -> Record:
    """Return the envelope's fields of ``meeting list``."""
    return {"items": [meeting(one) for one in view.meetings]}


def log(view: LoggedView) -> Record:
    """Return the envelope's fields of ``log``."""
    return {
        "touchpoint": touchpoint(view.touchpoint),
        "next": [{"rule": item.rule, "due_on": _iso(item.due_on)} for item in view.next_items],
        "meeting": None if view.booked is None else meeting(view.booked),
    }


def journal_line(line: JournalLine) -> Record:
    """Return the fields of a command that can be taken back."""
    return {
        "id": line.id,
        "command": line.command,
        "summary": line.summary,
        "ran_at": line.ran_at.isoformat(),
    }


def doctor(view: DoctorView) -> Record:
    """Return the envelope's fields of ``doctor``."""
    return {
        "items": [
            {"check": one.check, "level": one.level, "message": one.message, "hint": one.hint}
            for one in view.findings
        ]
    }


def config(view: ConfigView) -> Record:
    """Return the envelope's fields of ``config``."""
    return {
        "items": [
            {
                "name": one.name,
                "value": one.value,
                "source": one.source,
                "description": one.description,
            }
            for one in view.settings
        ]
    }


SCREENS: dict[str, Callable[[Any], Record]] = {
    "due": due,
    "report": report,
    "show": show,
    "history": history,
    "client-list": client_list,
    "contact-list": contact_list,
    "meeting-list": meeting_list,
    "log": log,
    "doctor": doctor,
    "config": config,
}
"""What each screen puts into its JSON envelope, by the name in its schema."""

_DUE = (
    "client key rule status due_on act_by days_overdue interval last_on last_channel reason"
    " suggestion"
)
_REPORT = (
    "client key status meeting_interval update_interval update_from last_meeting_on"
    " next_meeting_on last_reach_on last_channel next_rule next_due_on kept counted"
    " touchpoints_by_week tags owner started_on snoozed_until health"
)
_CLIENT = (
    "id uid client key meeting_interval update_interval started_on prefers owner note tags"
    " archived_on paused_on paused_until snoozed_until snooze_reason timezone hours length language"
)
_HISTORY = "id uid client key on at channel direction note mood minutes no_news with purpose"
_CONTACT = "id uid client key name role email phone birthday note primary"
_MEETING = "id uid client key on at place agenda state touchpoint_id"
FIELDS: dict[str, tuple[str, ...]] = {
    "due": tuple(_DUE.split()),
    "report": tuple(_REPORT.split()),
    "history": tuple(_HISTORY.split()),
    "client-list": tuple(_CLIENT.split()),
    "contact-list": tuple(_CONTACT.split()),
    "meeting-list": tuple(_MEETING.split()),
    "doctor": ("check", "level", "message", "hint"),
    "config": ("name", "value", "source", "description"),
}
"""The fields of each list's items, in their order: the contract, and the headings of its CSV."""
