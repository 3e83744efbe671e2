"""The read path of the relationship layer: plain and portable SQL, as in ``queries``.

Everything is listed in the order in which it matters: what is open by its day, what happened the
newest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from clientpulse.store.queries import GREATEST, day
from clientpulse.store.reader import Reader
from clientpulse.views.relation import (
    AwayView,
    CheckupView,
    CommitmentView,
    FeedbackView,
    MentionView,
    MistakeView,
    PointView,
    ProjectView,
    ReminderView,
    ServiceView,
    TraitView,
)

View = TypeVar("View")

COMMITMENTS = """
SELECT o.id, o.uid, o.client_id, c.name, c.key, o.owed_by, o.what, o.made_on, o.due_on, o.done_on,
       o.dropped_on, o.created_at
  FROM commitment o JOIN client c ON c.id = o.client_id
 WHERE {where}
 ORDER BY o.due_on IS NULL, o.due_on, o.id
"""

MISTAKES = """
SELECT m.id, m.uid, m.client_id, c.name, c.key, m.what, m.why, m.fix, m.prevent, m.offer,
       m.happened_on, m.entered_on, m.told_on, m.fix_by, m.fixed_on, m.created_at
  FROM mistake m JOIN client c ON c.id = m.client_id
 WHERE {where}
 ORDER BY m.entered_on DESC, m.id DESC
"""

REMINDERS = """
SELECT r.id, r.uid, r.client_id, c.name, c.key, r.remind_on, r.what, r.yearly, r.person, r.done_on,
       r.created_at
  FROM reminder r JOIN client c ON c.id = r.client_id
 WHERE {where}
 ORDER BY r.remind_on, r.id
"""

PROJECTS = """
SELECT p.id, p.uid, p.client_id, c.name, c.key, p.name, p.started_on, p.finished_on, p.created_at
  FROM project p JOIN client c ON c.id = p.client_id
 WHERE {where}
 ORDER BY p.finished_on IS NOT NULL, p.finished_on DESC, p.started_on DESC, p.id DESC
"""

FEEDBACK = """
SELECT f.id, f.uid, f.client_id, c.name, c.key, f.given_on, f.what, f.score, f.project_id, p.name,
       f.created_at
  FROM feedback f JOIN client c ON c.id = f.client_id LEFT JOIN project p ON p.id = f.project_id
 WHERE {where}
 ORDER BY f.given_on DESC, f.id DESC
"""

MENTIONS = """
SELECT n.id, n.uid, n.client_id, c.name, c.key, n.service_id, s.name, n.mentioned_on,
       n.touchpoint_id, n.created_at
  FROM service_mention n JOIN client c ON c.id = n.client_id JOIN service s ON s.id = n.service_id
 WHERE {where}
 ORDER BY n.mentioned_on DESC, n.id DESC
"""

POINTS = """
SELECT a.id, a.uid, a.client_id, c.name, c.key, a.what, a.added_on, a.covered_on, a.created_at
  FROM agenda_point a JOIN client c ON c.id = a.client_id
 WHERE {where}
 ORDER BY a.id
"""

CHECKUPS = """
SELECT k.id, k.uid, k.client_id, c.name, c.key, k.checked_on, k.score, k.created_at
  FROM checkup k JOIN client c ON c.id = k.client_id
 WHERE {where}
 ORDER BY k.checked_on DESC, k.id DESC
"""


def commitments(
    reader: Reader,
    *,
    client_id: int | None = None,
    owed_by: str | None = None,
    only_open: bool = True,
) -> Sequence[CommitmentView]:
    """Return promises and asks, those with a day first, by their day."""
    conditions = ["o.done_on IS NULL AND o.dropped_on IS NULL"] if only_open else []
    parameters: dict[str, Any] = {}
    if owed_by is not None:
        conditions.append("o.owed_by = :owed_by")
        parameters["owed_by"] = owed_by
    return _commitments(reader, *_of_client("o", client_id, conditions, parameters))


def commitment(reader: Reader, commitment_id: int) -> CommitmentView | None:
    """Return one promise or ask."""
    return _one(_commitments(reader, "o.id = :id", _key(commitment_id)))


def _commitments(reader: Reader, where: str, parameters: dict[str, Any]) -> list[CommitmentView]:
    return [
        CommitmentView(*[*row[:7], *map(day, row[7:11]), str(row[11])])
        for row in reader.rows(COMMITMENTS.format(where=where), parameters)
    ]


def mistakes(
    reader: Reader, *, client_id: int | None = None, only_open: bool = False
) -> Sequence[MistakeView]:
    """Return mistakes, the newest first; open ones are those that aren't fixed."""
    conditions = ["m.fixed_on IS NULL"] if only_open else []
    return _mistakes(reader, *_of_client("m", client_id, conditions, {}))


def mistake(reader: Reader, mistake_id: int) -> MistakeView | None:
    """Return one mistake."""
    return _one(_mistakes(reader, "m.id = :id", _key(mistake_id)))


def _mistakes(reader: Reader, where: str, parameters: dict[str, Any]) -> list[MistakeView]:
    return [
        MistakeView(*[*row[:10], *map(day, row[10:15]), str(row[15])])
        for row in reader.rows(MISTAKES.format(where=where), parameters)
    ]


def reminders(
    reader: Reader, *, client_id: int | None = None, only_open: bool = True
) -> Sequence[ReminderView]:
    """Return moments to remember by their day; a yearly one is never over."""
    conditions = ["(r.done_on IS NULL OR r.yearly = 1)"] if only_open else []
    return _reminders(reader, *_of_client("r", client_id, conditions, {}))


