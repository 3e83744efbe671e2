"""Who is snoozed, until when and why."""

from __future__ import annotations

from clientpulse.cadence.wording import in_short, in_words, weekday_date
from clientpulse.output import phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.quoting import shell_word
from clientpulse.views.listed import Listed
from clientpulse.views.snoozes import Snoozed

_fields: Fields[Snoozed] = Fields(
    "client=client.name key=client.key snoozed_until=client.snoozed_until"
    " snooze_reason=client.snooze_reason since"
)


def _footer(view: Listed[Snoozed]) -> tuple[str, ...]:
    if not view.items:
        return ("To snooze a client: pulse snooze CLIENT DATE",)
    key = shell_word(view.items[0].client.key)
    return (f"To end one at once: pulse snooze {key} --clear",)


def _until(one: Snoozed, view: Listed[Snoozed]) -> str:
    until = one.client.snoozed_until or view.today
    return f"{weekday_date(until, view.today)}, {in_words((until - view.today).days)}"


SCREEN: Screen[Listed[Snoozed]] = list_screen(
    "snooze-list",
    _fields,
    lambda view: (
        f"{phrases.counted(len(view.items), 'client')} snoozed"
        if view.items
        else "Nobody is snoozed"
    ),
    lambda one, view: {
        "Client": one.client.name,
        "Until": _until(one, view),
        "Since": None if one.since is None else weekday_date(one.since, view.today),
        "Why": in_short(one.client.snooze_reason, 60) or None,
    },
    _footer,
)
