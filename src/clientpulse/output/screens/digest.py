"""Today's list as one message: what it says of each client, whatever it is written as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from clientpulse.cadence.advice import reason, suggestion
from clientpulse.cadence.items import TODAY
from clientpulse.cadence.wording import weekday_date
from clientpulse.output import links, phrases
from clientpulse.output.layout.card import Card, Row, labelled
from clientpulse.output.layout.fields import Fields
from clientpulse.output.layout.screen import Screen
from clientpulse.output.screens import agenda, ask_after, due, local_time
from clientpulse.output.screens.ask_after import in_short
from clientpulse.quoting import shell_word

if TYPE_CHECKING:
    from clientpulse.records import Meeting
    from clientpulse.views.digest import DigestView, ToContact

# What a person reads at one go.
REASONS, TO_SAY, EACH = 4, 3, 120

# Where it is up to us what the talk is about.
_TO_TALK = frozenset({"update", "appointment", "meeting", "look_back"})

FIELDS: Fields[ToContact] = Fields(
    "client=row.first.client key=row.first.key status=row.first.status"
    " days_overdue=row.first.days_overdue reasons? suggestion? say? command?"
    " last_on=row.last_reach_on last_channel=row.last_reach_channel local_time? open_now?"
    " opens_at? contact? email? phone?"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a client.

    Attributes:
        client: The name, and how pressing it is.
        say: What helps to say, at most three short lines.
        last: When and how they heard from us last.
        there: What time it is there, and when to call.
        person: Whom to contact; empty where nobody is known.
    """

    client: str
    status: str
    why: tuple[str, ...]
    what: str
    say: tuple[str, ...]
    last: str
    there: str
    person: str
    command: str


def told(one: ToContact, today: date) -> Told:
    """Say about a client what belongs into a message."""
    row, first = one.row, one.row.first
    last = "no contact yet"
    if row.last_reach_on is not None:
        last = phrases.last_contact(row.last_reach_channel, row.last_reach_on, today)
    return Told(
        client=first.client,
        status=_status(one, today),
        why=tuple(_why(one, today)),
        what=suggestion(first),
        say=tuple(in_short(text, EACH) for text in _to_say(one, today))[:TO_SAY],
        last=last,
        there=_there(one, today),
        person="" if one.person is None else one.person.name,
        command=phrases.next_command(first),
    )


def subject(view: DigestView) -> str:
    """Say in a line how full the day is: ``Mon 30 Nov: 4 clients to contact, 2 overdue``."""
    number = len(view.items) + view.due.more
    day = weekday_date(view.today, view.today)
    if not number:
        return f"{day}: {standing_in(view)}"
    some = f", {view.due.overdue:,} overdue" if view.due.overdue else ""
    return f"{day}: {phrases.counted(number, 'client')} to contact{some}"


def standing_in(view: DigestView) -> str:
    """Say how much is left by colleagues, and no names: ``1 colleague is away, with ...``."""
    away = view.due.away_colleagues
    clients = phrases.counted(sum(one.clients for one in away), "client")
    are = "is" if len(away) == 1 else "are"
    return f"{phrases.counted(len(away), 'colleague')} {are} away, with {clients} to contact"


def remarks(view: DigestView) -> Iterator[str]:
    """Say what the limit left out, and what isn't in the list yet."""
    return due.footer(view.due)


def _status(one: ToContact, today: date) -> str:
    first = one.row.first
    if first.status == TODAY:
        return f"today {first.at}" if first.at else "today"
    when = phrases.due_words(first, today)
    return f"{first.status}, {when}" if first.days_overdue else f"{first.status} {when}"


def _why(one: ToContact, today: date) -> Iterator[str]:
    """Give the reasons; of very many say how many more there are, and where they stand."""
    items = one.row.items
    shown = items if len(items) <= REASONS + 1 else items[:REASONS]
    for item in shown:
        yield reason(item, today)
    if len(items) > len(shown):
        first = one.row.first
        yield f"and {len(items) - len(shown)} more: pulse due {shell_word(first.key)}"


