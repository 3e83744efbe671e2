"""What a whole-store export says of the relationship layer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from clientpulse.store import queries
from clientpulse.store.reader import Reader

Record = dict[str, Any]


class RelationExport:
    """Gives the lists of one client after the other, and those that belong to none.

    Args:
        reader: The store.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        # Most stores leave most of it empty, and ten questions for each of 10,000 clients add up.
        self._filled = queries.export_dependents.filled_tables(reader)

    def shared(self) -> dict[str, Iterable[Record]]:
        """Return what belongs to no client: services, traits and weights for all, days off."""
        return {
            "services": self._all("service"),
            "traits": map(_trait, self._of("trait", None)),
            "trait_weights": self._of("trait_weight", None),
            "away": (
                row | {"from": row["starts_on"], "to": row["ends_on"]} for row in self._all("away")
            ),
        }

    def of(self, client_id: int) -> Mapping[str, Iterable[Record]]:
        """Return what belongs to a client, by list; each can be gone through once."""
        return {
            "projects": self._of("project", client_id),
            "commitments": self._of("commitment", client_id),
            "mistakes": self._of("mistake", client_id),
            "reminders": (
                row | {"on": row["remind_on"], "yearly": bool(row["yearly"]), "with": row["person"]}
                for row in self._of("reminder", client_id)
            ),
            "feedback": (
                row | {"on": row["given_on"]}
                for row in self._rows(
                    "feedback", lambda reader: queries.export_dependents.feedback(reader, client_id)
                )
            ),
            "agenda_points": self._of("agenda_point", client_id),
            "checkups": self._checkups(client_id),
            "mentions": (
                row | {"on": row["mentioned_on"]}
                for row in self._rows(
                    "service_mention",
                    lambda reader: queries.export_dependents.mentions(reader, client_id),
                )
            ),
            "traits": map(_trait, self._of("trait", client_id)),
            "trait_weights": self._of("trait_weight", client_id),
            "rules": self._of("client_rule", client_id),
        }

    def _checkups(self, client_id: int) -> Iterator[Record]:
        if "checkup" not in self._filled:
            return
        answers = queries.export_dependents.answers_of(self._reader, client_id)
        for row in self._of("checkup", client_id):
            yield row | {"on": row["checked_on"], "answers": answers.get(row["uid"], {})}

    def _all(self, table: str) -> Iterable[Record]:
        return self._rows(table, lambda reader: queries.export_dependents.everything(reader, table))

    def _of(self, table: str, client_id: int | None) -> Iterable[Record]:
        return self._rows(
            table, lambda reader: queries.export_dependents.of_client(reader, table, client_id)
        )

    def _rows(self, table: str, read: Callable[[Reader], Iterable[Record]]) -> Iterable[Record]:
        return read(self._reader) if table in self._filled else ()


def _trait(row: Record) -> Record:
    return row | {"good": bool(row["good"])}
