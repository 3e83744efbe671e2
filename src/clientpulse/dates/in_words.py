"""Finding a DATE, or two of them, at the beginning of what was typed as words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from clientpulse.dates.grammar import Prefer, counts_from_today, has_form, is_count, plain
from clientpulse.dates.reading import parse_date
from clientpulse.errors import InputError
from clientpulse.quoting import quoted
from clientpulse.weekdays import WEEKDAY_OF

LONGEST_DATE = 7  # words, as in "Sat 5 Dec 2026 (in 7 days)"

SPLIT_HINT = "begin with a day: 12 jan, next fri or in 2 weeks"
SPAN_HINT = "for example 24 dec to 2 jan, mon fri or tomorrow"

OPENINGS = ("eom", "next week")
"""Days that a text may begin with, too: ``fri next week's figures``."""

LINKS = ("to", "until", "-")
"""What may stand between two days."""


def split_date(
    words: Sequence[str], today: date, date_order: str | None = None
) -> tuple[date, tuple[str, ...]]:
    """Read the DATE that words begin with, and return the words that follow it.

    A future day is preferred. The DATE is the longest run of first words that has the form of one:
    ``12 jan 2027 ask`` names the year. A word may hold blanks, as what was in quotes does.

    Args:
        words: What was typed: ``12``, ``jan``, ``ask``, ``about``, ``the``, ``trip``.

    Returns:
        The day, and one word or more.

    Raises:
        InputError: The words don't begin with a DATE, the DATE can't be read, a bare weekday is
            followed by another day, or nothing follows.
    """
    count = _longest_date(words)
    if not count:
        raise InputError(f"{quoted(' '.join(words))} doesn't begin with a date", SPLIT_HINT)
    text, rest = " ".join(words[:count]), tuple(words[count:])
    day = parse_date(text, today, Prefer.FUTURE, date_order)
    if not rest:
        raise InputError(f"{quoted(text)} is a day, and nothing follows it", "say what for")
    more = _longest_date(rest)
    other = " ".join(rest[:more])
    if more and plain(text) in WEEKDAY_OF and plain(other) not in OPENINGS:
        raise InputError(
            f"{quoted(text)} and {quoted(other)} are two days",
            f"write one of them; if the second belongs to the text, write {day} for the first",
        )
    return day, rest


def split_span(
    words: Sequence[str], today: date, date_order: str | None = None
) -> tuple[date, date]:
    """Read FROM and TO, or one day that is both; ``to``, ``until`` or ``-`` may link them.

    A future FROM is preferred. A TO without a year, or a bare weekday, is the first one from FROM
    on: ``24 dec 2 jan`` ends in the next year, ``fri fri`` is one day. What counts from today
    (``tomorrow``, ``in 2 weeks``) counts from today in TO as well.

    Args:
        words: What was typed: ``24``, ``dec``, ``2``, ``jan``.

    Returns:
        The first and the last day, in the order in which they were typed.

    Raises:
        InputError: The words aren't one or two DATEs, or one of them can't be read: ``mon 24 dec``
            is no span from a Monday, but a date that has another weekday.
    """
    text = " ".join(words)
    parts = text.split()
    if _is_day(text):
        return (parse_date(text, today, Prefer.FUTURE, date_order),) * 2
    # No text splits into two DATEs in more than one way: nothing that may follow a DATE to make
    # it longer (a year, "ago") may begin another one.
    for end in range(1, len(parts)):
        begin = end + 1 if parts[end].lower() in LINKS else end
        first, last = " ".join(parts[:end]), " ".join(parts[begin:])
        if _is_day(first) and _is_day(last):
            starts_on = parse_date(first, today, Prefer.FUTURE, date_order)
            return starts_on, _from_on(last, starts_on, today, date_order)
    raise InputError(f"{quoted(text)} isn't a span of days", SPAN_HINT)


def _is_day(text: str) -> bool:
    """Tell whether the text is a DATE; where it may be a span, ``2 weeks`` isn't one."""
    return has_form(text) and not is_count(text)


def _from_on(text: str, starts_on: date, today: date, date_order: str | None) -> date:
    """Read a TO."""
    since = starts_on
    if plain(text) in WEEKDAY_OF:
        since -= timedelta(days=1)  # a bare weekday is never the day that is counted from
    elif counts_from_today(text):
        since = today
    return parse_date(text, since, Prefer.FUTURE, date_order)


def _longest_date(words: Sequence[str]) -> int:
    """Return how many of the first words have the form of a DATE together; 0 for none."""
    reach = range(min(len(words), LONGEST_DATE), 0, -1)
    return next((count for count in reach if has_form(" ".join(words[:count]))), 0)
