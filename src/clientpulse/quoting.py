"""Put what was typed, or what a file holds, into a message of one harmless line or a command."""

from __future__ import annotations

import re
import shlex

# Letters of any alphabet, too. Shells expand a name that begins with a tilde or an equals sign.
_NEEDS_NO_QUOTES = re.compile(r"[\w@%+:,./-][\w@%+:,./=-]*")

LONGEST_SHOWN = 60


def quoted(text: str) -> str:
    r"""Return the text in double quotes, in ASCII, and cut where it is long.

    Digits and letters that only look like ASCII come out as escapes (``"\uff11 nov"``), so that
    a reader sees why they were refused.
    """
    shown = text[:LONGEST_SHOWN].encode("unicode_escape").decode("ascii").replace('"', '\\"')
    return f'"{shown}..."' if len(text) > LONGEST_SHOWN else f'"{shown}"'


def named(text: str) -> str:
    """Return a name in double quotes, harmless and cut where it is long, in its own letters."""
    shown = printable(text[:LONGEST_SHOWN])
    return f'"{shown}..."' if len(text) > LONGEST_SHOWN else f'"{shown}"'


def printable(text: str) -> str:
    r"""Return the text with every character that isn't printable as an escape (``\x1b``)."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in text
    )


def shell_word(value: str, otherwise: str = "CLIENT") -> str:
    """Return a value as one word of a command that somebody is to type.

    Every value of a user that stands in a suggested command passes here.

    Args:
        otherwise: What to type instead of a value that can't be shown as it is, so that it
            couldn't be pasted, or that would be read as an option: a number or a placeholder.
    """
    if value.startswith("-") or not value.isprintable():
        return otherwise
    if _NEEDS_NO_QUOTES.fullmatch(value):
        return value
    word = shlex.quote(value)
    return f"'{word}'" if word.startswith("=") else word
