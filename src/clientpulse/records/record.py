"""What all records are, and what follows from their declarations."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, TypeVar

from clientpulse.records.fields import Spec, given, hidden, joined, writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A row of a table, with its number: 0 until it is stored."""

    TABLE: ClassVar[str]
    """Named after the class: of ``AgendaPoint`` it is ``agenda_point``."""

    NOUN: ClassVar[str] = ""
    """What one is called in an export, where that isn't the table's name."""

    LIST: ClassVar[str]
    """What several are called, in an export too; for most it is the noun with an s."""

    UNIQUE: ClassVar[str] = ""
    """What no two rows of one owner share, beside their uid."""

    ALIAS: ClassVar[str] = "x"
    """What its table is called in a query; its client's is ``c``."""

    JOINS: ClassVar[str] = ""
    """What else is joined when it is read."""

    DAY: ClassVar[str] = ""
    """The attribute that says of what day it is, where it is of one."""

    PRIVATE: ClassVar[bool] = False
    """Whether it stays on this machine, though a practice shares the store."""

    EXPORT_ORDER: ClassVar[tuple[str, ...]] = ()
    """The attributes in the order of an export, where that isn't the declared one."""

    id: int = hidden(0)

    def __init_subclass__(cls) -> None:
        cls.TABLE = re.sub("(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()
        if "LIST" not in vars(cls):
            cls.LIST = f"{cls.NOUN or cls.TABLE}s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Record):
    """A record that is known everywhere by its uid.

    Attributes:
        uid: A UUID; empty until it is stored.
        created_at: When it was typed in: ISO text in UTC; empty until it is stored.
        by: Who wrote it down, where several do; None where nobody said who they are.
    """

    uid: str = given("uid")
    created_at: str = given("moment")
    by: str | None = writer()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfClient(Named):
    """A record that belongs to a client."""

    client_id: int = hidden(0)
    client: str = joined("c.name")
    key: str = joined("c.key")


R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Shape:
    """What follows from the declaration of a record; see ``shape_of``.

    Attributes:
        specs: The fields by attribute, as declared.
        read_from: By attribute, the SQL of its value.
        shown: The keys of the JSON object, with the attribute that each holds: what the record is
            and whose, then its fields.
        exported: The same of a whole-store export.
    """

    specs: Mapping[str, Spec]
    columns: tuple[str, ...]
    read_from: Mapping[str, str]
    shown: Mapping[str, str]
    exported: Mapping[str, str]

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """Return the attributes of a kind."""
        return tuple(name for name, spec in self.specs.items() if spec.kind == kind)


_SHAPES: dict[type[Record], Shape] = {}


def shape_of(record: type[Record]) -> Shape:
    """Return what follows from the declaration of a record."""
    if record not in _SHAPES:
        _SHAPES[record] = _shape(record)
    return _SHAPES[record]


def _shape(record: type[Record]) -> Shape:
    specs: dict[str, Spec] = {one.name: one.metadata["spec"] for one in dataclasses.fields(record)}
    read_from = {name: spec.sql or f"{record.ALIAS}.{name}" for name, spec in specs.items()}
    shown = {one.shown or name: name for name, one in specs.items() if one.shown is not None}
    first = [name for name in ("id", "uid", "client", "key") if name in specs or name in shown]
    exported = [name for name, one in specs.items() if one.exported is not None]
    keys = {specs[name].exported or name: name for name in record.EXPORT_ORDER or exported}
    if "uid" in specs:
        # What every record has comes last.
        keys = {"uid": "uid", **keys, "created_at": "created_at"}
        for names in (shown, keys):
            names["by"] = names.pop("by", "by")
    return Shape(
        specs,
        tuple(name for name, spec in specs.items() if not spec.sql),
        {name: sql for name, sql in read_from.items() if specs[name].kind != "listed"},
        {name: shown.get(name, name) for name in (*first, *shown)},
        keys,
    )


def from_row(record: type[R], row: Sequence[Any]) -> R:
    """Make a record of a row of ``read_from``."""
    shape = shape_of(record)
    values = dict(zip(shape.read_from, row, strict=True))
    for name in shape.of_kind("day"):
        if isinstance(values[name], str):
            values[name] = date.fromisoformat(values[name])
    for name in shape.of_kind("flag"):
        values[name] = bool(values[name])
    for name in shape.of_kind("lines"):
        values[name] = tuple(values[name].split("\n")) if values[name] else ()
    if "created_at" in values:
        values["created_at"] = str(values["created_at"])
    return record(**values)


def shown(record: Record) -> dict[str, Any]:
    """Return a record as a JSON object."""
    return _values(record, shape_of(type(record)).shown)


def exported(record: Record) -> dict[str, Any]:
    """Return what a whole-store export says of a record that refers to no other."""
    return _values(record, shape_of(type(record)).exported)


def _values(record: Record, keys: Mapping[str, str]) -> dict[str, Any]:
    return {key: _plain(getattr(record, name)) for key, name in keys.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
