"""Each screen as headings and rows of whole texts: what plain lines and Markdown are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.advice import reason, suggestion
from clientpulse.cadence.wording import weekday_date
from clientpulse.dates import long_date
from clientpulse.output import phrases
from clientpulse.output.endings import due_footer, due_title, history_footer, report_summary
from clientpulse.output.safe import one_line

if TYPE_CHECKING:
    from clientpulse.views.config import ConfigView
    from clientpulse.views.doctor import DoctorView
    from clientpulse.views.due import DueView
    from clientpulse.views.history import HistoryView
    from clientpulse.views.lists import ClientsView, ContactsView, MeetingsView
    from clientpulse.views.report import ReportView


@dataclass(frozen=True, slots=True)
class Sheet:
    """A screen without its looks.

    Attributes:
        title: One line above.
        headings: The columns' names.
        rows: Harmless texts, one for each heading.
        footer: Lines below.
    """

    title: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    footer: tuple[str, ...] = ()


def due(view: DueView) -> Sheet:
    """Lay out today's list."""
    today = view.today
    rows: list[tuple[str, ...]] = []
    for row in view.rows:
        first = row.items[0]
        last = phrases.NOTHING
        if row.last_reach_on is not None:
            last = (
                f"{phrases.channel(row.last_reach_channel)},"
                f" {phrases.day_and_distance(row.last_reach_on, today)}"
            )
        rows.append(
            (
                first.status,
                phrases.due_words(first, today),
                one_line(first.client),
                one_line("; ".join(reason(item, today) for item in row.items)),
                last,
                phrases.cadence(row.cadence),
                suggestion(first),
                one_line(phrases.next_command(first)),
                phrases.local_time(row.local),
            )
        )
    headings: tuple[str, ...] = (
        *("Status", "When", "Client", "Why", "Last contact", "Cadence", "Do", "Type"),
        "Local time",
    )
    if not any(row.local for row in view.rows):
        rows, headings = [row[:-1] for row in rows], headings[:-1]
    return Sheet(due_title(view), headings, rows, due_footer(view))


def report(view: ReportView) -> Sheet:
    """Lay out the portfolio."""
    today = view.today
    rows = [
        (
            one_line(row.client),
            one_line(row.key),
            phrases.status_and_detail(row, today),
            phrases.cadence(row.cadence),
            phrases.day(row.last_meeting_on, today),
            phrases.day(row.last_reach_on, today),
            phrases.channel(row.last_channel),
            phrases.rule(row.next_rule),
            phrases.day(row.next_due_on, today),
            phrases.day(row.next_meeting_on, today),
            phrases.percent(row.kept.percent),
            f"{row.kept.kept}/{row.kept.counted}",
            phrases.health(row.health),
            phrases.health_change(row.health),
            " ".join(map(str, row.touchpoints_by_week)),
            one_line(", ".join(row.tags)),
            one_line(row.owner or ""),
        )
        for row in view.rows
    ]
    headings = (
        "Client",
        "Key",
        "Status",
        "Cadence",
        "Last meeting",
        "Last contact",
        "How",
        "Next",
        "Due",
        "Next meeting",
        "Kept",
        "Intervals",
        "Health",
        "90 days",
        "12 weeks",
        "Tags",
        "Owner",
    )
    return Sheet(
        f"Portfolio, {weekday_date(today, today)} {today.year}",
        headings,
        rows,
        report_summary(view),
    )


