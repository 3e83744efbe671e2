"""What every table is made of: our metadata, what all rows have, and what a column may hold.

A column is held by a CHECK to what its record declares.

All columns have types that SQLite's STRICT tables know. What another database says differently is
in ``dialect``.
"""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, ClassVar

import sqlalchemy
from sqlalchemy import CheckConstraint, Column, MetaData, Text
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from clientpulse import records
from clientpulse.records.fields import Spec
from clientpulse.records.limits import KEY_LENGTH
from clientpulse.records.record import Record, Shape, shape_of
from clientpulse.store.dialect import DAY_PATTERN, TABLE_OPTIONS, portable_check
from clientpulse.store.tables.columns import Instant

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# Our own metadata and not SQLModel's, which belongs to whoever uses clientpulse as a library.
METADATA = MetaData(naming_convention=NAMING)


def new_uid() -> str:
    """Return a key that is unique everywhere."""
    return str(uuid.uuid4())


def now() -> datetime:
    """Return the moment a row is written, in UTC."""
    return datetime.now(UTC)


def one_of(column: str, *values: str) -> CheckConstraint:
    """Allow these values and no other."""
    allowed = ",".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({allowed})", name=column)


def _text(column: str, spec: Spec) -> CheckConstraint:
    length = f"length({column}) <= {spec.limit or KEY_LENGTH}"
    may_be_empty = spec.kind in {"line", "reach"} or (spec.kind == "text" and not spec.needed)
    return CheckConstraint(
        length if may_be_empty else f"{column} <> '' AND {length}", name=f"{column}_length"
    )


def _interval(column: str, *words: str) -> CheckConstraint:
    """Allow intervals such as ``3m``, and these words."""
    allowed = [f"{column} GLOB '[1-9]{digits}[dwmy]'" for digits in ("", "[0-9]", "[0-9][0-9]")]
    allowed += [f"{column} = '{word}'" for word in words]
    return portable_check(" OR ".join(allowed), name=f"{column}_interval")


def _glob(column: str, form: str, *patterns: str) -> CheckConstraint:
    allowed = " OR ".join(f"{column} GLOB '{pattern}'" for pattern in patterns)
    return portable_check(allowed, name=f"{column}_{form}")


# By the kind of a field, what its column may hold. All other texts have a length.
_FORMS: dict[str, Callable[[str], CheckConstraint | None]] = {
    "day": lambda column: _glob(column, "day", DAY_PATTERN),
    "birthday": lambda column: _glob(column, "day", DAY_PATTERN, "--[0-1][0-9]-[0-3][0-9]"),
    "time": lambda column: _glob(column, "time", "[0-2][0-9]:[0-5][0-9]"),
    "flag": lambda column: CheckConstraint(f"{column} IN (0, 1)", name=f"{column}_flag"),
    "uid": lambda column: CheckConstraint(f"length({column}) = 36", name=f"{column}_length"),
    "meeting_interval": _interval,
    "checkin_interval": _interval,
    "update_interval": lambda column: _interval(column, "none"),
    "rule_interval": lambda column: _interval(column, "none"),
    **dict.fromkeys(("moment", "hidden", "link"), lambda _: None),
}


def _check(column: str, spec: Spec) -> CheckConstraint | None:
    if spec.kind in _FORMS:
        return _FORMS[spec.kind](column)
    if spec.options:
        return one_of(column, *spec.options)
    if spec.bounds:
        least, most = spec.bounds
        return CheckConstraint(f"{column} BETWEEN {least} AND {most}", name=column)
    return _text(column, spec)


def _checks(shape: Shape) -> list[CheckConstraint]:
    found = (_check(column, shape.specs[column]) for column in shape.columns)
    return [check for check in found if check is not None]


class Table(SQLModel):
    """What every table shares: our metadata, and a number for each row."""

    metadata: ClassVar[MetaData] = METADATA

    id: int | None = Field(default=None, primary_key=True)

    @classmethod
    def __table_cls__(cls, name: str, metadata: MetaData, *items: Any) -> sqlalchemy.Table:
        """Make the table; SQLAlchemy calls this."""
        return sqlalchemy.Table(name, metadata, *items, **TABLE_OPTIONS)


def _record(table: Any) -> type[Record]:
    found: type[Record] = getattr(records, table.__name__)
    return found


class OfRecord(Table):
    """The table of the record of the same name, which says what its columns may hold."""

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805  SQLAlchemy gives it the class
        return _record(cls).TABLE

    @classmethod
    def __table_cls__(cls, name: str, metadata: MetaData, *items: Any) -> sqlalchemy.Table:
        """Make the table, its columns in the order of the migrations; SQLAlchemy calls this."""
        shape = shape_of(_record(cls))

        def place(item: Any) -> int:
            if not isinstance(item, Column):
                return 4
            if item.name == "by":
                return 3
            return 2 if shape.specs[item.name].later else int(item.name == "created_at")

        items = (*sorted(items, key=place), *_checks(shape))
        return super().__table_cls__(name, metadata, *items)


class Named(OfRecord):
    """The table of a record that is known everywhere by its uid."""

    uid: str = Field(default_factory=new_uid, sa_type=Text, unique=True)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
    by: str | None = Field(default=None, sa_type=Text)


class OfClient(Named):
    """The table of a record that belongs to a client."""

    client_id: int = Field(foreign_key="client.id", ondelete="CASCADE")
