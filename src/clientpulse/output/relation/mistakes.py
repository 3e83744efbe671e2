"""Mistakes: what went wrong, what was found out about it, and how far we are with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.wording import span_words, weekday_date
from clientpulse.output import phrases
from clientpulse.output.safe import one_line
from clientpulse.output.sheet import Sheet

if TYPE_CHECKING:
    from clientpulse.records import Mistake
    from clientpulse.views.commitments import MistakesView


def record(view: Mistake) -> dict[str, Any]:
    """Return the fields of a mistake."""
    return {
        "id": view.id,
        "uid": view.uid,
        "client": view.client,
        "key": view.key,
        "what": view.what,
        "why": view.why,
        "fix": view.fix,
        "prevent": view.prevent,
        "offer": view.offer,
        "happened_on": view.happened_on and view.happened_on.isoformat(),
        "entered_on": view.entered_on.isoformat(),
        "told_on": view.told_on and view.told_on.isoformat(),
        "fix_by": view.fix_by and view.fix_by.isoformat(),
        "fixed_on": view.fixed_on and view.fixed_on.isoformat(),
    }


def envelope(view: MistakesView) -> dict[str, Any]:
    """Return the envelope's fields of ``mistake list``."""
    return {"items": [record(one) for one in view.mistakes]}


def sheet(view: MistakesView) -> Sheet:
    """Lay out mistakes."""
    today = view.today
    rows = [
        (
            str(one.id),
            one_line(one.client),
            one_line(one.what),
            "" if one.happened_on is None else weekday_date(one.happened_on, today),
            standing(one, today),
            one_line(prepared(one)),
        )
        for one in view.mistakes
    ]
    headings = ("Id", "Client", "What", "On", "Is", "Prepared")
    return Sheet(_title(view), headings, rows)


def standing(one: Mistake, today: date) -> str:
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


def _title(view: MistakesView) -> str:
    if not view.mistakes:
        return "No mistakes" if view.include_closed else "No mistake is open"
    untold = sum(one.told_on is None for one in view.mistakes)
    title = phrases.counted(len(view.mistakes), "mistake")
    return f"{title}, {untold:,} not told yet" if untold else title


ENVELOPES: dict[str, Callable[[Any], dict[str, Any]]] = {"mistake-list": envelope}
_MISTAKE = (
    "id uid client key what why fix prevent offer happened_on entered_on told_on fix_by fixed_on"
)
FIELDS = {"mistake-list": tuple(_MISTAKE.split())}
SHEETS: dict[str, Callable[[Any], Sheet]] = {"mistake-list": sheet}
