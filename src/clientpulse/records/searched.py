"""What search looks in: whatever somebody wrote of these records."""

from __future__ import annotations

from collections.abc import Mapping

from clientpulse.records.record import Record, shape_of

NUMBERS: Mapping[str, int] = {
    "client": 1,
    "contact": 2,
    "touchpoint": 3,
    "meeting": 4,
    "project": 5,
    "commitment": 6,
    "mistake": 7,
    "reminder": 8,
    "feedback": 9,
    "agenda_point": 10,
    "service": 11,
    "trait": 12,
}
"""By table, the number under which stores keep its folded texts: it never changes."""

ROOM = 32
"""How many such numbers there may be."""

_WRITTEN = frozenset(("text", "name", "key", "line", "lines", "word", "sentence", "reach"))


def written(record: type[Record]) -> tuple[str, ...]:
    """Return the columns of a record that hold what somebody wrote."""
    shape = shape_of(record)
    return tuple(name for name in shape.columns if shape.specs[name].kind in _WRITTEN)
