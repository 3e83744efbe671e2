"""What every table is made of: our metadata, and the rules that a column can have.

All columns have types that SQLite's STRICT tables know. What another database says differently is
in ``dialect``.
"""

import uuid
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, MetaData
from sqlmodel import SQLModel

from clientpulse.store.dialect import DAY_PATTERN, TABLE_OPTIONS, portable_check

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# Our own metadata and not SQLModel's, which belongs to whoever uses clientpulse as a library.
METADATA = MetaData(naming_convention=NAMING)

CHANNELS = "'meeting','call','video','visit','email','message','letter'"
TWO_WAY_CHANNELS = "'meeting','call','video','visit'"
PURPOSES = "'update','agenda','recap','feedback','chase','apology','follow-up','greeting'"

OPTIONS: dict[str, Any] = TABLE_OPTIONS


def new_uid() -> str:
    """Return a key that is unique everywhere."""
    return str(uuid.uuid4())


def now() -> datetime:
    """Return the moment a row is written, in UTC."""
    return datetime.now(UTC)


def one_of(column: str, values: str) -> CheckConstraint:
    """Allow these values, quoted and separated by commas, and no other."""
    return CheckConstraint(f"{column} IN ({values})", name=column)


def short(column: str, limit: int) -> CheckConstraint:
    """Allow texts up to a length."""
    return CheckConstraint(f"length({column}) <= {limit}", name=f"{column}_length")


def filled(column: str, limit: int) -> CheckConstraint:
    """Allow texts up to a length that aren't empty."""
    return CheckConstraint(
        f"{column} <> '' AND length({column}) <= {limit}", name=f"{column}_length"
    )


def is_day(column: str) -> CheckConstraint:
    """Allow ISO days."""
    return portable_check(f"{column} GLOB '{DAY_PATTERN}'", name=f"{column}_day")


def is_time(column: str) -> CheckConstraint:
    """Allow times of day, ``14:30``."""
    return portable_check(f"{column} GLOB '[0-2][0-9]:[0-5][0-9]'", name=f"{column}_time")


def is_flag(column: str) -> CheckConstraint:
    """Allow 0 and 1."""
    return CheckConstraint(f"{column} IN (0, 1)", name=f"{column}_flag")


def is_interval(column: str, *words: str) -> CheckConstraint:
    """Allow intervals such as ``3m``, and these words."""
    allowed = [f"{column} GLOB '[1-9]{digits}[dwmy]'" for digits in ("", "[0-9]", "[0-9][0-9]")]
    allowed += [f"{column} = '{word}'" for word in words]
    return portable_check(" OR ".join(allowed), name=f"{column}_interval")


def is_uid() -> CheckConstraint:
    """Allow texts of a UUID's length."""
    return CheckConstraint("length(uid) = 36", name="uid_length")


class Table(SQLModel):
    """What every table shares: our metadata."""

    metadata: ClassVar[MetaData] = METADATA
