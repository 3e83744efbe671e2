"""Everything about one client, as sections of labelled lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.advice import reason, suggestion
from clientpulse.cadence.items import LATER
from clientpulse.cadence.wording import weekday_date
from clientpulse.output import phrases
from clientpulse.output.layout.card import Card, Row
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.safe import lines as safe_lines
from clientpulse.output.screens import contacts, due, history, local_time, meetings, report

if TYPE_CHECKING:
    from clientpulse.records import Client, Contact, Meeting, Touchpoint
    from clientpulse.views.health import HealthView
    from clientpulse.views.show import ShowView

DUE, PEOPLE, WEEKS = "Due", "People", "12 weeks"

FIELDS: Fields[Client] = Fields(
    "prefers note snooze_reason paused_on paused_until archived_on timezone hours"
    " length=message_length language place address"
)


def envelope(view: ShowView) -> dict[str, Any]:
    """Return the fields of ``show``."""
    return {
        **report.record(view.row),
        **FIELDS(view.client),
        **local_time.record(view.local),
        "contacts": list(map(contacts.record, view.contacts)),
        "meetings": list(map(meetings.record, view.meetings)),
        "touchpoints": list(map(history.record, view.touchpoints)),
        "due": [due.record(item, view.today) for item in view.due],
    }


def card(view: ShowView) -> Card:
    """Lay one client out."""
    return Card.of(
        f"{view.client.name} ({view.client.key})",
        (
            ("", _facts(view)),
            (DUE, _due(view)),
            _health(view.row.health),
            (PEOPLE, (_person(one, view) for one in view.contacts)),
            ("Booked", (_meeting(one, view) for one in view.meetings)),
            (_touchpoints_title(view), (_touchpoint(one, view) for one in view.touchpoints)),
        ),
        view.row.status,
    )


def how_it_goes(view: ShowView) -> Card:
    """Lay out how a relationship goes: its health, what was agreed and kept, what is to come."""
    return Card.of(
        f"{view.client.name} ({view.client.key})",
        (
            _health(view.row.health),
            ("", _facts(view)),
            (DUE, _due(view)),
            ("Booked", (_meeting(one, view) for one in view.meetings)),
        ),
        view.row.status,
    )


def _facts(view: ShowView) -> Iterator[Row]:
    row, client, today = view.row, view.client, view.today
    yield "Cadence", _cadence(view)
    if row.last_reach_on is not None:
        yield "Last contact", phrases.last_contact(row.last_channel, row.last_reach_on, today)
    if row.last_meeting_on is not None:
        yield "Last met", phrases.day_and_distance(row.last_meeting_on, today)
    if row.kept.counted:
        share = phrases.percent(row.kept.percent)
        yield "Kept", f"{share}, {row.kept.kept} of {row.kept.counted} intervals in 12 months"
    yield WEEKS, phrases.strip(row.touchpoints_by_week)
    yield from _preferences(view)
    if client.owner:
        yield "Owner", client.owner
    if row.tags:
        yield "Tags", ", ".join(row.tags)
    yield "Client since", phrases.day_and_distance(client.started_on, today)
    yield from _rest(view)
    if client.note:
        first, *more = safe_lines(client.note)
        yield "Note", first
        yield from (("", line) for line in more)


def _rest(view: ShowView) -> Iterator[Row]:
    """Say until when a client rests and why, and what is turned off."""
    client, today = view.client, view.today
    end = client.paused_until
    if client.paused_on is not None and (end is None or end > today):
        yield "Paused", f"until {weekday_date(end, today)}" if end else "until resumed"
    if view.row.snoozed_until is not None:
        why = f": {client.snooze_reason}" if client.snooze_reason else ""
        yield "Snoozed", f"until {weekday_date(view.row.snoozed_until, today)}{why}"
    if client.archived_on is not None:
        yield "Archived", phrases.day_and_distance(client.archived_on, today)
    if view.row.rules_off:
        yield "Turned off", f"{', '.join(view.row.rules_off)} (for this client)"
    if view.off_for_all:
        yield "Turned off", f"{', '.join(view.off_for_all)} (for all clients)"


def _preferences(view: ShowView) -> Iterator[Row]:
    """Say how they like to be written to and rung."""
    client, local = view.client, view.local
    if client.prefers:
        yield "Prefers", phrases.channel(client.prefers)
    if client.place:
        yield "Place", client.place
    if client.timezone:
        there = client.timezone
        if local is not None:
            hours = f"outside their hours ({client.hours})"
            told = {True: ", a good time to call", False: f", {hours}", None: ""}[local.open]
            there = f"{local.text} in {there}{told}"
        yield "Local time", there
    if client.hours:
        call = "" if client.timezone else phrases.local_time(local)
        yield "Works", f"{client.hours} by your clock, {call}" if call else client.hours
    if style := phrases.message_style(client):
        yield "Writes", ", ".join(style)


def _cadence(view: ShowView) -> str:
    cadence = view.row.cadence
    words = phrases.cadence(cadence)
    if cadence.project:
        return f"{words}{phrases.checkins(cadence)}"
    if cadence.update_from == "rule":
        return f"{words} (updates follow from the meetings)"
    if cadence.update_from == "client":
        return f"{words} (updates as agreed with this client)"
    if view.client.update_interval == "none":
        return f"{words}, no updates (as agreed with this client)"
    return words


def _due(view: ShowView) -> Iterator[Row]:
    for item in view.due:
        why = reason(item, view.today)
        yield item.status, why if item.status == LATER else f"{why} → {suggestion(item)}"


def _health(view: HealthView | None) -> tuple[str, list[Row]]:
    """Take health apart: what each part is, and how much it counts."""
    if view is None:
        return "", []
    rows = [
        (phrases.HEALTH_PARTS[part.name], f"{part.score:>3} of 100, counts {part.weight}")
        for part in view.now.parts
    ]
    known = {part.name for part in view.now.parts}
    missing = [name for part, name in phrases.HEALTH_PARTS.items() if part not in known]
    if missing:
        rows.append(("not known yet", ", ".join(missing)))
    if view.now.capped_by:
        rows.append((view.now.capped_by, f"{view.now.band} until they hear from you"))
    return f"Health {phrases.health_in_time(view)}", rows


def _person(one: Contact, view: ShowView) -> Row:
    name = one.name + (" *" if one.is_primary else "")
    return name, known_of(one, view, one.email, one.phone)


def known_of(one: Contact, view: ShowView, *ways: str | None) -> str:
    """Say what is known of somebody, and by which number the person is named.

    Args:
        ways: How the person is reached.
    """
    born = phrases.birthday(one.birthday) if one.birthday else None
    known = filter(None, [one.role, *ways, born, one.note, history.by(one, view.me)])
    return f"{' · '.join(known)} #{one.id}".strip()


def _meeting(one: Meeting, view: ShowView) -> Row:
    logged = None if one.planned_on >= view.today else "not logged yet"
    known = [one.place, one.agenda, logged, one.source, history.by(one, view.me)]
    return (
        phrases.day_and_time(one.planned_on, one.planned_time, view.today),
        f"{' · '.join(filter(None, known))} #{one.id}".strip(),
    )


def _touchpoints_title(view: ShowView) -> str:
    if view.touchpoints_in_all > len(view.touchpoints):
        return f"Last {len(view.touchpoints)} of {view.touchpoints_in_all:,} touchpoints"
    return "Touchpoints"


def _touchpoint(one: Touchpoint, view: ShowView) -> Row:
    text = " · ".join(filter(None, [history.note(one), *history.details(one, view.me)]))
    said = f"{history.how(one)}{': ' if text else ''}{text}"
    on = phrases.day_and_time(one.occurred_on, one.occurred_time, view.today)
    return on, f"{said} #{one.id}"


SCREEN: Screen[ShowView] = Screen("show", envelope, card)
