"""What is said of the commands that can be taken back, or done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientpulse.dates import long_date
from clientpulse.output.layout.fields import Fields
from clientpulse.views.journal import TYPED

if TYPE_CHECKING:
    from clientpulse.views.journal import JournalLine

record: Fields[JournalLine] = Fields("id command summary ran_at origin by db_user")


def line(one: JournalLine, *, with_whom: bool = False) -> str:
    """Name a command in a line, with its time by our own clock, and how it came about.

    Args:
        with_whom: Say who ran it as well.
    """
    ran = one.ran_at.astimezone()
    origin = "" if one.origin == TYPED else f"  ({one.origin})"
    whom = f"{one.by or 'somebody'}: " if with_whom else ""
    return f"{long_date(ran.date())} {ran:%H:%M}  {whom}{one.summary}{origin}"
