"""What people read about a due item: the reason, what to do about it, spans and dates in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from clientpulse.cadence.channel import Channel
from clientpulse.cadence.interval import DAYS_IN, counted
from clientpulse.cadence.items import (
    APPOINTMENT,
    CHASE,
    CHECKUP,
    FEEDBACK,
    LONG_WRITTEN_STREAK,
    LOOK_BACK,
    MAKE_GOOD,
    MEETING,
    MOMENT,
    OUTCOME,
    OVERDUE,
    OWN_UP,
    PROJECT_FEEDBACK,
    PROMISE,
    RECAP,
    UPDATE,
    DueItem,
)
from clientpulse.cadence.relation_rules import is_second_question

# Not strftime: names of months and days must not change with the computer's language.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_BY_CHANNEL: dict[str | None, str] = {
    Channel.MEETING: "meet them",
    Channel.CALL: "call them",
    Channel.VIDEO: "call them by video",
    Channel.VISIT: "visit them",
    Channel.EMAIL: "send an e-mail",
    Channel.MESSAGE: "send a message",
    Channel.LETTER: "write a letter",
}

_SUGGESTIONS: Mapping[str, str] = {
    APPOINTMENT: "meet them, then log how it went",
    OUTCOME: "log how it went",
    MEETING: "book the meeting",
    OWN_UP: "tell them, and how you mend it",
    MAKE_GOOD: "mend it, and say so",
    LOOK_BACK: "ring them: is all well again?",
    PROMISE: "keep it, or agree on another day",
    CHASE: "ask for it, friendly and firm",
    RECAP: "write down what was agreed",
    FEEDBACK: "ask how they find your work",
    CHECKUP: "look at it trait by trait",
}

LONGEST_WHAT = 44
"""More of what was typed isn't shown in a reason."""


def reason(item: DueItem, today: date) -> str:
    """Say why an item is there: how long there was silence, or what is due when, and the cadence.

    Args:
        item: The due item.
        today: The day it is.

    Returns:
        A phrase without a capital or a full stop, such as `no word for 5 weeks; weekly updates`.
    """
    if item.rule == APPOINTMENT:
        return "meeting today"
    if item.rule == OUTCOME:
        return f"meeting of {short_date(item.due_on, today)}: what came of it?"
    if item.rule == MEETING:
        return _meeting_reason(item, today)
    if item.rule == UPDATE:
        return _update_reason(item, today)
    return _RELATION_REASONS[item.rule](item, today)


def suggestion(item: DueItem) -> str:
    """Say what to do about an item: `send an e-mail`, `book the meeting`."""
    if item.rule in _SUGGESTIONS:
        return _SUGGESTIONS[item.rule]
    if item.rule == MOMENT:
        return "ask after it" if item.ref_id is not None else "send a greeting"
    if item.rule == PROJECT_FEEDBACK:
        return (
            "ask how it holds up"
            if is_second_question(item.since, item.due_on)
            else "ask for feedback on it"
        )
    if item.written_streak >= LONG_WRITTEN_STREAK:
        return "call them: the last three were written"
    return _BY_CHANNEL.get(item.suggested_channel, "send a short update")


def span_words(days: int) -> str:
    """Say a number of days as people do, never as more than it is: `9 days`, `5 weeks`."""
    if days == 0:
        return "today"
    count, unit = _in_largest_unit(abs(days))
    return counted(count, unit)


def ago_words(days: int) -> str:
    """Say how long ago: `today`, `yesterday`, `9 days ago`; less than 0 lies ahead."""
    if days < 0:
        return in_words(-days)
    if days <= 1:
        return "yesterday" if days else "today"
    return f"{span_words(days)} ago"


def in_words(days: int) -> str:
    """Say how far ahead: `today`, `tomorrow`, `in 9 days`; less than 0 lies behind."""
    if days < 0:
        return ago_words(-days)
    if days <= 1:
        return "tomorrow" if days else "today"
    return f"in {span_words(days)}"


def short_date(day: date, today: date) -> str:
    """Write a date in words: `5 Dec`, or `5 Dec 2025` in another year than today's."""
    written = f"{day.day} {_MONTHS[day.month - 1]}"
    return written if day.year == today.year else f"{written} {day.year}"


def weekday_date(day: date, today: date) -> str:
    """Write a date with its weekday: `Fri 5 Dec`, or `Fri 5 Dec 2025`."""
    return f"{_WEEKDAYS[day.weekday()]} {short_date(day, today)}"


def _meeting_reason(item: DueItem, today: date) -> str:
    if item.status != OVERDUE:
        due = _near(item.due_on, today) or short_date(item.due_on, today)
        return f"meeting due {due}, not booked"
    if item.last_on is None and item.since is not None:
        return f"not met since the start ({short_date(item.since, today)}); {_cadence(item)}"
    return f"meeting was due {short_date(item.due_on, today)}, not booked"


def _update_reason(item: DueItem, today: date) -> str:
    if item.status != OVERDUE:
        due = _near(item.due_on, today) or weekday_date(item.due_on, today)
        return f"update due {due}; {_cadence(item)}"
    if item.last_on is None:
        start = "" if item.since is None else f" ({short_date(item.since, today)})"
        return f"not contacted since the start{start}; {_cadence(item)}"
    return f"no word for {_silence(item, (today - item.last_on).days)}; {_cadence(item)}"


def _own_up_reason(item: DueItem, today: date) -> str:
    return f"not told yet: {_what(item)}"