def _to_say(one: ToContact, today: date) -> Iterator[str]:
    """Give what helps to say, what is nearest first: never what was noted for ourselves."""
    meeting = one.meetings[0] if one.meetings else None
    points = [each.what for each in one.points]
    if meeting is not None:
        about = [meeting.agenda] if meeting.agenda else []
        yield _booked(meeting, [*about, *points], today)
    for again in one.meetings[1:]:
        if again.planned_on == today:
            yield _booked(again, [again.agenda] if again.agenda else [], today)
    for each in one.owed:
        if each.due_on is not None:
            yield agenda.owed(each.owed_by == "us", each.what, each.due_on, today)
    for asked in one.ask_after:
        begin = "ask after" if asked.birthday else "remember:"
        yield f"{begin} {ask_after.in_words(asked, today)}"
    if meeting is None and points:
        yield f"for the next meeting: {'; '.join(points)}"
    undated = [each for each in one.owed if each.due_on is None]
    for each in undated:
        yield agenda.owed(each.owed_by == "us", each.what, None, today)
    if one.row.first.rule in _TO_TALK and not (meeting or one.owed or one.ask_after or points):
        yield f"nothing else is open: {agenda.QUESTIONS}"


def _booked(meeting: Meeting, about: Iterable[str], today: date) -> str:
    points = "; ".join(about)
    return f"you meet {agenda.when_and_where(meeting, today)}{': ' if points else ''}{points}"


def _there(one: ToContact, today: date) -> str:
    there = phrases.local_time(one.row.local, there="")
    if one.opens_at is None:
        return there
    day = one.opens_at.date()
    on = "" if day == today else f"{weekday_date(day, today)} "
    return f"{there}; at work from {on}{one.opens_at:%H:%M} your time"


def envelope(view: DigestView) -> dict[str, Any]:
    """Return the fields of ``digest``."""
    return {
        "items": [_record(one, view.today) for one in view.items],
        "subject": None if view.is_empty else subject(view),
        "more": view.due.more,
        "away_colleagues": due.colleagues_record(view.due),
        "remarks": [] if view.is_empty else list(remarks(view)),
        "sent_to": view.sent_to,
        "notified": view.notified,
    }


def _record(one: ToContact, today: date) -> dict[str, Any]:
    said = told(one, today)
    person = one.person
    return FIELDS(
        one,
        **local_time.record(one.row.local),
        reasons=[reason(item, today) for item in one.row.items],
        suggestion=said.what,
        say=list(said.say),
        command=said.command,
        opens_at=_moment(one.opens_at),
        contact=None if person is None else person.name,
        email=None if person is None else person.email,
        phone=None if person is None else person.phone,
    )


def _moment(value: datetime | None) -> str | None:
    return None if value is None else value.isoformat(timespec="minutes")


def card(view: DigestView) -> Card:
    """Lay the message out, a part a client."""
    parts = [_part(number, one, view.today) for number, one in enumerate(view.items, 1)]
    also = [one.removeprefix("and ") for one in remarks(view)]
    return Card.of(
        subject(view), (*parts, ("", labelled("Also", also, len(also), ""))), aligned=True
    )


def _part(number: int, one: ToContact, today: date) -> tuple[str, list[Row]]:
    said = told(one, today)
    rows = [
        *labelled("Why", said.why, len(said.why), ""),
        ("Do", said.what),
        *labelled("Say", said.say, len(said.say), ""),
        ("Last", said.last),
        *([("There", said.there)] if said.there else []),
        *_reach(one),
        ("Type", said.command),
    ]
    return f"{number}. {said.client}: {said.status}", rows


def _reach(one: ToContact) -> Iterator[Row]:
    if one.person is not None:
        addresses = (link.address for link in links.of(one.person))
        yield "Who", " · ".join((one.person.name, *addresses))


SCREEN: Screen[DigestView] = Screen("digest", envelope, card, FIELDS.names)
