"""From what was typed to what the services take."""

from __future__ import annotations

from clientpulse.store.queries import Selection
from clientpulse.store.reader import Reader


def selection(
    reader: Reader, client: str | None = None, tag: str | None = None, owner: str | None = None
) -> Selection:
    """Return which clients a reading command is about.

    Raises:
        NotFoundError: The client isn't found.
    """
    if client is None:
        return Selection(tag=tag, owner=owner)
    from clientpulse.services import lookup

    return Selection(client_id=lookup.client(reader, client).id, tag=tag, owner=owner)
