"""Whose a kept letter is by now, and what is known of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from clientpulse.letters.message import mailboxes
from clientpulse.records import Client, Contact
from clientpulse.services.drafting import kept, log
from clientpulse.services.syncing.known import Known
from clientpulse.sources.addresses import normal
from clientpulse.store import queries
from clientpulse.store.queries.of_clients import Scope
from clientpulse.store.reader import Reader

GOT_ONE, HAS_ONE = "got one today", "one is waiting: pulse draft --resend"


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
    found = {one: GOT_ONE for one, on in last.items() if on == today}
    for letter in kept.find(store).letters:
        client = client_of(reader, letter) if letter.settles.kind == kind else None
        if client is not None:
            found[client.id] = HAS_ONE
    return found


def perhaps_out(store: Path, uid: str, kind: str) -> bool:
    """Tell whether a letter of a kind to a client is kept that may have gone out."""
    out = (kept.SENDING, kept.SENT)
    known = (one for one in kept.find(store).letters if one.state in out)
    return any((one.whose.uid, one.settles.kind) == (uid, kind) for one in known)


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


def contact_of(reader: Reader, letter: kept.Letter) -> Contact | None:
    """Return whom a letter is for, as they are by now; None if its client has them no more."""
    if letter.contact_id is None:
        return None
    contact = queries.values.read_one(reader, Contact, letter.contact_id)
    client = client_of(reader, letter)
    return contact if contact and client and contact.client_id == client.id else None


def readdressed(reader: Reader, letter: kept.Letter) -> kept.Letter:
    """Return a letter that never left, with the addresses that its reader has by now."""
    contact = contact_of(reader, letter)
    good = mailboxes(contact.name, contact.email or "")[0] if contact else []
    return replace(letter, to=tuple(good)) if good else letter
