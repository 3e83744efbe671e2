"""What speaks against sending a kept letter as it is, for what has happened since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from clientpulse.cadence.wording import in_short, weekday_date
from clientpulse.errors import ConflictError, NotFoundError
from clientpulse.letters.cleaning import one_line
from clientpulse.letters.message import mailboxes
from clientpulse.quoting import printable
from clientpulse.records import Client, Mistake
from clientpulse.records.commitments import CLIENT
from clientpulse.services import occasions
from clientpulse.services.drafting import addressing, kept, standing
from clientpulse.services.drafting.letters import SAYING_ALL_IS_WELL
from clientpulse.store import queries
from clientpulse.store.queries.of_clients import Scope
from clientpulse.store.reader import Reader

OLD = timedelta(days=7)
SPEAKING_OF_DAYS = ("greeting",)
"""What says "today", and is old the day after."""
NAMING_A_MEETING = ("update", "agenda", "follow-up", "recap")


def of(reader: Reader, today: date, letter: kept.Letter) -> Iterator[str]:
    """Say what speaks against sending a letter as it is, a sentence each."""
    client, settles = addressing.client_of(reader, letter), letter.settles
    name = printable(letter.whose.name)
    if client is None:
        yield f"{name} isn't a client any more."
        return
    if client.uid != letter.whose.uid:
        yield f"{name} was deleted or merged; the address is {printable(client.name)}'s now."
    yield from _reader(reader, letter)
    written_on = letter.written_at.date()
    age = timedelta(days=1) if settles.kind in SPEAKING_OF_DAYS else OLD
    if written_on <= today - age:
        yield f"It was written on {weekday_date(written_on, today)}."
    if letter.meeting_on is not None and settles.kind in NAMING_A_MEETING:
        yield from _meeting(reader, today, client, letter)
    if letter.on_track and not standing.on_track(reader, today, client.id):
        yield "It was written when all was on track, and something isn't any more."
    if settles.mistake is not None:
        yield from _told(reader, today, settles.mistake)
    elif settles.kind in SAYING_ALL_IS_WELL:
        yield from _untold(reader, client)
    if settles.occasion is not None:
        yield from _done(reader, today, settles.occasion, written_on)
    yield from _came_in(reader, client, letter)
    yield from _wrote(reader, today, client, letter)
    later = queries.facts.last_for(reader, Scope(client.id, today), settles.kind).get(client.id)
    if later is not None and later >= written_on:
        yield f"Another {settles.kind} went to them on {weekday_date(later, today)}."


def _reader(reader: Reader, letter: kept.Letter) -> Iterator[str]:
    """Say what became of the person whom it greets by name."""
    if letter.contact_id is None or not letter.to:
        return
    name, contact = letter.to[0].name, addressing.contact_of(reader, letter)
    if contact is None:
        yield f"{printable(name)} isn't a contact of theirs any more."
        return
    now = " ".join(one_line(contact.name).split())
    if now != name:
        yield f"It was written to {printable(name)}; that contact is {printable(now)} now."
    if not mailboxes(contact.name, contact.email or "")[0]:
        yield f"{printable(now)} has no address any more."


def _meeting(reader: Reader, today: date, client: Client, letter: kept.Letter) -> Iterator[str]:
    on = letter.meeting_on
    assert on is not None
    if on < today:
        yield f"The meeting that it names, on {weekday_date(on, today)}, is past."
        return
    booked = queries.meetings.select(reader, client_id=client.id)
    times = [one.planned_time for one in booked if one.planned_on == on]
    if letter.meeting_at not in times:
        at = f" at {letter.meeting_at}" if letter.meeting_at else ""
        yield f"The meeting that it names, on {weekday_date(on, today)}{at}, isn't booked any more."


def _told(reader: Reader, today: date, number: int) -> Iterator[str]:
    mistake = queries.values.read_one(reader, Mistake, number)
    if mistake is None:
        yield "The mistake that it is about was deleted."
    elif mistake.told_on is not None:
        yield f"They were told of that mistake on {weekday_date(mistake.told_on, today)}."


def _untold(reader: Reader, client: Client) -> Iterator[str]:
    for one in queries.mistakes.select(reader, client_id=client.id):
        if one.told_on is None:
            yield f"They don't know of a mistake yet: {printable(one.what)} ({one.id})."


def _done(reader: Reader, today: date, ref: str, written_on: date) -> Iterator[str]:
    try:
        found = occasions.find(reader, today, occasions.read_ref(ref))
        occasions.occurrence_to_do(found, written_on)
    except NotFoundError:
        yield "What it greets them for was deleted."
    except ConflictError:
        yield "What it greets them for was marked done."


def _wrote(reader: Reader, today: date, client: Client, letter: kept.Letter) -> Iterator[str]:
    """Say that they have written since, and wait for an answer that the letter isn't."""
    on, at = letter.written_at.date(), f"{letter.written_at:%H:%M}"
    waiting = queries.messages.waiting(reader, Scope(client.id, today), on).get(client.id, ())
    since = [one.occurred_on for one in waiting if one.occurred_on > on or (one.at or at) >= at]
    if since:
        yield f"They wrote on {weekday_date(since[0], today)}, and wait for an answer."


def _came_in(reader: Reader, client: Client, letter: kept.Letter) -> Iterator[str]:
    """Name what a letter asks for, or speaks of, and they have brought since."""
    text, since = letter.draft.text.casefold(), letter.written_at.date()
    asked = queries.commitments.select(reader, client_id=client.id, owed_by=CLIENT, only_open=False)
    for one in asked:
        day = one.done_on or one.dropped_on
        if day is not None and day >= since and one.what.splitlines()[0].casefold() in text:
            state = "came in" if one.done_on else "isn't asked for any more"
            yield f"What it asks for {state}: {in_short(one.what)}."
