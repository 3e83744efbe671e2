"""Text that breaks programs: what to feed them, and what must never come out.

The list is samples/naughty.json. The environment variable ``CLIENTPULSE_NAUGHTY_STRINGS`` names a
file with more, a JSON list of strings; everything that is tried with ours is tried with those too:

    CLIENTPULSE_NAUGHTY_STRINGS=~/more.json pytest tests/cli
"""

from __future__ import annotations

import json
import os
import random
import re
from pathlib import Path

SAMPLE = Path(__file__).parent / "samples" / "naughty.json"
FURTHER = "CLIENTPULSE_NAUGHTY_STRINGS"
THOROUGH = False  # set by conftest.py

TOKENS = (
    *("[/red]", "[bold]", "[link=https://example.com]", "[/link]", "[/]", "[[", "\\[", "]"),
    *("\x1b]0;title\x07", "\x1b[5;41m", "\x1b[2J", "\x1b[1;1H", "\x1bc", "\x9b5m", "\x9d0;x\x9c"),
    *("\x07", "\b", "\t", "\n", "\r", "\r\n", "\x0b", "\x0c", "\x0e", "\x7f", "\x80", "\x85"),
    *("\u061c", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"),
    *("\u2066", "\u2067", "\u2068", "\u2069", "\u2028", "\u2029", "\ufeff", "\u200b", "\u200d"),
    *("\ufff9", "\ufffb", "\U000e0041", "\x01", "\x1f", "\x1b"),
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
    """Return the naughty strings that a field may hold, each once."""
    paths = [SAMPLE]
    if os.environ.get(FURTHER):
        paths.append(Path(os.environ[FURTHER]).expanduser())
    found = [one for path in paths for one in json.loads(path.read_text(encoding="utf-8"))]
    return [one for one in dict.fromkeys(found) if storable(one)]


def generated(count: int, seed: int = 20261121) -> list[str]:
    """Return strings of control, bidi and markup tokens, the same ones each time."""
    chance = random.Random(seed)
    return [
        "".join(chance.choice(TOKENS) for _ in range(chance.randint(1, 9)))[:60]
        for _ in range(count)
    ]


def some(texts: list[str], every: int = 4) -> list[str]:
    """Return one text of so many, or all of them where the tests run with ``--thorough``."""
    return texts if THOROUGH else texts[::every]


def many(examples: int) -> int:
    """Return a tenth of so many examples, or with ``--thorough`` all of them."""
    return examples if THOROUGH else examples // 10


def storable(text: str) -> bool:
    """Tell whether a field may hold a text: it is valid as UTF-8 and has no NUL."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def assert_harmless(shown: str) -> None:
    """Hold what a person is shown to characters that only show."""
    found = FORBIDDEN.search(shown)
    if found:
        around = shown[max(0, found.start() - 80) : found.end() + 20]
        raise AssertionError(f"{found[0]!r} is shown raw in {around!r}")
