"""What to ask after, in words; and long texts in short."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence.wording import ago_words, weekday_date
from clientpulse.output.safe import one_line

if TYPE_CHECKING:
    from clientpulse.views.brief import AskAfter


def in_words(one: AskAfter, today: date) -> str:
    """Say what to ask after: ``Lena's birthday (Fri 20 Nov, yesterday)``; harmless, on one line."""
    what = one_line(one.what)
    if one.on is None:
        return f"{one_line(one.person)}: {what}" if one.person else what
    when = f"{weekday_date(one.on, today)}, {ago_words((today - one.on).days)}"
    if one.birthday:
        return f"{one_line(one.person)}'s birthday ({when})" if one.person else f"{what} ({when})"
    whose = f"{one_line(one.person)}: " if one.person else ""
    return f"{whose}{what} ({when})"


def in_short(text: str, longest: int) -> str:
    """Return a harmless text on one line, cut behind a word to at most ``longest`` characters."""
    words = " ".join(one_line(" ".join(text.split())).split())
    if len(words) <= longest:
        return words
    cut = words[: longest - 1]
    at_a_word = cut.rpartition(" ")[0]
    kept = at_a_word if len(at_a_word) > longest // 2 else cut
    return f"{kept.rstrip(' ,;:.')}…"
