"""Checking what people type before it is stored; it is stored as given.

What is refused follows from how a record declares its fields: see ``checked``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from clientpulse import dates
from clientpulse.cadence.channel import CHANNELS, Direction, typed_channel
from clientpulse.cadence.interval import Interval, IntervalError, parse_interval
from clientpulse.errors import ConflictError, InputError
from clientpulse.quoting import quoted
from clientpulse.records import Record
from clientpulse.records.fields import Spec
from clientpulse.records.limits import (
    KEY_LENGTH,
    NAME_LENGTH,
    NOTE_LENGTH,
    SENTENCE_LENGTH,
    WORD_LENGTH,
)
from clientpulse.records.owners import MEANING, RESERVED
from clientpulse.records.record import shape_of
from clientpulse.services import clients

R = TypeVar("R", bound=Record)

FOLLOW_THE_RULE = "rule"

MOODS = {"awful": -2, "bad": -1, "neutral": 0, "good": 1, "great": 2}


def checked(record: type[Record], values: Mapping[str, Any], **labels: str) -> dict[str, Any]:
    """Return typed values of a record's fields as they may be stored.

    Args:
        values: By attribute; an empty text is None afterwards where nothing is needed.
        **labels: What a field is called in messages, where its label isn't precise enough.
    """
    specs = shape_of(record).specs
    return {
        field: checked_value(specs[field], value, labels.get(field) or specs[field].label)
        for field, value in values.items()
    }


def checked_record(record: R, **labels: str) -> R:
    """Return a new record with its fields as they may be stored; see ``checked``."""
    specs = shape_of(type(record)).specs
    typed = {field: getattr(record, field) for field, spec in specs.items() if spec.label}
    return replace(record, **checked(type(record), typed, **labels))


def checked_value(spec: Spec, value: Any, label: str) -> Any:
    """Return a typed value of one field as it may be stored; see ``checked``."""
    if value is None or spec.kind not in _CHECKS:
        return value
    if spec.kind == "text" and spec.needed:
        return needed(value, label, spec.limit)
    return _CHECKS[spec.kind](value, label, spec.limit)


def name(value: str, what: str = "name", limit: int = NAME_LENGTH) -> str:
    """Return a name that may be stored."""
    return _given(value, what, limit, f"give a {what} of 1 to {limit} characters")


def tag(value: str) -> str:
    """Return a tag that may be stored; the semicolon separates tags in files.

    Raises:
        InputError: It is empty or blank, too long, holds a semicolon, or isn't valid text.
    """
    if ";" in value:
        raise InputError(
            f"the tag {quoted(value)} holds a semicolon", "give each tag with its own --tag"
        )
    return name(value.strip(), "tag", WORD_LENGTH)


def note(value: str | None, what: str = "note", limit: int = NOTE_LENGTH) -> str | None:
    """Return a text of any kind that may be stored; None for nothing."""
    return _short(value, what, limit) if value else None


def lines(value: Iterable[str], what: str, limit: int) -> tuple[str, ...]:
    """Return texts that may be stored as a line each; those without anything are left out."""
    typed = tuple(line.strip() for one in value for line in one.splitlines() if line.strip())
    _short("\n".join(typed), what, limit)
    return typed


def needed(value: str, what: str, limit: int = NOTE_LENGTH) -> str:
    """Return a text of any kind that has to be there.

    Args:
        what: What it says, for the message: ``promise``, ``mistake``.
    """
    return _given(value, what, limit, "say in a few words what it is")


def sentence(value: str, what: str, limit: int = SENTENCE_LENGTH) -> str:
    """Return a sentence that has to be there."""
    return _given(value, what, limit, f"give 1 to {limit} characters")


def key(value: str) -> str:
    """Return a client's key, in lower case.

    Raises:
        InputError: It isn't made of letters, digits, ``-``, ``_`` and ``.`` alone, or too long.
    """
    typed = value.casefold()
    if len(typed) > KEY_LENGTH or not is_key(typed):
        raise InputError(
            f"{quoted(value)} can't be a key",
            f"use 1 to {KEY_LENGTH} letters, digits, '-', '_' or '.', beginning with a letter"
            " or a digit: acme-gmbh",
        )
    return _short(typed, "key", KEY_LENGTH)


def is_key(typed: str) -> bool:
    """Tell whether a text has the form of a key.

    Vowel signs and other marks are letters, too: what may stand in a Python name is.
    """
    return typed[:1].isalnum() and all(
        char.isalnum() or char in "-_." or f"a{char}".isidentifier() for char in typed
    )


def birthday(value: str | None) -> str | None:
    """Return a birthday as ``1979-04-12``, or ``--04-12`` without the year; None for nothing."""
    if not value:
        return None
    typed = _birthday_by_name(value) or value.strip()
    # 29 February without a year is a day that some years have.
    full = f"2000{typed[1:]}" if typed.startswith("--") else typed
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", full):
            raise ValueError
        date.fromisoformat(full)
    except ValueError:
        raise InputError(
            f"{quoted(value)} isn't a birthday", "write 12 apr 1979, 12 apr or 1979-04-12"
        ) from None
    return typed


def _birthday_by_name(value: str) -> str | None:
    """Return ``3 may 1979`` as a birthday is stored; we write it as ``born 3 May 1979``."""
    named = dates.by_name(re.sub(r"^\s*(?:born|birthday)\s", "", value, flags=re.IGNORECASE))
    if named is None:
        return None
    year, month, day = named
    return f"{'-' if year is None else f'{year:04}'}-{month:02}-{day:02}"


def check_birthday(value: str | None, today: date) -> None:
    """Refuse a birthday after today; what can't be read is refused elsewhere.

    Raises:
        InputError: It is still to come.
    """
    day = birthday(value)
    if day is not None and not day.startswith("--") and day > today.isoformat():
        raise InputError(
            f"the birthday {day} is in the future", "check the year, or leave it out: 12 apr"
        )


def span(value: str) -> Interval:
    """Read a span of time: an interval, but not ``none``."""
    examples = "use for example 3d, 2w or monthly"
    try:
        parsed = parse_interval(value)
    except IntervalError:
        raise InputError(f"{quoted(value)} isn't a span of time", examples) from None
    if parsed is None:
        raise InputError("'none' isn't a span of time here", examples)
    return parsed


def interval(value: str, what: str = "") -> str | None:
    """Return an interval as stored, ``3m``; None for ``none``.

    Args:
        what: Which one, for the message: ``meeting``, ``update``.
    """
    try:
        parsed = parse_interval(value)
    except IntervalError:
        raise InputError(
            f"{quoted(value)} isn't {with_article(f'{what} interval'.lstrip())}",
            "use for example monthly, every 6 weeks or none",
        ) from None
    return None if parsed is None else str(parsed)


def with_article(what: str) -> str:
    """Return words with ``a`` or ``an`` before them."""
    return f"{'an' if what[0] in 'aeiou' else 'a'} {what}"


def update_interval(value: str) -> str | None:
    """Return an update interval as stored.

    Args:
        value: An interval, ``none`` for no updates, ``rule`` for what follows from the meetings.

    Returns:
        ``1m``; ``none``; None for the rule's.
    """
    if value.strip().lower() == FOLLOW_THE_RULE:
        return None
    return interval(value, "update") or "none"


def refuse_future(
    day: date, today: date, so: str, hint: str = "give the day it was, or none"
) -> None:
    """Refuse a day on which nothing can have happened yet.

    Args:
        so: What follows from that, for the message: ``it can't be done yet``.
    """
    if day > today:
        raise InputError(f"{dates.long_date(day)} is in the future, so {so}", hint)


def refuse_past(day: date, today: date, so: str, hint: str) -> None:
    """Refuse a day for which it is too late; see ``refuse_future``."""
    if day < today:
        raise InputError(f"{dates.long_date(day)} is past, so {so}", hint)


def refuse_before(began: date, day: date, what: str, then: str, hint: str = "") -> None:
    """Refuse a day before the one on which something began.

    Args:
        what: What happened on the first day, for the message: ``the client was told``.
        then: What can't be on the other one: ``have been fixed``.
    """
    if day < began:
        raise InputError(
            f"{what} on {dates.long_date(began)}, so it can't {then} on {dates.long_date(day)}",
            hint or f"give a day from {dates.long_date(began)} on",
        )


def refuse_again(ended_on: date | None, what: str, hint: str) -> None:
    """Refuse to do what was done already.

    Args:
        ended_on: When it was done; None where it wasn't.
        what: What was done, for the message: ``mistake 3 with acme was fixed``.
    """
    if ended_on is not None:
        raise ConflictError(f"{what} already, on {dates.long_date(ended_on)}", hint)


def owner(typed: str) -> str | None:
    """Read who a client is looked after by; None where it is left to everybody.

    Raises:
        InputError: It has several lines, or is a word that would be read as a person's name.
    """
    word = typed.strip()
    if not typed or word.lower() in MEANING:
        return None
    if word.lower() in RESERVED:
        raise InputError(f"nobody can be called {quoted(word)}", "to leave it to everybody: none")
    if len(word.splitlines()) > 1:
        raise InputError(f"the owner holds a line break: {quoted(word)}", "give one name")
    return word


def channel(typed: str) -> str:
    """Read a channel."""
    found = typed_channel(typed)
    if found is None:
        raise InputError(f"{quoted(typed)} isn't a channel", f"use one of {', '.join(CHANNELS)}")
    return found


def direction(typed: str) -> str:
    """Read a direction."""
    wanted = typed.strip().lower()
    if wanted not in list(Direction):
        raise InputError(f"{quoted(typed)} isn't a direction", "use outbound or inbound")
    return wanted


def mood(typed: str) -> int:
    """Read a mood: ``-2`` to ``2``, or its name."""
    wanted = typed.strip().lower()
    if wanted in MOODS:
        return MOODS[wanted]
    if wanted.removeprefix("+") in {"-2", "-1", "0", "1", "2"}:
        return int(wanted)
    raise InputError(
        f"{quoted(typed)} isn't a mood",
        "use -2 to 2, or awful, bad, neutral, good, great",
    )


def _one_of(value: str, what: str, _: int) -> str | None:
    if what == "length":
        return clients.preferences.message_length(value)
    return clients.preferences.address(value) if what == "form of address" else value


_CHECKS: dict[str, Callable[[Any, str, int], Any]] = {
    **dict.fromkeys(("text", "line", "reach"), note),
    **dict.fromkeys(("name", "word"), name),
    "sentence": sentence,
    "lines": lines,
    "key": lambda value, *_: key(value),
    "birthday": lambda value, *_: birthday(value),
    "one_of": _one_of,
    "timezone": lambda value, *_: clients.preferences.timezone(value),
    "hours": lambda value, *_: clients.preferences.hours(value),
    "language": lambda value, *_: clients.preferences.language(value),
}
"""By the kind of a field, what takes the typed value and the field's label and limit."""


def _given(value: str, what: str, limit: int, hint: str) -> str:
    if not value.strip():
        raise InputError(f"the {what} is empty", hint)
    return _short(value, what, limit)


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
            f"the {what} holds bytes that aren't valid text: {quoted(value)}",
            "type it again, or set the terminal to UTF-8",
        ) from None
    return value
