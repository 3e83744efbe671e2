"""Recognising in a file what the store holds already: the same name, person or client."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from clientpulse.comparing import folded
from clientpulse.errors import NotFoundError
from clientpulse.quoting import printable, quoted
from clientpulse.services.importing import marks
from clientpulse.services.importing.memory import Memory
from clientpulse.store import queries
from clientpulse.store.reader import Reader
from clientpulse.store.selection import Selection

# Looking for the nearest name takes milliseconds, and no more than a few messages are shown.
SUGGESTED = 20


class ClientFinder:
    """Finds the client a row names by its exact key or name, or by what a list called it once.

    Args:
        memory: What is remembered of lists from where the row is.
    """

    def __init__(self, reader: Reader, memory: Memory) -> None:
        self._memory = memory
        self._by_key: dict[str, int] = {}
        self._by_name: dict[str, list[tuple[int, str]]] = {}
        self._faults: dict[str, str] = {}
        for archived in (False, True):
            names: dict[str, list[tuple[int, str]]] = {}
            known = queries.clients.names(reader, Selection(archived=archived))
            for client_id, key, name in known:
                self._by_key[key.casefold()] = client_id
                names.setdefault(folded(name), []).append((client_id, key))
            # An active client is meant before an archived one of the same name.
            self._by_name = names | self._by_name

    def find(self, typed: str) -> int:
        """Return the client's number."""
        wanted = folded(typed)
        if wanted in self._by_key:
            return self._by_key[wanted]
        same = self._by_name.get(wanted, [])
        if len(same) == 1:
            return same[0][0]
        if same:
            keys = " or ".join(sorted(key for _, key in same))
            raise NotFoundError(
                f"there are {len(same)} clients {quoted(typed)}: name one by its key, {keys}"
            )
        known = self._memory.of_client(marks.of_name(typed))
        if len(known.ids) == 1:
            return known.ids[0]
        if typed in self._faults:
            raise NotFoundError(self._faults[typed])
        reason = f"there is no client {quoted(typed)}"
        if len(self._faults) < SUGGESTED:
            reason = self._faults[typed] = reason + self._nearest(wanted)
        raise NotFoundError(reason)

    def _nearest(self, wanted: str) -> str:
        words: Iterable[str] = [*self._by_key, *self._by_name]
        near = get_close_matches(wanted, list(words), n=1, cutoff=0.6)
        return f"; the nearest is {printable(near[0])}" if near else ""