def history(view: HistoryView) -> Sheet:
    """Lay out touchpoints."""
    rows = [
        (
            str(one.id),
            " ".join(filter(None, [one.occurred_on.isoformat(), one.occurred_time])),
            one_line(one.client),
            phrases.touchpoint(one.channel, one.purpose),
            one.direction,
            one_line(one.note or ""),
            phrases.mood(one.mood) if one.mood is not None else "",
            "" if one.minutes is None else str(one.minutes),
            "no news" if one.no_news else "",
            one_line(", ".join(one.attendees)),
        )
        for one in view.touchpoints
    ]
    headings = (
        "Id",
        "On",
        "Client",
        "Channel",
        "Direction",
        "Note",
        "Mood",
        "Minutes",
        "News",
        "With",
    )
    title = "Touchpoints" + (f" with {one_line(view.client)}" if view.client else "")
    if view.since is not None:
        title += f" since {long_date(view.since)}"
    if view.until is not None:
        title += f" until {long_date(view.until)}"
    return Sheet(f"{title}, newest first", headings, rows, history_footer(view))


def client_list(view: ClientsView) -> Sheet:
    """Lay out the list of clients."""
    rows = []
    for client, cadence, tags, contact in zip(
        view.clients, view.cadences, view.tags, view.contacts, strict=True
    ):
        rows.append(
            (
                one_line(client.key),
                one_line(client.name),
                phrases.cadence(cadence),
                client.started_on.isoformat(),
                phrases.channel(client.prefers),
                one_line(contact.name) if contact else "",
                one_line((contact.email or "") if contact else ""),
                one_line((contact.phone or "") if contact else ""),
                one_line(", ".join(tags)),
                one_line(client.owner or ""),
            )
        )
    headings = (
        "Key",
        "Client",
        "Cadence",
        "Since",
        "Prefers",
        "Contact",
        "E-mail",
        "Phone",
        "Tags",
        "Owner",
    )
    return Sheet(phrases.counted(len(rows), "client"), headings, rows)


def contact_list(view: ContactsView) -> Sheet:
    """Lay out people."""
    rows = [
        (
            str(one.id),
            one_line(one.client),
            one_line(one.name) + (" (primary)" if one.is_primary else ""),
            one_line(one.role or ""),
            one_line(one.email or ""),
            one_line(one.phone or ""),
            one.birthday or "",
            one_line(one.note or ""),
        )
        for one in view.contacts
    ]
    headings = ("Id", "Client", "Name", "Role", "E-mail", "Phone", "Birthday", "Note")
    return Sheet(phrases.counted(len(rows), "contact"), headings, rows)


def meeting_list(view: MeetingsView) -> Sheet:
    """Lay out the diary."""
    rows = [
        (
            str(one.id),
            one.planned_on.isoformat(),
            one.planned_time or "",
            one_line(one.client),
            one.state
            if one.state != "booked" or one.planned_on >= view.today
            else "booked, not logged",
            one_line(one.place or ""),
            one_line(one.agenda or ""),
        )
        for one in view.meetings
    ]
    headings = ("Id", "On", "At", "Client", "State", "Place", "Agenda")
    return Sheet(phrases.counted(len(rows), "meeting"), headings, rows)


def doctor(view: DoctorView) -> Sheet:
    """Lay out what the checks found."""
    rows = [
        (one.level, one.check, one_line(one.message), one_line(one.hint or ""))
        for one in view.findings
    ]
    found = [
        phrases.counted(number, level)
        for level in ("error", "warning")
        if (number := sum(one.level == level for one in view.findings))
    ]
    title = f"Found {' and '.join(found)}" if found else "All is well"
    return Sheet(title, ("Is", "Check", "Found", "What to do"), rows)


def config(view: ConfigView) -> Sheet:
    """Lay out the settings in force."""
    rows = [(one.name, one.value, one.source, one.description) for one in view.settings]
    there = "" if view.exists else " (not there; all is as by default)"
    footer = (f"Config file: {one_line(view.path)}{there}", "To change it: pulse config edit")
    return Sheet("Settings", ("Setting", "Value", "From", "What it does"), rows, footer)


SHEETS: dict[str, Any] = {
    "due": due,
    "report": report,
    "history": history,
    "client-list": client_list,
    "contact-list": contact_list,
    "meeting-list": meeting_list,
    "doctor": doctor,
    "config": config,
}
"""The screens that are lists. ``show`` is none: it lays itself out in ``output/card.py``."""
