"""Titles, summaries and the kind words for when there is nothing to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence.adherence import Kept
from clientpulse.cadence.advice import reason
from clientpulse.cadence.wording import in_words, span_words, weekday_date
from clientpulse.output import phrases
from clientpulse.output.safe import one_line

if TYPE_CHECKING:
    from clientpulse.views.due import DaysOff, DueView, QuietDay
    from clientpulse.views.history import HistoryView
    from clientpulse.views.report import ReportView

HOW_TO_BEGIN = (
    "Nobody to look after yet. Begin with a client and how often you meet:",
    "",
    '  pulse add "Acme GmbH" --meet quarterly   meet every 3 months, update monthly',
    "  pulse log acme Talked about the audit    write down what happened",
    "  pulse due                                whom to contact today",
    "",
    "Clients in a file already?   pulse import contacts.csv --dry-run",
    "Just looking?                pulse --demo due",
)


def due_title(view: DueView) -> str:
    """Say whose day it is and how full."""
    day = f"{weekday_date(view.today, view.today)} {view.today.year}"
    number = len(view.rows) + view.more
    if not number:
        return day
    some = f", {view.overdue:,} overdue" if view.overdue else ""
    return f"{day}: {phrases.counted(number, 'client')} to contact{some}"


def due_footer(view: DueView) -> tuple[str, ...]:
    """Say what the limit left out, or that there is nothing to do and what comes next."""
    lines: tuple[str, ...] = ()
    if view.more:
        lines = (f"and {phrases.counted(view.more, 'more client')}: pulse due --all",)
    elif view.quiet is not None:
        lines = nothing_due(view.quiet, view.today)
    return (*lines, *_of_the_day(view))


def _of_the_day(view: DueView) -> Iterator[str]:
    """Say what is special about the day: days off, and the hour to ring people."""
    if view.days_off is not None:
        yield _days_off(view.days_off, view.today)
    if view.dial_at is not None:
        yield f"Smile and dial at {view.dial_at}: pulse dial"


def _days_off(days: DaysOff, today: date) -> str:
    if days.came_up is None:
        return f"You are away until {weekday_date(days.ends_on, today)}; this can wait."
    span = span_words((days.ends_on - days.starts_on).days + 1)
    if not days.came_up:
        return f"Welcome back. In your {span} off nobody came up."
    came = phrases.counted(days.came_up, "client")
    return f"Welcome back. In your {span} off {came} came up; the most urgent stand first."


def nothing_due(quiet: QuietDay, today: date) -> tuple[str, ...]:
    """Say kindly that the day is free, and name what comes next."""
    if not quiet.clients:
        return HOW_TO_BEGIN
    if not quiet.chosen:
        return ("No client fits. See 'pulse client list'.",)
    if not quiet.with_cadence:
        return (
            "Nothing is due, since no cadence is agreed.",
            "Agree on one: pulse client edit CLIENT --meet quarterly",
        )
    lines = ["Nobody is waiting to hear from you today. Well kept."]
    item = quiet.next_item
    if item is not None:
        distance = in_words((item.act_by - today).days)
        lines.append(
            f"Next: {one_line(item.client)} on {weekday_date(item.act_by, today)}"
            f" ({distance}): {one_line(reason(item, today))}."
        )
    if quiet.resting:
        resting = "is" if quiet.resting == 1 else "are"
        lines.append(f"{phrases.counted(quiet.resting, 'client')} {resting} paused or snoozed.")
    return tuple(lines)


def report_summary(view: ReportView) -> tuple[str, ...]:
    """Sum the portfolio up in a line."""
    if not view.clients:
        return HOW_TO_BEGIN
    if not view.rows:
        return ("No client fits. See 'pulse report' without options.",)
    counts = Counter(row.status for row in view.rows)
    parts = [f"{counts[one]:,} {phrases.status(one)}" for one in _ORDER if counts[one]]
    kept = Kept(sum(row.kept.kept for row in view.rows), sum(row.kept.counted for row in view.rows))
    line = f"{phrases.counted(len(view.rows), 'client')}: {', '.join(parts)}"
    if kept.counted:
        share = phrases.percent(kept.percent)
        line += f" · {share} of {kept.counted:,} intervals kept in the last 12 months"
    return (line,)


_ORDER = ("today", "overdue", "due", "soon", "on_track", "snoozed", "paused", "no_cadence")


def history_footer(view: HistoryView) -> tuple[str, ...]:
    """Say that there is more, or nothing."""
    if view.more:
        return ("There is more: pulse history --limit 0 shows all.",)
    if not view.touchpoints:
        return ("Nothing was logged that fits.",)
    return ()
