"""Declaring the fields of a record, once: what they hold, and what they are called outside.

From a declaration follow the columns that are read and how a row becomes a record, the JSON object,
the whole-store export and the check of an import, the check for unreadable values, and what is
refused when somebody types it. A field is declared by the function of its kind; an attribute that
isn't one of these fields is filled in by whoever reads the record.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import partial
from typing import Any

from clientpulse.records.limits import WORD_LENGTH

SAME = ""
"""Stands for the attribute's own name."""

NONE = "NULL"


@dataclass(frozen=True, slots=True)
class Spec:
    """What is known of a field.

    Attributes:
        kind: The function below that declared it.
        label: What it is called in messages.
        shown: Its key in JSON objects; None for a field that isn't shown.
        exported: Its key in a whole-store export; None for a field that isn't exported.
        needed: Whether it always holds something.
        limit: How many characters it may have; 0 for no limit.
        sql: Where its value is read from, in SQL; empty for its own column.
        refers_to: The table of the row whose number it holds.
        later: The first exports didn't know it: a file without it says nothing about it.
        typed: What it is called where a person types it, if not as in JSON; None where nobody does.
    """

    kind: str
    label: str = ""
    shown: str | None = SAME
    exported: str | None = SAME
    needed: bool = False
    limit: int = 0
    options: tuple[str, ...] = ()
    bounds: tuple[int, int] | None = None
    sql: str = ""
    refers_to: str = ""
    later: bool = False
    typed: str | None = SAME


def _field(spec: Spec, **default: Any) -> Any:
    if not default and not spec.needed:
        default = {"default": None}
    return dataclasses.field(metadata={"spec": spec}, **default)


def _of_text(kind: str, label: str, limit: int, **more: Any) -> Any:
    return _field(Spec(kind, label, limit=limit, **more))


text = partial(_of_text, "text")
"""Declare a text of any kind."""
name = partial(_of_text, "name")
"""Declare a name: if there is one, it says something."""
line = partial(_of_text, "line")
"""Declare a short text that may be empty: a role, a place."""
word = partial(_of_text, "word")
"""Declare a word that groups: a tag, an owner."""
sentence = partial(_of_text, "sentence")
"""Declare a sentence."""
reach = partial(_of_text, "reach")
"""Declare e-mail addresses or phone numbers, several of them separated by commas."""


def preference(kind: str, limit: int = 0, **more: Any) -> Any:
    """Declare how a client likes to work; each kind has a form of its own."""
    return _field(Spec(kind, kind, limit=limit, **more))


def key(**more: Any) -> Any:
    """Declare a short text to type."""
    return _field(Spec("key", "key", needed=True, **more))


def writer() -> Any:
    """Declare who wrote a record down: nobody types it, and nobody searches for it."""
    return _field(Spec("writer", "writer", limit=WORD_LENGTH, later=True, typed=None))


def day(**more: Any) -> Any:
    """Declare a day."""
    return _field(Spec("day", **more))


def time(**more: Any) -> Any:
    """Declare a local time of day, ``14:30``."""
    return _field(Spec("time", **more))


def birthday() -> Any:
    """Declare a birthday: ``1979-04-12``, or ``--04-12`` where the year isn't known."""
    return _field(Spec("birthday", "birthday"))


def interval(kind: str, **more: Any) -> Any:
    """Declare an interval as stored: ``3m``."""
    return _field(Spec(kind, **more))


def lines(label: str, limit: int, **more: Any) -> Any:
    """Declare several lines of text; ``limit`` is that of all of them together."""
    return _field(Spec("lines", label, limit=limit, **more), default=())


def flag(**more: Any) -> Any:
    """Declare a yes or no; where nothing else is needed it is no."""
    spec = Spec("flag", **more)
    return _field(spec) if spec.needed else _field(spec, default=False)


def whole(least: int, most: int, **more: Any) -> Any:
    """Declare a whole number."""
    return _field(Spec("whole", bounds=(least, most), **more))


def number(least: int, most: int) -> Any:
    """Declare a number that has to be there."""
    return _field(Spec("number", bounds=(least, most), needed=True))


def one_of(*options: str, default: str | None = None, **more: Any) -> Any:
    """Declare one of some texts."""
    spec = Spec("one_of", options=options, **more)
    return _field(spec, default=default) if default is not None else _field(spec)


def link(table: str, *, shown: str | None = None, **more: Any) -> Any:
    """Declare the number of another row; an export names that row by its uid."""
    return _field(Spec("link", refers_to=table, shown=shown, exported=table, **more))


def joined(sql: str, *, shown: str | None = SAME) -> Any:
    """Declare what is read of another table along with the record."""
    return _field(Spec("joined", shown=shown, exported=None, sql=sql), default="")


def listed(**more: Any) -> Any:
    """Declare several values that have rows of their own; whoever reads the record adds them."""
    return _field(Spec("listed", sql=NONE, **more), default=())


def hidden(default: Any) -> Any:
    """Declare a column that follows from others, or that only the store knows."""
    return _field(Spec("hidden", shown=None, exported=None), default=default)


def given(kind: str) -> Any:
    """Declare what a row gets when it is stored: its uid, the moment it was typed in."""
    return _field(Spec(kind, shown=None, exported=None, needed=True), default="")


def rule() -> Any:
    """Declare the name of a rule."""
    return _field(Spec("rule", needed=True))
