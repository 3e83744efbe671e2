"""Rules of recurrence of vCalendar 1.0, put into the words of today."""

from __future__ import annotations

import re

_RULE = re.compile(r"(D|W|MP|MD|YM|YD)(\d{1,4})((?: [^#]*)?)(?: ?#(\d{1,9}))?")
_FREQUENCIES = {
    "D": "DAILY",
    "W": "WEEKLY",
    "MP": "MONTHLY",
    "MD": "MONTHLY",
    "YM": "YEARLY",
    "YD": "YEARLY",
}
_WEEKDAY = re.compile("MO|TU|WE|TH|FR|SA|SU")
_ENDS = re.compile(r"\d{8}(T\d{6}Z?)?")
_USUAL_COUNT = 2


def translated(text: str) -> str:
    """Return ``W2 MO WE #10`` as ``FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=10``.

    Raises:
        ValueError: It isn't such a rule.
    """
    until = ""
    words = text.split()
    if words and _ENDS.fullmatch(words[-1]):
        until = words.pop()
    found = _RULE.fullmatch(" ".join(words))
    if found is None:
        raise ValueError("a rule of recurrence that can't be read")
    kind, interval, days, count = found[1], int(found[2]), found[3].split(), found[4]
    parts = [f"FREQ={_FREQUENCIES[kind]}", f"INTERVAL={interval or 1}"]
    if kind == "MP":
        parts += _places(days)
    elif days and kind != "D":
        named = {"W": "BYDAY", "MD": "BYMONTHDAY", "YM": "BYMONTH", "YD": "BYYEARDAY"}[kind]
        plain = [day for day in days if not (day[:1] == "T" and day[1:].isdigit())]
        parts.append(f"{named}={','.join('-1' if one == 'LD' else _signed(one) for one in plain)}")
    if until:
        parts.append(f"UNTIL={until}")
    elif count != "0":
        parts.append(f"COUNT={count or _USUAL_COUNT}")
    return ";".join(parts)


def _places(words: list[str]) -> list[str]:
    """Put together ``1+ MO 2- FR``: the first Monday and the last Friday but one."""
    place, days = "", []
    for word in words:
        if _WEEKDAY.fullmatch(word):
            days.append(f"{place}{word}")
        else:
            place = _signed(word)
    return [f"BYDAY={','.join(days)}"] if days else []


def _signed(word: str) -> str:
    return f"-{word[:-1]}" if word.endswith("-") else word.removesuffix("+")
