"""From what was typed to what the services take."""

from __future__ import annotations

from clientpulse.services import lookup
from clientpulse.store.queries import Selection
from clientpulse.store.reader import Reader


def selection(
    reader: Reader, client: str | None = None, tag: str | None = None, owner: str | None = None
) -> Selection:
    """Return which clients a reading command is about.

    Raises:
        NotFoundError: The client isn't found.
    """
    client_id = None if client is None else lookup.client(reader, client).id
    return Selection(client_id=client_id, tag=tag, owner=owner)
