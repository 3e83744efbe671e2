"""What a command says after it wrote: a line or two, and the same as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from clientpulse.cadence.advice import next_words
from clientpulse.cadence.items import DueItem
from clientpulse.cadence.policy import Cadence
from clientpulse.cadence.wording import in_words, span_words, weekday_date
from clientpulse.dates import long_date
from clientpulse.output import phrases, records
from clientpulse.views.history import LoggedView
from clientpulse.views.stored import ClientView, ContactView, MeetingView, TouchpointView


def logged(view: LoggedView) -> Iterator[str]:
    """Echo what was logged, and say what is due next."""
    yield f"Logged: {happened(view.touchpoint)}"
    if view.held is not None:
        yield f"The meeting booked for {long_date(view.held.planned_on)} is held."
    if view.booked is not None:
        yield f"Booked: {meeting(view.booked)}"
    if not view.next_items:
        yield f"Nothing falls due next; see 'pulse show {phrases.shell_word(view.touchpoint.key)}'."
        return
    yield from _what_is_next(view.next_items, view.today)


def _what_is_next(items: tuple[DueItem, ...], today: date) -> Iterator[str]:
    """Say what is late already, and what falls due next."""
    late = [item for item in items if item.days_overdue]
    if late:
        named = (f"{phrases.task(one.rule)} {span_words(one.days_overdue)}" for one in late)
        yield f"Late: {', '.join(named)}."
    item = next((item for item in items if not item.days_overdue), None)
    if item is not None:
        day = f"{weekday_date(item.due_on, today)} ({in_words((item.due_on - today).days)})"
        yield f"Next: {next_words(item)} {day}."


def happened(touchpoint: TouchpointView) -> str:
    """Name a touchpoint in a line: what, with whom, when, its number."""
    what = phrases.touchpoint(touchpoint.channel, touchpoint.purpose)
    way = "from" if touchpoint.direction == "inbound" else "with"
    who = f" ({', '.join(touchpoint.attendees)})" if touchpoint.attendees else ""
    time = f" {touchpoint.occurred_time}" if touchpoint.occurred_time else ""
    return (
        f"{what} {way} {touchpoint.client}{who}, {long_date(touchpoint.occurred_on)}{time}"
        f" (number {touchpoint.id})"
    )


def client(view: ClientView, tags: tuple[str, ...]) -> dict[str, Any]:
    """Return a client under its noun."""
    return {"client": records.client(view, tags)}


def contact(view: ContactView) -> dict[str, Any]:
    """Return a contact under its noun."""
    return {"contact": records.contact(view)}


def person(view: ContactView) -> str:
    """Name a person in a line."""
    role = f", {view.role}" if view.role else ""
    primary = ", primary contact" if view.primary else ""
    return f"{view.name}{role}, at {view.client}{primary} (number {view.id})"


def meeting(view: MeetingView) -> str:
    """Name a meeting in the diary in a line, with its resolved day."""
    time = f" {view.planned_time}" if view.planned_time else ""
    place = f", {view.place}" if view.place else ""
    day = long_date(view.planned_on)
    return f"meeting with {view.client}, {day}{time}{place} (number {view.id})"


def added(
    client: ClientView,
    cadence: Cadence,
    items: tuple[DueItem, ...],
    today: date,
    *,
    defaulted: bool,
) -> Iterator[str]:
    """Echo a new client; say which update cadence follows from the meetings, and why."""
    yield f"Added: {client.name} (key {client.key}), since {long_date(client.started_on)}"
    yield why_this_cadence(cadence, client.update_interval)
    if defaulted and cadence.meeting is not None:
        yield f"That is the default; another: pulse client edit {client.key} --meet monthly"
    yield from _what_is_next(items, today)
    yield from hours_without_a_place(client)
    yield f"After a call: pulse log {phrases.shell_word(client.key)} what was said"


def hours_without_a_place(client: ClientView) -> Iterator[str]:
    """Say that working hours mean nothing as long as nobody knows whose clock they go by."""
    if client.hours and not client.timezone:
        key = phrases.shell_word(client.key)
        yield f"Their hours need a timezone to go by: pulse client edit {key} --timezone ZONE"


def why_this_cadence(cadence: Cadence, own_update: str | None) -> str:
    """Explain where a client's update cadence comes from."""
    if cadence.meeting is None and cadence.update is None:
        return "No cadence: no meetings, no updates. Agree on one with --meet or --update."
    meetings = "No meetings" if cadence.meeting is None else f"Meet {cadence.meeting.adverb()}"
    if cadence.update_from == "client" and cadence.update is not None:
        return f"{meetings}; updates {cadence.update.adverb()}, as agreed with this client."
    if cadence.update is not None:
        return (
            f"{meetings}, so an update goes out {cadence.update.adverb()} in between:"
            " silence between meetings makes people invent bad news."
        )
    if own_update == "none":
        return f"{meetings}; no updates, as agreed with this client."
    return f"{meetings}; that is often enough for every meeting to be the update."
