"""From what was typed to what the services take."""

from __future__ import annotations

from collections.abc import Sequence

from clientpulse import services
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection


def selection(
    reader: Reader,
    client: str | None = None,
    tag: str | None = None,
    owner: str | None = None,
    *,
    archived: bool = False,
) -> Selection:
    """Return which clients a reading command is about.

    Args:
        reader: The store.
        client: Only this one, as typed.
        tag: Only those with this tag, in any case.
        owner: Only those of this owner, in any case.
        archived: The archived ones instead of the active ones.

    Raises:
        NotFoundError: The client isn't found.
    """
    client_id = None
    if client is not None:
        client_id = services.lookup.client(reader, client).id
    return Selection(
        client_id=client_id,
        tags=None if tag is None else _spellings(tag, queries.clients.known_tags(reader)),
        owners=None if owner is None else _spellings(owner, queries.clients.known_owners(reader)),
        archived=archived,
    )


def _spellings(typed: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return how a word is spelled in the store: databases fold the case of ASCII only."""
    wanted = typed.strip().casefold()
    return tuple(one for one in known if one.casefold() == wanted)
