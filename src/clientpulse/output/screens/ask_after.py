"""What to ask after, in words; and long texts in short."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence import wording
from clientpulse.cadence.wording import ago_words, weekday_date
from clientpulse.output.safe import one_line

if TYPE_CHECKING:
    from clientpulse.views.brief import AskAfter


def in_words(one: AskAfter, today: date) -> str:
    """Say what to ask after: ``Lena's birthday (Fri 20 Nov, yesterday)``; harmless, on one line."""
    what, person = one_line(one.what), one_line(one.person or "")
    if person:
        what = f"{person}'s birthday" if one.birthday else f"{person}: {what}"
    if one.on is None:
        return what
    return f"{what} ({weekday_date(one.on, today)}, {ago_words((today - one.on).days)})"


def in_short(text: str, longest: int) -> str:
    """Return a harmless text on one line, cut behind a word to at most ``longest`` characters."""
    return wording.in_short(one_line(" ".join(text.split())), longest)
