"""One client whole, as sections of labelled lines; the screen and the plain lines share it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.advice import reason, suggestion
from clientpulse.cadence.wording import weekday_date
from clientpulse.output import phrases
from clientpulse.output.safe import lines as safe_lines
from clientpulse.output.safe import one_line

if TYPE_CHECKING:
    from clientpulse.records import Contact, Meeting, Touchpoint
    from clientpulse.views.health import HealthView
    from clientpulse.views.history import ShowView


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the card.

    Attributes:
        title: Its heading.
        rows: Label and harmless text.
    """

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Something to read from top to bottom.

    Attributes:
        title: What it is about, as a harmless text.
        status: How the client stands, or None where that isn't the matter.
        sections: Its parts; none is empty.
        aligned: Whether the labels of all parts share one column.
    """

    title: str
    status: str | None
    sections: tuple[Section, ...]
    aligned: bool = False

    def width(self, section: Section) -> int:
        """Return how wide a part's labels are."""
        parts = self.sections if self.aligned else (section,)
        return max(len(label) for part in parts for label, _ in part.rows)


def show(view: ShowView) -> Card:
    """Lay one client out; sections with nothing in them are left out."""
    title = f"{one_line(view.client.name)} ({one_line(view.client.key)})"
    found = (
        Section("", tuple(_facts(view))),
        Section("Due", tuple(_due(view))),
        _health(view.row.health),
        Section("People", tuple(_person(one) for one in view.contacts)),
        Section("Booked", tuple(_meeting(one, view.today) for one in view.meetings)),
        Section(
            _touchpoints_title(view), tuple(_touchpoint(one, view) for one in view.touchpoints)
        ),
    )
    return Card(title, view.row.status, tuple(section for section in found if section.rows))


def card_lines(card: Card) -> list[str]:
    """Return a card as plain lines that lose nothing."""
    standing = f": {phrases.status(card.status)}" if card.status else ""
    written = [f"{card.title}{standing}"]
    for section in card.sections:
        written.append("")
        if section.title:
            written.append(section.title)
        width = card.width(section)
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
    rows += _ways_of_working(view)
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


def _ways_of_working(view: ShowView) -> list[tuple[str, str]]:
    client, local = view.client, view.local
    rows = []
    if client.timezone:
        there = one_line(client.timezone)
        if local is not None:
            there = f"{local.text} in {there}"
            if local.open is not None:
                hours = one_line(client.hours or "")
                told = "a good time to call" if local.open else f"outside their hours ({hours})"
                there = f"{there}, {told}"
        rows.append(("Local time", there))
    if client.hours:
        rows.append(("Works", one_line(client.hours)))
    writes = [
        f"{client.message_length} messages" if client.message_length else "",
        f"language {one_line(client.language)}" if client.language else "",
    ]
    if any(writes):
        rows.append(("Writes", ", ".join(filter(None, writes))))
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
            one_line(f"{reason(item, view.today)} → {suggestion(item)}")
            if item.status != "later"
            else one_line(reason(item, view.today)),
        )
        for item in view.due
    ]


def _health(view: HealthView | None) -> Section:
    """Take health apart: what each part is, and how much it counts."""
    if view is None:
        return Section("Health", ())
    change = phrases.health_change(view)
    title = f"Health {phrases.health(view)}" + (f", {change} in 90 days" if change else "")
    rows = [
        (phrases.HEALTH_PARTS[part.name], f"{part.score:>3} of 100, counts {part.weight}")
        for part in view.now.parts
    ]
    known = {part.name for part in view.now.parts}
    missing = [name for part, name in phrases.HEALTH_PARTS.items() if part not in known]
    if missing:
        rows.append(("not known yet", ", ".join(missing)))
    return Section(title, tuple(rows))


def _person(one: Contact) -> tuple[str, str]:
    name = one_line(one.name) + (" *" if one.is_primary else "")
    born = phrases.birthday(one.birthday) if one.birthday else None
    known = [one.role, one.email, one.phone, born]
    details = " · ".join(one_line(value) for value in known if value)
    if one.note:
        details = " · ".join(filter(None, [details, one_line(one.note)]))
    return name, " ".join(filter(None, [details, f"#{one.id}"]))


def _meeting(one: Meeting, today: date) -> tuple[str, str]:
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


def _touchpoint(one: Touchpoint, view: ShowView) -> tuple[str, str]:
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
    said = f"{phrases.touchpoint(one.channel, one.purpose)}{way}{': ' if text else ''}{text}"
    return when, f"{said} #{one.id}"


CARDS: dict[str, Callable[[Any], Card]] = {"show": show}
"""The screens that are cards, by name."""
