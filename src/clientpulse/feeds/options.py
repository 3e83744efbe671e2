"""What was asked of a feed; its file remembers it, so that a timer can renew it."""

from __future__ import annotations

from typing import NamedTuple

DUE, MEETINGS, BIRTHDAYS = KINDS = ("due", "meetings", "birthdays")

_GIVEN = ("within", "alarm")


class Options(NamedTuple):
    """What was asked.

    Attributes:
        full: With names, reasons and commands.
        within: How far ahead: ``6w``.
        alarm: When to remind on the day: ``08:00``.
    """

    kind: str = DUE
    full: bool = False
    within: str | None = None
    alarm: str | None = None

    def words(self) -> str:
        """Return it as one line of words: ``due full alarm=08:00``."""
        given = {"within": self.within, "alarm": self.alarm}
        typed = [f"{name}={text}" for name, text in given.items() if text]
        return " ".join([self.kind, *(["full"] if self.full else []), *typed])


def read(words: str) -> Options:
    """Read what ``words`` returned.

    Raises:
        ValueError: It is something else.
    """
    kind, *rest = words.split(" ")
    full = "full" in rest
    given = dict(one.split("=", 1) for one in rest if one != "full")
    if kind not in KINDS or not given.keys() <= {*_GIVEN}:
        raise ValueError
    return Options(kind, full, given.get("within"), given.get("alarm"))
