"""Points of our own for the next meeting: noting them, and dropping them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from clientpulse.errors import InputError, NotFoundError
from clientpulse.quoting import quoted
from clientpulse.records import AgendaPoint
from clientpulse.services import lookup, text
from clientpulse.store import queries
from clientpulse.views.agenda import NumberedPoint

if TYPE_CHECKING:
    from clientpulse.store.writer import UnitOfWork


def add(unit: UnitOfWork, today: date, client: lookup.Found, what: str) -> NumberedPoint:
    """Note something for a client's next meeting.

    Args:
        unit: Writes.
        today: The day it is.
        client: Whose meeting.
        what: What to talk about.

    Raises:
        InputError: The text can't be stored.
    """
    what = text.needed(what, "point")
    unit.insert(AgendaPoint(client_id=client.id, what=what, added_on=today))
    unit.describe(f"added a point to the agenda with {client.name}")
    points = queries.agenda.select(unit.reader, client.id)
    return NumberedPoint(points[-1], len(points))


def drop(unit: UnitOfWork, client: lookup.Found, typed: str) -> NumberedPoint:
    """Take a point off the agenda.

    Args:
        unit: Writes.
        client: Whose meeting.
        typed: Its number on the agenda.

    Returns:
        The point as it was.

    Raises:
        InputError: It is no number.
        NotFoundError: There is no such point.
    """
    digits = typed.strip()
    if not (digits.isascii() and digits.isdecimal()):
        raise InputError(
            f"{quoted(typed)} is no number of a point",
            f"'pulse agenda {client.key}' shows the numbers",
        )
    points = queries.agenda.select(unit.reader, client.id)
    # A number of many digits is no number of a point, and takes long to read.
    number = int(digits[:10])
    if not 1 <= number <= len(points):
        raise NotFoundError(
            f"there is no point {quoted(digits)} on the agenda with {client.key}",
            f"'pulse agenda {client.key}' shows the numbers"
            if points
            else f"note one: pulse agenda {client.key} add TEXT",
        )
    point = points[number - 1]
    unit.delete_all(AgendaPoint, [point.id])
    unit.describe(f"dropped a point of the agenda with {client.name}")
    return NumberedPoint(point, number)
