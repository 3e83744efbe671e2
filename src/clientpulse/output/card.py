"""One client whole, as sections of labelled lines; the screen and the plain lines share it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence.wording import reason, suggestion, weekday_date
from clientpulse.output import phrases
from clientpulse.output.safe import lines as safe_lines
from clientpulse.output.safe import one_line

if TYPE_CHECKING:
    from clientpulse.views.history import ShowView
    from clientpulse.views.stored import ContactView, MeetingView, TouchpointView


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the card.

    Attributes:
        title: Its heading.
        rows: Label and harmless text.
    """

    title: str
    rows: tuple[tuple[str, str], ...]


def headline(view: ShowView) -> str:
    """Name the client and how it stands."""
    return f"{one_line(view.client.name)} ({one_line(view.client.key)})"


def sections(view: ShowView) -> list[Section]:
    """Lay one client out; sections with nothing in them are left out."""
    found = [
        Section("", tuple(_facts(view))),
        Section("Due", tuple(_due(view))),
        Section("People", tuple(_person(one) for one in view.contacts)),
        Section("Booked", tuple(_meeting(one, view.today) for one in view.meetings)),
        Section(
            _touchpoints_title(view), tuple(_touchpoint(one, view) for one in view.touchpoints)
        ),
    ]
    return [section for section in found if section.rows]


def card_lines(view: ShowView) -> list[str]:
    """Return the card as plain lines that lose nothing."""
    written = [f"{headline(view)}: {phrases.status(view.row.status)}"]
    for section in sections(view):
        written.append("")
        if section.title:
            written.append(section.title)
        width = max(len(label) for label, _ in section.rows)
        written += [f"  {label:<{width}}  {value}".rstrip() for label, value in section.rows]
    return written


def _facts(view: ShowView) -> list[tuple[str, str]]:
    row, client, today = view.row, view.client, view.today
    rows = [("Cadence", _cadence(view))]
    if row.last_reach_on is not None:
        how = phrases.channel(row.last_channel)
        last = f"{how}, {phrases.day_and_distance(row.last_reach_on, today)}"
        rows.append(("Last contact", last))
    if row.last_meeting_on is not None:
        rows.append(("Last met", phrases.day_and_distance(row.last_meeting_on, today)))
    if row.kept.counted:
        share = phrases.percent(row.kept.percent)
        rows.append(
            ("Kept", f"{share}, {row.kept.kept} of {row.kept.counted} intervals in 12 months")
        )
    rows.append(("12 weeks", phrases.strip(row.touchpoints_by_week)))
    if client.prefers:
        rows.append(("Prefers", phrases.channel(client.prefers)))
    rows += [
        (label, one_line(value))
        for label, value in (("Owner", client.owner), ("Tags", ", ".join(row.tags)))
        if value
    ]
    rows.append(("Client since", phrases.day_and_distance(client.started_on, today)))
    if row.snoozed_until is not None:
        why = f": {one_line(client.snooze_reason)}" if client.snooze_reason else ""
        rows.append(("Snoozed", f"until {weekday_date(row.snoozed_until, today)}{why}"))
    if view.client.paused_on is not None and (
        client.paused_until is None or client.paused_until > today
    ):
        end = client.paused_until
        rows.append(("Paused", f"until {weekday_date(end, today)}" if end else "until resumed"))
    if client.archived_on is not None:
        rows.append(("Archived", phrases.day_and_distance(client.archived_on, today)))
    if client.note:
        first, *more = safe_lines(client.note)
        rows += [("Note", first), *(("", line) for line in more)]
    return rows


def _cadence(view: ShowView) -> str:
    cadence = view.row.cadence
    words = phrases.cadence(cadence)
    if cadence.update_from == "rule":
        return f"{words} (updates follow from the meetings)"
    if cadence.update_from == "client":
        return f"{words} (updates as agreed with this client)"
    if view.client.update_interval == "none":
        return f"{words}, no updates (as agreed with this client)"
    return words


def _due(view: ShowView) -> list[tuple[str, str]]:
    return [
        (
            item.status,
            f"{reason(item, view.today)} → {suggestion(item)}"
            if item.status != "later"
            else reason(item, view.today),
        )
        for item in view.due
    ]


def _person(one: ContactView) -> tuple[str, str]:
    name = one_line(one.name) + (" *" if one.primary else "")
    born = phrases.birthday(one.birthday) if one.birthday else None
    known = [one.role, one.email, one.phone, born]
    details = " · ".join(one_line(value) for value in known if value)
    if one.note:
        details = " · ".join(filter(None, [details, one_line(one.note)]))
    return name, " ".join(filter(None, [details, f"#{one.id}"]))


def _meeting(one: MeetingView, today: date) -> tuple[str, str]:
    when = weekday_date(one.planned_on, today)
    if one.planned_time:
        when += f" {one.planned_time}"
    known = [one.place, one.agenda, None if one.planned_on >= today else "not logged yet"]
    details = " · ".join(one_line(value) for value in known if value)
    return when, f"{details} #{one.id}".strip()


def _touchpoints_title(view: ShowView) -> str:
    if view.touchpoints_in_all > len(view.touchpoints):
        return f"Last {len(view.touchpoints)} of {view.touchpoints_in_all:,} touchpoints"
    return "Touchpoints"


def _touchpoint(one: TouchpointView, view: ShowView) -> tuple[str, str]:
    when = weekday_date(one.occurred_on, view.today)
    if one.occurred_time:
        when += f" {one.occurred_time}"
    way = ", from them" if one.direction == "inbound" else ""
    details = [
        f"with {', '.join(map(one_line, one.attendees))}" if one.attendees else "",
        f"mood {phrases.mood(one.mood)}" if one.mood is not None else "",
        f"{one.minutes} min" if one.minutes is not None else "",
        "no news" if one.no_news else "",
    ]
    text = " · ".join(filter(None, [one_line(one.note or ""), *details]))
    said = f"{phrases.channel(one.channel)}{way}{': ' if text else ''}{text}"
    return when, f"{said} #{one.id}"
