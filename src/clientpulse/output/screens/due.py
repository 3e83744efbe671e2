"""Today's list, and the kind words for a day on which nothing is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.advice import reason, suggestion
from clientpulse.cadence.items import TODAY
from clientpulse.cadence.order import NOT_YET, class_of
from clientpulse.cadence.wording import span_words, weekday_date
from clientpulse.output import formats, messages, phrases, screens
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Cell, Sheet
from clientpulse.quoting import shell_word

if TYPE_CHECKING:
    from clientpulse.cadence.items import DueItem
    from clientpulse.views.due import DaysOff, DueRow, DueView, QuietDay, Unread
    from clientpulse.views.whose import AwayColleague

_SAID = (
    "client key rule status due_on act_by days_overdue interval last_on last_channel"
    " reason? suggestion? class? ref"
)
FIELDS: Fields[DueItem] = Fields(_SAID)
LISTED: Fields[DueItem] = Fields(f"{_SAID} owner?")
FEWEST = 5
"""So many clients are shown at a terminal even where they don't fit."""

_away: Fields[DaysOff] = Fields("from=starts_on to=ends_on came_up")
_colleague: Fields[AwayColleague] = Fields("owner until clients")


def record(item: DueItem, today: date) -> dict[str, Any]:
    """Return the fields of a due item."""
    return FIELDS(item, **_given(item, today))


def _given(item: DueItem, today: date) -> dict[str, Any]:
    class_ = class_of(item)
    return {
        "reason": reason(item, today),
        "suggestion": suggestion(item),
        "class": None if class_ == NOT_YET else class_,
    }


def envelope(view: DueView) -> dict[str, Any]:
    """Return the fields of ``due``."""
    owners = {row.first.key: row.owner for row in view.rows}
    return {
        "items": [
            LISTED(item, owner=owners[item.key], **_given(item, view.today)) for item in view.items
        ],
        "away": None if view.days_off is None else _away(view.days_off),
        "away_colleagues": colleagues_record(view),
        "dial_at": view.dial_at,
    }


def colleagues_record(view: DueView) -> list[dict[str, Any]]:
    """Return the fields of the colleagues who are away."""
    return list(map(_colleague, view.away_colleagues))


def sheet(view: DueView) -> Sheet:
    """Lay out today's list, a row a client."""
    some_local = any(row.local for row in view.rows)
    some_marks = any(view.whose.mark(row.owner) for row in view.rows)
    rows = [_row(row, view.today, some_local) for row in view.rows]
    if some_marks:
        rows = [
            {**cells, "Owner": row.owner or view.whose.mark(row.owner)}
            for cells, row in zip(rows, view.rows, strict=True)
        ]
    return Sheet.of(title(view), rows, footer(view))


def _row(row: DueRow, today: date, some_local: bool) -> dict[str, Cell]:
    first = row.items[0]
    last = phrases.NOTHING
    if row.last_reach_on is not None:
        last = phrases.last_contact(row.last_reach_channel, row.last_reach_on, today)
        last += phrases.read_from(row.last_reach_source)
    return {
        "Status": first.status,
        "When": phrases.due_words(first, today),
        "Client": first.client,
        "Why": "; ".join(reason(item, today) for item in row.items),
        "Last contact": last,
        "Cadence": phrases.cadence(row.cadence),
        "Do": suggestion(first),
        "Type": phrases.next_command(first),
        **({"Local time": phrases.local_time(row.local)} if some_local else {}),
    }


def title(view: DueView) -> str:
    """Say whose day it is and how full."""
    day = f"{weekday_date(view.today, view.today)} {view.today.year}"
    if view.whose.whom:
        day += f", {view.whose.whom}"
    number = len(view.rows) + view.more
    if not number:
        return day
    some = f", {view.overdue:,} overdue" if view.overdue else ""
    return f"{day}: {phrases.counted(number, 'client')} to contact{some}"


def footer(view: DueView) -> Iterator[str]:
    """Say what the limit left out, or that there is nothing to do and what comes next."""
    if view.more:
        yield f"and {phrases.counted(view.more, 'more client')}: {view.command} --all"
    elif view.left_out:
        yield f"None of {phrases.counted(view.left_out, 'client')} to contact matches: pulse due"
    elif view.quiet is not None:
        yield from _nothing_due(view.quiet, view)
    yield from away_colleagues(view)
    if view.of_others:
        clients = phrases.counted(view.of_others, "client")
        yield f"Colleagues have {clients} to contact: {view.command} --owner all"
    if view.days_off is not None:
        yield _days_off(view.days_off, view)
    if view.dial_at is not None:
        yield f"Smile and dial at {view.dial_at}: pulse dial"
    if view.unread is not None:
        yield _unread(view.unread, view.today)
    if view.timer is not None:
        yield messages.timer.due_line(view.timer, view.today)
    if view.outbox:
        yield messages.outbox.waiting(view.outbox)
    if view.letters:
        them = "it" if view.letters == 1 else "them"
        left = phrases.counted(view.letters, "letter")
        yield f"{left} not sent, or not logged. To go through {them}: pulse draft --resend"


def _unread(unread: Unread, today: date) -> str:
    since = "yet" if unread.since is None else f"since {weekday_date(unread.since, today)}"
    return f"Not read {since}: {', '.join(unread.names)}. To catch up: pulse sync"


def _days_off(days: DaysOff, view: DueView) -> str:
    if days.came_up is None:
        # A booked meeting can't wait.
        is_met = any(row.first.status == TODAY for row in view.rows)
        wait = "" if is_met else "; this can wait"
        return f"You are away until {weekday_date(days.ends_on, view.today)}{wait}."
    span = span_words((days.ends_on - days.starts_on).days + 1)
    if not days.came_up:
        return f"Welcome back. Nobody came up in your {span} off."
    came = phrases.counted(days.came_up, "client")
    return f"Welcome back. In your {span} off {came} came up; the most urgent come first."


def away_colleagues(view: DueView) -> Iterator[str]:
    """Say who is away, so that somebody stands in."""
    whose = view.whose
    for one in view.away_colleagues:
        away = f"{one.owner} is away until {weekday_date(one.until, view.today)}"
        if whose.asked is not None:
            yield f"{away}."
            continue
        clients = phrases.counted(one.clients, "client")
        yield f"{away}, with {clients} to contact: pulse due --owner {shell_word(one.owner)}"


def _nothing_due(quiet: QuietDay, view: DueView) -> Iterator[str]:
    """Say kindly that the day is free, and name what comes next."""
    today, whose = view.today, view.whose
    if not quiet.chosen:
        yield from screens.first_steps.nobody_to_show(quiet.clients, quiet.all_archived, whose)
        return
    if not quiet.with_cadence:
        yield "Nothing is due: no cadence is agreed yet."
        yield "Agree on one: pulse client edit CLIENT --meet quarterly"
        return
    if whose.is_of_one:
        yield f"Nobody is waiting to hear from {whose.asked} today."
    else:
        yield "Nobody is waiting to hear from you today. Well kept."
    item = quiet.next_item
    if item is not None:
        day = phrases.day_ahead(item.act_by, today)
        yield f"Next: {item.client} on {day}: {reason(item, today)}."
    if quiet.resting:
        yield phrases.resting(quiet.resting)


SCREEN: Screen[DueView] = Screen(
    "due",
    envelope,
    sheet,
    LISTED.names,
    drawing=lambda: formats.table.due.draw,
)
