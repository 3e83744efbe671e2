"""Whom to ring: as a list for pipes and files, and as cards for the one who rings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.wording import ago_words, short_date, weekday_date
from clientpulse.output import phrases
from clientpulse.output.endings import HOW_TO_BEGIN
from clientpulse.output.relation.agenda import owed_by
from clientpulse.output.relation.personal import ask_after, in_short
from clientpulse.output.safe import one_line
from clientpulse.output.sheet import Sheet

if TYPE_CHECKING:
    from clientpulse.records import Commitment
    from clientpulse.views.dial import Call, DialView, NobodyToRing

Row = tuple[str, str]

# What a card has room for; lists for pipes and files have the whole.
NOTE, EACH, MOST = 230, 150, 4


def envelope(view: DialView) -> dict[str, Any]:
    """Return the envelope's fields of ``dial``."""
    return {
        "items": [
            {
                "client": one.client,
                "key": one.key,
                "contact": one.contact,
                "phone": one.phone,
                "local_time": one.local_time,
                "open_now": one.open_now,
                "last_voice_on": one.last_voice_on and one.last_voice_on.isoformat(),
                "last_note": one.last_note,
                "ask_after": [ask_after(each, view.today) for each in one.ask_after],
                "open": [owed(each, view.today) for each in one.open],
            }
            for one in view.calls
        ]
    }


def sheet(view: DialView) -> Sheet:
    """Lay out whom to ring, a row each."""
    today = view.today
    rows = [
        (
            one_line(one.client),
            one_line(one.contact),
            one_line(one.phone),
            there(one),
            spoke(one, today),
            one_line(one.last_note or ""),
            "; ".join(ask_after(each, today) for each in one.ask_after),
            "; ".join(owed(each, today) for each in one.open),
        )
        for one in view.calls
    ]
    headings = (
        *("Client", "Contact", "Phone", "There", "Last spoke", "Last talked about", "Ask after"),
        "Open",
    )
    return Sheet(title(view), headings, rows, footer(view))


def title(view: DialView) -> str:
    """Say when it is, and how many there are to ring, or which one of them this is."""
    moment = f"{weekday_date(view.today, view.today)} {view.now:%H:%M}"
    if view.place is not None:
        number, of = view.place
        return f"{moment}: {number} of {of}"
    if not view.calls:
        return f"{moment}: nobody to ring just now"
    return f"{moment}: {len(view.calls):,} to ring"


def footer(view: DialView) -> tuple[str, ...]:
    """Say who else could be rung, or why there is nobody."""
    if view.nobody is not None:
        return tuple(_why(view.nobody, view))
    if view.more and view.place is None:
        one = "could be rung too"
        number = len(view.calls) + view.more
        return (f"{phrases.counted(view.more, 'more client')} {one}: pulse dial -n {number}",)
    return ()


def owed(one: Commitment, today: date) -> str:
    """Say what is owed: ``we owe the tax estimate, by Fri 27 Nov``; harmless, on one line."""
    who = "we owe" if one.owed_by == "us" else "they owe"
    return f"{who} {one_line(one.what)}, {owed_by(one.due_on, today)}"


def there(one: Call) -> str:
    """Say what time it is there, and whether they are at work."""
    standing = {True: "a good time to call", False: "outside their hours", None: ""}[one.open_now]
    return ", ".join(filter(None, [one.local_time, standing]))


def spoke(one: Call, today: date) -> str:
    """Say when we last spoke."""
    if one.last_voice_on is None:
        return f"never since the start ({short_date(one.started_on, today)})"
    return phrases.day_and_distance(one.last_voice_on, today)


def card_rows(one: Call, today: date) -> Iterator[Row]:
    """Give what to know before ringing somebody, as labels and harmless texts."""
    yield "Ring", f"{one_line(one.contact)} · {one_line(one.phone)}"
    if there(one):
        yield "There", there(one)
    yield "Last spoke", spoke(one, today)
    if one.last_note and one.last_note_on:
        when = ago_words((today - one.last_note_on).days)
        yield "About", f"{in_short(one.last_note, NOTE)} ({when})"
    for label, texts in (
        ("Ask after", [ask_after(each, today) for each in one.ask_after]),
        ("Open", [owed(each, today) for each in one.open]),
    ):
        for index, text in enumerate(texts[:MOST]):
            yield "" if index else label, in_short(text, EACH)
        if len(texts) > MOST:
            key = phrases.shell_word(one_line(one.key))
            yield "", f"and {len(texts) - MOST} more: pulse brief {key}"


def _why(nobody: NobodyToRing, view: DialView) -> Iterator[str]:
    """Say kindly why there is nobody to ring, and what comes next."""
    if not nobody.clients:
        yield from HOW_TO_BEGIN
        return
    if not nobody.chosen:
        yield "No client fits. See 'pulse client list'."
        return
    if not nobody.with_phone and nobody.resting < nobody.chosen:
        yield "Nobody here has a phone number yet."
        yield "Add one: pulse contact edit CLIENT NAME --phone NUMBER"
    if nobody.rung_lately and not nobody.closed:
        yield "You spoke with everybody in the last 7 days. Well kept."
    elif nobody.rung_lately:
        yield f"With {phrases.counted(nobody.rung_lately, 'client')} you spoke in the last 7 days."
    if nobody.closed:
        are = "is" if nobody.closed == 1 else "are"
        yield f"{phrases.counted(nobody.closed, 'client')} {are} outside working hours now."
    if nobody.opens_at is not None and nobody.opens is not None:
        yield f"The first opens {_opening(nobody.opens_at, view.today)}: {one_line(nobody.opens)}."
    if nobody.resting:
        are = "is" if nobody.resting == 1 else "are"
        yield f"{phrases.counted(nobody.resting, 'client')} {are} paused or snoozed."


def _opening(opens_at: datetime, today: date) -> str:
    day = opens_at.date()
    on = "" if day == today else f"{weekday_date(day, today)} "
    return f"{on}at {opens_at:%H:%M} by your clock"


ENVELOPES: dict[str, Callable[[Any], dict[str, Any]]] = {"dial": envelope}
_DIAL = "client key contact phone local_time open_now last_voice_on last_note ask_after open"
FIELDS = {"dial": tuple(_DIAL.split())}
SHEETS: dict[str, Callable[[Any], Sheet]] = {"dial": sheet}
