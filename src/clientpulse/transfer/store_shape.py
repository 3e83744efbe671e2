"""The shape of a client in a clientpulse JSON export, and the check that a file keeps to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypedDict, cast

from clientpulse.transfer.source import is_whole

CHANNELS = ("meeting", "call", "video", "visit", "email", "message", "letter")
DIRECTIONS = ("outbound", "inbound")
MEETING_STATES = ("booked", "held", "cancelled")


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
        "with": list[str],
        "created_at": str,
    },
)


class StoreClient(TypedDict):
    """A client whole. `update` is an interval, `none`, or None when it follows the rule."""

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
    created_at: str
    contacts: list[StoreContact]
    meetings: list[StoreMeeting]
    touchpoints: list[StoreTouchpoint]


class ShapeError(Exception):
    """Something in a file isn't what it has to be.

    Args:
        wanted: What it has to be.
        where: The path to it, such as `.contacts[0].name`; grows on the way out.
    """

    def __init__(self, wanted: str, where: str = "") -> None:
        super().__init__(wanted)
        self.wanted = wanted
        self.where = where


def _text(value: object) -> str:
    if type(value) is not str:
        raise ShapeError("has to be a text")
    if not is_whole(value):
        raise ShapeError("holds a character that can't be stored")
    return value


def readable(key: str) -> str:
    """Give a key of a foreign file in a form that can always be shown."""
    return key.encode("utf-8", "backslashreplace").decode()


def _filled(value: object) -> str:
    if not _text(value).strip():
        raise ShapeError("is empty")
    return cast("str", value)


def _flag(value: object) -> bool:
    if type(value) is not bool:
        raise ShapeError("has to be true or false")
    return value


def _minutes(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ShapeError("has to be a whole number, 0 or more")
    return value


def _mood(value: object) -> int:
    if type(value) is not int or not -2 <= value <= 2:
        raise ShapeError("has to be a whole number from -2 to 2")
    return value


def _one_of(*allowed: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        if value not in allowed or type(value) is not str:
            raise ShapeError(f"has to be one of: {', '.join(allowed)}")
        return value

    return check


def _or_null(check: Callable[[object], object]) -> Callable[[object], object]:
    def checked(value: object) -> object:
        return None if value is None else check(value)

    return checked


def _list_of(
    check: Callable[[object, dict[str, None]], object],
) -> Callable[[object, dict[str, None]], list[object]]:
    def checked(value: object, left_out: dict[str, None]) -> list[object]:
        if type(value) is not list:
            raise ShapeError("has to be a list")
        items = []
        for index, item in enumerate(value):
            try:
                items.append(check(item, left_out))
            except ShapeError as error:
                error.where = f"[{index}]{error.where}"
                raise
        return items

    return checked


class _Field(NamedTuple):
    """How to check a key's value.

    Attributes:
        check: Gives the value back, or raises `ShapeError`.
        required: Whether the key has to be there.
        absent: What stands for a key that isn't.
        nested: Whether `check` also takes the list of keys that are left out.
    """

    check: Callable[..., object]
    required: bool = False
    absent: object = None
    nested: bool = False


def _object_of(
    what: str, fields: Mapping[str, _Field]
) -> Callable[[object, dict[str, None]], object]:
    def checked(value: object, left_out: dict[str, None]) -> dict[str, object]:
        if type(value) is not dict:
            raise ShapeError(f"has to be an object, a {what}")
        taken: dict[str, object] = {}
        for key, (check, required, absent, nested) in fields.items():
            if key in value:
                try:
                    taken[key] = check(value[key], left_out) if nested else check(value[key])
                except ShapeError as error:
                    error.where = f".{key}{error.where}"
                    raise
            elif required:
                raise ShapeError("is missing", f".{key}")
            else:
                taken[key] = [] if nested else absent
        if not value.keys() <= fields.keys():
            for key in value:
                if key not in fields:
                    left_out[f"{what}.{readable(key)}"] = None
        return taken

    return checked


_NEEDED_TEXT = _Field(_filled, required=True)
_MAYBE_TEXT = _Field(_or_null(_text))
_TEXTS = _Field(_list_of(lambda value, _: _text(value)), nested=True)

_CONTACT = {
    "uid": _NEEDED_TEXT,
    "name": _NEEDED_TEXT,
    "role": _MAYBE_TEXT,
    "email": _MAYBE_TEXT,
    "phone": _MAYBE_TEXT,
    "birthday": _MAYBE_TEXT,
    "note": _MAYBE_TEXT,
    "primary": _Field(_flag, absent=False),
    "created_at": _MAYBE_TEXT,
}
_MEETING = {
    "uid": _NEEDED_TEXT,
    "on": _NEEDED_TEXT,
    "at": _MAYBE_TEXT,
    "place": _MAYBE_TEXT,
    "agenda": _MAYBE_TEXT,
    "state": _Field(_one_of(*MEETING_STATES), required=True),
    "touchpoint": _MAYBE_TEXT,
    "created_at": _NEEDED_TEXT,
}
_TOUCHPOINT = {
    "uid": _NEEDED_TEXT,
    "on": _NEEDED_TEXT,
    "at": _MAYBE_TEXT,
    "channel": _Field(_one_of(*CHANNELS), required=True),
    "direction": _Field(_one_of(*DIRECTIONS), required=True),
    "note": _MAYBE_TEXT,
    "mood": _Field(_or_null(_mood)),
    "minutes": _Field(_or_null(_minutes)),
    "no_news": _Field(_flag, absent=False),
    "with": _TEXTS,
    "created_at": _NEEDED_TEXT,
}
_LISTS = {
    "contacts": _Field(_list_of(_object_of("contact", _CONTACT)), nested=True),
    "meetings": _Field(_list_of(_object_of("meeting", _MEETING)), nested=True),
    "touchpoints": _Field(_list_of(_object_of("touchpoint", _TOUCHPOINT)), nested=True),
}
_CLIENT = {
    "uid": _NEEDED_TEXT,
    "key": _NEEDED_TEXT,
    "name": _NEEDED_TEXT,
    "meeting": _MAYBE_TEXT,
    "update": _MAYBE_TEXT,
    "started_on": _NEEDED_TEXT,
    "prefers": _Field(_or_null(_one_of(*CHANNELS))),
    "owner": _MAYBE_TEXT,
    "note": _MAYBE_TEXT,
    "tags": _TEXTS,
    "archived_on": _MAYBE_TEXT,
    "paused_on": _MAYBE_TEXT,
    "paused_until": _MAYBE_TEXT,
    "snoozed_until": _MAYBE_TEXT,
    "snooze_reason": _MAYBE_TEXT,
    "created_at": _NEEDED_TEXT,
    **_LISTS,
}
_checked_client = _object_of("client", _CLIENT)

LIST_KEYS: Mapping[str, tuple[str, ...]] = {
    "contacts": tuple(_CONTACT),
    "meetings": tuple(_MEETING),
    "touchpoints": tuple(_TOUCHPOINT),
}
CLIENT_KEYS: tuple[str, ...] = tuple(key for key in _CLIENT if key not in _LISTS)


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
