"""What an edit changed of a record, field by field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from clientpulse.records.fields import Spec
from clientpulse.records.record import R, shape_of


class Change(NamedTuple):
    """A field that has another value now.

    Attributes:
        key: Its key in JSON.
        word: What it is called where it is typed; empty where nobody types it.
        attribute: Its name in the record.
    """

    key: str
    word: str
    attribute: str
    spec: Spec
    before: Any
    after: Any


def changes(before: R, after: R) -> Sequence[Change]:
    """Return what differs between two states of a record, in the order of its fields."""
    shape = shape_of(type(before))
    return [
        Change(key, _word(key, spec), name, spec, getattr(before, name), getattr(after, name))
        for key, name in shape.shown.items()
        if getattr(before, name) != getattr(after, name) and (spec := shape.specs.get(name))
    ]


def _word(key: str, spec: Spec) -> str:
    if spec.typed is None:
        return ""
    return spec.typed or key.replace("_", " ")
