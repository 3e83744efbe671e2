"""The lines that wait in the outbox."""

from __future__ import annotations

from datetime import date
from typing import Any

from clientpulse.cadence.wording import weekday_date
from clientpulse.output import messages, phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.layout.sheet import Cell, Sheet
from clientpulse.views.outbox import KeptLine, OutboxView
from clientpulse.views.settling import KINDS

_TOUCHPOINT = {
    "on": "occurred_on",
    "at": "occurred_time",
    "with": "attendees",
    **{
        name: name
        for name in ("channel", "direction", "note", "agreed", "mood", "minutes", "no_news")
    },
    "purpose": "purpose",
    "needs_answer": "needs_answer",
}

_fields: Fields[KeptLine] = Fields(
    " ".join(
        [
            "id uid kept_at client=line.client",
            *(f"{name}=line.touchpoint.{path}" for name, path in _TOUCHPOINT.items()),
            "next_on? next_at?",
            *(f"{kind}?" for kind in KINDS),
            "why?",
        ]
    )
)


def record(one: KeptLine) -> dict[str, Any]:
    """Return the fields of a line that waits."""
    on, at = one.line.next_meeting or (None, None)
    settles = {kind: list(one.line.settles.get(kind, ())) for kind in KINDS}
    next_on = on and on.isoformat()
    return _fields(one, next_on=next_on, next_at=at, why=one.why or None, **settles)


def changed(before: KeptLine, after: KeptLine) -> list[dict[str, Any]]:
    """Return what an edit changed, field by field."""
    old, new = record(before), record(after)
    return [
        {"field": name, "before": old[name], "after": new[name]}
        for name in old
        if old[name] != new[name] and name != "why"
    ]


def envelope(view: OutboxView) -> dict[str, Any]:
    """Return the fields of ``outbox list``."""
    return {
        "items": list(map(record, view.items)),
        "unreadable": list(map(str, view.unreadable)),
        "elsewhere": list(view.elsewhere),
    }


def sheet(view: OutboxView) -> Sheet:
    """Lay out the lines, a row each."""
    waits = phrases.counted(len(view.items), "line")
    title = f"{waits} in the outbox" if view.items else "Nothing waits in the outbox"
    rows = [_row(one, view.today) for one in view.items]
    return Sheet.of(title, rows, messages.outbox.remarks(view))


def _row(one: KeptLine, today: date) -> dict[str, Cell]:
    kept_at = one.kept_at.astimezone()
    touchpoint = one.line.touchpoint
    return {
        "Id": one.id,
        "Typed": f"{weekday_date(kept_at.date(), today)} {kept_at:%H:%M}",
        "Client": one.line.client,
        "On": phrases.day_and_time(touchpoint.occurred_on, touchpoint.occurred_time, today),
        "What": "; ".join(_said(one, today)),
        "Waits because": one.why or "not tried yet",
    }


def _said(one: KeptLine, today: date) -> list[str]:
    """Say what happened, and whatever goes along with it."""
    touchpoint = one.line.touchpoint
    what = phrases.touchpoint(touchpoint.channel, touchpoint.purpose)
    said = [f"{what}: {phrases.in_short(touchpoint.note)}" if touchpoint.note else what]
    said += [f"{kind} {', '.join(typed)}" for kind, typed in one.line.settles.items()]
    if one.line.next_meeting is not None:
        said.append(f"next {phrases.day_and_time(*one.line.next_meeting, today)}")
    return said


SCREEN: Screen[OutboxView] = Screen("outbox-list", envelope, sheet, _fields.names)
