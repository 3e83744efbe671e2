"""What is said of the commands that can be taken back, or done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientpulse.dates import long_date
from clientpulse.output.layout.fields import Fields

if TYPE_CHECKING:
    from clientpulse.views.journal import JournalLine

record: Fields[JournalLine] = Fields("id command summary ran_at")


def line(one: JournalLine) -> str:
    """Name a command in a line, with its time by our own clock."""
    ran = one.ran_at.astimezone()
    return f"{long_date(ran.date())} {ran:%H:%M}  {one.summary}"
