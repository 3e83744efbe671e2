"""What the relationship layer holds of a client: deleting all of it, moving it to another client.

Nothing is left to the database's own cascades: what they do isn't in the journal, and so couldn't
be taken back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clientpulse.store import queries
from clientpulse.store.writer import UnitOfWork

if TYPE_CHECKING:
    from sqlmodel import SQLModel

# What refers to other rows comes before them.
TABLES = (
    "service_mention",
    "feedback",
    "project",
    "commitment",
    "mistake",
    "reminder",
    "agenda_point",
    "checkup",
    "trait",
    "trait_weight",
    "client_rule",
)

# Of these a client has one for each value of a column; where two clients become one, one stays.
ONE_EACH = {"checkup": "checked_on", "trait_weight": "trait", "client_rule": "rule"}


def delete_all(unit: UnitOfWork, client_id: int) -> None:
    """Delete all that a client has; before its touchpoints, which mentions refer to."""
    reader = unit.reader
    for table in ("service_mention", "meeting"):
        _stand_alone(unit, table, queries.dependents.outside_references(reader, table, client_id))
    _delete(unit, "checkup_answer", queries.dependents.answer_ids_of_client(reader, client_id))
    for table in TABLES:
        _delete(unit, table, queries.dependents.ids_of_client(reader, table, client_id))


def move_all(unit: UnitOfWork, source_id: int, target_id: int) -> None:
    """Move all that a client has to another one.

    Of two check-ups on one day, two rules or two weights the target's stays and the source's goes.
    """
    reader = unit.reader
    for table in TABLES:
        moving = queries.dependents.ids_of_client(reader, table, source_id)
        if moving and table in ONE_EACH:
            column = ONE_EACH[table]
            there = queries.dependents.values_of(reader, table, column, target_id).values()
            own = queries.dependents.values_of(reader, table, column, source_id)
            gone = [key for key in moving if own[key] in there]
            if table == "checkup":
                for key in gone:
                    answers = queries.dependents.answer_ids(reader, key)
                    _delete(unit, "checkup_answer", answers)
            _delete(unit, table, gone)
            moving = [key for key in moving if key not in gone]
        if moving:
            unit.update(_model(table), moving, client_id=target_id)


def forget_touchpoint(unit: UnitOfWork, touchpoint_id: int) -> None:
    """Let the mentions that were made in a touchpoint stand by themselves, before it goes."""
    mentions = queries.dependents.mention_ids_of_touchpoint(unit.reader, touchpoint_id)
    _stand_alone(unit, "service_mention", mentions)


def _stand_alone(unit: UnitOfWork, table: str, keys: Sequence[int]) -> None:
    if keys:
        unit.update(_model(table), keys, touchpoint_id=None)


def _delete(unit: UnitOfWork, table: str, keys: Sequence[int]) -> None:
    if keys:
        unit.delete(_model(table), keys)


def _model(table: str) -> type[SQLModel]:
    # Building the classes takes milliseconds, and most clients have no row in any of them.
    from clientpulse.store import tables

    return tables.by_name(table)
