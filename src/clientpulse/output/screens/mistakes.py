"""Mistakes: what went wrong, what was found out about it, and how far we are with it."""

from __future__ import annotations

from datetime import date

from clientpulse.cadence.wording import span_words, weekday_date
from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.records import Mistake
from clientpulse.views.listed import Listed

record = Fields.of(Mistake)


def status_text(one: Mistake, today: date) -> str:
    """Say how far we are: ``not told yet``, ``told Fri 20 Nov, to fix by Fri 27 Nov``."""
    if one.fixed_on is not None:
        return f"fixed {weekday_date(one.fixed_on, today)}"
    by = "" if one.fix_by is None else f", to fix by {weekday_date(one.fix_by, today)}"
    if one.fix_by is not None and one.fix_by < today:
        by += f" ({span_words((today - one.fix_by).days)} late)"
    if one.told_on is None:
        return f"not told yet{by}"
    return f"told {weekday_date(one.told_on, today)}{by or ', not fixed yet'}"


def prepared(one: Mistake) -> str:
    """Put what was found out about a mistake into one text: ``why: haste; fix: a new invoice``."""
    known = {"why": one.why, "fix": one.fix, "prevent": one.prevent, "offer": one.offer}
    return "; ".join(f"{name}: {text}" for name, text in known.items() if text)


def _title(view: Listed[Mistake]) -> str:
    if not view.items:
        return "No mistakes" if view.include_closed else "No open mistakes"
    untold = sum(one.told_on is None for one in view.items)
    title = phrases.counted(len(view.items), "mistake")
    return f"{title}, {untold:,} not told yet" if untold else title


SCREEN: Screen[Listed[Mistake]] = list_screen(
    "mistake-list",
    record,
    _title,
    lambda one, view: {
        "Id": one.id,
        "Client": one.client,
        "On": None if one.happened_on is None else weekday_date(one.happened_on, view.today),
        "Status": status_text(one, view.today),
        "What": one.what,
        "Prepared": prepared(one),
    },
)
