"""What the rule book says about a due item: why it is there, and what to do about it."""

from __future__ import annotations

from datetime import date

from clientpulse.cadence.items import DueItem
from clientpulse.cadence.rule import Words
from clientpulse.cadence.rule_book import RULES
from clientpulse.cadence.wording import in_short, near_or_weekday, weekday_date


def reason(item: DueItem, today: date) -> str:
    """Say why an item is there: `no word for 5 weeks; weekly updates`."""
    words = RULES[item.rule].reason
    if not isinstance(words, str):
        return words(item, today)
    since = item.due_on if item.since is None else item.since
    return words.format(
        what=in_short(item.what),
        due=weekday_date(item.due_on, today),
        near=near_or_weekday(item.due_on, today),
        since=weekday_date(since, today),
    )


def suggestion(item: DueItem) -> str:
    """Say what to do about an item: `send an e-mail`, `book the meeting`."""
    return _of(RULES[item.rule].suggestion, item)


def command(item: DueItem, key: str) -> str:
    """Return the command to type when what an item asks for is done.

    Args:
        key: The client's key, quoted for the shell.
    """
    return _of(RULES[item.rule].command, item).format(key=key, item=item)


def next_words(item: DueItem) -> str:
    """Say what falls due, before the day on which it does: `update due`, `... by`."""
    return RULES[item.rule].next.format(what=in_short(item.what))


def _of(words: Words, item: DueItem) -> str:
    return words if isinstance(words, str) else words(item)
