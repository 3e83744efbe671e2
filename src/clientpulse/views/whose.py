"""Whose clients a list is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientpulse.records.owners import EVERYBODY, NOBODY


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose clients a list is about.

    Attributes:
        me: Who looks at it; None where they didn't say.
        asked: The owner that was asked for, ``EVERYBODY`` or ``NOBODY``; None where none was.
        mine: How I am spelled as the owner of my clients; empty where I have none.
        colleagues: The others who look after clients, as spelled, by name.
        only_mine: Whether mine and those without an owner are all that is looked at.
        days_off: The colleagues' days off: whose, the first and the last day.
        meant: Who else there is, where nobody is called like the owner that was asked for.
    """

    me: str | None = None
    asked: str | None = None
    mine: tuple[str, ...] = ()
    colleagues: tuple[str, ...] = ()
    only_mine: bool = False
    days_off: tuple[tuple[str, date, date], ...] = ()
    meant: tuple[str, ...] = ()

    @property
    def whom(self) -> str:
        """Name them in a heading; empty where they are mine, or nobody asked."""
        if self.asked is None or self.asked in self.mine or self.asked == self.me:
            return ""
        return {EVERYBODY: "everybody", NOBODY: "without an owner"}.get(self.asked, self.asked)

    @property
    def is_of_one(self) -> bool:
        """Whether they are one colleague's alone."""
        return self.asked not in {EVERYBODY, NOBODY} and bool(self.whom)

    def mark(self, owner: str | None) -> str:
        """Say beside a client whose it is; empty where that goes without saying."""
        if self.me is None or not self.colleagues or self.asked not in {None, EVERYBODY}:
            return ""
        if owner is None:
            return "no owner"
        return "" if owner in self.mine else owner


@dataclass(frozen=True, slots=True)
class AwayColleague:
    """A colleague who isn't there today.

    Attributes:
        until: Their last day off.
        clients: How many of their clients are to be contacted.
    """

    owner: str
    until: date
    clients: int


ANYBODY = Whose()
"""Of a list that isn't narrowed to anybody's, by somebody who didn't say who they are."""
