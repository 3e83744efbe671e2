"""What was typed into a text and looks like an option that wasn't given: the command for it.

Nothing is read into a text: it is stored as it was typed, and the answer ends with a line about it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from clientpulse import dates, services
from clientpulse.cadence.channel import CHANNELS
from clientpulse.errors import InputError
from clientpulse.quoting import shell_word

if TYPE_CHECKING:
    from clientpulse.records import Commitment, Touchpoint

Value = TypeVar("Value")

LONGEST_DATE = 5
"""Words, as in ``Fri 4 Dec 2026`` with a time behind it."""

SURE_DAY = re.compile("^yesterday$|^last | ago$|[0-9]{4}")
"""What a sentence about something else seldom begins with, unlike ``monday`` and ``3 may``."""

CHANNEL_NOUNS = (*CHANNELS, "mail", "e-mail")
"""Of the words for a channel those that aren't verbs as well, as ``text`` and ``met`` are."""

BY = ("by", "until", "before")


class Slip(NamedTuple):
    """The beginning of a text, read as the value of an option.

    Attributes:
        words: How many words of the text it is.
        sure: Whether it is one whatever follows; else a new sentence has to begin behind it.
    """

    option: str
    value: str
    words: int
    sure: bool


def in_note(logged: Touchpoint, given: Collection[str], today: date, order: str | None) -> str:
    """Return the line that takes a channel, a day, a time or a mood out of a note; else nothing.

    Args:
        given: Which of ``-c -d --at -m`` were given; what was, is no slip.
    """
    words, options = (logged.note or "").split(), list[str]()
    known = set(given)
    while slip := _first(words, known, today, order):
        known.add(slip.option)
        words = words[slip.words :]
        if slip.value != logged.channel:
            options.append(f"{slip.option} {shell_word(slip.value)}")
    if not options:
        return ""
    meant = " ".join(options)
    command = f"pulse touchpoint edit {logged.id} {meant}"
    return f"Did you mean {meant}? {_with_rest(command, '--note', ' '.join(words))}"


def in_commitment(made: Commitment, today: date, order: str | None) -> str:
    """Return the line that makes the day at the end of a promise its day; else nothing."""
    words = made.what.split()
    for at in range(max(1, len(words) - LONGEST_DATE - 1), len(words) - 1):
        typed = " ".join(words[at + 1 :])
        if words[at].lower() in BY and (day := _day(typed, today, dates.Prefer.FUTURE, order)):
            if day < today:
                return ""
            meant = f"--by {shell_word(typed)}"
            command = f"pulse commitment edit {made.id} {meant}"
            return f"Did you mean {meant}? {_with_rest(command, '--what', ' '.join(words[:at]))}"
    return ""


def _first(
    words: Sequence[str], known: Collection[str], today: date, order: str | None
) -> Slip | None:
    """Read the first words of a note as the value of an option that isn't known yet."""
    if not words:
        return None
    found = [
        *_day_or_time(words, today, order),
        *(read(words[0]) for read in (_channel, _mood)),
    ]
    for slip in found:
        if slip is not None and slip.option not in known:
            rest = words[slip.words :]
            if slip.sure or not rest or rest[0][0].isupper() or _first(rest, known, today, order):
                return slip
    return None


def _channel(word: str) -> Slip | None:
    # With a capital letter a sentence begins: "Email sent twice".
    return Slip("-c", services.text.channel(word), 1, sure=True) if word in CHANNEL_NOUNS else None


def _mood(word: str) -> Slip | None:
    return Slip("-m", word, 1, sure=False) if word in services.text.MOODS else None


def _day_or_time(words: Sequence[str], today: date, order: str | None) -> list[Slip]:
    found = []
    for count in range(min(len(words), LONGEST_DATE), 0, -1):
        typed = " ".join(words[:count])
        day = _day(typed, today, dates.Prefer.PAST, order)
        # A weekday with a capital letter may begin a sentence; one with its date is a day.
        if day is not None and day < today and re.search("[0-9]|^[a-z]", typed):
            found.append(Slip("-d", typed, count, sure=bool(SURE_DAY.search(typed))))
            break
    if _read(dates.parse_time, words[0]) is not None:
        found.append(Slip("--at", words[0], 1, sure=False))
    return found


def _day(typed: str, today: date, prefer: dates.Prefer, order: str | None) -> date | None:
    return _read(lambda text: dates.parse_date(text, today, prefer, order), typed)


def _read(read: Callable[[str], Value], typed: str) -> Value | None:
    try:
        return read(typed)
    except InputError:
        return None


def _with_rest(command: str, option: str, rest: str) -> str:
    """Add the text without the slip, where the command stays short enough to be read."""
    whole = f"{command} {option} {shell_word(rest, 'TEXT')}"
    return whole if len(whole) <= 76 and (rest or option == "--note") else command
