"""Keep spreadsheets from running what a cell says.

A cell that starts with `= + - @`, tab or carriage return can be taken for a formula, so it gets a
leading `'`. A text that has such an apostrophe already gets one more: taking one off again then
gives exactly what was there.
"""

from __future__ import annotations

import re

_RISKY = re.compile("'*[=+\\-@\t\r]")
_AS_TEXT = re.compile('="(.*)"', re.DOTALL)


def guard(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet could run."""
    return f"'{text}" if _RISKY.match(text) else text


def unguard(cell: str) -> str:
    """Take off the apostrophe that `guard` put there, and no other."""
    return cell[1:] if cell[:1] == "'" and _RISKY.match(cell) else cell


def unwrap(cell: str) -> str:
    """Take a text out of the formula that keeps a spreadsheet from counting it: `="007"`."""
    text = _AS_TEXT.fullmatch(cell) if cell[:1] == "=" else None
    return text[1].replace('""', '"') if text else cell
