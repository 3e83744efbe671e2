"""The shape of a client in a clientpulse JSON export, and the check that a file keeps to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NotRequired, TypedDict, cast

from clientpulse.transfer.dependents_shape import RELATION_FIELDS, RELATION_KEYS, StoreRelation
from clientpulse.transfer.shape_checks import (
    LEFT_OUT,
    MAYBE_TEXT,
    NEEDED_TEXT,
    TEXTS,
    Field,
    flag,
    list_of,
    minutes,
    object_of,
    one_of,
    or_null,
    text,
    whole_number,
)

CHANNELS = ("meeting", "call", "video", "visit", "email", "message", "letter")
DIRECTIONS = ("outbound", "inbound")
MEETING_STATES = ("booked", "held", "cancelled")
PURPOSES = (
    "update", "agenda", "recap", "feedback", "chase", "apology", "follow-up", "greeting",
)  # fmt: skip
MESSAGE_LENGTHS = ("short", "long")


class StoreContact(TypedDict):
    """A person at a client; the first exports didn't say when it was typed in."""

    uid: str
    name: str
    role: str | None
    email: str | None
    phone: str | None
    birthday: str | None
    note: str | None
    primary: bool
    created_at: str | None


class StoreMeeting(TypedDict):
    """A meeting of the diary; `touchpoint` is the uid of the one it became."""

    uid: str
    on: str
    at: str | None
    place: str | None
    agenda: str | None
    state: str
    touchpoint: str | None
    created_at: str


# Written as a call because `with` is a keyword.
StoreTouchpoint = TypedDict(
    "StoreTouchpoint",
    {
        "uid": str,
        "on": str,
        "at": str | None,
        "channel": str,
        "direction": str,
        "note": str | None,
        "mood": int | None,
        "minutes": int | None,
        "no_news": bool,
        "purpose": NotRequired[str | None],
        "with": list[str],
        "created_at": str,
    },
)


class StoreClient(StoreRelation):
    """A client whole. `update` is an interval, `none`, or None when it follows the rule.

    Of an export of an earlier release the keys that it didn't know are not there.
    """

    uid: str
    key: str
    name: str
    meeting: str | None
    update: str | None
    started_on: str
    prefers: str | None
    owner: str | None
    note: str | None
    tags: list[str]
    archived_on: str | None
    paused_on: str | None
    paused_until: str | None
    snoozed_until: str | None
    snooze_reason: str | None
    timezone: NotRequired[str | None]
    hours: NotRequired[str | None]
    length: NotRequired[str | None]
    language: NotRequired[str | None]
    asked_from: NotRequired[str | None]
    created_at: str
    contacts: list[StoreContact]
    meetings: list[StoreMeeting]
    touchpoints: list[StoreTouchpoint]


# The first exports didn't know it: then it says nothing, and what is stored stays.
_KNOWN_LATER = Field(or_null(text), absent=LEFT_OUT)

_CONTACT = {
    "uid": NEEDED_TEXT,
    "name": NEEDED_TEXT,
    "role": MAYBE_TEXT,
    "email": MAYBE_TEXT,
    "phone": MAYBE_TEXT,
    "birthday": MAYBE_TEXT,
    "note": MAYBE_TEXT,
    "primary": Field(flag, absent=False),
    "created_at": MAYBE_TEXT,
}
_MEETING = {
    "uid": NEEDED_TEXT,
    "on": NEEDED_TEXT,
    "at": MAYBE_TEXT,
    "place": MAYBE_TEXT,
    "agenda": MAYBE_TEXT,
    "state": Field(one_of(*MEETING_STATES), required=True),
    "touchpoint": MAYBE_TEXT,
    "created_at": NEEDED_TEXT,
}
_TOUCHPOINT = {
    "uid": NEEDED_TEXT,
    "on": NEEDED_TEXT,
    "at": MAYBE_TEXT,
    "channel": Field(one_of(*CHANNELS), required=True),
    "direction": Field(one_of(*DIRECTIONS), required=True),
    "note": MAYBE_TEXT,
    "mood": Field(or_null(whole_number(-2, 2))),
    "minutes": Field(or_null(minutes)),
    "no_news": Field(flag, absent=False),
    "purpose": Field(or_null(one_of(*PURPOSES)), absent=LEFT_OUT),
    "with": TEXTS,
    "created_at": NEEDED_TEXT,
}
_LISTS = {
    "contacts": Field(list_of(object_of("contact", _CONTACT)), nested=True),
    "meetings": Field(list_of(object_of("meeting", _MEETING)), nested=True),
    "touchpoints": Field(list_of(object_of("touchpoint", _TOUCHPOINT)), nested=True),
}
_CLIENT = {
    "uid": NEEDED_TEXT,
    "key": NEEDED_TEXT,
    "name": NEEDED_TEXT,
    "meeting": MAYBE_TEXT,
    "update": MAYBE_TEXT,
    "started_on": NEEDED_TEXT,
    "prefers": Field(or_null(one_of(*CHANNELS))),
    "owner": MAYBE_TEXT,
    "note": MAYBE_TEXT,
    "tags": TEXTS,
    "archived_on": MAYBE_TEXT,
    "paused_on": MAYBE_TEXT,
    "paused_until": MAYBE_TEXT,
    "snoozed_until": MAYBE_TEXT,
    "snooze_reason": MAYBE_TEXT,
    "timezone": _KNOWN_LATER,
    "hours": _KNOWN_LATER,
    "length": Field(or_null(one_of(*MESSAGE_LENGTHS)), absent=LEFT_OUT),
    "language": _KNOWN_LATER,
    "asked_from": _KNOWN_LATER,
    "created_at": NEEDED_TEXT,
    **_LISTS,
    **RELATION_FIELDS,
}
_checked_client = object_of("client", _CLIENT)

LIST_KEYS: Mapping[str, tuple[str, ...]] = {
    "contacts": tuple(_CONTACT),
    "meetings": tuple(_MEETING),
    "touchpoints": tuple(_TOUCHPOINT),
    **RELATION_KEYS,
}
CLIENT_KEYS: tuple[str, ...] = tuple(key for key in _CLIENT if key not in LIST_KEYS)


def check_client(value: object, left_out: dict[str, None]) -> StoreClient:
    """Check one client of an export.

    Args:
        value: What stands in the file.
        left_out: Takes the keys that are not known, such as `touchpoint.colour`.

    Returns:
        The client with every key of the shape and no other.

    Raises:
        ShapeError: Something in it is missing or not what it has to be.
    """
    return cast("StoreClient", _checked_client(value, left_out))
