"""Which clients a reading command is about."""

from __future__ import annotations

from collections.abc import Sequence

from clientpulse.services import lookup
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection


def scope(
    reader: Reader,
    client: str | None = None,
    tag: str | None = None,
    owner: str | None = None,
    *,
    archived: bool = False,
) -> Selection:
    """Return the clients that are meant by what was typed.

    Args:
        archived: The archived ones instead of the active ones.
    """
    return Selection(
        client_id=lookup.client_id(reader, client),
        tags=None if tag is None else _spellings(tag, queries.clients.known_tags(reader)),
        owners=None if owner is None else _spellings(owner, queries.clients.known_owners(reader)),
        archived=archived,
    )


def _spellings(typed: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return how a word is spelled in the store: databases fold the case of ASCII only."""
    wanted = typed.strip().casefold()
    return tuple(one for one in known if one.casefold() == wanted)
