"""What is said after a client was added or changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from clientpulse.cadence.items import DueItem
from clientpulse.cadence.policy import Cadence
from clientpulse.dates import long_date
from clientpulse.output import phrases
from clientpulse.output.messages.touchpoints import what_is_next
from clientpulse.records import Client


def added(
    client: Client,
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
        key = phrases.shell_word(client.key)
        yield f"That is the default; to change it: pulse client edit {key} --meet monthly"
    yield from what_is_next(items, today)
    yield from hours_without_a_place(client)
    yield f"After a call: pulse log {phrases.shell_word(client.key)} what was said"


def hours_without_a_place(client: Client) -> Iterator[str]:
    """Say that working hours mean nothing as long as nobody knows whose clock they go by."""
    if client.hours and not client.timezone:
        key = phrases.shell_word(client.key)
        yield f"Their hours need a timezone to go by: pulse client edit {key} --timezone ZONE"


def why_this_cadence(cadence: Cadence, own_update: str | None) -> str:
    """Explain where a client's update cadence comes from."""
    if cadence.off:
        words = phrases.cadence(cadence)
        return f"{words[0].upper()}{words[1:]}."
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