def reminder(reader: Reader, reminder_id: int) -> ReminderView | None:
    """Return one moment to remember."""
    return _one(_reminders(reader, "r.id = :id", _key(reminder_id)))


def _reminders(reader: Reader, where: str, parameters: dict[str, Any]) -> list[ReminderView]:
    return [
        ReminderView(
            *[*row[:5], day(row[5]), row[6], bool(row[7]), row[8], day(row[9]), str(row[10])]
        )
        for row in reader.rows(REMINDERS.format(where=where), parameters)
    ]


def projects(reader: Reader, *, client_id: int | None = None) -> Sequence[ProjectView]:
    """Return pieces of work, those that go on first."""
    where, parameters = _of_client("p", client_id, [], {})
    return [
        ProjectView(*[*row[:6], *map(day, row[6:8]), str(row[8])])
        for row in reader.rows(PROJECTS.format(where=where), parameters)
    ]


def feedback(reader: Reader, *, client_id: int | None = None) -> Sequence[FeedbackView]:
    """Return what clients said about our work, the newest first."""
    where, parameters = _of_client("f", client_id, [], {})
    return [
        FeedbackView(*[*row[:5], day(row[5]), *row[6:10], str(row[10])])
        for row in reader.rows(FEEDBACK.format(where=where), parameters)
    ]


def services(reader: Reader) -> Sequence[ServiceView]:
    """Return what we offer, in the order in which it was added."""
    sql = "SELECT s.id, s.uid, s.name, s.sentence, s.created_at FROM service s ORDER BY s.id"
    return [ServiceView(*[*row[:4], str(row[4])]) for row in reader.rows(sql)]


def mentions(
    reader: Reader, *, client_id: int | None = None, service_id: int | None = None
) -> Sequence[MentionView]:
    """Return who heard of which service when, the newest first."""
    conditions, parameters = [], dict[str, Any]()
    if service_id is not None:
        conditions.append("n.service_id = :service_id")
        parameters["service_id"] = service_id
    where, parameters = _of_client("n", client_id, conditions, parameters)
    return [
        MentionView(*[*row[:7], day(row[7]), row[8], str(row[9])])
        for row in reader.rows(MENTIONS.format(where=where), parameters)
    ]


def points(reader: Reader, client_id: int, *, only_open: bool = True) -> Sequence[PointView]:
    """Return a client's own points for the agenda, in the order in which they were added."""
    conditions = ["a.covered_on IS NULL"] if only_open else []
    where, parameters = _of_client("a", client_id, conditions, {})
    return [
        PointView(*[*row[:6], *map(day, row[6:8]), str(row[8])])
        for row in reader.rows(POINTS.format(where=where), parameters)
    ]


def checkups(reader: Reader, client_id: int, limit: int | None = None) -> Sequence[CheckupView]:
    """Return a client's check-ups with their answers, the newest first."""
    where, parameters = _of_client("k", client_id, [], {})
    sql = CHECKUPS.format(where=where)
    if limit is not None:
        sql += " LIMIT :limit"
        parameters["limit"] = limit
    answers: dict[int, list[tuple[str, str]]] = {}
    told = """
    SELECT a.checkup_id, a.trait, a.answer
      FROM checkup_answer a JOIN checkup k ON k.id = a.checkup_id
     WHERE k.client_id = :client_id ORDER BY a.id
    """
    for checkup_id, trait, answer in reader.rows(told, {"client_id": client_id}):
        answers.setdefault(checkup_id, []).append((trait, answer))
    return [
        CheckupView(
            *[
                *row[:5],
                day(row[5]),
                float(row[6]),
                tuple(answers.get(row[0], ())),
                str(row[7]),
            ]
        )
        for row in reader.rows(sql, parameters)
    ]


def traits(reader: Reader, client_id: int | None = None) -> Sequence[TraitView]:
    """Return the traits of our own that are for everybody, and those for one client."""
    sql = """
    SELECT t.id, t.uid, t.client_id, t.key, t.name, t.good, t.created_at FROM trait t
     WHERE t.client_id IS NULL OR t.client_id = :client_id ORDER BY t.id
    """
    return [
        TraitView(*[*row[:5], bool(row[5]), str(row[6])])
        for row in reader.rows(sql, {"client_id": client_id})
    ]


def trait_weights(reader: Reader, client_id: int | None = None) -> dict[str, int]:
    """Return how much each trait counts: for this client, or else for all; 1 where not said."""
    sql = """
    SELECT w.trait, w.weight FROM trait_weight w
     WHERE w.client_id IS NULL OR w.client_id = :client_id
     ORDER BY w.client_id IS NOT NULL, w.id
    """
    return {row[0]: row[1] for row in reader.rows(sql, {"client_id": client_id})}


def away(reader: Reader) -> Sequence[AwayView]:
    """Return our days off, the earliest first."""
    sql = """
    SELECT a.id, a.uid, a.starts_on, a.ends_on, a.created_at FROM away a
     ORDER BY a.starts_on, a.ends_on, a.id
    """
    return [AwayView(*[*row[:2], *map(day, row[2:4]), str(row[4])]) for row in reader.rows(sql)]


def _of_client(
    alias: str, client_id: int | None, conditions: list[str], parameters: dict[str, Any]
) -> tuple[str, dict[str, Any]]:
    if client_id is not None:
        conditions = [*conditions, f"{alias}.client_id = :client_id"]
        parameters = parameters | {"client_id": client_id}
    return " AND ".join(conditions) or "1 = 1", parameters


def _key(number: int) -> dict[str, Any]:
    # No row has a number that the database doesn't know.
    return {"id": number if abs(number) <= GREATEST else 0}


def _one(found: Sequence[View]) -> View | None:
    return found[0] if found else None
