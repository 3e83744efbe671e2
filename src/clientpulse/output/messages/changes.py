"""What an edit changed, old and new, in the words that a person types as options."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from clientpulse.cadence.channel import CHANNELS
from clientpulse.cadence.interval import parse_interval
from clientpulse.cadence.wording import in_short, weekday_date
from clientpulse.output import phrases
from clientpulse.output.cells import width
from clientpulse.output.layout.fields import plain
from clientpulse.records.changing import Change

NONE = "none"
LONGEST = 32
"""More of a text isn't shown."""

WIDEST = 78
_INDENT = "  "

TEXTS = {"text", "name", "line", "sentence", "reach"}
INTERVALS = {"meeting_interval", "update_interval", "checkin_interval", "rule_interval"}


def echo(
    what: str,
    changed: Iterable[Change],
    today: date,
    follows: Iterable[str] = (),
    verb: str = "Edited",
) -> Iterator[str]:
    """Say what was edited, and below it what changed.

    Args:
        what: The thing as it is now, in a line.
        follows: What follows from the change, to stand behind it.
    """
    said = [*filter(None, (words(one, today) for one in changed)), *follows]
    yield f"{verb if said else 'Nothing changed'}: {what}"
    yield from _packed(said)


def words(one: Change, today: date) -> str:
    """Say a change: ``by: Thu 26 Nov → Fri 27 Nov``; empty of what nobody types."""
    if not one.word:
        return ""
    old, new = (value(one, it, today) for it in (one.before, one.after))
    return f"{one.word}: {old} → {new}"


def value(one: Change, given: Any, today: date) -> str:
    """Write the old or the new value of a change."""
    kind = one.spec.kind
    if kind in TEXTS or kind == "lines":
        return _text(one, given)
    if given is None or given in ((), ""):
        return "rule" if kind == "update_interval" else NONE
    if kind in INTERVALS:
        return adverb(given)
    if kind == "one_of":
        return phrases.channel(given) if one.spec.options == CHANNELS else str(given)
    written: dict[str, Callable[[], str]] = {
        "day": lambda: weekday_date(given, today),
        "birthday": lambda: phrases.birthday(given).partition(" ")[2],
        "flag": lambda: "yes" if given else "no",
        "listed": lambda: ", ".join(given),
        "whole": lambda: phrases.mood(given) if one.attribute == "mood" else str(given),
    }
    return written.get(kind, lambda: str(given))()


def adverb(stored: str) -> str:
    """Write an interval as stored: ``monthly``, ``none``."""
    every = parse_interval(stored)
    return NONE if every is None else every.adverb()


def record(changed: Iterable[Change]) -> list[dict[str, Any]]:
    """Return the same for JSON."""
    return [
        {"field": one.key, "before": plain(one.before), "after": plain(one.after)}
        for one in changed
    ]


def _text(one: Change, given: Any) -> str:
    """Cut a text where it is long, so that what differs stays."""
    old, new = (_joined(it) for it in (one.before, one.after))
    text = _joined(given)
    if in_short(old, LONGEST) != in_short(new, LONGEST) or old == new:
        return in_short(text, LONGEST) or NONE
    same = next(at for at in range(len(text) + 1) if old[: at + 1] != new[: at + 1])
    start = text.rfind(" ", 0, same) + 1
    return f"{'…' if start else ''}{in_short(text[start:], LONGEST)}"


def _joined(given: Any) -> str:
    text = "; ".join(given) if isinstance(given, tuple) else given or ""
    return " ".join(text.split())


def _packed(said: Sequence[str]) -> Iterator[str]:
    """Put changes on as few lines as they fit on, none of them broken."""
    line = ""
    for one in said:
        if line and width(f"{_INDENT}{line}; {one}") > WIDEST:
            yield f"{_INDENT}{line}"
            line = one
        else:
            line = f"{line}; {one}" if line else one
    if line:
        yield f"{_INDENT}{line}"
