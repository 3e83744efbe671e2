"""A year, month by month: the intervals kept, and the health."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clientpulse.cadence.adherence import Kept
from clientpulse.cadence.health import AT_RISK, GOOD, LEAST_GOOD, LEAST_WATCH, WATCH
from clientpulse.output import phrases
from clientpulse.output.html import charts
from clientpulse.output.html.building import Markup, joined
from clientpulse.output.html.parts import (
    figure,
    month_label,
    month_span,
    number,
    paragraph,
    side_by_side,
    table,
)

if TYPE_CHECKING:
    from clientpulse.views.months import Month

BANDS = ((0, AT_RISK), (LEAST_WATCH, WATCH), (LEAST_GOOD, GOOD))


def figures(months: Sequence[Month]) -> Markup:
    """Draw both; what nothing is known of isn't drawn."""
    drawn = side_by_side(_kept(months), _health(months))
    said = "Twelve months up to today, each ending on the same day of the month."
    return joined(paragraph(said, "quiet"), drawn) if drawn.text else drawn


def _kept(months: Sequence[Month]) -> Markup:
    whole = Kept(sum(one.kept.kept for one in months), sum(one.kept.counted for one in months))
    if not whole.counted:
        return joined()
    bars = [_bar(one, one.kept.percent, phrases.percent(one.kept.percent)) for one in months]
    title = "Intervals kept, month by month"
    share = phrases.percent(whole.percent)
    said = f"{share} of {phrases.counted(whole.counted, 'interval')} kept in twelve months"
    rows = [
        [month_span(one.after, one.ends_on), number(f"{one.kept.kept} of {one.kept.counted}")]
        for one in months
    ]
    return figure(
        title,
        charts.columns("kept", title, f"{said}. {_month_by_month(bars)}", bars, 100),
        table("", ["Month", number("Kept")], rows, "narrow"),
        paragraph(said, "quiet"),
    )


def _health(months: Sequence[Month]) -> Markup:
    dots = [_bar(one, one.health, _score(one)) for one in months]
    known = [one for one in dots if one.value is not None]
    if not known:
        return joined()
    title = "Health at the end of each month, 0 to 100"
    rows = [
        [
            month_span(month.after, month.ends_on),
            number(dot.said),
        ]
        for month, dot in zip(months, dots, strict=True)
    ]
    then = f"; eleven months ago {known[0].said}" if len(known) == len(dots) else ""
    return figure(
        title,
        charts.line("health", title, _month_by_month(dots), dots, BANDS),
        table("", ["Month", number("Health")], rows, "narrow"),
        paragraph(f"Now {known[-1].said}{then}", "quiet"),
    )


def _score(month: Month) -> str:
    return phrases.NOTHING if month.health is None else str(month.health)


def _bar(month: Month, value: int | None, said: str) -> charts.Bar:
    return charts.Bar(month_label(month.ends_on), value, said)


def _month_by_month(bars: Sequence[charts.Bar]) -> str:
    """Say what a picture shows, the oldest month first."""
    said = (f"{one.label} {'unknown' if one.value is None else one.said}" for one in bars)
    return f"Month by month: {', '.join(said)}."
