"""Words that several screens use: lateness, cadence, dates, the command to type next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from clientpulse.cadence import wording
from clientpulse.cadence.advice import command
from clientpulse.cadence.channel import SAID
from clientpulse.cadence.items import DueItem
from clientpulse.cadence.policy import Cadence
from clientpulse.cadence.rule_book import RULES
from clientpulse.cadence.wording import (
    ago_words,
    in_largest_unit,
    in_short,
    in_words,
    short_date,
    span_words,
    weekday_date,
)
from clientpulse.quoting import shell_word

if TYPE_CHECKING:
    from clientpulse.records import Client
    from clientpulse.views.health import HealthView
    from clientpulse.views.local_time import LocalTime
    from clientpulse.views.report import ReportRow

counted = wording.counted

STATUSES = {"on_track": "on track", "no_cadence": "no cadence"}

MOODS = {-2: "awful", -1: "bad", 0: "neutral", 1: "good", 2: "great"}

BARS = " ▁▂▃▄▅▆▇█"

NOTHING = "–"


def channel(name: str | None) -> str:
    """Name a channel as people write it."""
    return NOTHING if name is None else SAID.get(name, name)


def touchpoint(channel_name: str, purpose: str | None) -> str:
    """Name a touchpoint as people do: ``call``, ``recap e-mail``."""
    return " ".join(filter(None, [purpose, channel(channel_name)]))


def mood(value: int) -> str:
    """Name a mood as people say it."""
    return MOODS.get(value, str(value))


def status(name: str) -> str:
    """Name a status as people say it."""
    return STATUSES.get(name, name)


def rule(name: str | None) -> str:
    """Name what a rule asks for in a word."""
    return NOTHING if name is None else RULES[name].in_short


def task(name: str) -> str:
    """Name what a rule asks for as a thing: ``update``, ``a project's feedback``."""
    return RULES[name].task


def due_words(item: DueItem, today: date) -> str:
    """Say by when an item is to be done."""
    if item.days_overdue:
        return f"{span_words(item.days_overdue)} late"
    if item.due_on == today:
        return "today"
    return f"by {weekday_date(item.due_on, today)}"


def status_detail(row: ReportRow, today: date) -> str:
    """Say how late a client is, and whether or until when it rests; empty of all others."""
    resting = row.snoozed_until is not None and row.status not in ("snoozed", "paused")
    late = [span_words(row.days_overdue)] if row.days_overdue else []
    if late or resting:
        return ", ".join([*late, *(["snoozed"] if resting else [])])
    until = {"snoozed": row.snoozed_until, "paused": row.paused_until}.get(row.status)
    return "" if until is None else f"to {short_date(until, today)}"


def status_lines(row: ReportRow, today: date) -> tuple[str, str]:
    """Say a status in two short lines: ``overdue`` and ``9 days``, ``snoozed to`` and ``5 Dec``.

    Where a client is late and snoozed, how late it is stands with the status: ``overdue 9d``.
    """
    name, detail = status(row.status), status_detail(row, today)
    if detail.startswith("to "):
        return f"{name} to", detail.removeprefix("to ")
    if row.days_overdue and detail.endswith("snoozed"):
        return status_in_short(row), "snoozed"
    if not detail and len(name) > len("on track"):
        name, _, detail = name.partition(" ")
    return name, detail


def status_in_short(row: ReportRow) -> str:
    """Name a client's status, with how late it is in a few characters: ``overdue 9d``."""
    if not row.days_overdue:
        return status(row.status)
    count, unit = in_largest_unit(row.days_overdue)
    return f"{status(row.status)} {count}{unit}"


def status_and_detail(row: ReportRow, today: date) -> str:
    """Name a client's status with what belongs to it: ``overdue 9 days``, ``snoozed to 5 Dec``."""
    detail = status_detail(row, today)
    between = ", " if detail == "snoozed" else " " if detail else ""
    return f"{status(row.status)}{between}{detail}"


def day(value: date | None, today: date) -> str:
    """Write a day: ``6 Nov``."""
    return NOTHING if value is None else short_date(value, today)


def day_and_time(value: date, time: str | None, today: date) -> str:
    """Write a day with its time where that is known: ``Fri 27 Nov 14:00``."""
    return " ".join(filter(None, [weekday_date(value, today), time]))


def day_and_distance(value: date, today: date) -> str:
    """Write a day both ways: ``Fri 6 Nov, 15 days ago``."""
    return f"{weekday_date(value, today)}, {ago_words((today - value).days)}"


def day_ahead(value: date, today: date) -> str:
    """Write a day that comes, with how far ahead it is: ``Fri 4 Dec (in 2 weeks)``."""
    return f"{weekday_date(value, today)} ({in_words((value - today).days)})"


