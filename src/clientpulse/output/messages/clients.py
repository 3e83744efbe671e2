"""What is said after a client was added or changed."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from datetime import date
from typing import Any

from clientpulse.cadence.items import DueItem
from clientpulse.cadence.policy import Cadence
from clientpulse.cadence.wording import weekday_date
from clientpulse.comparing import is_same_name
from clientpulse.dates import long_date
from clientpulse.output import phrases
from clientpulse.output.messages.touchpoints import happened, what_is_next
from clientpulse.quoting import named, shell_word
from clientpulse.records import Client, Touchpoint
from clientpulse.views.coming_up import ComingUp
from clientpulse.views.tags import FromTags

SHOWN_CADENCES = 8
SHOWN_TAGS = 3
SHOWN_OWNERS = 6

DAYS_OF_A_WEEK = 7

EVERYBODYS = "These are everybody's clients. To see your own: pulse config set me.owner NAME"


def added(
    client: Client,
    cadence: Cadence,
    items: tuple[DueItem, ...],
    today: date,
    *,
    defaulted: bool,
    by_tags: FromTags | None = None,
    last: Touchpoint | None = None,
    me: str | None = None,
) -> Iterator[str]:
    """Echo a new client; say which update cadence follows from the meetings, and why."""
    yield f"Added: {client.name} (key {client.key}), since {long_date(client.started_on)}"
    if last is not None:
        yield f"Last contact: {happened(last)}"
    yield why_this_cadence(cadence, client.update_interval)
    if by_tags is None or "owner" not in by_tags.values:
        yield from _whose(client, me)
    if by_tags is not None:
        yield from from_tags(by_tags)
        defaulted = defaulted and "meeting_interval" not in by_tags.values
    if defaulted and cadence.meeting is not None:
        key = shell_word(client.key)
        yield f"That is the default; to change it: pulse client edit {key} --meet monthly"
    yield from what_is_next(items, today)
    yield from hours_without_a_place(client)
    yield f"After a call: pulse log {shell_word(client.key)} what was said"


def _whose(client: Client, me: str | None) -> Iterator[str]:
    """Say whose a new client is, where it isn't that of whoever adds it."""
    if me is None or is_same_name(client.owner, me):
        return
    yield f"Owner: {client.owner}" if client.owner else "It has no owner, so it is everybody's."


def new_owners(names: Sequence[str], others: Sequence[str]) -> str:
    """Say which owners nobody had named before, and who else there is: perhaps it was mistyped."""
    are_new = "is a new owner" if len(names) == 1 else "are new owners"
    others_are = "the other is" if len(others) == 1 else "the others are"
    return f"{_all_of(names)} {are_new}; {others_are} {_all_of(others)}"


def _all_of(names: Sequence[str]) -> str:
    """Name the first of them: ``kim, lee and sam``, ``ann, ben, cem, kim and 5 more``."""
    *first, last = names
    if len(names) > SHOWN_OWNERS:
        first, last = list(names[:SHOWN_OWNERS]), f"{len(names) - SHOWN_OWNERS:,} more"
    return " and ".join(filter(None, [", ".join(first), last]))


def from_tags(got: FromTags) -> Iterator[str]:
    """Say what a client got by which tag, and which tags say otherwise."""
    for tag, words in got.taken.items():
        yield f"From {table_of(tag)}: {', '.join(words)}"
    for tag, words in got.passed_over.items():
        yield f"Not from {table_of(tag)}, which comes later in the config: {', '.join(words)}"


def table_of(tag: str) -> str:
    """Write the heading of a tag's defaults as the config has it."""
    return f"[defaults.{tag if re.fullmatch('[A-Za-z0-9_-]+', tag) else named(tag)}]"


def named_alike(others: Sequence[str]) -> Iterator[str]:
    """Say which clients a new one may be."""
    if others:
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        yield f"There is {others[0]}{more} already; if that is the same client: pulse undo"


def hours_without_a_place(client: Client) -> Iterator[str]:
    """Say by whose clock working hours go as long as nobody knows where the client is."""
    if client.hours and not client.timezone:
        key = shell_word(client.key)
        yield (
            "Without a timezone their hours go by your own clock."
            f" If they are elsewhere: pulse client edit {key} --timezone ZONE"
        )


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


def update_follows(then: Cadence, now: Cadence, own_update: str | None) -> Iterator[str]:
    """Say what the update cadence comes to now, where nobody agreed on it."""
    if then == now:
        return
    if now.off:
        yield from (f"no {one}s (turned off)" for one in now.off)
    elif own_update is not None:
        return
    elif now.update is None and now.meeting is None:
        yield "no cadence"
    elif now.update != then.update and now.update is not None:
        yield f"update follows: {now.update.adverb()}"
    elif then.update is not None and now.update is None:
        yield "no update follows: every meeting is one"


def coming_up(found: Sequence[ComingUp], today: date) -> Iterator[str]:
    """Say what cadence clients of a file got, and when their first updates or meetings come up."""
    if not found:
        return
    unknown = "Nobody knows when they last heard from you"
    if any(one.first_on for one in found):
        yield f"{unknown}, so their first updates or meetings come up bit by bit:"
    else:
        yield f"{unknown}, and no updates or meetings come up:"
    for one in found[:SHOWN_CADENCES]:
        yield f"  {one.clients:,} {phrases.cadence(one.cadence)}{_span(one, today)}"
    others = sum(one.clients for one in found[SHOWN_CADENCES:])
    if others:
        yield f"  and {others:,} of other cadences"


def who_comes_first(
    found: Sequence[ComingUp],
    today: date,
    rules_off: Container[str],
    by_tag: Sequence[tuple[str, int]] = (),
) -> Iterator[str]:
    """Name the commands that come next; no cadence helps while both of its rules are off."""
    days = [(one.first_on - today).days for one in found if one.first_on is not None]
    if days:
        number = max(1, -(-min(days) // DAYS_OF_A_WEEK))
        yield f"Who comes up first: pulse due --within {number}w"
    if "meeting" in rules_off and "update" in rules_off:
        off = "Meetings and updates are turned off for all clients."
        yield f"{off} To turn them on: pulse config edit"
    elif len(by_tag) > 1:
        yield "To agree on another cadence with all clients of a tag:"
        yield from (f"  {one}" for one in _cadences_by_tag(by_tag[:SHOWN_TAGS]))
    else:
        how = [*_cadences_by_tag(by_tag), "pulse client edit CLIENT --meet monthly"]
        yield f"To agree on another cadence{' with' if by_tag else ':'} {how[0]}"


def _cadences_by_tag(found: Sequence[tuple[str, int]]) -> Iterator[str]:
    for tag, count in found:
        who = shell_word(f"@{tag}", "@TAG")
        yield f"{phrases.counted(count, 'client')}: pulse client edit {who} --meet monthly"


def coming_up_record(found: Sequence[ComingUp]) -> list[dict[str, Any]]:
    """Return the same for JSON."""
    return [
        {
            "meeting_interval": _text(one.cadence.meeting),
            "update_interval": _text(one.cadence.update),
            "clients": one.clients,
            "first_on": _text(one.first_on),
            "last_on": _text(one.last_on),
        }
        for one in found
    ]


def _span(one: ComingUp, today: date) -> str:
    if one.first_on is None or one.last_on is None:
        return "" if one.cadence.off else ": no updates or meetings agreed yet"
    first, last = weekday_date(one.first_on, today), weekday_date(one.last_on, today)
    return f": on {first}" if first == last else f": from {first} to {last}"


def _text(value: object) -> str | None:
    return None if value is None else str(value)
