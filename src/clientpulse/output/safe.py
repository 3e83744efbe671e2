"""Making text harmless that came from the store, a file or the command line.

A terminal obeys what it is sent: an escape sequence in a client's name could rename the window,
move the cursor over other lines, or swap the reading direction. So every value passes here on its
way to a screen, and is shown with its control characters visible.
"""

from __future__ import annotations

import re

# C0 and DEL have pictures of their own in Unicode; C1, what turns the reading direction, and the
# other invisible ones that change their surroundings are shown by number.
_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
_LINE_BREAK = "↵"
_NUMBERED = [
    *range(0x80, 0xA0),
    0x061C,
    *range(0x200E, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x2070),
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),
]
_TABLE: dict[int, str] = (
    {code: chr(picture) for code, picture in _PICTURES.items()}
    | {code: f"<U+{code:04X}>" for code in _NUMBERED}
    | dict.fromkeys([0x0A, 0x2028, 0x2029, 0x85], _LINE_BREAK)
)
_DANGEROUS = re.compile(
    "[" + "".join(re.escape(chr(code)) for code in sorted(_TABLE)) + "\ud800-\udfff]"
)


def one_line(text: str) -> str:
    """Return any text on one line, with everything that acts on a terminal made visible."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n")
    return _DANGEROUS.sub(_show, text)


def lines(text: str) -> list[str]:
    """Return a text's lines, each harmless; for where there is room for several."""
    return [one_line(line) for line in text.replace("\r\n", "\n").split("\n")]


def _show(match: re.Match[str]) -> str:
    char = match[0]
    return _TABLE.get(ord(char)) or f"<U+{ord(char):04X}>"