def last_contact(channel_name: str | None, on: date, today: date) -> str:
    """Say how and when we were last in touch: ``call, Fri 6 Nov, 15 days ago``."""
    return f"{channel(channel_name)}, {day_and_distance(on, today)}"


def read_from(source: str | None) -> str:
    """Name the source of what wasn't typed, to stand behind it: `` · mail``."""
    return f" · {source}" if source else ""


def birthday(stored: str) -> str:
    """Write a birthday: ``born 12 Apr 1979``, or ``birthday 12 Apr`` where the year isn't known."""
    if stored.startswith("--"):
        # 2000 has every day that any year has.
        some_year = date.fromisoformat(f"2000{stored[1:]}")
        return f"birthday {short_date(some_year, some_year)}"
    born_on = date.fromisoformat(stored)
    return f"born {short_date(born_on, born_on)} {born_on.year}"


def how_far(day: date, today: date) -> str:
    """Say how far off what is to be done is: ``in 6 days``, ``today``, ``3 days late``."""
    late = (today - day).days
    return f"{span_words(late)} late" if late > 0 else in_words(-late)


def timing(done_on: date, due_on: date | None) -> str:
    """Say whether something was done by its day: ``3 days late`` or ``in time``."""
    if due_on is None:
        return ""
    return f"{span_words((done_on - due_on).days)} late" if done_on > due_on else "in time"


def cadence(value: Cadence) -> str:
    """Say what was agreed: ``meet quarterly, update monthly``."""
    return ", ".join(cadence_parts(value))


def checkins(value: Cadence) -> str:
    """Say whose check-ins the updates are; nothing where no project decides."""
    return f" (check-ins while {in_short(value.project)} runs)" if value.project else ""


def cadence_parts(value: Cadence) -> list[str]:
    """Say what was agreed, a part each for meetings and updates."""
    parts = []
    if value.meeting is not None:
        parts.append(f"meet {value.meeting.adverb()}")
    if value.update is not None:
        parts.append(f"update {value.update.adverb()}")
    parts += [f"no {one}s (turned off)" for one in value.off]
    return parts or ["no cadence"]


def short_cadence(value: Cadence) -> str:
    """Say what was agreed in a few characters: ``3m / 1m``."""
    meeting = NOTHING if value.meeting is None else str(value.meeting)
    update = NOTHING if value.update is None else str(value.update)
    return f"{meeting} / {update}"


def next_command(item: DueItem) -> str:
    """Return the command to type when what an item asks for is done."""
    return command(item, shell_word(item.key))


def strip(counts: Sequence[int]) -> str:
    """Draw weekly counts as small bars, the same height for the same count in every row."""
    return "".join(BARS[min(count * 2, len(BARS) - 1)] if count else "·" for count in counts)


HEALTH_PARTS = {
    "contact": "contact kept",
    "mood": "mood",
    "checkup": "check-up",
    "promises": "promises kept",
    "mistakes": "mistakes",
}


def health(view: HealthView | None) -> str:
    """Say how a relationship does: ``82 good``."""
    return NOTHING if view is None else f"{view.now.score} {view.now.band}"


def health_in_time(view: HealthView) -> str:
    """Say how a relationship does, why, and how it moved: ``82 good, +4 in 90 days``."""
    change = health_change(view)
    why = f" ({view.now.capped_by})" if view.now.capped_by else ""
    return f"{health(view)}{why}{f', {change} in 90 days' if change else ''}"


def health_change(view: HealthView | None) -> str:
    """Say how it moved over 90 days: ``+4``; empty where it didn't, or nothing was known."""
    change = None if view is None else view.change
    return f"{change:+d}" if change else ""


def message_style(client: Client) -> list[str]:
    """Say how a client likes to be written to: ``short messages``, ``language it, familiar``."""
    length, language = client.message_length, client.language
    known = [
        length and f"{length} messages",
        language and f"language {language}",
        client.address and f"{client.address} address",
    ]
    return list(filter(None, known))


def local_time(view: LocalTime | None, there: str = " there") -> str:
    """Say what time it is at a client's: ``Tue 16:20 there, a good time to call``."""
    if view is None:
        return ""
    call = {True: "a good time to call", False: "outside their hours", None: ""}[view.open]
    return ", ".join(filter(None, [view.text and f"{view.text}{there}", call]))


def percent(kept: int | None) -> str:
    """Write a share: ``82%``."""
    return NOTHING if kept is None else f"{kept}%"


def resting(number: int) -> str:
    """Say how many clients rest: ``2 clients are paused or snoozed.``."""
    return f"{counted(number, 'client')} {'is' if number == 1 else 'are'} paused or snoozed."


def counts(*numbers: tuple[int, str]) -> str:
    """Write what there is of some nouns: ``2 promises and 1 request``."""
    return wording.listed(counted(number, noun) for number, noun in numbers if number)
