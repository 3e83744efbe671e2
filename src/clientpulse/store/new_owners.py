"""Owners whom nobody has named before: perhaps a colleague's first client, perhaps mistyped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from clientpulse.comparing import folded
from clientpulse.records import Away, Client, Record
from clientpulse.store import queries

if TYPE_CHECKING:
    from clientpulse.store.reader import Reader


class NewOwners:
    """Gathers them while a unit of work names owners.

    Attributes:
        names: As spelled, in the order they came.
        others: Who else has clients or days off, and whoever writes, by name.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: set[str] | None = None
        self.names: list[str] = []
        self.others: list[str] = []

    def note(self, record: type[Record], owners: Iterable[str | None]) -> None:
        """Note what is about to be written as the owner of records."""
        if record not in {Client, Away}:
            return
        author = self._reader.author
        for name in dict.fromkeys(owners):
            if name is None or author.is_called(name):
                continue
            known = self._read() if self._known is None else self._known
            if folded(name) not in known:
                known.add(folded(name))
                self.names.append(name)

    def _read(self) -> set[str]:
        people = [one for one, _, _ in queries.facts.owners(self._reader)]
        people += filter(None, [self._reader.author.name])
        self.others = sorted({folded(one): one for one in reversed(people)}.values(), key=folded)
        wrote = queries.journal.writers(self._reader)
        self._known = {folded(one) for one in (*people, *wrote)}
        return self._known
