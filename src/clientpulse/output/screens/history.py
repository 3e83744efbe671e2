"""What happened, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from clientpulse.comparing import is_same_name
from clientpulse.dates import long_date
from clientpulse.output import formats, phrases
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.records import Touchpoint
from clientpulse.views.history import HistoryView

if TYPE_CHECKING:
    from clientpulse.records import Meeting, Named

record = Fields.of(Touchpoint)


def title(view: HistoryView) -> str:
    """Say whose touchpoints these are, and from when to when."""
    words = "Touchpoints" + (f" with {view.client}" if view.client else "")
    if view.since is not None:
        words += f" since {long_date(view.since)}"
    if view.until is not None:
        words += f" until {long_date(view.until)}"
    return f"{words}, newest first"


def footer(view: HistoryView) -> tuple[str, ...]:
    """Say that there are more, or none."""
    if view.more:
        return ("There are more; --limit 0 shows all.",)
    if not view.items:
        return ("No touchpoint matches.",)
    return ()


def how(one: Touchpoint) -> str:
    """Name a touchpoint, and say when it came from them: ``e-mail, from them``."""
    name = phrases.touchpoint(one.channel, one.purpose)
    return f"{name}, from them" if one.direction == "inbound" else name


def agreed(one: Touchpoint) -> str:
    """Say what was agreed; nothing where nothing was."""
    return f"agreed: {'; '.join(one.agreed)}" if one.agreed else ""


def shared(one: Touchpoint) -> str:
    """Say what was shared, and where it is found; nothing where nothing was."""
    if not one.shared:
        return ""
    where = f" ({one.url})" if one.url and one.url != one.shared else ""
    return f"shared: {one.shared}{where}"


def by(one: Named, me: str | None) -> str:
    """Say who wrote something down, where it wasn't me: ``by kim``."""
    if one.by is None or is_same_name(one.by, me):
        return ""
    return f"by {one.by}"


def details(one: Touchpoint, me: str | None) -> list[str]:
    """Return what is known of a touchpoint besides its note: ``mood good``, ``mail``."""
    known = [
        shared(one),
        agreed(one),
        f"with {', '.join(one.attendees)}" if one.attendees else "",
        f"mood {phrases.mood(one.mood)}" if one.mood is not None else "",
        f"{one.minutes} min" if one.minutes is not None else "",
        "no news" if one.no_news else "",
        one.source,
        by(one, me),
    ]
    return list(filter(None, known))


def note(one: Touchpoint) -> str | None:
    """Return the note; of a day's messages the subjects, which stand in lines of their own."""
    return "; ".join(one.note.splitlines()) if one.source and one.note else one.note


def source_of(one: Touchpoint | Meeting, every: Iterable[Touchpoint | Meeting]) -> dict[str, Any]:
    """Return the cell that says where one came from, where any of those beside it did."""
    return {"Source": one.source} if any(each.source for each in every) else {}


SCREEN: Screen[HistoryView] = list_screen(
    "history",
    record,
    title,
    lambda one, view: {
        "Id": one.id,
        "On": phrases.day_and_time(one.occurred_on, one.occurred_time, view.today),
        "Client": one.client,
        "Channel": phrases.touchpoint(one.channel, one.purpose),
        "Direction": one.direction,
        "Note": note(one),
        **(
            {"Shared": shared(one).removeprefix("shared: ")}
            if any(each.shared for each in view.items)
            else {}
        ),
        "Agreed": "; ".join(one.agreed),
        "Mood": None if one.mood is None else phrases.mood(one.mood),
        "Minutes": one.minutes,
        "News": "no news" if one.no_news else None,
        "With": ", ".join(one.attendees),
        **source_of(one, view.items),
        **({"By": one.by} if any(by(each, view.me) for each in view.items) else {}),
    },
    footer,
    lambda: formats.table.history.draw,
)
