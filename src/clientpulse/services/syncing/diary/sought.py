"""What was looked for when a calendar was read: whose events, and which kinds of them.

Where that has changed, a calendar is read again though nothing in it has.
"""

from __future__ import annotations

import json
from typing import NamedTuple
from zlib import crc32

from clientpulse.config.sources import Source
from clientpulse.records import Contact
from clientpulse.store import queries
from clientpulse.store.reader import Reader


class Sought(NamedTuple):
    """What was looked for.

    Attributes:
        people: By the number of a contact, what tells whether its addresses are still the same.
        include: As the source has it.
    """

    people: dict[str, str]
    include: list[str]


def now(reader: Reader, source: Source) -> Sought:
    """Return what is looked for today."""
    people = {str(one.id): of(one) for one in queries.contacts.select(reader) if one.email}
    return Sought(people, sorted(source.include))


def of(contact: Contact) -> str:
    """Return what changes when a contact's addresses do; it tells nobody what they are."""
    return f"{contact.client_id}-{crc32((contact.email or '').encode()) & 0xFFFF:x}"


def written(what: Sought) -> str:
    """Return it as a state of a source."""
    return json.dumps(what._asdict(), separators=(",", ":"))


def read(state: str) -> Sought:
    """Read what was written; nothing, where that is nonsense."""
    try:
        found = json.loads(state)
        return Sought(dict(found["people"]), list(found["include"]))
    except (ValueError, KeyError, TypeError):
        return Sought({}, [])
