"""Whom to ring: as a list for pipes and files, and as cards for the one who rings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from clientpulse.cadence.advice import reason
from clientpulse.cadence.wording import ago_words, weekday_date
from clientpulse.output import formats, phrases
from clientpulse.output.layout.card import Row, labelled
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen, list_screen
from clientpulse.output.safe import one_line
from clientpulse.output.screens import ask_after, local_time
from clientpulse.output.screens.agenda import owed
from clientpulse.output.screens.ask_after import in_short
from clientpulse.output.screens.first_steps import nobody_to_show
from clientpulse.quoting import shell_word

if TYPE_CHECKING:
    from clientpulse.views.dial import Call, DialView, NobodyToRing, Rung

# What a card has room for; lists for pipes and files have the whole.
NOTE, EACH, MOST = 230, 150, 4


FIELDS: Fields[Call] = Fields(
    "client key contact phone local_time? open_now? last_voice_on last_note ask_after? open?"
    " reason?"
)


def record(one: Call, today: date) -> dict[str, Any]:
    """Return the fields of somebody to ring."""
    return FIELDS(
        one,
        **local_time.record(one.local),
        ask_after=_to_ask_after(one, today),
        open=_open(one, today),
        reason=None if one.item is None else reason(one.item, today),
    )


def _to_ask_after(one: Call, today: date) -> list[str]:
    return [ask_after.in_words(each, today) for each in one.ask_after]


def _open(one: Call, today: date) -> list[str]:
    return [owed(each.owed_by == "us", each.what, each.due_on, today) for each in one.open]


def title(view: DialView) -> str:
    """Say when it is, and how many there are to ring, or which one of them this is."""
    now = f"{weekday_date(view.today, view.today)} {view.now:%H:%M}"
    if view.whose.whom:
        now += f", {view.whose.whom}"
    if view.place is not None:
        number, of = view.place
        return f"{now}: {number} of {of}"
    return f"{now}: {f'{len(view.items):,} to ring' if view.items else 'nobody to ring just now'}"


def footer(view: DialView) -> Iterator[str]:
    """Say who else could be rung, or why there is nobody."""
    if view.nobody is not None:
        yield from _why(view.nobody, view)
    elif view.more and view.place is None:
        number = len(view.items) + view.more
        yield f"and {phrases.counted(view.more, 'more client')}: pulse dial -n {number}"


def spoke(one: Call, today: date) -> str:
    """Say when we last spoke."""
    if one.last_voice_on is None and one.clock_on is not None:
        return "not known"
    if one.last_voice_on is None:
        return f"never since the start ({weekday_date(one.started_on, today)})"
    return phrases.day_and_distance(one.last_voice_on, today)


class Short(NamedTuple):
    """Somebody to ring in a line, of harmless texts; no status where nothing is due."""

    spoke: str
    client: str
    status: str
    why: str


def short(one: Call, today: date) -> Short:
    """Say in a line when we last spoke, and why to ring."""
    on = one.last_voice_on
    never = "never" if one.clock_on is None else "not known"
    spoke = never if on is None else ago_words((today - on).days)
    status = "" if one.item is None else phrases.status(one.item.status)
    return Short(spoke, one_line(one.client), status, one_line(why(one, today)))


def rung(one: Rung) -> str:
    """Say how many calls there were today: ``5 calls today, 47 minutes altogether``."""
    if not one.calls:
        return "No calls today"
    took = f", {phrases.counted(one.minutes, 'minute')} altogether" if one.minutes else ""
    return f"{phrases.counted(one.calls, 'call')} today{took}"


def why(one: Call, today: date) -> str:
    """Say why this client: the first thing that is due, if anything is."""
    return "just to talk: nothing is due" if one.item is None else reason(one.item, today)


def card_rows(one: Call, today: date) -> Iterator[Row]:
    """Give what to know before ringing somebody, as labels and harmless texts."""
    yield "Ring", f"{one_line(one.contact)} · {one_line(one.phone)}"
    if there := phrases.local_time(one.local, there=""):
        yield "There", there
    yield "Why", why(one, today)
    yield "Last spoke", spoke(one, today)
    if one.last_note and one.last_note_on:
        when = ago_words((today - one.last_note_on).days)
        yield "About", f"{in_short(one.last_note, NOTE)} ({when})"
    brief = f"pulse brief {shell_word(one.key)}"
    for label, texts in (("Ask after", _to_ask_after(one, today)), ("Open", _open(one, today))):
        yield from labelled(label, [in_short(text, EACH) for text in texts], MOST, brief)


def _why(nobody: NobodyToRing, view: DialView) -> Iterator[str]:
    """Say kindly why there is nobody to ring, and what comes next."""
    if not nobody.chosen:
        yield from nobody_to_show(nobody.clients, nobody.all_archived, view.whose)
        return
    if not nobody.with_phone and nobody.resting < nobody.chosen:
        yield "Nobody here has a phone number yet."
        yield "Add one: pulse contact edit CLIENT NAME --phone NUMBER"
    if nobody.rung_lately and not nobody.closed:
        yield "You spoke with everybody in the last 7 days. Well kept."
    elif nobody.rung_lately:
        yield f"You spoke with {phrases.counted(nobody.rung_lately, 'client')} in the last 7 days."
    if nobody.closed:
        are = "is" if nobody.closed == 1 else "are"
        yield f"{phrases.counted(nobody.closed, 'client')} {are} outside working hours now."
    if nobody.opens_at is not None and nobody.opens is not None:
        yield f"{nobody.opens} opens first, {_opening(nobody.opens_at, view.today)}."
    if nobody.resting:
        yield phrases.resting(nobody.resting)


def _opening(opens_at: datetime, today: date) -> str:
    day = opens_at.date()
    on = "" if day == today else f"{weekday_date(day, today)} "
    return f"{on}at {opens_at:%H:%M} by your clock"


SCREEN: Screen[DialView] = list_screen(
    "dial",
    FIELDS,
    title,
    lambda one, view: {
        "Client": one.client,
        "Contact": one.contact,
        "Phone": one.phone,
        "Why": why(one, view.today),
        "There": phrases.local_time(one.local, there=""),
        "Last spoke": spoke(one, view.today),
        "Last talked about": one.last_note,
        "Ask after": "; ".join(_to_ask_after(one, view.today)),
        "Open": "; ".join(_open(one, view.today)),
    },
    footer,
    lambda: formats.table.dial.draw,
    record,
)