def _make_good_reason(item: DueItem, today: date) -> str:
    if item.status == OVERDUE:
        return f"was to be made good by {weekday_date(item.due_on, today)}: {_what(item)}"
    return f"to be made good {_by(item.due_on, today)}: {_what(item)}"


def _look_back_reason(item: DueItem, today: date) -> str:
    mended_on = item.due_on if item.since is None else item.since
    return f"made good {short_date(mended_on, today)}, is all well? {_what(item)}"


def _promise_reason(item: DueItem, today: date) -> str:
    return f"you promised {_what(item)} {_by(item.due_on, today)}"


def _chase_reason(item: DueItem, today: date) -> str:
    asked_for = item.due_on if item.since is None else item.since
    if not item.count:
        return f"they owe you {_what(item)} {_by(asked_for, today)}"
    more = f", and {item.count - 1} more" if item.count > 1 else ""
    return f"they owe you {_what(item)} since {short_date(asked_for, today)}{more}"


def _recap_reason(item: DueItem, today: date) -> str:
    held_on = item.due_on if item.last_on is None else item.last_on
    return f"conversation of {weekday_date(held_on, today)}: no recap yet"


def _moment_reason(item: DueItem, today: date) -> str:
    when = _near(item.due_on, today)
    if item.ref_id is not None:
        whose = f" ({_short(item.person)})" if item.person else ""
        return f"{when or weekday_date(item.due_on, today)}: {_what(item)}{whose}"
    # A long name is cut by itself, or it would take the word birthday with it.
    birthday = f"{_short(item.person)}'s birthday" if item.person else _what(item)
    if when:
        return f"{birthday} is {when}"
    verb = "was" if item.status == OVERDUE else "is"
    return f"{birthday} {verb} on {weekday_date(item.due_on, today)}"


def _feedback_reason(item: DueItem, today: date) -> str:
    how_often = "" if item.interval is None else f"; asked for {item.interval.adverb()}"
    if item.status == OVERDUE and item.last_on is None:
        return f"no feedback yet{how_often}"
    if item.status == OVERDUE and item.since is not None:
        return f"no feedback since {short_date(item.since, today)}{how_often}"
    return f"feedback due {_day(item.due_on, today)}{how_often}"


def _project_feedback_reason(item: DueItem, today: date) -> str:
    finished_on = item.due_on if item.since is None else item.since
    question = "does it hold up?" if is_second_question(item.since, item.due_on) else "how was it?"
    return f"{_what(item)}, finished {short_date(finished_on, today)}: {question}"


def _checkup_reason(item: DueItem, today: date) -> str:
    if item.last_on is None:
        due = _day(item.due_on, today)
        was_due = f"no check-up yet; the first was due {due}"
        return was_due if item.status == OVERDUE else f"first check-up due {due}"
    how_often = "" if item.interval is None else f"; done {item.interval.adverb()}"
    if item.status == OVERDUE:
        return f"no check-up since {short_date(item.last_on, today)}{how_often}"
    return f"check-up due {_day(item.due_on, today)}{how_often}"


_RELATION_REASONS: Mapping[str, Callable[[DueItem, date], str]] = {
    OWN_UP: _own_up_reason,
    MAKE_GOOD: _make_good_reason,
    LOOK_BACK: _look_back_reason,
    PROMISE: _promise_reason,
    CHASE: _chase_reason,
    RECAP: _recap_reason,
    MOMENT: _moment_reason,
    FEEDBACK: _feedback_reason,
    PROJECT_FEEDBACK: _project_feedback_reason,
    CHECKUP: _checkup_reason,
}


def _what(item: DueItem) -> str:
    return _short(item.what or "")


def _short(text: str) -> str:
    """Put what was typed on one line, and cut it behind a word where it is long."""
    words = " ".join(text.split())
    if len(words) <= LONGEST_WHAT:
        return words
    at_a_word = words[:LONGEST_WHAT].rpartition(" ")[0]
    kept = at_a_word if len(at_a_word) > LONGEST_WHAT // 2 else words[: LONGEST_WHAT - 1]
    return f"{kept.rstrip(' ,;:.')}…"


def _by(day: date, today: date) -> str:
    return f"by {_day(day, today)}"


def _day(day: date, today: date) -> str:
    return _near(day, today) or weekday_date(day, today)


def _cadence(item: DueItem) -> str:
    """Name what was agreed: `weekly updates`, `meetings every 5 weeks`."""
    kind = "updates" if item.rule == UPDATE else "meetings"
    if item.interval is None:
        return kind
    adverb = item.interval.adverb()
    return f"{kind} {adverb}" if adverb.startswith("every ") else f"{adverb} {kind}"


def _silence(item: DueItem, days: int) -> str:
    """Say how long, in days where a rounded span would hide that the interval was exceeded.

    After 32 days "no word for 4 weeks; monthly updates" would read as if all were well.
    """
    count, unit = _in_largest_unit(days)
    if item.interval is not None and count * DAYS_IN[unit] <= item.interval.days:
        return counted(days, "d")
    return counted(count, unit)


def _in_largest_unit(days: int) -> tuple[int, str]:
    """Round down to a unit a person would use: to 13 days, 8 weeks, 23 months, then years."""
    if days < 14:
        return days, "d"
    for unit, most in (("w", 8), ("m", 23)):
        count = int(days / DAYS_IN[unit])
        if count <= most:
            return count, unit
    return int(days / DAYS_IN["y"]), "y"


def _near(day: date, today: date) -> str:
    """Call today and tomorrow by their names, and no other day."""
    return {0: "today", 1: "tomorrow"}.get((day - today).days, "")
