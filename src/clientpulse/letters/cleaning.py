"""Making text fit for a letter: nothing in it acts on a terminal, a header or a mail program."""

from __future__ import annotations

import re

# What ends a line somewhere: for Python, in Unicode, or for an old printer.
_LINE_ENDS = re.compile("\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def one_line(text: str) -> str:
    """Return the text on one line; line breaks and control characters become blanks."""
    return several_lines(text).replace("\n", " ")


def several_lines(text: str) -> str:
    """Return the text with its line breaks; other control characters become blanks."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return _CONTROLS.sub(" ", _LINE_ENDS.sub("\n", text)).strip()
