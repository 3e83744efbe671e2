"""What belongs to a client: deleting all of it, moving it to another client.

Nothing is left to the database's own cascades: what they do isn't in the journal, and so couldn't
be taken back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clientpulse import records
from clientpulse.records.lists import DEPENDENTS
from clientpulse.services import syncing
from clientpulse.store.queries import dependents, imports

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


def delete_all(unit: UnitOfWork, client_id: int) -> None:
    """Delete all that a client has; before its touchpoints, which mentions refer to."""
    reader = unit.reader
    for record in (records.ServiceMention, records.Meeting):
        _stand_alone(unit, record, dependents.outside_references(reader, record, client_id))
    answers = dependents.part_ids_of_client(reader, records.Checkup, client_id)
    unit.delete_all(records.CheckupAnswer, answers)
    for one in reversed(DEPENDENTS):  # what refers to other rows goes before them
        unit.delete_all(one, dependents.ids_of(reader, one, "client", client_id))


def move_all(unit: UnitOfWork, source_id: int, target_id: int) -> None:
    """Move all that a client has to another one.

    Of two check-ups on one day or two weights the target's stays and the source's goes.
    """
    for record in DEPENDENTS:
        moving = dependents.ids_of(unit.reader, record, "client", source_id)
        if moving and record.UNIQUE:
            gone = _also_there(unit, record, source_id, target_id)
            unit.delete_all(record, gone)
            moving = [key for key in moving if key not in gone]
        if moving:
            unit.update_all(record, moving, client_id=target_id)
    _move_marks(unit, source_id, target_id)
    syncing.forgetting.move(unit, source_id, target_id)


def forget_client(unit: UnitOfWork, client_id: int) -> None:
    """Let imports and sources remember a client and its people as gone, before they go."""
    syncing.forgetting.client(unit, client_id)
    own = dependents.ids_of(unit.reader, records.ImportMark, "client", client_id)
    own += imports.marks_of_people(unit.reader, client_id)
    unit.update_all(records.ImportMark, own, client_id=None, contact_id=None)


def forget_contact(unit: UnitOfWork, contact_id: int) -> None:
    """Let imports and address books remember a person as gone, before they go."""
    syncing.forgetting.contact(unit, contact_id)
    own = dependents.ids_of(unit.reader, records.ImportMark, "contact", contact_id)
    unit.update_all(records.ImportMark, own, contact_id=None)


def forget_touchpoint(unit: UnitOfWork, touchpoint_id: int) -> None:
    """Let what was mentioned in a touchpoint stand by itself, and sources not bring it back."""
    syncing.forgetting.touchpoint(unit, touchpoint_id)
    mentions = dependents.ids_of(unit.reader, records.ServiceMention, "touchpoint", touchpoint_id)
    _stand_alone(unit, records.ServiceMention, mentions)


def _move_marks(unit: UnitOfWork, source_id: int, target_id: int) -> None:
    """Let imports find the other client; those of people go along with them."""
    both = imports.shared_marks(unit.reader, source_id, target_id)
    unit.delete_all(records.ImportMark, both)
    moving = dependents.ids_of(unit.reader, records.ImportMark, "client", source_id)
    unit.update_all(records.ImportMark, moving, client_id=target_id)


def _also_there(
    unit: UnitOfWork, record: type[records.Record], source_id: int, target_id: int
) -> list[int]:
    """Return the source's rows that the target has one of its own of; their answers go."""
    reader = unit.reader
    there = dependents.ids_by(reader, record, record.UNIQUE, target_id)
    own = dependents.ids_by(reader, record, record.UNIQUE, source_id)
    gone = [key for value, key in own.items() if value in there]
    if record is records.Checkup:
        for key in gone:
            unit.delete_all(
                records.CheckupAnswer,
                dependents.ids_of(reader, records.CheckupAnswer, "checkup", key),
            )
    return gone


def _stand_alone(unit: UnitOfWork, record: type[records.Record], keys: Sequence[int]) -> None:
    if keys:
        unit.update_all(record, keys, touchpoint_id=None)
