"""The backups of a store, and what each of them holds."""

from __future__ import annotations

from clientpulse.cadence.wording import weekday_date
from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.output.layout.sheet import Cell
from clientpulse.views.backups import BackupsView, ListedBackup

_fields: Fields[ListedBackup] = Fields(
    "number path made_at why bytes=size clients touchpoints last_on problem"
)
UNITS = ("kB", "MB", "GB")


def size(count: int | None) -> str:
    """Write a size: ``118 kB``, ``2.4 MB``."""
    if count is None:
        return phrases.NOTHING
    amount, unit = count / 1000, 0
    while amount >= 1000 and unit < len(UNITS) - 1:
        amount, unit = amount / 1000, unit + 1
    return f"{amount:.{0 if amount >= 10 or not unit else 1}f} {UNITS[unit]}"


def _row(one: ListedBackup, view: BackupsView) -> dict[str, Cell]:
    made = one.made_at.astimezone()
    return {
        "No": one.number,
        "Made": f"{weekday_date(made.date(), view.today)} {made:%H:%M}",
        "Why": "by hand" if one.why == "manual" else one.why.replace("-", " "),
        "Size": size(one.size),
        "Clients": one.clients,
        "Touchpoints": one.touchpoints,
        "Last one": _last(one, view),
    }


def _last(one: ListedBackup, view: BackupsView) -> str:
    if one.problem:
        return "can't be read"
    return phrases.NOTHING if one.last_on is None else weekday_date(one.last_on, view.today)


def _footer(view: BackupsView) -> tuple[str, ...]:
    if not view.items:
        return ("To make one: pulse backup",)
    problems = (f"Number {one.number}: {one.problem}" for one in view.items if one.problem)
    number = next((one.number for one in view.items if not one.problem), 1)
    return (
        *problems,
        f"They are in {view.folder}",
        f"To see what one would bring back: pulse restore {number} --dry-run",
    )


SCREEN: Screen[BackupsView] = list_screen(
    "backup-list",
    _fields,
    lambda view: (
        f"{phrases.counted(len(view.items), 'backup')}, the newest first"
        if view.items
        else "No backups yet"
    ),
    _row,
    _footer,
)
