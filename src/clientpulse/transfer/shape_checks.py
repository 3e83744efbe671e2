"""What a value of a foreign JSON file is held to: small checks, and objects and lists of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import copy
from typing import Final, NamedTuple, TypeAlias, cast

from clientpulse.transfer.source import is_whole

Check: TypeAlias = Callable[[object], object]
"""Gives a value back, or raises `ShapeError`."""

LEFT_OUT: Final = object()
"""Stands for a key that isn't there and is then left out: the file says nothing about it."""


class ShapeError(Exception):
    """Something in a file isn't what it has to be.

    Attributes:
        where: The path to it, such as `.contacts[0].name`; grows on the way out.
    """

    def __init__(self, wanted: str) -> None:
        super().__init__(wanted)
        self.wanted = wanted
        self.where = ""


def readable(key: str) -> str:
    """Give a key of a foreign file in a form that can always be shown."""
    return key.encode("utf-8", "backslashreplace").decode()


def text(value: object) -> str:
    """Take any text that can be stored."""
    if type(value) is not str:
        raise ShapeError("has to be a text")
    if not is_whole(value):
        raise ShapeError("holds a character that can't be stored")
    return value


def filled(value: object) -> str:
    """Take a text that says something."""
    if not text(value).strip():
        raise ShapeError("is empty")
    return cast("str", value)


def hexadecimal(value: object) -> str:
    """Take 16 bytes as text."""
    if not re.fullmatch("[0-9a-f]{32}", text(value)):
        raise ShapeError("has to be 32 hexadecimal digits")
    return cast("str", value)


def flag(value: object) -> bool:
    """Take true or false."""
    if type(value) is not bool:
        raise ShapeError("has to be true or false")
    return value


def minutes(value: object) -> int:
    """Take a whole number that isn't negative."""
    if type(value) is not int or value < 0:
        raise ShapeError("has to be a whole number, 0 or more")
    return value


def whole_number(least: int, most: int) -> Callable[[object], int]:
    """Take whole numbers within bounds."""

    def check(value: object) -> int:
        if type(value) is not int or not least <= value <= most:
            raise ShapeError(f"has to be a whole number from {least} to {most}")
        return value

    return check


def number(least: int, most: int) -> Callable[[object], float]:
    """Take numbers within bounds."""

    def check(value: object) -> float:
        if type(value) not in (int, float) or not least <= cast("float", value) <= most:
            raise ShapeError(f"has to be a number from {least} to {most}")
        return float(cast("float", value))

    return check


def one_of(*allowed: str) -> Callable[[object], str]:
    """Take one of some texts."""

    def check(value: object) -> str:
        if value not in allowed or type(value) is not str:
            raise ShapeError(f"has to be one of: {', '.join(allowed)}")
        return value

    return check


def or_null(check: Check) -> Check:
    """Take null as well."""

    def checked(value: object) -> object:
        return None if value is None else check(value)

    return checked


def texts_to(check: Callable[[object], str]) -> Callable[[object], dict[str, str]]:
    """Take an object of any keys whose values all pass a check."""

    def checked(value: object) -> dict[str, str]:
        if type(value) is not dict:
            raise ShapeError("has to be an object")
        taken: dict[str, str] = {}
        key = ""
        try:
            for key, one in value.items():
                taken[filled(key)] = check(one)
        except ShapeError as error:
            error.where = f".{readable(key)}{error.where}"
            raise
        return taken

    return checked


def list_of(check: Check) -> Callable[[object], list[object]]:
    """Take a list whose items all pass a check."""

    def checked(value: object) -> list[object]:
        if type(value) is not list:
            raise ShapeError("has to be a list")
        items: list[object] = []
        try:
            for item in value:
                items.append(check(item))
        except ShapeError as error:
            error.where = f"[{len(items)}]{error.where}"
            raise
        return items

    return checked


class Field(NamedTuple):
    """How to check a key's value.

    Attributes:
        check: Gives the value back, or raises `ShapeError`.
        absent: What stands for a key that isn't; `LEFT_OUT` for nothing at all.
    """

    check: Check
    required: bool = False
    absent: object = None


def object_of(
    what: str, fields: Mapping[str, Field], left_out: dict[str, None]
) -> Callable[[object], dict[str, object]]:
    """Take an object of these keys; what has other names is noted as left out."""

    def checked(value: object) -> dict[str, object]:
        if type(value) is not dict:
            raise ShapeError(f"has to be an object, a {what}")
        taken: dict[str, object] = {}
        key = ""
        try:
            for key, (check, required, absent) in fields.items():
                if key in value:
                    taken[key] = check(value[key])
                elif required:
                    raise ShapeError("is missing")
                elif absent is not LEFT_OUT:
                    taken[key] = copy(absent)
        except ShapeError as error:
            error.where = f".{key}{error.where}"
            raise
        if not value.keys() <= fields.keys():
            for key in value:
                if key not in fields:
                    left_out[f"{what}.{readable(key)}"] = None
        return taken

    return checked


MAYBE_TEXT = Field(or_null(text))
TEXTS = Field(list_of(text), absent=[])
