"""A kept line, and how it stands in its file; what isn't exactly one is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from clientpulse.records import Touchpoint
from clientpulse.services.lines import folder
from clientpulse.views.log import LogLine
from clientpulse.views.outbox import KeptLine
from clientpulse.views.settling import KINDS

FORMAT = 1
LARGEST = 4_000_000

TYPED: Mapping[str, tuple[type, ...]] = {
    "occurred_time": (str, type(None)),
    "channel": (str,),
    "direction": (str,),
    "note": (str, type(None)),
    "mood": (int, type(None)),
    "minutes": (int, type(None)),
    "no_news": (bool,),
    "purpose": (str, type(None)),
    "needs_answer": (bool,),
}
"""What is typed of a touchpoint, beside its day and its lists, with the types that it has."""

LISTS = ("attendees", "agreed")

UNREADABLE = (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What reading a file raises that is no line."""


def text(one: KeptLine) -> str:
    """Return what a line's file holds."""
    line, touchpoint = one.line, one.line.touchpoint
    plain = {
        "format": FORMAT,
        "store": one.store,
        "location": one.location,
        "kept_at": one.kept_at.isoformat(),
        "today": line.today.isoformat(),
        "client": line.client,
        "occurred_on": touchpoint.occurred_on.isoformat(),
        **{name: getattr(touchpoint, name) for name in TYPED},
        **{name: list(getattr(touchpoint, name)) for name in LISTS},
        "next": line.next_meeting and [line.next_meeting[0].isoformat(), line.next_meeting[1]],
        "settles": {kind: list(typed) for kind, typed in line.settles.items()},
        "why": one.why,
    }
    return json.dumps(plain, indent=1)


def read(file: Path) -> KeptLine:
    """Read a line.

    Raises:
        Exception: It is none: one of ``UNREADABLE``.
    """
    named = folder.NAME.fullmatch(file.name)
    if named is None or not file.is_file():
        # To open a pipe would wait for somebody who writes into it.
        raise FileNotFoundError(file) if not file.exists() else ValueError(file)
    with file.open(encoding="utf-8") as stream:
        content = stream.read(LARGEST + 1)
    plain = json.loads(content)
    if len(content) > LARGEST or plain["format"] != FORMAT:
        raise ValueError(file)
    # Half a character can be read, and neither shown nor stored.
    json.dumps(plain, ensure_ascii=False).encode()
    kept_at = datetime.fromisoformat(plain["kept_at"])
    if kept_at.tzinfo is None:
        raise ValueError(file)
    return KeptLine(
        id=int(named[1]),
        uid=named[2],
        store=_is(plain["store"], str),
        kept_at=kept_at,
        line=_line(plain),
        location=_is(plain.get("location", plain["store"]), str),
        why=_is(plain["why"], str),
    )


def _line(plain: Mapping[str, Any]) -> LogLine:
    values = {name: _is(plain[name], *types) for name, types in TYPED.items()}
    values |= {name: _texts(plain[name]) for name in LISTS}
    settles = plain["settles"]
    if not settles.keys() <= {*KINDS}:
        raise ValueError(settles)
    ahead = plain["next"]
    return LogLine(
        today=date.fromisoformat(plain["today"]),
        client=_is(plain["client"], str),
        touchpoint=Touchpoint(occurred_on=date.fromisoformat(plain["occurred_on"]), **values),
        settles={kind: _texts(typed) for kind, typed in settles.items()},
        next_meeting=ahead and (date.fromisoformat(ahead[0]), _is(ahead[1], str, type(None))),
    )


def _is(value: Any, *types: type) -> Any:
    # True is an int to Python, and no number of minutes to anybody.
    if type(value) not in types:
        raise TypeError(value)
    return value


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_is(one, str) for one in _is(value, list))
