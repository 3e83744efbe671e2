"""Making text harmless that came from the store, a file or the command line.

A terminal obeys what it is sent: an escape sequence in a client's name could rename the window,
move the cursor over other lines, or swap the reading direction. So every value passes here on its
way to a screen, and is shown with its control characters visible.
"""

from __future__ import annotations

import re

# C0 and DEL have pictures of their own in Unicode; C1, what turns the reading direction, and the
# other invisible ones that change their surroundings are shown by number, as are surrogates. None
# of them is printable; not compiled before something isn't.
_DANGEROUS = (
    "[\x00-\x1f\x7f-\x9f\u061c\u200e-\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
_PICTURES = {chr(code): chr(0x2400 + code) for code in range(0x20)} | {"\x7f": "\u2421"}
_SHOWN = _PICTURES | dict.fromkeys("\n\u2028\u2029\x85", "↵")


def one_line(text: str) -> str:
    """Return any text on one line, with everything that acts on a terminal made visible."""
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n")
    return re.sub(_DANGEROUS, _show, text)


def lines(text: str) -> list[str]:
    """Return a text's lines, each harmless; for where there is room for several."""
    return [one_line(line) for line in text.replace("\r\n", "\n").split("\n")]


def _show(match: re.Match[str]) -> str:
    char = match[0]
    return _SHOWN.get(char) or f"<U+{ord(char):04X}>"
