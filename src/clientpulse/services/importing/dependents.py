"""Importing what a client of a whole store carries of the relationship layer.

Everything about a client is looked through before the first row of it is written, so that a client
is taken whole or not at all. A row that belongs to one client is never given to another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clientpulse import records as tables
from clientpulse.errors import ConflictError
from clientpulse.records import Record
from clientpulse.services.importing.known import NOBODY, Recognition
from clientpulse.services.importing.outcome import Outcome
from clientpulse.services.importing.rows import RowWriter
from clientpulse.services.importing.shape import CheckedClient
from clientpulse.services.importing.shared import SharedArrival
from clientpulse.services.importing.values import Row
from clientpulse.store import queries
from clientpulse.transfer import StoreShared

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork

# By list, where its rows go; what others refer to comes before them.
BY_UID: Mapping[str, type[Record]] = {
    "projects": tables.Project,
    "commitments": tables.Commitment,
    "mistakes": tables.Mistake,
    "reminders": tables.Reminder,
    "feedback": tables.Feedback,
    "agenda_points": tables.AgendaPoint,
    "checkups": tables.Checkup,
    "mentions": tables.ServiceMention,
    "traits": tables.Trait,
}

# By list, what its rows refer to by uid.
REFERENCES = (("feedback", "project"), ("mentions", "service"), ("mentions", "touchpoint"))


@dataclass(slots=True)
class Arrivals:
    """What a client brings, looked through and ready to be written.

    Attributes:
        known: By list, the rows that are stored, by the uid they have in the file.
        links: By what is referred to, the numbers of those that are stored, by uid.
    """

    known: dict[str, dict[str, Row]] = field(default_factory=dict)
    links: dict[str, dict[str, int]] = field(default_factory=dict)


class RelationArrival:
    """Takes in the relationship layer, of one client after the other.

    Args:
        unit: Writes.
        outcome: Counts.
    """

    def __init__(self, unit: UnitOfWork, outcome: Outcome) -> None:
        self._unit = unit
        self._reader = unit.reader
        self._writer = RowWriter(unit, outcome)
        self._recognition = Recognition(unit.reader)
        self._shared = SharedArrival(unit, outcome, self._recognition)

    def take_shared(self, shared: StoreShared) -> None:
        """Take in what belongs to no client."""
        self._shared.take(shared)

    def examine(self, client_id: int | None, arriving: CheckedClient) -> Arrivals:
        """Look through what a client brings; nothing is written.

        Args:
            client_id: The client, None for a new one.
            arriving: What the file says of it.

        Raises:
            ConflictError: Something belongs to another client, or refers to what isn't there.
        """
        owner = NOBODY if client_id is None else client_id
        arrivals = Arrivals(
            links={
                "service": self._shared.service_ids,
                "project": self._stored(arriving, "feedback", "project", owner),
                "touchpoint": self._stored(arriving, "mentions", "touchpoint", owner),
            }
        )
        along = {
            "service": frozenset[str](),
            "project": {row["uid"] for row in arriving.relation.get("projects", ())},
            "touchpoint": {row["uid"] for row in arriving.touchpoints},
        }
        for name, what in REFERENCES:
            for place, row in enumerate(arriving.relation.get(name, ())):
                uid = row[what]
                if uid is not None and uid not in arrivals.links[what] and uid not in along[what]:
                    raise ConflictError(f"{name}[{place}]: there is no {what} {uid} of this client")
        for name in BY_UID:
            if rows := arriving.relation.get(name):
                arrivals.known[name] = self._recognition.known(name, rows, owner)
        return arrivals

    def write(
        self,
        arrivals: Arrivals,
        client_id: int,
        arriving: CheckedClient,
        touchpoint_ids: Mapping[str, int],
    ) -> None:
        """Write what was looked through.

        Args:
            arrivals: What came of that.
            client_id: The client.
            arriving: What the file says of it.
            touchpoint_ids: The numbers of its touchpoints by uid.
        """
        links = arrivals.links | {"touchpoint": arrivals.links["touchpoint"] | dict(touchpoint_ids)}
        for name, model in BY_UID.items():
            rows = arriving.relation.get(name)
            if not rows:
                continue
            known = arrivals.known[name]
            answers = self._changed_answers(client_id, rows, known) if name == "checkups" else {}
            for row in rows:
                row["client_id"] = client_id
                for _, what in filter(lambda one: one[0] == name, REFERENCES):
                    row[f"{what}_id"] = links[what].get(row.pop(what))
            ids = self._writer.sync(model, name, rows, known, also_changed=answers.keys())
            if name == "projects":
                links["project"] = links["project"] | ids
            self._write_answers(answers, known, ids)
        for name, (model, word) in self._shared.BY_WORD.items():
            if rows := arriving.relation.get(name):
                self._shared.take_by_word(name, model, word, client_id, rows)

    def _stored(self, arriving: CheckedClient, name: str, what: str, owner: int) -> dict[str, int]:
        """Return the numbers of those of a client's own that a list refers to, by uid."""
        wanted = {row[what] for row in arriving.relation.get(name, ())} - {None}
        found = queries.export.by_uid(self._reader, what, ("uid", "client_id"), sorted(wanted))
        return {uid: row["id"] for uid, row in found.items() if row["client_id"] == owner}

    def _changed_answers(
        self, client_id: int, rows: Sequence[Row], known: Mapping[str, Row]
    ) -> dict[str, dict[str, str]]:
        """Take the answers out of the rows.

        Returns:
            By the check-up's uid, the answers where the store has others.
        """
        stored = queries.export_dependents.answers_of(self._reader, client_id) if known else {}
        changed = {}
        for row in rows:
            answers = row.pop("answers")
            there = known.get(row["uid"])
            if answers != (stored.get(there["uid"], {}) if there else {}):
                changed[row["uid"]] = answers
        return changed

    def _write_answers(
        self,
        changed: Mapping[str, dict[str, str]],
        known: Mapping[str, Row],
        ids: Mapping[str, int],
    ) -> None:
        gone = [
            number
            for uid in changed
            if uid in known
            for number in queries.dependents.answer_ids(self._reader, ids[uid])
        ]
        if gone:
            self._unit.delete_all(tables.CheckupAnswer, gone)
        rows = [
            {"checkup_id": ids[uid], "trait": trait, "answer": answer}
            for uid, answers in changed.items()
            for trait, answer in answers.items()
        ]
        if rows:
            first = self._unit.next_id(tables.CheckupAnswer)
            numbered = [{"id": number} | row for number, row in enumerate(rows, first)]
            self._unit.insert_many(tables.CheckupAnswer, numbered)
