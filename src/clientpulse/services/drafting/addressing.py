"""Whose a kept letter is by now, and what speaks against sending it as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from clientpulse.cadence.wording import weekday_date
from clientpulse.letters.message import mailboxes
from clientpulse.quoting import printable
from clientpulse.records import Client, Contact, Mistake
from clientpulse.services.drafting import kept, log
from clientpulse.services.drafting.letters import SAYING_ALL_IS_WELL
from clientpulse.services.syncing.known import Known
from clientpulse.sources.addresses import normal
from clientpulse.store import queries
from clientpulse.store.queries.of_clients import Scope
from clientpulse.store.reader import Reader

OLD = timedelta(days=7)


def client_of(reader: Reader, letter: kept.Letter) -> Client | None:
    """Return the client of a letter, or of one that is gone the one that has its addresses now."""
    numbers = {uid: number for number, uid in queries.clients.uids(reader).items()}
    number = numbers.get(letter.whose.uid)
    if number is None:
        known = Known(reader, ())
        found = {one for box in letter.to for one in known.clients_at(normal(box.address))}
        if len(found) != 1:
            return None
        (number,) = found
    return queries.values.read_one(reader, Client, number)


def letters_to(reader: Reader, client: Client, store: Path) -> list[kept.Letter]:
    """Return the letters that are kept for a client, by whatever name they were written."""
    letters = kept.find(store).letters
    return [one for one in letters if getattr(client_of(reader, one), "uid", "") == client.uid]


def served(reader: Reader, today: date, store: Path, kind: str) -> dict[int, str]:
    """Return who gets no letter of a kind with many others, by the client's number, and why."""
    last = queries.facts.last_for(reader, Scope(None, today), kind)
    found = {one: "got one today" for one, on in last.items() if on == today}
    numbers = {uid: number for number, uid in queries.clients.uids(reader).items()}
    for letter in kept.find(store).letters:
        number = numbers.get(letter.whose.uid)
        if number is not None and letter.settles.kind == kind:
            found[number] = "one waits: pulse draft --resend"
    return found


def is_logged(reader: Reader, letter: kept.Letter) -> bool:
    """Tell whether a letter was logged, and only its file stayed."""
    there = queries.exchanges.of_messages(reader, [letter.id])
    return any(one.source == log.SOURCE for one in there)


def was_read(reader: Reader, letter: kept.Letter) -> bool:
    """Tell whether a sync has found the letter in a mailbox: then it went out."""
    return bool(queries.exchanges.of_messages(reader, [letter.id]))


def sent(letter: kept.Letter, today: date) -> log.Sent:
    """Return the message that a letter was when it was sent."""
    at = letter.at or letter.written_at
    taken = tuple(one for one in letter.to if one.address not in letter.refused)
    return log.Sent(letter.id, taken, min(at.date(), today), f"{at:%H:%M}")


def readdressed(reader: Reader, letter: kept.Letter) -> kept.Letter:
    """Return a letter that never left, with the addresses that its reader has by now."""
    if type(letter.contact_id) is not int:
        return letter
    contact = queries.values.read_one(reader, Contact, letter.contact_id)
    good = mailboxes(contact.name, contact.email or "")[0] if contact else []
    return replace(letter, to=tuple(good)) if good else letter


def doubts(reader: Reader, today: date, letter: kept.Letter) -> Iterator[str]:
    """Say what speaks against sending a letter as it is, a sentence each."""
    client, settles = client_of(reader, letter), letter.settles
    name = printable(letter.whose.name)
    if client is None:
        yield f"{name} is a client no more."
        return
    if client.uid != letter.whose.uid:
        yield f"{name} was deleted or merged; the address is {printable(client.name)}'s now."
    if client.archived_on is not None:
        yield f"{printable(client.name)} is archived."
    written_on = letter.written_at.date()
    if written_on <= today - OLD:
        yield f"It was written on {weekday_date(written_on, today)}."
    if letter.meeting_on is not None and letter.meeting_on < today:
        yield f"The meeting that it names, on {weekday_date(letter.meeting_on, today)}, is past."
    if settles.mistake is not None:
        mistake = queries.values.read_one(reader, Mistake, settles.mistake)
        if mistake is None:
            yield "The mistake that it owns was deleted."
        elif mistake.told_on is not None:
            yield f"They were told of that mistake on {weekday_date(mistake.told_on, today)}."
    elif letter.settles.kind in SAYING_ALL_IS_WELL:
        yield from _untold(reader, client)
    later = queries.facts.last_for(reader, Scope(client.id, today), settles.kind).get(client.id)
    if later is not None and later >= written_on:
        yield f"Another {settles.kind} went to them on {weekday_date(later, today)}."


def _untold(reader: Reader, client: Client) -> Iterator[str]:
    for one in queries.mistakes.select(reader, client_id=client.id):
        if one.told_on is None:
            yield f"They don't know of a mistake yet: {printable(one.what)} ({one.id})."
