"""What ``[colors]`` may say: which meanings there are, and what a colour is."""

from __future__ import annotations

import re

from clientpulse.config.values import WrongValueError
from clientpulse.quoting import quoted

MEANINGS = (
    "overdue", "today", "due", "soon", "on_track", "good", "watch", "at_risk",
    "bars", "strong", "quiet",
)  # fmt: skip
"""Those of the style sheet, ``output.look``."""

_NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_OTHERS = {"orange": "color(166)", "grey": "color(244)", "gray": "color(244)"}
_WEIGHTS = frozenset({"bold", "dim", "italic", "underline", "reverse"})

HINT = 'write a colour such as "red", "bright_blue", "#d08000" or 166, "bold red", or "none"'


def check(value: object) -> dict[str, str]:
    """Read how what has a meaning is to look, as a terminal's styles."""
    if not isinstance(value, dict):
        raise WrongValueError("has to be a table", hint='write overdue = "red" below it')
    for meaning in value:
        if meaning not in MEANINGS:
            raise WrongValueError(f"can't have a row {quoted(meaning)}", meaning, _nearest(meaning))
    return {meaning: _style(meaning, said) for meaning, said in value.items()}


def _style(meaning: str, said: object) -> str:
    usable = isinstance(said, (str, int)) and not isinstance(said, bool)
    words = str(said).lower().split() if usable else []
    looks = [word if word in _WEIGHTS else _color(word) for word in words]
    colors = [word for word in words if word not in _WEIGHTS]
    if not looks or None in looks or len(colors) > 1 or ("none" in words and len(words) > 1):
        raise WrongValueError(f"row {quoted(meaning)} can't be {_said(said)}", meaning, HINT)
    return " ".join(filter(None, looks))


def _color(word: str) -> str | None:
    """Return a colour as Rich writes it; None where it is none."""
    if word == "none" or word.removeprefix("bright_") in _NAMES:
        return word
    if re.fullmatch("[0-9]{1,3}", word) and int(word) <= 255:
        return f"color({int(word)})"
    if re.fullmatch("#[0-9a-f]{3}", word):
        return "#" + "".join(digit * 2 for digit in word[1:])
    if re.fullmatch("#[0-9a-f]{6}", word):
        return word
    return _OTHERS.get(word)


def _said(said: object) -> str:
    return quoted(str(said)) if isinstance(said, (str, int)) else "anything but a text"


def _nearest(meaning: str) -> str:
    import difflib  # noqa: PLC0415  only mistakes need it

    near = difflib.get_close_matches(meaning.lower().replace("-", "_"), MEANINGS, n=1)
    return f"did you mean {near[0]}?" if near else f"the colours are {', '.join(MEANINGS)}"
