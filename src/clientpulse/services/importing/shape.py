"""From a client of a JSON export to the rows it becomes, every value checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from clientpulse.cadence.channel import reaches
from clientpulse.errors import InputError
from clientpulse.services import text, touchpoints
from clientpulse.services.clients import preferences
from clientpulse.services.clients.tags import unique_tags
from clientpulse.services.importing.dependents_shape import check_relation
from clientpulse.services.importing.values import (
    Row,
    day,
    each,
    maybe,
    moment,
    refuse_doubles,
    time_of_day,
    uid,
)
from clientpulse.transfer import StoreClient, StoreContact, StoreMeeting, StoreTouchpoint

# A timezone is looked for among six hundred names, and many clients share one.
_timezone = lru_cache(maxsize=1_000)(preferences.timezone)

# What the first exports didn't say of a client: the column, and how it is read.
KNOWN_LATER: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "timezone": ("timezone", _timezone),
    "hours": ("hours", preferences.hours),
    "length": ("message_length", preferences.message_length),
    "language": ("language", preferences.language),
    "asked_from": ("asked_from", day),
}


@dataclass(frozen=True, slots=True)
class CheckedClient:
    """A client and what belongs to it, as rows by column but for their keys in the store.

    Attributes:
        row: The client.
        tags: Its tags.
        contacts: Its people.
        meetings: Its diary; `touchpoint` is the uid of the one a meeting became.
        touchpoints: What happened.
        attendees: Who took part, by the touchpoint's uid.
        relation: What the relationship layer holds, by list.
    """

    row: Row
    tags: list[str]
    contacts: list[Row]
    meetings: list[Row]
    touchpoints: list[Row]
    attendees: dict[str, list[str]]
    relation: dict[str, list[Row]]


def check(client: StoreClient) -> CheckedClient:
    """Check everything about a client.

    Raises:
        InputError: Something can't be stored; the message names where it stands.
    """
    row = {
        "uid": uid(client["uid"]),
        "key": text.key(client["key"]),
        "name": text.name(client["name"]),
        "meeting_interval": maybe(_meeting_interval, client["meeting"]),
        "update_interval": maybe(text.update_interval, client["update"]),
        "started_on": day(client["started_on"]),
        "prefers": client["prefers"],
        "owner": maybe(lambda owner: text.word(owner, "owner"), client["owner"]),
        "note": text.note(client["note"]),
        "archived_on": maybe(day, client["archived_on"]),
        "paused_on": maybe(day, client["paused_on"]),
        "paused_until": maybe(day, client["paused_until"]),
        "snoozed_until": maybe(day, client["snoozed_until"]),
        "snooze_reason": text.note(client["snooze_reason"], "reason"),
        "created_at": moment(client["created_at"]),
    }
    for key, (column, read) in KNOWN_LATER.items():
        if key in client:
            row[column] = maybe(read, client[key])  # type: ignore[literal-required]
    if row["paused_until"] is not None and row["paused_on"] is None:
        raise InputError("paused_until needs paused_on")
    checked = CheckedClient(
        row,
        unique_tags(client["tags"]),
        each("contacts", client["contacts"], _contact),
        each("meetings", client["meetings"], _meeting),
        each("touchpoints", client["touchpoints"], _touchpoint),
        {
            one["uid"].lower(): [text.name(name, "person's name") for name in one["with"]]
            for one in client["touchpoints"]
        },
        check_relation(client),
    )
    for rows in (checked.contacts, checked.meetings, checked.touchpoints):
        refuse_doubles(rows)
    return checked


def _contact(record: StoreContact) -> Row:
    return {
        "uid": uid(record["uid"]),
        "name": text.name(record["name"], "contact's name"),
        "role": text.line(record["role"], "role"),
        "email": text.reach(record["email"], "e-mail address"),
        "phone": text.reach(record["phone"], "phone number"),
        "birthday": text.birthday(record["birthday"]),
        "note": text.note(record["note"]),
        "is_primary": record["primary"],
        "created_at": maybe(moment, record["created_at"]),
    }


def _meeting(record: StoreMeeting) -> Row:
    if record["touchpoint"] is not None and record["state"] != "held":
        raise InputError("a meeting that became a touchpoint has the state held")
    return {
        "uid": uid(record["uid"]),
        "planned_on": day(record["on"]),
        "planned_time": maybe(time_of_day, record["at"]),
        "place": text.line(record["place"], "place"),
        "agenda": text.note(record["agenda"], "agenda"),
        "state": record["state"],
        "touchpoint": maybe(uid, record["touchpoint"]),
        "created_at": moment(record["created_at"]),
    }


def _touchpoint(record: StoreTouchpoint) -> Row:
    row = {
        "uid": uid(record["uid"]),
        "occurred_on": day(record["on"]),
        "occurred_time": maybe(time_of_day, record["at"]),
        "channel": record["channel"],
        "direction": record["direction"],
        "reaching": reaches(record["channel"], record["direction"]),
        "note": text.note(record["note"]),
        "mood": record["mood"],
        "minutes": maybe(touchpoints.minutes, record["minutes"]),
        "no_news": record["no_news"],
        "created_at": moment(record["created_at"]),
    }
    if "purpose" in record:
        touchpoints.check_purpose(record["purpose"], record["channel"], record["direction"])
        row["purpose"] = record["purpose"]
    return row


def _meeting_interval(value: str) -> str | None:
    return text.interval(value, "meeting")
