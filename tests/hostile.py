"""Text that breaks programs: what to feed them, and what must never come out."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

HERE = Path(__file__).parent
# The Big List of Naughty Strings, where it lies beside the project; else the tests' own short one.
LISTS = (
    HERE.parent.parent / "shared" / "data" / "text" / "naughty-strings.json",
    HERE / "samples" / "naughty.json",
)

TOKENS = (
    *("[/red]", "[bold]", "[link=https://example.com]", "[/link]", "[/]", "[[", "\\[", "]"),
    *("\x1b]0;title\x07", "\x1b[5;41m", "\x1b[2J", "\x1b[1;1H", "\x1bc", "\x9b5m", "\x9d0;x\x9c"),
    *("\x07", "\b", "\t", "\n", "\r", "\r\n", "\x0b", "\x0c", "\x0e", "\x7f", "\x80", "\x85"),
    *("\u061c", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"),
    *("\u2066", "\u2067", "\u2068", "\u2069", "\u2028", "\u2029", "\ufeff", "\u200b", "\u200d"),
    *("\ufff9", "\ufffb", "\U000e0041", "\x00", "\x01", "\x1f", "\x1b"),
    *("{0}", "%s", "$(touch x)", "`touch x`", "';", '"', "'", "\\", "|", "*", "<b>", "&lt;", ":x:"),
    *(
        "é",
        "ß",
        "中",
        "عر",
        "e\u0301",
        "👩\u200d👧",
        "İ",
        "Acme",
        "x",
        "1",
        " ",
        "=",
        "+",
        "-",
        "@",
    ),
)

# C0 but for the line's end, DEL, C1, what turns the reading direction, and other line separators.
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]"
)


def naughty() -> list[str]:
    """Return the longest list of naughty strings there is."""
    path = next(path for path in LISTS if path.exists())
    return [one for one in json.loads(path.read_text(encoding="utf-8")) if storable(one)]


def generated(count: int, seed: int = 20261121) -> list[str]:
    """Return strings of control, bidi and markup tokens, the same ones each time."""
    chance = random.Random(seed)
    return [
        "".join(chance.choice(TOKENS) for _ in range(chance.randint(1, 9)))[:60]
        for _ in range(count)
    ]


def storable(text: str) -> bool:
    """Tell whether a text can be written as UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def assert_harmless(shown: str) -> None:
    """Hold what a person is shown to characters that only show."""
    found = FORBIDDEN.search(shown)
    if found:
        around = shown[max(0, found.start() - 80) : found.end() + 20]
        raise AssertionError(f"{found[0]!r} is shown raw in {around!r}")
