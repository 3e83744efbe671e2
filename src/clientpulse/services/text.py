"""Checking what people type before it is stored; it is stored as given."""

from __future__ import annotations

import re
from datetime import date

from clientpulse.cadence.channel import Channel, Direction
from clientpulse.cadence.interval import Interval, IntervalError, parse_interval
from clientpulse.errors import InputError
from clientpulse.quoting import quoted
from clientpulse.records.limits import (
    EMAIL_LENGTH,
    KEY_LENGTH,
    NAME_LENGTH,
    NOTE_LENGTH,
    SENTENCE_LENGTH,
    WORD_LENGTH,
)

KEY = re.compile(r"[^\W_][\w.-]*")

FOLLOW_THE_RULE = "rule"

MOODS = {"awful": -2, "bad": -1, "neutral": 0, "good": 1, "great": 2}


def name(value: str, what: str = "name") -> str:
    """Return a name that may be stored.

    Raises:
        InputError: It is empty or blank, too long, or no valid text.
    """
    if not value.strip():
        raise InputError(f"the {what} is empty", f"give a {what} of 1 to {NAME_LENGTH} characters")
    return _short(value, what, NAME_LENGTH)


def word(value: str, what: str) -> str:
    """Return a tag or an owner that may be stored.

    Raises:
        InputError: It is empty or blank, too long, or no valid text.
    """
    if not value.strip():
        raise InputError(f"the {what} is empty", f"give a {what} of 1 to {WORD_LENGTH} characters")
    return _short(value, what, WORD_LENGTH)


def tag(value: str) -> str:
    """Return a tag that may be stored; the semicolon separates tags in files.

    Raises:
        InputError: It is empty or blank, too long, holds a semicolon, or is no valid text.
    """
    if ";" in value:
        raise InputError(
            f"the tag {quoted(value)} holds a semicolon", "give each tag with its own --tag"
        )
    return word(value.strip(), "tag")


def note(value: str | None, what: str = "note") -> str | None:
    """Return a text of any kind that may be stored; None for nothing.

    Raises:
        InputError: It is too long or no valid text.
    """
    return _short(value, what, NOTE_LENGTH) if value else None


def needed(value: str, what: str) -> str:
    """Return a text of any kind that has to be there.

    Args:
        value: As typed.
        what: What it says, for the message: ``promise``, ``mistake``.

    Raises:
        InputError: It is empty or blank, too long, or no valid text.
    """
    if not value.strip():
        raise InputError(f"the {what} is empty", "say in a few words what it is")
    return _short(value, what, NOTE_LENGTH)


def sentence(value: str, what: str) -> str:
    """Return a sentence that has to be there.

    Raises:
        InputError: It is empty or blank, too long, or no valid text.
    """
    if not value.strip():
        raise InputError(f"the {what} is empty", f"give 1 to {SENTENCE_LENGTH} characters")
    return _short(value, what, SENTENCE_LENGTH)


def line(value: str | None, what: str) -> str | None:
    """Return a role or a place that may be stored; None for nothing.

    Raises:
        InputError: It is too long or no valid text.
    """
    return _short(value, what, NAME_LENGTH) if value else None


def reach(value: str | None, what: str) -> str | None:
    """Return e-mail addresses or phone numbers that may be stored; None for nothing.

    Raises:
        InputError: It is too long or no valid text.
    """
    return _short(value, what, EMAIL_LENGTH) if value else None


def key(value: str) -> str:
    """Return a client's key, in lower case.

    Raises:
        InputError: It isn't made of letters, digits, ``-``, ``_`` and ``.`` alone, or too long.
    """
    typed = value.casefold()
    if len(typed) > KEY_LENGTH or not KEY.fullmatch(typed):
        raise InputError(
            f"{quoted(value)} can't be a key",
            f"use 1 to {KEY_LENGTH} letters, digits, '-', '_' or '.', beginning with a letter"
            " or a digit: acme-gmbh",
        )
    return _short(typed, "key", KEY_LENGTH)


def birthday(value: str | None) -> str | None:
    """Return a birthday as ``1979-04-12``, or ``--04-12`` without the year; None for nothing.

    Raises:
        InputError: It is no such day.
    """
    if not value:
        return None
    typed = value.strip()
    # 29 February without a year is a day that some years have.
    full = f"2000{typed[1:]}" if typed.startswith("--") else typed
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", full):
            raise ValueError
        date.fromisoformat(full)
    except ValueError:
        raise InputError(
            f"{quoted(value)} is no birthday", "write 1979-04-12, or --04-12 without the year"
        ) from None
    return typed


def span(value: str) -> Interval:
    """Read a span of time: an interval, but not ``none``.

    Raises:
        InputError: It is none.
    """
    stored = interval(value)
    parsed = None if stored is None else parse_interval(stored)
    if parsed is None:
        raise InputError("'none' isn't a span of time here", "use for example 3d, 2w or monthly")
    return parsed


def interval(value: str, what: str = "") -> str | None:
    """Return an interval as stored, ``3m``; None for ``none``.

    Args:
        value: As typed.
        what: Which one, for the message: ``meeting``, ``update``.

    Raises:
        InputError: It is no interval.
    """
    try:
        parsed = parse_interval(value)
    except IntervalError:
        raise InputError(
            f"{quoted(value)} is no {what} interval".replace("  ", " "),
            "use for example weekly, monthly, quarterly, 10d, 2w, 3m, 1y or none",
        ) from None
    return None if parsed is None else str(parsed)


def update_interval(value: str) -> str | None:
    """Return an update interval as stored.

    Args:
        value: An interval, ``none`` for no updates, ``rule`` for what follows from the meetings.

    Returns:
        ``1m``; ``none``; None for the rule's.

    Raises:
        InputError: It is nothing of these.
    """
    if value.strip().lower() == FOLLOW_THE_RULE:
        return None
    return interval(value, "update") or "none"


def channel(typed: str) -> str:
    """Read a channel.

    Raises:
        InputError: It is none.
    """
    wanted = typed.strip().lower().replace("e-mail", "email")
    if wanted not in list(Channel):
        raise InputError(
            f"{quoted(typed)} is no channel",
            f"use one of {', '.join(one.value for one in Channel)}",
        )
    return wanted


def direction(typed: str) -> str:
    """Read a direction.

    Raises:
        InputError: It is none.
    """
    wanted = typed.strip().lower()
    if wanted not in list(Direction):
        raise InputError(f"{quoted(typed)} is no direction", "use outbound or inbound")
    return wanted


def mood(typed: str) -> int:
    """Read a mood: ``-2`` to ``2``, or its name.

    Raises:
        InputError: It is none.
    """
    wanted = typed.strip().lower()
    if wanted in MOODS:
        return MOODS[wanted]
    if wanted.removeprefix("+") in {"-2", "-1", "0", "1", "2"}:
        return int(wanted)
    raise InputError(
        f"{quoted(typed)} is no mood",
        "use -2 to 2, or awful, bad, neutral, good, great",
    )


def _short(value: str, what: str, limit: int) -> str:
    if len(value) > limit:
        raise InputError(
            f"the {what} is too long: {len(value):,} characters",
            f"{limit:,} characters are the limit",
        )
    if "\0" in value:
        # The one character that programs which read an export as lines of text stumble over.
        raise InputError(
            f"the {what} holds a NUL character: {quoted(value)}", "leave that character out"
        )
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise InputError(
            f"the {what} holds bytes that are no valid text: {quoted(value)}",
            "type it again, or set the terminal to UTF-8",
        ) from None
    return value
