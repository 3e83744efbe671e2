"""From a client of a JSON export to the rows it becomes, every value checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from clientpulse.cadence.channel import reaches
from clientpulse.errors import InputError
from clientpulse.quoting import quoted
from clientpulse.services import text, touchpoints
from clientpulse.services.clients import unique_tags
from clientpulse.transfer import StoreClient, StoreContact, StoreMeeting, StoreTouchpoint

_UID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")

Row = dict[str, Any]
Record = TypeVar("Record", bound=Mapping[str, Any])


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
    """

    row: Row
    tags: list[str]
    contacts: list[Row]
    meetings: list[Row]
    touchpoints: list[Row]
    attendees: dict[str, list[str]]


def check(client: StoreClient) -> CheckedClient:
    """Check everything about a client.

    Raises:
        InputError: Something can't be stored; the message names where it stands.
    """
    row = {
        "uid": _uid(client["uid"]),
        "key": text.key(client["key"]),
        "name": text.name(client["name"]),
        "meeting_interval": _maybe(_meeting_interval, client["meeting"]),
        "update_interval": _maybe(text.update_interval, client["update"]),
        "started_on": _day(client["started_on"]),
        "prefers": client["prefers"],
        "owner": _maybe(lambda owner: text.word(owner, "owner"), client["owner"]),
        "note": text.note(client["note"]),
        "archived_on": _maybe(_day, client["archived_on"]),
        "paused_on": _maybe(_day, client["paused_on"]),
        "paused_until": _maybe(_day, client["paused_until"]),
        "snoozed_until": _maybe(_day, client["snoozed_until"]),
        "snooze_reason": text.note(client["snooze_reason"], "reason"),
        "created_at": _moment(client["created_at"]),
    }
    if row["paused_until"] is not None and row["paused_on"] is None:
        raise InputError("paused_until needs paused_on")
    checked = CheckedClient(
        row,
        unique_tags(client["tags"]),
        _each("contacts", client["contacts"], _contact),
        _each("meetings", client["meetings"], _meeting),
        _each("touchpoints", client["touchpoints"], _touchpoint),
        {
            one["uid"].lower(): [text.name(name, "person's name") for name in one["with"]]
            for one in client["touchpoints"]
        },
    )
    for rows in (checked.contacts, checked.meetings, checked.touchpoints):
        _refuse_doubles(rows)
    return checked


def _each(where: str, records: Iterable[Record], read: Callable[[Record], Row]) -> list[Row]:
    rows = []
    for index, record in enumerate(records):
        try:
            rows.append(read(record))
        except InputError as error:
            raise InputError(f"{where}[{index}]: {error.message}", error.hint) from None
    return rows


def _refuse_doubles(rows: Iterable[Row]) -> None:
    seen: set[str] = set()
    for row in rows:
        if row["uid"] in seen:
            raise InputError(f"the uid {row['uid']} occurs twice")
        seen.add(row["uid"])


def _contact(record: StoreContact) -> Row:
    return {
        "uid": _uid(record["uid"]),
        "name": text.name(record["name"], "contact's name"),
        "role": text.line(record["role"], "role"),
        "email": text.reach(record["email"], "e-mail address"),
        "phone": text.reach(record["phone"], "phone number"),
        "birthday": text.birthday(record["birthday"]),
        "note": text.note(record["note"]),
        "is_primary": record["primary"],
        "created_at": _maybe(_moment, record["created_at"]),
    }


def _meeting(record: StoreMeeting) -> Row:
    if record["touchpoint"] is not None and record["state"] != "held":
        raise InputError("a meeting that became a touchpoint has the state held")
    return {
        "uid": _uid(record["uid"]),
        "planned_on": _day(record["on"]),
        "planned_time": _maybe(_time, record["at"]),
        "place": text.line(record["place"], "place"),
        "agenda": text.note(record["agenda"], "agenda"),
        "state": record["state"],
        "touchpoint": _maybe(_uid, record["touchpoint"]),
        "created_at": _moment(record["created_at"]),
    }


def _touchpoint(record: StoreTouchpoint) -> Row:
    return {
        "uid": _uid(record["uid"]),
        "occurred_on": _day(record["on"]),
        "occurred_time": _maybe(_time, record["at"]),
        "channel": record["channel"],
        "direction": record["direction"],
        "reaching": reaches(record["channel"], record["direction"]),
        "note": text.note(record["note"]),
        "mood": record["mood"],
        "minutes": _maybe(touchpoints.minutes, record["minutes"]),
        "no_news": record["no_news"],
        "created_at": _moment(record["created_at"]),
    }


def _maybe(read: Callable[[Any], Any], value: Any) -> Any:
    return None if value is None else read(value)


def _meeting_interval(value: str) -> str | None:
    return text.interval(value, "meeting")


def _uid(value: str) -> str:
    if not _UID.fullmatch(value):
        raise InputError(f"{quoted(value)} is no uid")
    return value.lower()


def _day(value: str) -> date:
    try:
        if _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise InputError(f"{quoted(value)} is no date of the form 2026-11-21")


def _time(value: str) -> str:
    if not _TIME.fullmatch(value):
        raise InputError(f"{quoted(value)} is no time of day of the form 14:30")
    return value


def _moment(value: str) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise InputError(f"{quoted(value)} is no moment of the form 2026-11-21T09:00:00+00:00")
