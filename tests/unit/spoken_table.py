"""What the letters of a language have to say: a file of `tests/unit/spoken` holds it."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path


@dataclass(frozen=True)
class Spoken:
    """What is looked for in the letters that `letters.sample` makes up.

    Attributes:
        says: By kind, what each letter of all there is to say holds, long or short; an update is
            one without news. Compared in small letters.
        on_track: What only a subject says where nothing is late.
        unbooked: What an update says of whom we meet, and no meeting is booked.
        of_meetings: What nobody is asked who agreed on no meetings.
        agreed: What a recap claims where something was agreed, in its subject too.
        to_come: Of a greeting for a day to come; `past` of a past one.
        next_year: A meeting on 5 January 2027 at 9:30.
        places: A place as typed, and what the letter says of it.
        greets: A name as typed, the formal and the familiar first line.
        formal: Words that no familiar letter holds, as a regular expression.
        familiar: Words that no formal letter holds.
        by_name: Whether people are greeted by their name; Polish would have to bend it.
    """

    says: dict[str, tuple[str, ...]]
    on_track: str
    unbooked: str
    of_meetings: tuple[str, ...]
    agreed: str
    to_come: str
    past: str
    next_year: str
    places: dict[str, str]
    greets: dict[str, tuple[str, str]]
    formal: str = field(default="(?!)")
    familiar: str = field(default="(?!)")
    by_name: bool = True


LANGUAGES: dict[str, Spoken] = {
    path.stem: import_module(f"tests.unit.spoken.{path.stem}").SPOKEN
    for path in sorted(Path(__file__).with_name("spoken").glob("??.py"))
}
