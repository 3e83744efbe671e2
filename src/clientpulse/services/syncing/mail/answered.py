"""Whose an answer is that comes from an address nobody knows: theirs to whom we had written."""

from __future__ import annotations

from collections.abc import Iterable

from clientpulse.services.syncing.taking import Taking
from clientpulse.sources.gathered import Message
from clientpulse.store import queries


class Answered:
    """Which clients our messages went to, of those that are answered.

    Args:
        messages: What was read just now.
    """

    def __init__(self, taking: Taking, messages: Iterable[Message]) -> None:
        self._taking = taking
        asked = {id_ for one in messages if not one.automatic for id_ in one.answers}
        self._clients = queries.exchanges.written_to(taking.unit.reader, sorted(asked))

    def add(self, message: Message, client_id: int) -> None:
        """Take note of a message of ours that was read just now."""
        self._clients.setdefault(message.id, set()).add(client_id)

    def client(self, message: Message, address: str) -> int | None:
        """Return the client whose matter a message answers, the nearest one that is certain.

        What went to several clients tells nothing, and nobody is taken for a client who was said to
        be none, or who is one of us.
        """
        taking = self._taking
        if not address or not message.answers:
            return None
        if taking.known.is_colleague(address) or taking.marks.has("address", address):
            return None
        for one in message.answers:
            clients = self._clients.get(one, set())
            if clients:
                return next(iter(clients)) if len(clients) == 1 else None
        return None
