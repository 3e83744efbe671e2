"""An event of a feed, before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from clientpulse.cadence.items import DueItem


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One event.

    Attributes:
        ids: What it is known by, whatever anybody is called.
        word: The kind of contact, without saying more: ``Update``.
        who: The client's name, or the person's.
        start: The day, or the moment where there is a time.
        items: What is to be done, the most urgent first.
        silent: Nothing is to ring: it is a day off.
        client: Whose person it is, where it is about one.
        note: What is to be talked about.
    """

    ids: tuple[object, ...]
    word: str
    who: str
    start: date | datetime
    key: str
    items: tuple[DueItem, ...] = ()
    silent: bool = False
    client: str | None = None
    place: str | None = None
    note: str | None = None
